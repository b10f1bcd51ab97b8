"""What can happen in a re-election that later dates are counted from."""

from typing import NamedTuple

from elections.rulebook.value import Text


class Event(NamedTuple):
    """An event, and until it has happened what it is planned from: an event, or the last day of an item."""

    title: Text
    planned: str | None = None


EVENTS: dict[str, Event] = {
    "election_day": Event(Text(zh="选举日", en="Election day")),
    "party_day": Event(Text(zh="党员大会", en="Party assembly")),
    "roll_published": Event(Text(zh="选民名单公布", en="Roll published")),
    "appeal_received": Event(Text(zh="收到申诉", en="Appeal received"), planned="roll_appeals_close"),
    "proxies_reviewed": Event(Text(zh="委托审核完毕", en="Proxies reviewed"), planned="proxy_requested"),
    "formal_candidates_published": Event(Text(zh="正式候选人公布", en="Formal candidates published")),
    "candidate_notice_posted": Event(Text(zh="预备人选公示", en="Prospective candidates posted")),
    "secretary_notice_posted": Event(Text(zh="书记人选公示", en="Secretary candidate posted")),
    "party_result_posted": Event(
        Text(zh="党组织选举结果公示", en="Party result posted"), planned="party_day"
    ),
    "party_appointed": Event(Text(zh="党组织职务任命", en="Party posts approved"), planned="party_day"),
    "result_confirmed": Event(Text(zh="选举结果确认", en="Result confirmed"), planned="election_day"),
}

ASSEMBLY_HELD = "assembly_held"  # the day on which the Party assembly took place
PARTY_APPOINTED = "party_appointed"  # the day on which those elected to the Party organisation were approved
PARTY_EVENTS = frozenset(
    {
        "party_day",
        "candidate_notice_posted",
        "secretary_notice_posted",
        "party_result_posted",
        PARTY_APPOINTED,
    }
)
