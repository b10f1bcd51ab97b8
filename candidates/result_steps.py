"""What stands against the records that follow a result: the notice of those elected, relatives who both take office."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from candidates.enums import NoticeKind
from candidates.queries.elected import PARTY_VOTES, undecided_pairs
from candidates.queries.notice import notices_of
from candidates.queries.relatives import Pair
from candidates.refusals import RelativesUndecided
from candidates.services.notice_checks import refuse_unclear
from candidates.told import told_name
from elections.models import Election
from elections.steps import stands_against

ENDS = "result_notice_ends"
OFFICE_TAKEN = "handover_done"


@stands_against
def refuse_before_the_notice_is_clear(
    election: Election, step: str, parts: Collection[str], now: datetime
) -> None:
    """Those elected are approved when their notice has run out and every objection is decided (SC-95).

    Where the notice hung on paper only, the record of the posting and the calendar hold it up. Raises NoticeRunning,
    ObjectionsOpen.
    """
    rule = election.cycle.rules.step(step)
    comes_after = any(part.after == ENDS for part in rule.parts if part.key in parts)
    if comes_after or (rule.opens is not None and rule.opens.item == ENDS):
        for notice in notices_of(election).filter(kind=NoticeKind.ELECTED):
            refuse_unclear(notice, now)


@stands_against
def refuse_before_a_relative_gives_way(
    election: Election, step: str, parts: Collection[str], now: datetime
) -> None:
    """Two relatives do not take office before it is on record which of them gives way, and those elected to the Party
    organisation are not approved while one of them is such a relative (A-KIN-01, AMB-16).

    Raises RelativesUndecided.
    """
    if election.cycle.rules.step(step).event == OFFICE_TAKEN:
        _refuse_undecided(undecided_pairs(election))
    elif _approves(election, step, parts):
        _refuse_undecided(undecided_pairs(election, PARTY_VOTES))


def _approves(election: Election, step: str, parts: Collection[str]) -> bool:
    """Whether a record tells that those elected to the Party organisation are approved (A-RES-03, B-RES-01, C-RES-02)."""
    asked = election.cycle.rules.party_appointment
    if asked is None:
        return False
    rule, part = asked
    return rule.key == step and (part is None or part.key in parts)


def _refuse_undecided(pairs: Sequence[Pair]) -> None:
    """Raises RelativesUndecided for the first pair."""
    for pair in pairs:
        raise RelativesUndecided(
            _("%(first)s and %(second)s are relatives and both are elected; decide first who gives way."),
            {
                "first": told_name(pair.first.resident.name),
                "second": told_name(pair.second.resident.name),
            },
            clause=pair.ground.rule.clause or None,
        )
