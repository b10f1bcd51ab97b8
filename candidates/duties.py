"""The discipline commissioner (纪检委员): a duty that somebody of the Party organisation is put up for, and then holds."""

from elections.rulebook import Rulebook
from villages.enums import BODY_OF, Body, Duty, Post


def deputy_is_commissioner(rules: Rulebook) -> bool:
    """Whether the plan makes the deputy secretary the discipline commissioner (C-ORG-01)."""
    rule = rules.seats.deputy_secretary_is_discipline_commissioner
    return bool(rule.stated and rule.value)


def duty_of(rules: Rulebook, post: str, named: str) -> str:
    """The duty of somebody in a post, who was `named` for it or not: the plan's, where it lays down who has it."""
    if BODY_OF[post] != Body.PARTY:
        return ""
    if deputy_is_commissioner(rules):
        return Duty.DISCIPLINE if post == Post.PARTY_DEPUTY else ""
    return named


def names_commissioner(rules: Rulebook) -> bool:
    """Whether a list says who is meant: the plan asks something of that person and does not lay down who it is."""
    wanted, opinion = rules.followup.supervisory_director, rules.review.discipline_opinion
    asks = (wanted.stated and bool(DIRECTS & set(wanted.value))) or (opinion.stated and opinion.value)
    return bool(asks) and not deputy_is_commissioner(rules)


# What the plans call the duty where they say who directs the supervisory committee (A-POST-02, C-POST-01).
DIRECTS = frozenset({"discipline_commissioner", "discipline_secretary"})
