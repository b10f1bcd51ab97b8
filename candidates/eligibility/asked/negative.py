"""The negative list: each item passes only when a named source states that it does not hold."""

from accounts.said import Said as Told
from candidates.eligibility.facts import Facts, Said
from candidates.eligibility.model import Finding, Outcome, StatementKind
from candidates.eligibility.spoken import gettext as _
from candidates.eligibility.telling import by_whom, dated, nobody
from candidates.enums import ReviewLevel
from elections.rulebook import Rulebook
from elections.rulebook.sections.candidates import Bar
from villages.enums import Body

PREFIX = "negative."


def negative_list(rules: Rulebook, facts: Facts) -> list[Finding]:
    """A finding for each item of the plan's list; asked of both committees' candidates (两委)."""
    if facts.body == Body.SUPERVISORY:
        return []
    unsaid = nobody(), _("No office has stated it yet.")
    return [_item(bar, facts, unsaid) for bar in rules.qualification.negative_list]


def _item(bar: Bar, facts: Facts, unsaid: tuple[str, str]) -> Finding:
    events, clear = facts.said(StatementKind.NEGATIVE, bar.key)
    holding = [event for event in events if not _over(event, facts)]
    if holding:
        outcome, source, why = Outcome.FAIL, by_whom(holding[-1]), _("Stated: it holds.")
    elif events:
        outcome, source = Outcome.PASS, by_whom(events[-1])
        why = _("Stated: put right or ended on %(days)s.") % {"days": _ends(events)}
    elif clear is not None:
        outcome, source, why = Outcome.PASS, by_whom(clear), _("Stated: it does not hold.")
    else:
        outcome, (source, why) = Outcome.PROOF, unsaid
    return Finding(
        key=f"{PREFIX}{bar.key}",
        outcome=outcome,
        title=str(Told(bar.title)),
        why=why,
        clauses=(bar.clause,),
        source=source,
        facts={"stated": [event.by for event in events], "cleared": clear.by if clear else None},
        vouch=ReviewLevel.COUNTY,
    )


def _ends(events: list[Said]) -> str:
    return ", ".join(dated(event.until) for event in events if event.until)


def _over(event: Said, facts: Facts) -> bool:
    return event.until is not None and facts.day is not None and event.until < facts.day
