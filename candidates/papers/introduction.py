from dataclasses import dataclass
from datetime import date

from candidates.papers.sheets import Person
from voting.papers.heading import ElectionSheet


@dataclass(frozen=True, slots=True)
class Introduced:
    """One candidate's page: the post, the person, and what is told under each heading."""

    post: str
    person: Person
    headings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateIntroductions(ElectionSheet):
    """What the voters are told of the formal candidates, a page for each (A-REV-12, DOC-105)."""

    published_on: date
    sheets: tuple[Introduced, ...]

    @property
    def title(self) -> str:
        return "正式候选人情况介绍"
