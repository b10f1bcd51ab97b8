import datetime as dt
from typing import Literal

from elections.rulebook.value import Section, Value, silent


class Scope(Section):
    """What the re-election covers, under whom, and from when to when."""

    superior_level: Value[Literal["county", "district", "city"]] = silent()
    bodies: Value[tuple[Literal["party_organisation", "village_committee", "residents_committee"], ...]] = (
        silent()
    )
    village_committee_ordinal: Value[int] = silent()
    residents_committee_ordinal: Value[int] = silent()
    term_years: Value[int] = silent()
    term_extension_months: Value[int] = silent()
    term_extension_approvers: Value[tuple[str, ...]] = silent()
    campaign_start: Value[dt.date] = silent()
    campaign_end: Value[dt.date] = silent()
    party_phase_end: Value[dt.date] = silent()
    committee_phase_end: Value[dt.date] = silent()
    party_before_committee: Value[bool] = silent()
    committee_starts_after: Value[Literal["village", "township"]] = silent()
    review_before_inspection: Value[bool] = silent()


class Counting(Section):
    """How days are counted."""

    event_day_counts: Value[bool] = silent()
    clear_days_before: Value[bool] = silent()
    exact_day: Value[bool] = silent()
    holiday_moves_last_day: Value[bool] = silent()
