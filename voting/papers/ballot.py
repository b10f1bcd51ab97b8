from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from voting.papers.heading import ElectionSheet

OVERVOTE = {"position": "该职务的选票无效", "ballot": "整张选票无效"}
TWO_OFFICES = {
    "void_ballot": "同一人选任两个以上职务的，整张选票无效。",
    "void_positions": "同一人选任两个以上职务的，所涉职务的选票无效。",
    "void_marks": "同一人选任两个以上职务的，所涉符号无效。",
    "keep_higher": "同一人选任两个以上职务的，只计最高的一个职务。",
    "allow": "",
}


@dataclass(frozen=True, slots=True)
class BallotPost:
    """A post on the ballot: its candidates in the order of the paper, and as many lines to write others in."""

    title: str
    seats: int
    names: tuple[str, ...]

    @property
    def write_ins(self) -> range:
        return range(self.seats)

    @property
    def rows(self) -> int:
        return len(self.names) + self.seats


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot(ElectionSheet):
    """One ballot. All papers of a round are alike and bear no number of their own: the vote is secret.

    `round` names a further round (另行选举), empty for the first; `overvote` and `two_offices` are the tally's;
    `unread_counted`: marks that cannot be read are among those that may be more than the seats (AMB-36).
    """

    round: str
    day: date
    posts: tuple[BallotPost, ...]
    overvote: str
    two_offices: str
    unread_counted: bool
    roomy_rows: ClassVar[int] = 14

    @property
    def title(self) -> str:
        return f"{self.round}选票"

    @property
    def sign(self) -> str:
        return f"{self.heading.sign}票"

    @property
    def rows(self) -> int:
        return sum(post.rows for post in self.posts)

    @property
    def notes(self) -> list[str]:
        """What a voter must know, from the counting rule."""
        notes = [
            "赞成的，在姓名左边的符号栏内画“○”；反对的，画“×”；弃权的，不画任何符号。",
            "另选他人的，在空格内写上姓名，并在左边的符号栏内画“○”。",
            f"每个职务赞成的人数等于或者少于应选名额的有效，多于应选名额的，{OVERVOTE[self.overvote]}。",
            TWO_OFFICES[self.two_offices] if len(self.posts) > 1 else "",
            "符号无法辨认的部分无效，全部无法辨认的，整张选票无效。",
            "无法辨认的符号也计入所选人数。" if self.unread_counted else "",
        ]
        return [note for note in notes if note]
