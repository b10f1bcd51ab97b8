"""What must be on record for a person to stand on the roll, or to be left off it, and what of it is missing.

Pure: it is told the rulebook's category, the evidence of an entry, and the days. The evidence of an entry is an object
by the rulebook's words for what a category needs:

    "statement": {"on": "2020-12-10", "how": "微信"}        "application": {"on": "2020-12-01"}
    "meeting_decision": {"on": …, "body": "村民代表会议"}     "one_year": {"since": "2019-05-01"}
    "dwelling": {"proof": "房产证…"}                        "committee_confirmation": {"on": …}

and for who is left off "rights": {"document", "until"}, "guardian": {"name", "on"}, "elsewhere": {"place"},
"contacts": [{"on", "how", "result"}]; for who was relocated "relocated": {"reason", "approval"}. `DRAWN` marks what was
taken from the register and decided by nobody yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from elections.rulebook import Rulebook
from elections.rulebook.once import once
from elections.rulebook.sections.voting import Category
from voting.enums import Ground

Evidence = Mapping[str, Any]

DRAWN = "drawn"
# Which words must stand in the record of each need.
WORDS = {
    "statement": ("on", "how"),
    "application": ("on",),
    "meeting_decision": ("on", "body"),
    "one_year": ("since",),
    "dwelling": ("proof",),
    "committee_confirmation": ("on",),
}
# What a note in words ("12月10日微信表示参加") counts for as well.
NOTED = frozenset({"statement", "application", "meeting_decision"})
DECLINES, NO_ANSWER = "declines", "no_answer"


def years_before(day: date, years: int) -> date:
    """The day so many full years before another: who was born then has that birthday on the day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February in a year without one
        return date(day.year - years, 2, 28)


@once
def birthday_counts(rules: Rulebook) -> bool:
    """Whether the 18th birthday on election day makes a voter (AMB-26): yes, unless the rulebook takes reading 2."""
    return rules.reading_of("AMB-26") != 2


def youngest_voter(rules: Rulebook, election_day: date) -> date:
    """The latest birth date of those of voting age on election day (A-ROLL-03, AMB-26). Raises RuleSilent."""
    birthday = years_before(election_day, rules.roll.voter_min_age.value)
    return birthday if birthday_counts(rules) else birthday - timedelta(days=1)


def years_on(birth_date: date, day: date) -> int:
    """Full years on the day."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


@dataclass(frozen=True)
class Residence:
    """How long somebody must have been here: `years` full years on the day `counted_to` (A-ROLL-06, A-ROLL-10; AMB-28)."""

    years: int
    counted_to: date

    @cached_property
    def latest(self) -> date:
        """Who came on this day or before has been here long enough."""
        return years_before(self.counted_to, self.years)


def residence_of(rules: Rulebook, election_day: date, registered_on: date) -> Residence | None:
    """How long the rulebook asks for; None where it asks for nothing. Where it does not say to which day, the
    election day counts (AMB-28).
    """
    asked, counted = rules.roll.residence_years, rules.roll.residence_counted_to
    if not asked.stated:
        return None
    to = registered_on if counted.stated and counted.value == "registration" else election_day
    return Residence(asked.value, to)


def categories_of(rules: Rulebook, kind: str) -> tuple[Category, ...]:
    """The rulebook's categories for villages or for communities."""
    return tuple(category for category in rules.roll.categories if category.kind == kind)


def category_of(rules: Rulebook, kind: str, code: str) -> Category | None:
    return next((category for category in categories_of(rules, kind) if category.code == code), None)


def at_home(categories: Sequence[Category]) -> Category | None:
    """The category of those who are registered here and live here: nothing more is asked of them."""
    return next((category for category in categories if not category.needs), None)


def away(categories: Sequence[Category]) -> Category | None:
    """The category of those who are registered here and live elsewhere: it needs their statement alone."""
    return next((category for category in categories if category.needs == ("statement",)), None)


def missing(category: Category, evidence: Evidence, residence: Residence | None, note: str = "") -> list[str]:
    """The needs of a category that are not on record, in the rulebook's order.

    A year that is on record and too short is missing all the same. `note` is a record in words.
    """
    return [need for need in category.needs if not _on_record(need, evidence, residence, note)]


def _on_record(need: str, evidence: Evidence, residence: Residence | None, note: str) -> bool:
    record = evidence.get(need)
    if record is None:
        return need in NOTED and bool(note)
    if any(not record.get(word) for word in WORDS[need]):
        return False
    return need != "one_year" or residence is None or date.fromisoformat(record["since"]) <= residence.latest


def too_short(evidence: Evidence, residence: Residence | None) -> bool:
    """Whether a time of residence is on record that is not long enough."""
    since = evidence.get("one_year", {}).get("since")
    return bool(since) and residence is not None and date.fromisoformat(since) > residence.latest


def to_ask(ground: str, evidence: Evidence) -> bool:
    """Whether the person lives elsewhere and has not been heard on taking part."""
    contacts = evidence.get("contacts")
    if ground != Ground.NO_STATEMENT or contacts is None:
        return False
    return not any(contact.get("result") == DECLINES for contact in contacts)


def rights_restored(until: date | None, election_day: date) -> bool:
    """Whether a deprivation of political rights is over before election day; None is for life (A-ROLL-12)."""
    return until is not None and until < election_day
