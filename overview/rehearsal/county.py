"""A village's election under plan A: the Party's path and the committee's side by side."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from overview.rehearsal import party
from overview.rehearsal.records import CHAIR, MAYOR, RESULT_KEPT, SECRETARY, Entry
from overview.rehearsal.timetable import Timetable, moment
from overview.rehearsal.walk import Walk

RULEBOOK = "county-town-2020"
OPENED = moment(date(2020, 10, 9), 9)
DAYS = Timetable(date(2021, 1, 20))
REPRESENTATIVES_ON, COMMITTEE_ON = date(2020, 12, 14), date(2020, 12, 16)


def records_of(days: Timetable, confirmed: date) -> dict[str, Entry]:
    """The off-line steps of the plan; `confirmed` is the day on which the result is."""
    return {
        "investigation": Entry(date(2020, 10, 16), "联村干部", "逐户调查摸底，选民底数清楚", MAYOR),
        "organisation_setup": Entry(date(2020, 10, 23), "镇党委组织办", "党支部设置不变", MAYOR),
        "audit": Entry(date(2020, 10, 30), "镇审计组、联村干部", "财务清理审计完成，审计结果已公开", MAYOR),
        "talks": Entry(date(2020, 11, 6), "镇党委书记、组织委员", "与“两委”班子成员逐一谈心谈话", MAYOR),
        "analysis": Entry(date(2020, 11, 13), "镇党委", "班子运行良好，人选已分析研判", MAYOR),
        "bodies": Entry(date(2020, 11, 24), "镇换届办", "换届选举工作领导小组成立", MAYOR),
        "implementation_plan": Entry(date(2020, 11, 27), "镇党委、镇政府", "实施方案经镇党委会议通过", MAYOR),
        "recommendation_plan": Entry(date(2020, 12, 7), "镇换届办", "推荐提名方案已制定", MAYOR),
        "training": Entry(date(2020, 12, 8), "镇村干部、选举委员会成员89人", "法律、程序、纪律三课", MAYOR),
        "publicity": Entry(date(2020, 12, 10), "村“两委”、联村干部", "张贴标语，入户发放公开信", SECRETARY),
        "election_method": Entry(date(2020, 12, 17), "代表会议，到会45人", "选举办法通过并公布", CHAIR),
        "division_of_work": Entry(date(2020, 12, 17), "选举委员会", "登记、宣传、会务分工到人", CHAIR),
        "election_request": Entry(date(2020, 12, 17), "村党组织", "选举请示已报送镇党委", SECRETARY),
        "nomination_notice": Entry(date(2020, 12, 18), "选举委员会", "提名办法已张贴公布", CHAIR),
        "party_commitment": Entry(date(2020, 12, 31), "镇党委、候选人", "集体谈话，签订纪律承诺书", MAYOR),
        "assembly_preparation": Entry(
            date(2021, 1, 1), "上届党组织委员会", "会场、选票、票箱齐备", SECRETARY
        ),
        "party_election": Entry(
            days.party_election, "党员大会，应到58人，实到52人", "选出党组织委员会5人，结果已报批", SECRETARY
        ),
        "committee_commitment": Entry(
            max(days.candidates, date(2021, 1, 14)), "镇党委、正式候选人", "签订纪律承诺书", MAYOR
        ),
        "result_report": Entry(
            confirmed, "选举委员会、镇党委", "选举结果报告单已报送，镇党委当日批复", CHAIR
        ),
        "ideological_work": Entry(confirmed, "联村干部", "与落选人员谈心", MAYOR),
        "archive": Entry(confirmed + RESULT_KEPT, "选举委员会", "选票封存，材料归档", CHAIR),
        "handover": Entry(confirmed + 2 * RESULT_KEPT, "新老班子、镇党委", "印章、账目、资产逐项移交", CHAIR),
    }


def moments(days: Timetable) -> Iterator[tuple[str, datetime, Callable[[Walk, datetime], None]]]:
    """The Party's path: each act with its name and moment."""
    yield "first_recommendation", moment(days.recommendation, 17), party.recommend
    yield "second_recommendation", moment(date(2020, 12, 22), 17), party.recommend_again
    yield "comparison", moment(date(2020, 12, 24), 17), party.compare
    yield "party_review", moment(date(2020, 12, 26), 10), party.review_party
    yield "inspection", moment(date(2020, 12, 26), 17), party.inspect
    yield "party_notice", moment(days.party_notice, 17), party.post_prospective
    yield "party_request", moment(days.party_request, 17), party.request_reply
