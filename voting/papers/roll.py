from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import east_asian_width

from voting.papers.heading import ElectionSheet

COLUMNS = 7
COLUMN_HALVES = 9  # a column is four and a half characters wide; the style sheet's tab-size says the same
FULL_SPACE, HALF_SPACE = "\u3000", "\u2002"


def padded(name: str) -> str:
    """A two-character name set as wide as three, as on every Chinese list: 张　伟."""
    return FULL_SPACE.join(name) if len(name) == 2 else name


def columns_of(name: str) -> int:
    """How many columns a name takes, with at least half a character before the next one."""
    return 2 * len(name) // COLUMN_HALVES + 1


def filled(name: str, columns: int) -> str:
    """The name and the space up to the next column; a tab where a character is not of full width (艾山·买买提)."""
    cell = padded(name)
    if any(east_asian_width(character) not in "WF" for character in cell):
        return cell + "\t"
    full, half = divmod(columns * COLUMN_HALVES - 2 * len(cell), 2)
    return cell + FULL_SPACE * full + HALF_SPACE * half


def name_lines(names: Sequence[str]) -> str:
    """The names as lines of text in columns, which set many times faster than the cells of a table."""
    lines, line, used = [], "", 0
    for name in names:
        wide = columns_of(name)
        if used + wide > COLUMNS:
            lines.append(line.rstrip())
            line, used = "", 0
        line += filled(name, wide)
        used += wide
    return "\n".join([*lines, line.rstrip()])


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Names that stand together under one line: a villager group, or one reason for not being registered."""

    title: str
    names: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.names)

    @property
    def lines(self) -> str:
        return name_lines(self.names)


@dataclass(frozen=True, slots=True)
class Appeal:
    """The time to object to the roll: `days` from publication, the last day, and the days for the answer."""

    days: int
    until: date
    decision_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollPoster(ElectionSheet):
    """The voter roll as it hangs: who is registered, by group, and who is not, with the reason (A-ROLL-17, -18).

    No identity numbers; `fingerprint` is the beginning of the roll's digest.
    """

    version: int
    published_on: date
    groups: tuple[NameGroup, ...]
    refused: tuple[NameGroup, ...]
    appeal: Appeal | None
    fingerprint: str

    @property
    def title(self) -> str:
        return "选民名单公告" if self.version == 1 else f"选民名单公告（第{self.version}版）"

    @property
    def registered(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def not_registered(self) -> int:
        return sum(group.count for group in self.refused)
