"""The request to the township and its reply: on the prospective candidates, or on holding the assembly."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from candidates.models import PartyDecision
from candidates.papers.of_party import party_name, party_paper, township_party, where
from candidates.papers.party_sheets import PartyPaper
from candidates.party_path import before
from candidates.queries.party_path import decisions_of, party_seats
from documents.papers import Occasion
from documents.refusals import PaperNotReady
from elections.enums import Step
from elections.models import Election
from elections.rulebook import PartyStage

# What a kind of stage adds to the ground of the request.
GROUNDS = {"meeting": "推荐", "verdict": "审查", "inspection": "考察", "notice": "公示"}


@dataclass(frozen=True, slots=True)
class Wording:
    """What a request and its reply are about, and how both end."""

    about: str
    asked: str
    granted: str
    onward: str


DETERMINE = Wording(
    "确定党组织班子成员候选人预备人选",
    "拟确定下列同志为党组织班子成员候选人预备人选：",
    "同意确定下列同志为党组织班子成员候选人预备人选：",
    "请按照规定召开党员大会进行选举。",
)
APPROVE = Wording(
    "报批党组织班子成员候选人人选",
    "研究提出下列同志为党组织班子成员候选人，现报请批准：",
    "批准下列同志为党组织班子成员候选人：",
    "请按照规定确定正式候选人，召开党员大会进行选举。",
)
# What is asked for, by the step of the plan's request (A-REV-07, B-NOM-01); C-ASM-04 asks for the assembly.
WORDINGS = {Step.PARTY_REQUEST: DETERMINE, Step.FORMAL_PARTY_CANDIDATES: APPROVE}
HOLD = "召开党员大会进行换届选举"


def party_request(election: Election, day: date) -> PartyPaper:
    """The request to the township (A-REV-07, B-NOM-01), or to hold the assembly (C-ASM-04).

    Raises PaperNotReady before it is on record, and one for the assembly before the assembly's day is set.
    """
    stage, made = _recorded(election, "request")
    if made is None:
        raise PaperNotReady(_("The request is not on record yet."))
    if stage.step == Step.ASSEMBLY_REQUEST:
        lead = (f"{_ground(election, stage)}，候选人预备人选已经确定（名单附后）。{_assembly(election)}",)
        return _asking(election, f"关于{HOLD}的请示", made, lead)
    said = WORDINGS[Step(stage.step)]
    return _asking(election, f"关于{said.about}的请示", made, (f"{_ground(election, stage)}，{said.asked}",))


def party_reply(election: Election, day: date) -> PartyPaper:
    """The township's reply (A-REV-07, B-NOM-01, C-ASM-04). Raises PaperNotReady as the request does."""
    stage, made = _recorded(election, "reply")
    if made is None:
        raise PaperNotReady(_("The reply is not on record yet."))
    if stage.step == Step.ASSEMBLY_REQUEST:
        agreed = f"同意你们于{_set_for(election)}{HOLD}。经审核，候选人预备人选如下："
        closing = ("参会人数达到规定人数的，方可进行选举；选举结果及时上报。", "此复。")
        return _answering(election, f"关于{HOLD}的批复", made, agreed, closing)
    said = WORDINGS[Step(stage.step)]
    return _answering(election, f"关于{said.about}的批复", made, said.granted, (said.onward, "此复。"))


def _asking(election: Election, name: str, made: PartyDecision, lead: tuple[str, ...]) -> PartyPaper:
    return party_paper(election, name, made, lead=lead, closing=("妥否，请批示。",), numbered=True)


def _answering(
    election: Election, name: str, made: PartyDecision, told: str, closing: tuple[str, ...]
) -> PartyPaper:
    return party_paper(
        election, name, made, to=party_name(election), from_=township_party(election),
        lead=(f"你们的请示收悉。经研究，{told}",), closing=closing, numbered=True,
    )  # fmt: skip


def _ground(election: Election, stage: PartyStage) -> str:
    """根据推荐、考察和公示情况: what comes before the stage in the plan's order, each kind once."""
    kinds = dict.fromkeys(each.kind for each in before(election.cycle.rules, stage))
    *some, last = [GROUNDS[kind] for kind in kinds if kind in GROUNDS]
    return f"根据{'、'.join(some)}和{last}情况" if some else f"根据{last}情况"


def _assembly(election: Election) -> str:
    seats = party_seats(election)
    return f"拟于{_set_for(election)}召开党员大会，以无记名投票、差额选举的办法选举产生新一届党组织班子成员{seats}名。"


def _set_for(election: Election) -> str:
    """The assembly's day, a calendar month after the request at the earliest (SC-87)."""
    if election.party_day is None:
        raise PaperNotReady(_("The day of the Party’s assembly is not set yet."))
    return f"{election.party_day:%Y年%-m月%-d日}"


def _recorded(election: Election, kind: str) -> tuple[PartyStage, PartyDecision | None]:
    """The plan's stage of that kind, and what is on record of it."""
    stage = next(each for each in election.cycle.rules.party_path if each.kind == kind)
    return stage, decisions_of(election).filter(stage=stage.key).last()


def requests(village_code: str) -> Iterator[Occasion]:
    """Elections whose request is on record."""
    return where(village_code, lambda election: _is_recorded(election, "request"))


def replies(village_code: str) -> Iterator[Occasion]:
    """Elections whose reply is on record."""
    return where(village_code, lambda election: _is_recorded(election, "reply"))


def _is_recorded(election: Election, kind: str) -> bool:
    keys = [each.key for each in election.cycle.rules.party_path if each.kind == kind]
    return decisions_of(election).filter(stage__in=keys).exists()
