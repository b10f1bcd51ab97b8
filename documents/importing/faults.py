"""What can be wrong or doubtful in a row of a sheet: stable codes, what is said, what to do, on what ground."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.sheets.cells import text

Sentence = str | Promise
SHOWN_LENGTH = 60


class Fault(NamedTuple):
    """A finding at one cell. `value` is the cell as typed, identity numbers masked; `data` fills the sentence."""

    row: int
    column: str
    code: str
    value: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class FaultKind:
    """A warning may be accepted with a reason; a fault must be mended. `rule` is the path of the rule behind it."""

    what: Sentence
    remedy: Sentence
    rule: str = ""
    warning: bool = False


Kinds = Mapping[str, FaultKind]

WORD_FAULTS: dict[str, FaultKind] = {
    "too_long": FaultKind(_("More than %(limit)s characters"), _("Shorten it.")),
}


class Findings:
    """Collects the findings of one row, by the kinds of its sheet."""

    kinds: Kinds = WORD_FAULTS

    def __init__(self, row: int) -> None:
        self.row = row
        self.faults: list[Fault] = []

    def say(self, column: str, fault: str, value: Any = "", **data: Any) -> None:
        self.faults.append(Fault(self.row, column, fault, self.shown(column, value), data))

    def shown(self, column: str, value: Any) -> str:
        """The cell as the finding keeps it."""
        return text(value)[:SHOWN_LENGTH]

    @property
    def sound(self) -> bool:
        """Whether there is nothing that must be mended."""
        return not self.faults or not errors_of(self.faults, self.kinds)


def errors_of(faults: Iterable[Fault], kinds: Kinds) -> list[Fault]:
    """Those that must be mended."""
    return [fault for fault in faults if not kinds[fault.code].warning]


def check_words(column: str, cell: Any, limit: int, found: Findings) -> str:
    """A cell of free words, at most so many characters."""
    return "" if cell == "" else check_length(column, text(cell), limit, found)


def check_length(column: str, typed: str, limit: int, found: Findings) -> str:
    if len(typed) > limit:
        found.say(column, "too_long", typed, limit=limit)
    return typed
