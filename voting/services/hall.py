"""The screen in the hall: its link opened and revoked. Only the digest of its token is kept."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.queries.feed import digest_of
from accounts.rules import require
from elections.enums import Act
from elections.services.gate import gate
from elections.services.ledger import record_act
from voting.models import Contest, HallLink
from voting.services.contest import lock_contest, step_of, told_round

BYTES = 24


def open_hall(*, by: User, contest: Contest, now: datetime) -> str:
    """Open the screen of a round, in the place of an earlier link, which is dead from now on.

    Returns the link's token, once. Raises what the gate raises.
    """
    office = require(by, "hall.open", contest.election.village_id)
    with transaction.atomic():
        contest = lock_contest(contest)
        gate(step_of(contest), contest.election, now)
        token = secrets.token_urlsafe(BYTES)
        fields = {"digest": digest_of(token), "opened_by": by, "opened_at": now}
        HallLink.objects.update_or_create(contest=contest, defaults=fields)
        _record(Act.HALL_OPENED, by, office, contest, {"link": fields["digest"]}, now)
    return token


@ungated("A link is taken away at any time; nothing of the count hangs on it.")
def revoke_hall(*, by: User, contest: Contest, now: datetime) -> bool:
    """Take the link of the screen away; returns whether there was one."""
    office = require(by, "hall.open", contest.election.village_id)
    with transaction.atomic():
        contest = lock_contest(contest)
        link = HallLink.objects.filter(contest=contest).first()
        if link is None:
            return False
        link.delete()
        _record(Act.HALL_REVOKED, by, office, contest, {"link": link.digest}, now)
    return True


def _record(
    act: Act, by: User, office: Office, contest: Contest, data: dict[str, Any], now: datetime
) -> None:
    record_act(
        by=by,
        office=office,
        act=act,
        election=contest.election,
        step=step_of(contest),
        data=told_round(contest) | data,
        now=now,
    )
