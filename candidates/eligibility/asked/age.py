"""The age limits: by birth date or by full years, of the new and of those who continue, of secretaries and members."""

from datetime import date
from typing import Any, NamedTuple

from candidates.eligibility.facts import Facts
from candidates.eligibility.model import Finding, Outcome, full_years
from candidates.eligibility.spoken import gettext as _
from candidates.eligibility.telling import clauses, dated, readings, register, weight
from elections.rulebook import Rulebook
from elections.rulebook.measures import Age
from villages.enums import Body, Post

# Ages are counted to the birthday itself, not to the end of the year that it begins.
TO_THE_DAY = "to_the_day"


class Limit(NamedTuple):
    """The age rule that is asked, what it is called, and the bound that a relaxation may not pass."""

    rule: Any
    title: str
    bound: Any = None


def age(rules: Rulebook, facts: Facts) -> Finding | None:
    """Whether the birth date keeps the limit of the post.

    The readings are values of the rulebook: whether the cut-off day counts (AMB-14), the day on which ages are
    counted and for which of them (AMB-51, AMB-52), and whether a limit is passed on the birthday or a year later.
    """
    limit = _limit(rules, facts)
    if limit is None:
        return None
    asked = rules.qualification
    used = {"birth_date": facts.birth_date, "limit": limit.rule.value.max_age}
    counting = (limit.rule, asked.age_cutoff_day_counts, asked.age_reference_date, asked.age_reference_for)
    told: dict[str, Any] = {
        "key": "age",
        "title": limit.title,
        "source": register("household"),
        "readings": readings(rules, *counting),
    }
    if facts.birth_date is None:
        why = _("The birth date is not known.")
        return Finding(
            **told, outcome=Outcome.PROOF, why=why, clauses=clauses(limit.rule), facts=used, approver=None
        )
    keeps, why, day = _kept(rules, facts, facts.birth_date, limit.rule)
    used["counted_on"] = day
    outcome = Outcome.PROOF if keeps is None else Outcome.PASS if keeps else weight(limit.rule)
    ground, approver = clauses(limit.rule), None
    if outcome == Outcome.RELAX:
        relaxing = asked.age_relaxation_allowed
        ground = clauses(limit.rule, relaxing)
        approver = limit.rule.approver or relaxing.approver or (limit.bound.approver if limit.bound else None)
        outcome, why = _bounded(rules, facts, facts.birth_date, limit, why)
    return Finding(**told, outcome=outcome, why=why, clauses=ground, facts=used, approver=approver)


def _limit(rules: Rulebook, facts: Facts) -> Limit | None:
    """Which limit holds: a secretary's own before the member's, the sitting before the new (AMB-14)."""
    asked = rules.qualification
    if facts.body == Body.SUPERVISORY:
        return None
    again = Limit(asked.renominated, _("Age, nominated again"))
    new = Limit(asked.new_member, _("Age, new in the team"))
    choices: tuple[Limit, ...] = (again,) if facts.incumbent else (new,)
    if facts.post == Post.SECRETARY:
        choices = _of_secretary(rules, facts, *choices)
    return next((limit for limit in choices if limit.rule.stated), None)


def _of_secretary(rules: Rulebook, facts: Facts, member: Limit) -> tuple[Limit, ...]:
    """A secretary's limits in the order in which they are asked; the member's where the plan has none of its own."""
    asked = rules.qualification
    if facts.is_secretary:
        title = _("Age of a secretary who continues")
        return Limit(asked.secretary_continuing, title, asked.secretary_relaxed), member
    first = Limit(asked.secretary_non_incumbent, _("Age of a new secretary"))
    return (member, first) if facts.incumbent else (first, member)


def _kept(rules: Rulebook, facts: Facts, born: date, rule: Any) -> tuple[bool | None, str, date | None]:
    """Whether a birth date keeps a limit, the sentence, and the day on which the age is counted."""
    limit: Age = rule.value
    if limit.born_from is not None:
        return *_by_birth_date(rules, born, limit.born_from), None
    day = _counted_on(rules, facts, rule)
    if day is None:
        return None, _("The age is counted on election day, and there is none yet."), None
    told = {"years": full_years(born, day), "day": dated(day), "limit": limit.max_age}
    why = _("%(years)s full years on %(day)s; the limit is %(limit)s.") % told
    return _within(rules, born, day, limit.max_age), why, day


def _by_birth_date(rules: Rulebook, born: date, first: date) -> tuple[bool, str]:
    """Against a birth date fixed by the text; whether that day itself is within is a reading (AMB-14)."""
    counts = rules.qualification.age_cutoff_day_counts
    told = {"born": dated(born), "from": dated(first)}
    if counts.stated and not counts.value:
        return born > first, _("Born %(born)s; the limit is born after %(from)s.") % told
    return born >= first, _("Born %(born)s; the limit is born on or after %(from)s.") % told


def _within(rules: Rulebook, born: date, day: date, most: int) -> bool:
    years, counted = full_years(born, day), rules.qualification.age_counted
    if counted.stated and counted.value == TO_THE_DAY and years == most:
        return (born.month, born.day) == (day.month, day.day)
    return years <= most


def _counted_on(rules: Rulebook, facts: Facts, rule: Any) -> date | None:
    """The day on which an age is counted: the rulebook's, where it is meant for this age, or election day."""
    asked = rules.qualification
    fixed, only = asked.age_reference_date, asked.age_reference_for
    if not fixed.stated:
        return facts.election_day
    if only.stated and only.value == "relaxed" and rule is not asked.secretary_relaxed:
        return facts.election_day
    day: date = fixed.value
    return day


def _bounded(rules: Rulebook, facts: Facts, born: date, limit: Limit, why: str) -> tuple[Outcome, str]:
    """A limit that may be relaxed, and the bound of the relaxation, which may not (C-QUAL-08)."""
    if limit.bound is None or not limit.bound.stated:
        return Outcome.RELAX, why
    keeps, _why, _day = _kept(rules, facts, born, limit.bound)
    if keeps is None or keeps:
        return Outcome.RELAX, why
    most = _("Even relaxed it is no more than %(most)s.") % {"most": limit.bound.value.max_age}
    return Outcome.FAIL, f"{why} {most}"
