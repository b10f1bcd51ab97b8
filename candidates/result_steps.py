"""What stands against a record of the Party election's result: the notice of those elected (B-REV-03, C-RES-02)."""

from collections.abc import Collection
from datetime import datetime

from candidates.enums import NoticeKind
from candidates.queries.notice import notices_of
from candidates.services.notice_checks import refuse_unclear
from elections.models import Election
from elections.steps import stands_against

ENDS = "result_notice_ends"


@stands_against
def refuse_before_the_notice_is_clear(
    election: Election, step: str, parts: Collection[str], now: datetime
) -> None:
    """Those elected are approved when their notice has run out and every objection is decided (SC-95).

    Where the notice hung on paper only, the record of the posting and the calendar hold it up. Raises NoticeRunning,
    ObjectionsOpen.
    """
    rule = election.cycle.rules.step(step)
    comes_after = any(part.after == ENDS for part in rule.parts if part.key in parts)
    if comes_after or (rule.opens is not None and rule.opens.item == ENDS):
        for notice in notices_of(election).filter(kind=NoticeKind.ELECTED):
            refuse_unclear(notice, now)
