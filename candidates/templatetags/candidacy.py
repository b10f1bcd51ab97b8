"""Marks of candidates' pages: how far a person has come, and what a rule finds."""

from collections.abc import Mapping
from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from accounts.templatetags.interface import icon
from candidates.assembly_rules import APPROVALS
from candidates.eligibility.model import Outcome, full_years
from candidates.eligibility.schooling import level_name, spoken
from candidates.enums import CandidacyState
from candidates.models import Candidacy
from candidates.queries.sign_off import PATH
from candidates.seating.departures import spelt
from candidates.structure import Finding as TeamFinding
from candidates.structure import Standing as TeamStanding
from elections.rulebook.measures import Range
from elections.rulebook.value import Strength, Text
from elections.rulebook.wording import word as rulebook_word
from elections.states import last_day as last_day_of
from villages.enums import Body, OrganisationKind, Post, Sex

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
    CandidacyState.WITHDRAWN: "na",
    CandidacyState.CANCELLED: "back",
}
OUTCOMES: dict[str, tuple[str, str]] = {
    Outcome.FAIL: ("v-fail", "s-fail"),
    Outcome.RELAX: ("v-relax", "s-relax"),
    Outcome.PROOF: ("v-proof", "s-proof"),
    Outcome.PASS: ("v-done", "s-done"),
}

TEAM_MARKS: dict[str, tuple[str, str]] = {
    TeamStanding.UNMET: ("v-fail", "s-fail"),
    TeamStanding.OPEN: ("v-proof", "s-proof"),
    TeamStanding.MET: ("v-done", "s-done"),
}
STRENGTHS = {
    Strength.HARD: _("Must"),
    Strength.SOFT: _("In principle"),
    Strength.AIM: _("Aim"),
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
def sign_role(role: str) -> str:
    """Who signs above, in the rulebook's word."""
    return str(Said(rulebook_word(role, PATH)))


@register.filter
def post_name(post: str) -> str:
    """The name of a post."""
    return str(Post(post).label)


@register.filter
def body_name(body: str) -> str:
    return str(Body(body).label)


@register.filter
def organisation_name(kind: str) -> str:
    """The kind of a Party organisation."""
    return str(OrganisationKind(kind).label)


@register.filter
def word(code: str) -> str:
    """A rulebook's code in the page's language."""
    return str(Said(rulebook_word(code)))


@register.filter
def approval_name(code: str) -> str:
    """An approval for leaving a member out, in the rulebook's word."""
    return str(Said(rulebook_word(code, APPROVALS)))


@register.filter
def level(code: str | None) -> str:
    """A level of schooling in the page's language; a dash where it is not known."""
    return level_name(code) if code else "—"


@register.filter
def strength_name(strength: str) -> str:
    """How a clause binds, in a word."""
    return str(STRENGTHS[Strength(strength)])


@register.simple_tag
def team_mark(found: TeamFinding) -> SafeString:
    """How a team stands to a rule, by shape and word: red only where a hard rule is not kept."""
    css, sign = TEAM_MARKS[found.standing]
    if found.standing == TeamStanding.UNMET and not found.binds:
        css, sign = "v-relax", "s-relax"
    return format_html(
        '<span class="{}">{}<span>{}</span></span>', css, icon(sign), TeamStanding(found.standing).label
    )


@register.filter(name="range")
def range_told(persons: Range) -> str:
    """A range as it is read: 3—5."""
    return spelt(persons)


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


@register.filter
def bar_title(key: str, titles: Mapping[str, Text]) -> str:
    """An item of the negative list by its key; the key where the rulebook in force has it no more."""
    return str(Said(titles[key])) if key in titles else key
