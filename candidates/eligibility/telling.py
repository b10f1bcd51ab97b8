"""How findings are put: clauses, dates, readings, weights."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy

from accounts.said import Said
from candidates.eligibility.facts import Answered
from candidates.eligibility.facts import Said as Statement
from candidates.eligibility.model import Outcome
from candidates.eligibility.spoken import gettext as _
from elections.rulebook import Rulebook
from elections.rulebook.once import once
from elections.rulebook.sections.schedule import Ambiguity
from elections.rulebook.value import Strength

DAYS = 5000  # sentences name the same few days again and again, and birth dates


def weight(rule: Any) -> Outcome:
    """How a rule that is not met weighs: a hard one fails, others may be relaxed."""
    return Outcome.FAIL if rule.strength == Strength.HARD else Outcome.RELAX


def clauses(*rules: Any) -> tuple[str, ...]:
    """The clauses of the rules that state something, each once."""
    return tuple(dict.fromkeys(rule.clause for rule in rules if rule.clause))


def dated(day: date) -> str:
    return _dated(get_language(), day)


@lru_cache(maxsize=DAYS)
def _dated(language: str | None, day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def readings(rules: Rulebook, *asked: Any) -> tuple[str, ...]:
    """How the ambiguities that these values decide are read, each once."""
    return tuple(dict.fromkeys(_readings(rules, asked)))


def _readings(rules: Rulebook, asked: tuple[Any, ...]) -> Iterator[str]:
    known = _ambiguities(rules)
    for rule in asked:
        if rule.amb in known and rule.reading:
            yield f"{rule.amb}: {Said(known[rule.amb].readings[rule.reading - 1])}"


@once
def _ambiguities(rules: Rulebook) -> Mapping[str, Ambiguity]:
    return {ambiguity.key: ambiguity for ambiguity in rules.ambiguities}


def by_whom(statement: Statement | Answered) -> str:
    """Who stated something, with the document."""
    if not statement.document:
        return statement.by
    return _("%(office)s (%(document)s)") % {"office": statement.by, "document": statement.document}


REGISTERS = {
    "household": gettext_lazy("Household register"),
    "roll": gettext_lazy("Voter roll"),
    "party": gettext_lazy("Party member register"),
    "cadre": gettext_lazy("Cadre register"),
    "audit": gettext_lazy("Audit"),
    "acceptance": gettext_lazy("Signed acceptance"),
}


def register(name: str) -> str:
    """The name of a register as a source."""
    return str(REGISTERS[name])


def nobody() -> str:
    """The source where nobody has said anything yet."""
    return _("Nobody yet")
