from dataclasses import dataclass
from datetime import date

from voting.papers.heading import ElectionSheet
from voting.papers.roll import Appeal, NameGroup


@dataclass(frozen=True, slots=True)
class Corrected:
    """One entry put right: how it read, and how it reads now."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollSupplement(ElectionSheet):
    """What a new version of the roll has otherwise than the one that hung before it (A-ROLL-21).

    Names and groups only: neither identity numbers nor birthdays nor what was put right of a person's register.
    """

    version: int
    before: int
    published_on: date
    voters: int
    added: tuple[NameGroup, ...]
    removed: tuple[NameGroup, ...]
    refused: tuple[NameGroup, ...]
    corrected: tuple[Corrected, ...]
    appeal: Appeal | None
    fingerprint: str

    @property
    def title(self) -> str:
        return "选民名单补正公告"

    @property
    def nothing(self) -> bool:
        return not (self.added or self.removed or self.refused or self.corrected)
