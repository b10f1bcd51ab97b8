"""What the record book of a rehearsal says of the steps that are done off-line."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Entry:
    """What the record book says of an off-line step: the day, the people, what was done, who signed."""

    on: date
    people: str
    note: str
    signer: tuple[str, str]


MAYOR, SECRETARY, CHAIR = ("谭国安", "镇换届办主任"), ("王晓梅", "村党组织书记"), ("刘桂花", "选举委员会主任")
RESULT_KEPT = timedelta(days=1)
# Steps that are recorded when the result is confirmed.
AFTERWARDS = ("result_report", "ideological_work", "archive", "handover")
