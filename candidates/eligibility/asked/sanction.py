"""Sanctions: barred in their influence period, decided on in two steps after it (A-NEG-03, A-NEG-13, AMB-13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from candidates.eligibility.facts import Facts
from candidates.eligibility.model import Finding, Outcome, StatementKind, Weight
from candidates.eligibility.spoken import gettext as _
from candidates.eligibility.telling import by_whom, clauses, dated, readings, register
from elections.rulebook import Rulebook
from villages.enums import Discipline

KEY: Final = "sanction"
HEAVIER: Final = frozenset({Discipline.REMOVED, Discipline.PROBATION, Discipline.EXPELLED})


@dataclass(frozen=True)
class Sanction:
    """A sanction with the end of its influence period; None where no end is on record."""

    name: str
    heavier: bool
    until: date | None
    source: str

    def in_force(self, day: date | None) -> bool:
        return self.until is None or day is None or self.until >= day


def sanction(rules: Rulebook, facts: Facts) -> Finding | None:
    """Whether a sanction bars, needs the two-step decision, or none is on record."""
    route = rules.qualification.lesser_sanction_route
    if not route.stated:
        return None
    within = rules.qualification.lesser_sanction_within_period
    found = _sanctions(facts)
    bar = next((item for item in rules.qualification.negative_list if item.key == KEY), None)
    told: dict[str, Any] = {
        "key": KEY,
        "title": _("Sanctions"),
        "readings": readings(rules, within),
        "source": ", ".join(dict.fromkeys(one.source for one in found)) or register("party"),
        "facts": {"sanctions": [[one.name, one.until] for one in found]},
    }
    if not found:
        why = _("None is on record; what the departments know is asked under the negative list.")
        return Finding(**told, outcome=Outcome.PASS, why=why, clauses=clauses(bar) if bar else clauses(route))
    running = [one for one in found if one.in_force(facts.day)]
    exempt = within.stated and within.value
    barring = [one for one in running if one.heavier or not exempt]
    if barring:
        return Finding(
            **told,
            outcome=Outcome.FAIL,
            why=_period(barring[-1]),
            clauses=clauses(bar) if bar else clauses(route),
        )
    return _decided(facts, route, found, told)


def _sanctions(facts: Facts) -> list[Sanction]:
    """What the Party member register and the offices say."""
    found = []
    if facts.member and facts.member.discipline:
        known = Discipline(facts.member.discipline)
        until = facts.member.discipline_until
        found.append(Sanction(str(known.label), known in HEAVIER, until, register("party")))
    events, _clear = facts.said(StatementKind.SANCTION)
    for event in events:
        weight = event.weight or Weight.HEAVIER
        found.append(Sanction(str(weight.label), weight == Weight.HEAVIER, event.until, by_whom(event)))
    return found


def _period(one: Sanction) -> str:
    if one.until is None:
        told = _("%(sanction)s: no end of its influence period is on record.")
        return told % {"sanction": one.name}
    told = _("%(sanction)s: its influence period lasts until %(day)s.")
    return told % {"sanction": one.name, "day": dated(one.until)}


def _decided(facts: Facts, route: Any, found: Sequence[Sanction], told: dict[str, Any]) -> Finding:
    """After the period: a lighter sanction goes the whole route, a heavier one needs its last office."""
    heavier = [one for one in found if one.heavier]
    needed = route.value[-1:] if heavier else route.value
    given = {consent.approver: consent for consent in facts.consents if consent.rule == KEY}
    missing = [office for office in needed if office not in given]
    names = ", ".join(one.name for one in found)
    if missing:
        why = _("%(sanction)s: over, so that it is decided whether the person may be named.")
        return Finding(
            **told,
            outcome=Outcome.RELAX,
            why=why % {"sanction": names},
            clauses=clauses(route),
            approver=missing[0],
        )
    documents = ", ".join(given[office].document for office in needed)
    return Finding(
        **told,
        outcome=Outcome.PASS,
        why=_("%(sanction)s: decided that the person may be named.") % {"sanction": names},
        clauses=clauses(route),
        relaxed_by=documents,
    )
