"""A published roll is corrected in a draft of its own, which keeps every number (A-ROLL-20, A-ROLL-21)."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import Office, User
from accounts.rules import office_for, require
from elections.enums import Act, Step
from elections.models import Election
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.services.planner import tell_planner
from voting.enums import RollState
from voting.models import Roll, RollEntry
from voting.queries.roll import draft_roll, published_roll
from voting.refusals.roll import NothingToCorrect
from voting.services.roll_gate import gate_list

COPY = """
    INSERT INTO voting_rollentry (roll_id, village_id, number, "group", household, name, pinyin, sex, birth_date,
        category, evidence, relocation, statement, not_registered, refusal, id_sealed, id_index, id_last4)
    SELECT %s, village_id, number, "group", household, name, pinyin, sex, birth_date,
        category, evidence, relocation, statement, not_registered, refusal, id_sealed, id_index, id_last4
    FROM voting_rollentry WHERE roll_id = %s
"""


def open_correction(*, by: User, election: Election, now: datetime) -> Roll:
    """The draft in which the published roll is corrected, its people under the numbers they have; one that is open
    already is returned as it is.

    The clerk opens it, and the township where it decides a late objection. Raises NothingToCorrect before the first
    publication, and what `gate_list` raises: RollConfirmed once the roll is final.
    """
    office = _office(by, election)
    with transaction.atomic():
        election = lock_election(election)
        step = gate_list(election, now)
        draft = draft_roll(election)
        if draft is not None:
            return draft
        published = published_roll(election)
        if published is None:
            raise NothingToCorrect(
                _("No roll is published yet. Draw it up, or send a sheet in."),
                clause=election.cycle.rules.roll.published.clause,
            )
        draft = _copied(published, election)
        _record(by, office, election, draft, published, step, now)
    return draft


def discard_correction(*, by: User, election: Election, now: datetime) -> None:
    """Put the draft of a correction away: the published roll stays as it is. Raises NothingToCorrect without one,
    and what `gate_list` raises.
    """
    office = require(by, "roll.register", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        step = gate_list(election, now)
        draft = draft_roll(election)
        if draft is None or published_roll(election) is None or draft.uploads.exists():
            raise NothingToCorrect(_("No correction is open that could be put away."))
        version = draft.version
        draft.delete()
        record_act(
            by=by,
            office=office,
            act=Act.VOTER_CHANGED,
            election=election,
            step=step,
            subject=f"{election.village} {version}",
            data={"version": version, "discarded": True},
            now=now,
        )


def _office(by: User, election: Election) -> Office:
    deciding = office_for(by, "appeal.decide_late", election.village_id)
    return deciding or require(by, "roll.register", election.village_id)


def _copied(published: Roll, election: Election) -> Roll:
    draft = Roll.objects.create(election=election, version=next_version(election), state=RollState.DRAFT)
    copy_people(published, draft)
    return draft


@part_of_an_act
def copy_people(before: Roll, draft: Roll) -> None:
    """Put everybody of a version onto an empty draft, under the same numbers and with all that is on record."""
    with connection.cursor() as cursor:
        cursor.execute(COPY, [draft.pk, before.pk])
        copied = cursor.rowcount
    tell_planner(copied, RollEntry)


def next_version(election: Election) -> int:
    last = election.rolls.order_by("-version").values_list("version", flat=True).first()
    return (last or 0) + 1


def _record(
    by: User, office: Office, election: Election, draft: Roll, published: Roll, step: Step, now: datetime
) -> None:
    record_act(
        by=by,
        office=office,
        act=Act.ROLL_CORRECTION_OPENED,
        election=election,
        step=step,
        subject=f"{election.village} {draft.version}",
        data={"version": draft.version, "of": published.version, "digest": published.digest},
        now=now,
    )
