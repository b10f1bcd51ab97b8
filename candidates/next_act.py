"""What comes next on the way to the formal list, and who does it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from candidates.enums import CandidacyState
from candidates.queries.board import CandidateBoard
from elections.models import Election


@dataclass(frozen=True)
class NextAct:
    """What comes next: the words of the button, its page, the permission it takes, and who does it otherwise."""

    words: str | Promise
    url: str
    permission: str
    who: str | Promise


def next_act(election: Election, board: CandidateBoard) -> NextAct | None:
    """The one act that brings the village on, whoever does it; None once the list is published and stands."""
    code, clerk = election.village_id, _("the village's election committee")
    township = _("the township office")
    states = board.states
    if not board.posts:
        return NextAct(
            _("Set the seats"), reverse("candidates:seats", args=[code]), "election.plan", township
        )
    if board.awaits_preselection:
        words, page = _("Record the preselection"), reverse("candidates:preselection", args=[code])
        return NextAct(words, page, "nomination.record", clerk)
    if not states:
        words, page = _("Enter the nomination result"), reverse("candidates:nomination", args=[code])
        return NextAct(words, page, "nomination.record", clerk)
    if states[CandidacyState.NOMINATED]:
        words, page = _("Propose the nominees"), reverse("candidates:propose", args=[code])
        return NextAct(words, page, "candidate.propose", clerk)
    return _after_the_proposal(code, board)


def _after_the_proposal(code: str, board: CandidateBoard) -> NextAct | None:
    states, queue = board.states, reverse("candidates:reviews")
    clerk = _("the village's election committee")
    if states[CandidacyState.RETURNED]:
        page = reverse("candidates:answer", args=[code, board.first(CandidacyState.RETURNED).pk])
        return NextAct(_("Answer the return"), page, "candidate.propose", clerk)
    if states[CandidacyState.PROPOSED]:
        return NextAct(_("Review"), queue, "candidate.review_township", _("the township office"))
    if states[CandidacyState.TOWNSHIP_PASSED]:
        return NextAct(_("Review"), queue, "candidate.review_county", _("the county's joint review"))
    if board.formal and (board.list_changed or states[CandidacyState.COUNTY_PASSED]):
        page = reverse("candidates:list_change", args=[code])
        return NextAct(_("Post the list again"), page, "candidate.publish", clerk)
    if states[CandidacyState.COUNTY_PASSED]:
        page = reverse("candidates:publish", args=[code])
        return NextAct(_("Publish the formal candidates"), page, "candidate.publish", clerk)
    return None
