"""The negative list: each item passes only when a named source states that it does not hold."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from accounts.said import Listed
from accounts.said import Said as Told
from candidates.eligibility.facts import Answered, Facts, Said
from candidates.eligibility.kin import CODES
from candidates.eligibility.model import Finding, Outcome, StatementKind
from candidates.eligibility.spoken import gettext as _
from candidates.eligibility.telling import by_whom, dated, nobody
from candidates.enums import DepartmentVerdict, ReviewLevel
from candidates.review_levels import last_level
from elections.rulebook import Rulebook
from elections.rulebook.sections.candidates import Bar, Department
from villages.enums import Body

PREFIX = "negative."
Told3 = tuple[Outcome, str, str]


def negative_list(rules: Rulebook, facts: Facts) -> list[Finding]:
    """A finding for each item of the plan's list and of the village's own; asked of both committees' candidates (两委)."""
    if facts.body == Body.SUPERVISORY:
        return []
    bars = [*rules.qualification.negative_list, *(facts.own_bars if binds(rules, facts.body) else ())]
    vouch = last_level(rules, facts.body, facts.post)
    return [_item(bar, rules.judges_of(bar), facts, vouch) for bar in bars]


def binds(rules: Rulebook, body: Body) -> bool:
    """Whether what a village adds to the list is asked of a body's candidates; of both where the rulebook does not say
    (A-NEG-12, C-QUAL-03).
    """
    bodies = rules.qualification.local_additions_for
    return not bodies.stated or CODES[body] in bodies.value


def _item(bar: Bar, judges: Sequence[Department], facts: Facts, vouch: ReviewLevel) -> Finding:
    events, clear = facts.said(StatementKind.NEGATIVE, bar.key)
    keys = {each.key for each in judges}
    answers = [
        a
        for a in facts.answers
        if a.item == bar.key or (not a.item and a.department in keys and _was_listed(bar, a.on))
    ]
    silent = [each for each in judges if each.key not in {a.department for a in answers}]
    outcome, source, why = (
        _stated(events, answers, facts) or _cleared(clear, answers, silent) or _unstated(answers, silent)
    )
    used: dict[str, Any] = {"stated": [event.by for event in events], "cleared": clear.by if clear else None}
    if judges:
        used["answered"] = {a.department: a.verdict.value for a in answers}
        used["unanswered"] = [each.key for each in silent]
    return Finding(
        key=f"{PREFIX}{bar.key}",
        outcome=outcome,
        title=str(Told(bar.title)),
        why=" ".join([why, *_origin(bar)]),
        clauses=(bar.clause,),
        source=source,
        facts=used,
        vouch=vouch,
    )


def _was_listed(bar: Bar, day: date) -> bool:
    """Whether an answer of that day can have been about it; what was added later nobody had been asked about."""
    return bar.added is None or bar.added.on <= day


def _origin(bar: Bar) -> list[str]:
    """By whom and by which document an item came to the plan's list (A-NEG-12)."""
    if bar.added is None:
        return []
    told = _("Added to the list by %(by)s, %(document)s, %(day)s.")
    added = {"by": Told(bar.added.by), "document": Told(bar.added.document), "day": dated(bar.added.on)}
    return [told % added]


def _stated(events: Sequence[Said], answers: Sequence[Answered], facts: Facts) -> Told3 | None:
    """What speaks against the person: that it holds, that a department has a concern, that it has ended."""
    holding = [event for event in events if not _over(event, facts)]
    failing, doubts = (
        [a for a in answers if a.verdict == verdict]
        for verdict in (DepartmentVerdict.FAIL, DepartmentVerdict.CONCERN)
    )
    if holding or failing:
        why = " ".join([_("Stated: it holds."), *(a.reason for a in failing)])
        return Outcome.FAIL, _sources([*holding[-1:], *failing]), why
    if doubts:
        reasons = _("A concern: %(reasons)s") % {"reasons": Listed(a.reason for a in doubts)}
        return Outcome.PROOF, _sources(doubts), reasons
    if events:
        why = _("Stated: put right or ended on %(days)s.") % {"days": _ends(events)}
        return Outcome.PASS, by_whom(events[-1]), why
    return None


def _cleared(clear: Said | None, answers: Sequence[Answered], silent: Sequence[Department]) -> Told3 | None:
    """That it does not hold, by an office or by every department that judges it."""
    if clear is not None:
        return Outcome.PASS, by_whom(clear), _("Stated: it does not hold.")
    if not answers or silent:
        return None
    latest = max(a.on for a in answers)
    why = _("The departments found nothing; the latest answered on %(day)s.") % {"day": dated(latest)}
    return Outcome.PASS, _sources(answers), why


def _unstated(answers: Sequence[Answered], silent: Sequence[Department]) -> Told3:
    """Who has still to answer; the passing verdict of the plan's last level vouches for them."""
    if not silent:
        return Outcome.PROOF, nobody(), _("No office has stated it yet.")
    told = _("No answer on record yet: %(departments)s.")
    why = told % {"departments": Listed(Told(each.title) for each in silent)}
    return Outcome.PROOF, _sources(answers) or nobody(), why


def _sources(stated: Iterable[Said | Answered]) -> str:
    return str(Listed(dict.fromkeys(by_whom(each) for each in stated)))


def _ends(events: Sequence[Said]) -> str:
    return ", ".join(dated(event.until) for event in events if event.until)


def _over(event: Said, facts: Facts) -> bool:
    return event.until is not None and facts.day is not None and event.until < facts.day
