"""How findings are put: clauses, dates, readings, weights."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_noop

from accounts.said import Said
from candidates.eligibility.facts import Answered
from candidates.eligibility.facts import Said as Statement
from candidates.eligibility.model import Outcome
from candidates.eligibility.spoken import gettext as _
from candidates.eligibility.spoken import language
from elections.rulebook import Rulebook
from elections.rulebook.once import once
from elections.rulebook.value import Strength

Chosen = tuple[tuple[str, int], ...]

DAYS = 5000  # sentences name the same few days again and again, and birth dates


def weight(rule: Any) -> Outcome:
    """How a rule that is not met weighs: a hard one fails, others may be relaxed."""
    return Outcome.FAIL if rule.strength == Strength.HARD else Outcome.RELAX


def clauses(*rules: Any) -> tuple[str, ...]:
    """The clauses of the rules that state something, each once."""
    return tuple(dict.fromkeys(rule.clause for rule in rules if rule.clause))


def dated(day: date) -> str:
    return _dated(language(), day)


@lru_cache(maxsize=DAYS)
def _dated(language: str | None, day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def readings(rules: Rulebook, *asked: Any) -> tuple[str, ...]:
    """How the ambiguities that these values decide are read, each once."""
    chosen = tuple((rule.amb, rule.reading) for rule in asked if rule.reading)
    told, key = _told(rules), (language(), chosen)
    if key not in told:
        told[key] = tuple(dict.fromkeys(_readings(rules, chosen)))
    return told[key]


@once
def _told(_rules: Rulebook) -> dict[tuple[str | None, Chosen], tuple[str, ...]]:
    """The sentences written so far: the same few are told of hundreds of people."""
    return {}


def _readings(rules: Rulebook, chosen: Chosen) -> Iterator[str]:
    known = {ambiguity.key: ambiguity for ambiguity in rules.ambiguities}
    for key, reading in chosen:
        if key in known:
            yield f"{key}: {Said(known[key].readings[reading - 1])}"


def by_whom(statement: Statement | Answered) -> str:
    """Who stated something, with the document."""
    if not statement.document:
        return statement.by
    return _("%(office)s (%(document)s)") % {"office": statement.by, "document": statement.document}


REGISTERS = {
    "household": gettext_noop("Household register"),
    "roll": gettext_noop("Voter roll"),
    "party": gettext_noop("Party member register"),
    "cadre": gettext_noop("Cadre register"),
    "audit": gettext_noop("Audit"),
    "acceptance": gettext_noop("Signed acceptance"),
}


def register(name: str) -> str:
    """The name of a register as a source."""
    return _(REGISTERS[name])


def nobody() -> str:
    """The source where nobody has said anything yet."""
    return _("Nobody yet")
