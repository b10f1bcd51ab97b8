"""Marks of candidates' pages: how far a person has come, and what a rule finds."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.templatetags.interface import icon
from candidates.eligibility.model import Outcome, full_years
from candidates.eligibility.schooling import spoken
from candidates.enums import CandidacyState
from candidates.models import Candidacy
from elections.states import last_day as last_day_of
from villages.enums import Post, Sex

register = template.Library()

MARKS: dict[str, str] = {
    CandidacyState.NOMINATED: "open",
    CandidacyState.PROPOSED: "wait",
    CandidacyState.TOWNSHIP_PASSED: "wait",
    CandidacyState.COUNTY_PASSED: "done",
    CandidacyState.PROSPECTIVE: "done",
    CandidacyState.FORMAL: "done",
    CandidacyState.RETURNED: "back",
    CandidacyState.DECLINED: "na",
    CandidacyState.LEFT_OUT: "na",
}
OUTCOMES: dict[str, tuple[str, str]] = {
    Outcome.FAIL: ("v-fail", "s-fail"),
    Outcome.RELAX: ("v-relax", "s-relax"),
    Outcome.PROOF: ("v-proof", "s-proof"),
    Outcome.PASS: ("v-done", "s-done"),
}


@register.simple_tag
def standing(candidacy: Candidacy) -> SafeString:
    """How far a candidacy has come, by shape and word."""
    label = candidacy.get_state_display()
    if candidacy.state == CandidacyState.REJECTED:
        return format_html('<span class="v-fail">{}<span>{}</span></span>', icon("s-fail"), label)
    mark = MARKS[candidacy.state]
    return format_html('<span class="st {}">{}<span>{}</span></span>', mark, icon(f"s-{mark}"), label)


@register.simple_tag
def outcome(code: str, number: int | None = None) -> SafeString:
    """What a rule finds, by shape and word, with how many rules find it where that is asked."""
    css, sign = OUTCOMES[code]
    label = Outcome(code).label
    if number is None:
        return format_html('<span class="{}">{}<span>{}</span></span>', css, icon(sign), label)
    return format_html('<span class="{}">{}<span>{} <b>{}</b></span></span>', css, icon(sign), label, number)


@register.filter
def post_name(post: str) -> str:
    """The name of a post."""
    return str(Post(post).label)


@register.filter
def sex_name(sex: str) -> str:
    return str(Sex(sex).label)


@register.filter
def schooling(education: str) -> str:
    """Schooling in the register's words, told in the page's language."""
    return spoken(education)


@register.filter
def last_day(closes: datetime | None) -> date | None:
    """The last day before an end that is exclusive."""
    return last_day_of(closes) if closes else None


@register.filter
def years_on(born: date | None, day: date | None) -> int | str:
    """The age in full years on a day; a dash where either is not known."""
    return full_years(born, day) if born and day else "—"
