"""The dates that every rulebook is asked for: keys of the calendar, and where in a rulebook the answer
stands.
"""

from typing import Literal, NamedTuple

from elections.rulebook.value import Text

Body = Literal["committee", "party", "shared"]


class Item(NamedTuple):
    """A calendar key, the path of its deadline, its title, and which election asks for it."""

    key: str
    path: str
    title: Text
    body: Body


def _item(key: str, path: str, zh: str, en: str, body: Body) -> Item:
    return Item(key, path, Text(zh=zh, en=en), body)


ITEMS: tuple[Item, ...] = (
    _item("audit_done", "preparation.audit_done", "财务清理审计完成", "Audit finished", "shared"),
    _item("cadres_trained", "preparation.cadres_trained", "完成业务培训", "Cadres trained", "shared"),
    _item(
        "representatives_elected",
        "representatives.elected",
        "推选村（居）民代表",
        "Representatives elected",
        "shared",
    ),
    _item(
        "election_committee_formed",
        "election_committee.formed",
        "成立村（居）民选举委员会",
        "Election committee formed",
        "shared",
    ),
    _item("assembly_requested", "assembly.requested", "报送选举请示", "Election request submitted", "party"),
    _item(
        "candidate_notice_ends",
        "review.candidate_notice_ends",
        "预备人选公示期满",
        "Candidates’ notice ends",
        "party",
    ),
    _item(
        "secretary_notice_ends",
        "review.secretary_notice_ends",
        "书记人选公示期满",
        "Secretary’s notice ends",
        "party",
    ),
    _item("assembly_held", "assembly.held", "召开党员大会选举", "Party assembly held", "party"),
    _item(
        "result_notice_ends",
        "result.notice_ends",
        "党组织选举结果公示期满",
        "Party result’s notice ends",
        "party",
    ),
    _item("roll_published", "roll.published", "公布选民名单", "Voter roll published", "committee"),
    _item(
        "roll_appeals_close",
        "roll.appeals_close",
        "选民名单申诉截止",
        "Appeals against the roll close",
        "committee",
    ),
    _item("roll_appeal_decided", "roll.appeal_decided", "答复选民名单申诉", "Appeals decided", "committee"),
    _item("proxy_requested", "proxy.requested", "办理委托投票截止", "Proxies requested", "committee"),
    _item("proxies_published", "proxy.published", "公布委托投票名单", "Proxies published", "committee"),
    _item(
        "formal_candidates_published",
        "review.formal_candidates_published",
        "公布正式候选人",
        "Formal candidates published",
        "committee",
    ),
    _item(
        "candidates_introduced",
        "review.candidates_introduced",
        "介绍正式候选人",
        "Candidates introduced",
        "committee",
    ),
    _item(
        "time_and_place_published",
        "voting.time_and_place_published",
        "公布投票时间和地点",
        "Time and place published",
        "committee",
    ),
    _item("election_day", "voting.window", "投票选举", "Election day", "committee"),
    _item("result_published", "result.published", "公布选举结果", "Result published", "committee"),
    _item("runoff_held", "result.runoff_held", "另行选举", "Runoff held", "committee"),
    _item("archive_done", "followup.archive_done", "材料归档", "Papers archived", "committee"),
    _item("handover_done", "followup.handover_done", "工作交接", "Handover done", "committee"),
    _item(
        "supervisory_committee_formed",
        "followup.supervisory_committee_formed",
        "推选村（居）务监督委员会",
        "Supervisory committee formed",
        "committee",
    ),
    _item("training_done", "followup.training_done", "新班子履职培训", "New members trained", "committee"),
)

ITEM_KEYS: frozenset[str] = frozenset(item.key for item in ITEMS)
# Asked of the Party election, so that they never wait for the committee's election day.
PARTY_ITEMS: frozenset[str] = frozenset(item.key for item in ITEMS if item.body == "party")

# Deadlines that a numbered task can share, beside those of the items.
PATHS: frozenset[str] = frozenset(item.path for item in ITEMS) | {
    "preparation.investigation_done",
    "preparation.rectification_done",
    "roll.registration_closes",
    "discipline.party_commitment_signed",
    "discipline.committee_commitment_signed",
    "result.reported",
    "followup.ideological_work_done",
    "followup.supporting_bodies_formed",
}
