"""The papers of objections to the roll: receipt, decision, and the notice of how they were decided."""

from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from documents.refusals import PaperNotReady
from elections.models import Election
from voting.models import Appeal
from voting.papers.about import heading_of
from voting.papers.appeal import (
    MATTERS,
    AppealDecision,
    AppealReceipt,
    AppealResult,
    AppealResults,
    Objected,
)
from voting.papers.of_roll import roll_in_force
from voting.queries.appeal import UNDECIDED, appeal_standing, appeals_of, shown_receipt


def appeal_receipt(appeal: Appeal, day: date) -> AppealReceipt:
    """The receipt of an objection."""
    standing = appeal_standing(appeal.election, appeal, appeal.filed_at)
    return AppealReceipt(
        heading=heading_of(appeal.election),
        objected=_objected(appeal),
        text=appeal.text,
        due=standing.due,
    )


def appeal_decision(appeal: Appeal, day: date) -> AppealDecision:
    """The answer to an objection. Raises PaperNotReady before it is decided."""
    if appeal.decided_at is None:
        raise PaperNotReady(_("The objection is not decided yet."))
    found = appeals_of(appeal.election).get(pk=appeal.pk)
    standing = appeal_standing(appeal.election, found, appeal.decided_at)
    return AppealDecision(
        heading=heading_of(appeal.election),
        objected=_objected(appeal),
        text=appeal.text,
        outcome=appeal.state,
        answer=appeal.answer,
        decided_on=localtime(appeal.decided_at).date(),
        published=standing.published_in,
    )


def _objected(appeal: Appeal) -> Objected:
    return Objected(
        receipt=shown_receipt(appeal.receipt),
        appellant=appeal.appellant,
        appellant_group=appeal.appellant_group,
        person=appeal.person,
        person_group=appeal.person_group,
        matter=MATTERS[appeal.about],
        version=appeal.roll.version,
        filed_at=localtime(appeal.filed_at),
        late=appeal.late,
    )


def appeal_results(election: Election, day: date) -> AppealResults:
    """The notice of the objections decided so far. Raises PaperNotReady while there is none."""
    decided = appeals_of(election).exclude(state__in=UNDECIDED)
    if not decided:
        raise PaperNotReady(_("No objection is decided yet."))
    roll = roll_in_force(election)
    assert roll.published_at is not None
    return AppealResults(
        heading=heading_of(election),
        results=tuple(AppealResult(each.person, MATTERS[each.about], each.state) for each in decided),
        version=roll.version,
        published_on=localtime(roll.published_at).date(),
    )
