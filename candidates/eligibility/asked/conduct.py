"""Rules on conduct: appraisals, sanctions, punishments, and what the audit found."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from candidates.eligibility.facts import Facts, Mark, Said
from candidates.eligibility.model import Finding, Outcome, StatementKind, full_years
from candidates.eligibility.spoken import gettext as _
from candidates.eligibility.telling import by_whom, clauses, dated, nobody, readings, register, weight
from candidates.enums import ReviewLevel
from candidates.review_levels import last_level
from elections.rulebook import Rulebook
from villages.enums import Body, Grade

ELECTION_DAY = "election_day"


def counted_back_from(rules: Rulebook, facts: Facts) -> date | None:
    """The day from which years are counted back: the review's, or election day (AMB-15)."""
    rule = rules.qualification.lookback_from
    return facts.election_day if rule.stated and rule.value == ELECTION_DAY else facts.day


def incompetent(rules: Rulebook, facts: Facts) -> Finding | None:
    """A failed yearly appraisal of the sitting term, or, where the plan sets no limit of time, of any post ever held.

    Without a limit it is asked of everybody who holds or held a post (C-NEG-06), else of the sitting committees (A-NEG-07).
    """
    term, ever = rules.qualification.incompetent_within, rules.qualification.judged_unfit_ever
    always = ever.stated and ever.value
    rule = ever if always else term
    if not rule.stated or not (facts.held or facts.earlier if always else facts.sits):
        return None
    marks = (*facts.earlier_marks, *facts.marks) if always else _of_the_term(facts)
    years = sorted({mark.year for mark in marks if mark.grade == Grade.INCOMPETENT})
    if years:
        outcome = weight(rule)
        why = _("Assessed incompetent in %(years)s.") % {"years": ", ".join(map(str, years))}
    elif marks:
        outcome = Outcome.PASS
        why = _("No appraisal on record says incompetent; %(n)s are on record.") % {"n": len(marks)}
    else:
        outcome, why = Outcome.PROOF, _("No yearly appraisal is on record.")
    return Finding(
        key="incompetent",
        outcome=outcome,
        title=_("Yearly appraisals"),
        why=why,
        clauses=clauses(rule),
        source=register("cadre"),
        facts={"appraisals": {str(mark.year): mark.grade.value for mark in marks}},
        vouch=last_level(rules, facts.body, facts.post),
    )


def _of_the_term(facts: Facts) -> tuple[Mark, ...]:
    begun = min((held.since.year for held in facts.sits if held.since), default=None)
    return tuple(mark for mark in facts.marks if begun is None or mark.year >= begun)


def unqualified_member(rules: Rulebook, facts: Facts) -> Finding | None:
    """Judged an unqualified Party member within the years the plan counts back, or ever."""
    back, ever = rules.qualification.unqualified_member_years, rules.qualification.judged_unfit_ever
    if facts.member is None or not (back.stated or ever.stated):
        return None
    rule = back if back.stated else ever
    return _stated(
        rules,
        facts,
        rule,
        kind=StatementKind.UNQUALIFIED,
        key="unqualified_member",
        title=_("Not judged an unqualified Party member"),
        years=rule.value if rule is back else None,
    )


def criminal(rules: Rulebook, facts: Facts) -> Finding | None:
    """A criminal punishment bars, however long ago it was."""
    rule = rules.qualification.criminal_punishment_bars
    if not rule.stated or not rule.value:
        return None
    title = _("No criminal punishment")
    return _stated(
        rules, facts, rule, kind=StatementKind.CRIME, key="criminal_punishment", title=title, years=None
    )


def excluded(rules: Rulebook, facts: Facts) -> Finding | None:
    """Who must clearly not be chosen (A-NEG-14): a judgement that the township's verdict states, or an office."""
    rule = rules.qualification.exclusion_stated
    if not rule.stated or not rule.value or facts.body == Body.SUPERVISORY:
        return None
    found = _stated(
        rules,
        facts,
        rule,
        kind=StatementKind.EXCLUDED,
        key="excluded",
        title=_("No recent violations, low morals or bad influence"),
        years=None,
    )
    return replace(found, vouch=ReviewLevel.TOWNSHIP)


def environment(rules: Rulebook, facts: Facts) -> Finding | None:
    """Serious damage to the environment within the years the plan counts back."""
    rule = rules.qualification.environmental_damage_years
    if not rule.stated:
        return None
    title = _("No serious damage to the environment")
    return _stated(
        rules,
        facts,
        rule,
        kind=StatementKind.ENVIRONMENT,
        key="environmental_damage",
        title=title,
        years=rule.value,
    )


def _stated(
    rules: Rulebook,
    facts: Facts,
    rule: Any,
    *,
    kind: StatementKind,
    key: str,
    title: str,
    years: int | None,
) -> Finding:
    """A circumstance that no register holds: as an office states it, within so many years or without limit."""
    events, clear = facts.said(kind)
    day = counted_back_from(rules, facts)
    bars = [event for event in events if _recent(event, day, years)]
    used: Mapping[str, Any] = {
        "stated": [event.day for event in events],
        "counted_from": day if years else None,
    }
    read = readings(rules, rules.qualification.lookback_from) if years else ()
    if bars:
        outcome, source = weight(rule), by_whom(bars[-1])
        why = _("Stated: %(event)s.") % {"event": _event(bars[-1])}
    elif events:
        outcome, source = Outcome.PASS, by_whom(events[-1])
        why = _("%(event)s, more than %(years)s years back.") % {"event": _event(events[-1]), "years": years}
    elif clear is not None:
        outcome, source, why = Outcome.PASS, by_whom(clear), _("Stated: none.")
    else:
        outcome, source, why = Outcome.PROOF, nobody(), _("No office has stated it yet.")
    return Finding(
        key=key,
        outcome=outcome,
        title=title,
        why=why,
        clauses=clauses(rule),
        source=source,
        facts=used,
        vouch=last_level(rules, facts.body, facts.post),
        readings=read,
    )


def _recent(event: Said, day: date | None, years: int | None) -> bool:
    """Whether an event is not so many full years back; one without a day is never taken to be."""
    return years is None or event.day is None or day is None or full_years(event.day, day) < years


def _event(event: Said) -> str:
    if event.day is None:
        return str(event.kind.label)
    return _("%(what)s on %(day)s") % {"what": event.kind.label, "day": dated(event.day)}


def audit(rules: Rulebook, facts: Facts) -> Finding | None:
    """A finding of the audit that is not settled is weighed, and the reviewer says how (A-PRE-12)."""
    rule = rules.preparation.audit_finding_weighed
    if not rule.stated or not rule.value or not facts.sits:
        return None
    outcome, why = Outcome.PASS, _("No audit finding is open.")
    if facts.audit:
        outcome = weight(rule)
        why = _("Open: %(findings)s") % {"findings": "; ".join(facts.audit)}
    return Finding(
        key="audit",
        outcome=outcome,
        title=_("Result of the audit"),
        why=why,
        clauses=clauses(rule),
        source=register("audit"),
        facts={"open": list(facts.audit)},
        approver=rule.approver,
    )
