"""What stands on record for a person's category, from the sheet's own columns or in words of one's own."""

from collections.abc import Mapping
from typing import Any

from documents.importing.faults import Findings, check_words
from documents.sheets.cells import day
from voting.enums import Ground as Refusal
from voting.importing.columns import EVIDENCE, RECORD_NEEDS, Ground
from voting.importing.voter import LIMITS, Evidence, Facts

DAYS = frozenset({"on", "since"})
# The needs that have a column of their own only, with the fault of an empty one.
MISSING = {
    "one_year": "residence_missing",
    "dwelling": "dwelling_missing",
    "committee_confirmation": "confirmation_missing",
}
# Words by which clerks give the ground, the first that matches.
SAID = (
    (Refusal.RIGHTS, ("剥夺", "政治权利")),
    (Refusal.INCAPABLE, ("精神", "监护", "智力", "无行为能力", "不能行使", "无法行使")),
    (Refusal.UNREACHABLE, ("联系未果", "联系不上", "无法联系", "失联", "下落不明")),
    (Refusal.NO_STATEMENT, ("未表态", "没有表态", "未表示", "不表示")),
    (Refusal.NOT_AGREED, ("未同意", "不同意", "未经同意")),
    (Refusal.TOO_SHORT, ("不满一年", "未满一年", "不足一年")),
    (Refusal.ELSEWHERE, ("登记",)),
)


def refusal_of(reason: str) -> str:
    """The ground that a reason for not registering names in plain words, else "other"; "" without a reason."""
    if not reason:
        return ""
    return next((ground for ground, words in SAID if any(word in reason for word in words)), Refusal.OTHER)


def check_evidence(cells: Mapping[str, Any], found: Findings) -> Evidence:
    """What the columns of evidence say, by the rulebook's words; a column that is not on the sheet says nothing."""
    said: dict[str, dict[str, str]] = {}
    for need, columns in EVIDENCE.items():
        for word, column in columns.items():
            cell = cells.get(column.key, "")
            if cell != "":
                kept = _day(column.key, cell, found) if word in DAYS else _words(column.key, cell, found)
                said.setdefault(need, {})[word] = kept
    return said


def check_needs(ground: Ground, statement: str, evidence: Evidence, facts: Facts, found: Findings) -> None:
    """Whether everything that the category needs stands on record, and the residence is long enough."""
    told = {"number": ground.number, "clause": ground.clause}
    lacking = [need for need in ground.needs if need not in evidence]
    recorded = [need for need in lacking if need in RECORD_NEEDS]
    if recorded and not statement:
        found.say("statement", "category_needs_record", "", needs=recorded, **told)
    for need in (need for need in MISSING if need in lacking):
        found.say(next(iter(EVIDENCE[need].values())).key, MISSING[need], "", **told)
    since = evidence.get("one_year", {}).get("since", "")
    asked = facts.residence if "one_year" in ground.needs else None
    if asked is not None and since > asked.latest.isoformat():
        late = {"years": asked.years, "day": asked.counted_to.isoformat()}
        found.say("since", "residence_too_short", since, **late, **told)


def _day(column: str, cell: Any, found: Findings) -> str:
    typed = day(cell)
    if typed is None:
        found.say(column, "day_unreadable", cell)
        return ""
    return typed.isoformat()


def _words(column: str, cell: Any, found: Findings) -> str:
    return check_words(column, cell, LIMITS[column], found)
