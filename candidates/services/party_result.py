"""The result of a vote of the Party organisation, reported by the scrutineers and confirmed on the spot."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import require
from accounts.said import Listed
from candidates import party_vote_refusals as refusals
from candidates.meeting_duties import SCRUTINEERS
from candidates.queries.assembly import names_on_duty
from candidates.told import told_name
from elections.models import Election
from elections.services.gate import gate
from voting.models import Contest
from voting.naming import typed_names
from voting.services.result import confirm_result


def confirm_party_vote(
    *, by: User, election: Election, body: str, reported_by: str, now: datetime
) -> list[Contest]:
    """Confirm the members' vote or the first meeting's, as the scrutineers reported it (A-CNT-03, A-ASM-18, C-CNT-01).

    Who reports is one of the scrutineers of the agenda, where it names them. Raises ReporterMissing, NotScrutineer,
    and what confirm_result raises.
    """
    require(by, "assembly.record", election.village_id)
    with transaction.atomic():
        election = gate(election.cycle.rules.assembly_step, election, now).election
        _refuse_others(election, reported_by)
        return confirm_result(by=by, election=election, body=body, reported_by=reported_by.strip(), now=now)


def _refuse_others(election: Election, reported_by: str) -> None:
    clause = election.cycle.rules.voting.counted_under_scrutiny.clause or None
    names = typed_names(reported_by)
    if not names:
        raise refusals.ReporterMissing(
            _("Name the scrutineer who reports the result."), clause=clause, field="reported_by"
        )
    named = names_on_duty(election, SCRUTINEERS)
    if named and not set(names) <= set(named):
        raise refusals.NotScrutineer(
            _("The assembly’s scrutineers are %(named)s; one of them reports the result."),
            {"named": Listed(map(told_name, named))},
            clause=clause,
            field="reported_by",
        )
