from dataclasses import dataclass
from datetime import date, datetime

from voting.papers.heading import ElectionSheet

MATTERS = {
    "left_off": "选民名单漏列",
    "wrongly_on": "不应列入选民名单",
    "not_registered": "不应列为不予登记",
    "detail": "姓名、组别等登记事项有误",
}
OUTCOMES = {
    "adjusted": "申诉成立，调整选民名单",
    "explained": "经解释说明，选民名单不作调整",
    "withdrawn": "申诉人撤回申诉",
    "refused_late": "逾期提出，不予受理",
}


@dataclass(frozen=True, slots=True)
class Objected:
    """One objection as papers name it: who raised it, about whom, to which version, by which receipt."""

    receipt: str
    appellant: str
    appellant_group: int | None
    person: str
    person_group: int | None
    matter: str
    version: int
    filed_at: datetime
    late: bool

    @property
    def from_whom(self) -> str:
        return _named(self.appellant, self.appellant_group)

    @property
    def about_whom(self) -> str:
        return _named(self.person, self.person_group)


def _named(name: str, group: int | None) -> str:
    return f"{name}（第{group}组）" if group else name


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealReceipt(ElectionSheet):
    """That an objection was taken in, and by when it is answered (A-ROLL-19, A-ROLL-20)."""

    objected: Objected
    text: str
    due: date | None

    @property
    def title(self) -> str:
        return "选民名单申诉回执"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDecision(ElectionSheet):
    """The answer to an objection, to whoever raised it; a late one is answered by the township.

    `published` is the version of the roll that holds the change, None while it is not published.
    """

    objected: Objected
    text: str
    outcome: str
    answer: str
    decided_on: date
    published: int | None

    @property
    def title(self) -> str:
        return "选民名单申诉处理决定书"

    @property
    def decided(self) -> str:
        return OUTCOMES[self.outcome]

    @property
    def adjusted(self) -> bool:
        return self.outcome == "adjusted"

    @property
    def issuer(self) -> str:
        return f"{self.heading.township}换届选举工作办公室" if self.objected.late else self.heading.issuer


@dataclass(frozen=True, slots=True)
class AppealResult:
    """One objection as it is posted: about whom, what, and how it ended. Who raised it is nobody's business."""

    person: str
    matter: str
    outcome: str

    @property
    def ended(self) -> str:
        return OUTCOMES[self.outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealResults(ElectionSheet):
    """How the objections to the roll were decided, for everybody to read (VCOL-14.2); `version` is the roll in force."""

    results: tuple[AppealResult, ...]
    version: int
    published_on: date

    @property
    def title(self) -> str:
        return "选民名单申诉处理结果公告"

    @property
    def adjusted(self) -> bool:
        return any(result.outcome == "adjusted" for result in self.results)
