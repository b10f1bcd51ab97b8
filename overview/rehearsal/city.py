"""A village's election under plan C: the Party first, by the path of its own stages, then the committee."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

from candidates.party_path import kind_of
from candidates.queries.party_path import still_to_post, to_inspect
from candidates.services.inspection import Inspected, record_inspections
from candidates.services.notice import open_notice
from candidates.services.stage import stage_of
from overview.rehearsal import party
from overview.rehearsal.records import CHAIR, MAYOR, RESULT_KEPT, SECRETARY, Entry
from overview.rehearsal.scenarios import Scenario
from overview.rehearsal.timetable import Timetable, moment
from overview.rehearsal.walk import Walk

RULEBOOK = "city-town-2020"
# The class that the office gives the place; seats go by it (C-ORG-01, C-ORG-02).
PLACE_CLASS = "一类"
OPENED = moment(date(2020, 9, 15), 9)
DAYS = Timetable(
    date(2021, 3, 20),
    days_set=date(2020, 12, 1),
    registration=date(2021, 2, 20),
    recommendation=date(2020, 12, 7),
    nomination=date(2021, 3, 2),
    proposal=date(2021, 3, 4),
    township_review=date(2021, 3, 6),
    county_review=date(2021, 3, 8),
    roll=date(2021, 2, 26),
    party_notice=date(2020, 12, 14),
    party_request=date(2020, 12, 20),
    party_election=date(2021, 1, 25),
    candidates=date(2021, 3, 12),
    places=date(2021, 3, 13),
)
COMMITTEE_ON = date(2021, 2, 1)
WAYS = ("democratic_appraisal", "collective_interview", "hearing_opinions")


def records_of(days: Timetable, confirmed: date) -> dict[str, Entry]:
    """The off-line steps of the plan; `confirmed` is the day on which the result is."""
    return {
        "bodies": Entry(date(2020, 9, 25), "镇党委", "换届工作领导小组、督导组成立", MAYOR),
        "investigation": Entry(date(2020, 10, 16), "联村干部", "逐户调查摸底，选民底数清楚", MAYOR),
        "analysis": Entry(date(2020, 10, 23), "镇党委", "班子运行良好，人选已分析研判", MAYOR),
        "appraisal": Entry(date(2020, 10, 30), "党员和村民代表", "现任班子成员评议均为称职以上", SECRETARY),
        "audit": Entry(date(2020, 11, 6), "镇审计组", "财务审计完成，结果已公开", MAYOR),
        "talks": Entry(date(2020, 11, 13), "镇党委书记", "七类人员逐一谈心谈话", MAYOR),
        "publicity": Entry(date(2020, 11, 18), "镇换届办", "入户发放公开信", MAYOR),
        "mobilisation": Entry(date(2020, 11, 20), "镇村干部", "动员部署会议", MAYOR),
        "training": Entry(date(2020, 11, 25), "镇村干部、选举工作人员", "法律、程序、纪律三课", MAYOR),
        "announcement": Entry(date(2020, 12, 2), "村党组织", "党组织换届公告已张贴", SECRETARY),
        "party_register": Entry(date(2020, 12, 3), "村党组织", "正式党员已登记", SECRETARY),
        "inspection_plans": Entry(date(2020, 12, 9), "镇党委", "考察方案已制定", MAYOR),
        "party_election": Entry(
            days.party_election,
            "党员大会，应到58人，实到52人",
            "选出党组织委员会，公示后已任命备案",
            SECRETARY,
        ),
        "election_manner": Entry(date(2021, 1, 30), "村民代表会议", "选举方式已确定", SECRETARY),
        "election_method": Entry(date(2021, 2, 3), "村民代表会议", "选举办法通过并公布", CHAIR),
        "nomination_notice": Entry(date(2021, 2, 24), "选举委员会", "提名条件和职责已公布", CHAIR),
        "result_report": Entry(confirmed, "选举委员会", "选举结果报告单已报镇人民政府备案", CHAIR),
        "ideological_work": Entry(confirmed, "联村干部", "与落选人员谈心", MAYOR),
        "archive": Entry(confirmed + RESULT_KEPT, "选举委员会", "选票封存，材料归档", CHAIR),
        "handover": Entry(
            confirmed + 2 * RESULT_KEPT, "新老班子、镇人民政府", "印章、账目、资产逐项移交", CHAIR
        ),
    }


def of_plan_c(scenario: Scenario) -> Scenario:
    """The scenario as it goes under plan C: two relatives whom the township lets stand both sit, so that no seat falls
    vacant and no further round follows (C-KIN-01)."""
    return replace(scenario, rounds=scenario.rounds[:1]) if scenario.relatives else scenario


def moments(days: Timetable) -> Iterator[tuple[str, datetime, Callable[[Walk, datetime], None]]]:
    """The Party's path: each act with its name and moment."""
    yield "first_recommendation", moment(days.recommendation, 17), party.recommend
    yield "party_review", moment(date(2020, 12, 9), 17), party.review_party
    yield "inspection", moment(date(2020, 12, 10), 17), inspect
    yield "party_notice", moment(days.party_notice, 9), post_candidates
    yield "prospective_list", moment(date(2020, 12, 18), 9), decide_on_prospective
    yield "secretary_notice", moment(date(2020, 12, 18), 11), post_secretary
    yield "party_request", moment(days.party_request, 9), party.ask
    yield "party_reply", moment(date(2020, 12, 28), 9), party.reply


def inspect(walk: Walk, now: datetime) -> None:
    """The county inspects the secretary, the township the others, in the ways that the plan names."""
    for key in ("secretary_inspection", "member_inspection"):
        stage = stage_of(walk.election, key, "inspection")
        record_inspections(
            by=party.officer(walk, stage.who[0]),
            election=walk.election,
            stage=key,
            held_on=now.date(),
            inspectors="考察组",
            found=[_passed(person.pk) for person in to_inspect(walk.election, stage)],
            now=now,
        )


def _passed(candidacy: int) -> Inspected:
    return Inspected(
        candidacy, passed=True, ways=WAYS, mass_appraisal="发票60，赞成57", discipline_opinion="同意"
    )


def post_candidates(walk: Walk, now: datetime) -> None:
    """Everybody inspected is posted (C-REV-04)."""
    _post(walk, "candidate_notice", now)


def decide_on_prospective(walk: Walk, now: datetime) -> None:
    """Once nobody objects the list of prospective candidates is drawn up, the secretary signed and decided on."""
    party.decide(walk, "prospective_list", now)
    party.approve_secretary(walk, now)


def post_secretary(walk: Walk, now: datetime) -> None:
    """The secretary-to-be is posted alone (C-REV-05)."""
    _post(walk, "secretary_notice", now)


def _post(walk: Walk, key: str, now: datetime) -> None:
    stage = stage_of(walk.election, key, "notice")
    open_notice(
        by=party.officer(walk, stage.who[0]),
        election=walk.election,
        kind=kind_of(stage),
        people=still_to_post(walk.election, stage),
        now=now,
    )
