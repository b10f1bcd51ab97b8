from dataclasses import dataclass
from datetime import date

from candidates.papers.bodies import Seated
from voting.papers.heading import ElectionSheet

LEADERS, COUNCIL, SUPERVISORY = "group_leaders", "council", "supervisory"


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a body with the meeting that elected: a group, or the whole place; `held_on` None by office."""

    meeting: str
    held_on: date | None
    chaired_by: str
    present: int
    entitled: int
    person: Seated


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySheet(ElectionSheet):
    """A body after the vote (A-POST-03, DOC-121): the register that is filed, or the list that hangs (`posted`)."""

    body: str
    lines: tuple[Line, ...]
    posted: bool

    @property
    def named(self) -> str:
        """What the body is called."""
        people = self.heading.people
        return {
            LEADERS: f"{people}小组长",
            COUNCIL: f"{people}议事会成员",
            SUPERVISORY: f"{people[:1]}务监督委员会成员",
        }[self.body]

    @property
    def title(self) -> str:
        return f"{self.named}{'名单公告' if self.posted else '登记册'}"

    @property
    def women(self) -> int:
        return sum(line.person.sex == "女" for line in self.lines)

    @property
    def party_members(self) -> int:
        return sum(line.person.party for line in self.lines)

    @property
    def issuer(self) -> str:
        """The committee posts the list: these bodies are its matter, not the election committee's."""
        return f"{self.heading.township}{self.heading.village}{self.heading.body}"
