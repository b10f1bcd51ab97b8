import datetime as dt
from typing import Literal

from elections.rulebook.measures import Age, Deadline, Range, Ratio, Threshold
from elections.rulebook.orders import NameOrder
from elections.rulebook.value import Clause, Section, Strict, Text, Value, silent

Education = Literal["junior_high", "senior_high", "junior_college", "university"]


class Addition(Strict):
    """That a circumstance is not the plan's own: who added it, by which document, on which day (A-NEG-12, C-QUAL-03).

    `judged_by` are the keys of the departments of the joint review that judge it, beside those that judge all.
    """

    by: Text
    document: Text
    on: dt.date
    judged_by: tuple[str, ...] = ()


class Bar(Strict):
    """One circumstance of the negative list; `added` where a county or township added it to the plan's."""

    key: str
    title: Text
    clause: Clause
    quote: str = ""
    added: Addition | None = None


class Qualification(Section):
    """Who may be a candidate: ages, education, the negative list."""

    secretary_non_incumbent: Value[Age] = silent()
    secretary_continuing: Value[Age] = silent()
    secretary_relaxed: Value[Age] = silent()
    new_member: Value[Age] = silent()
    renominated: Value[Age] = silent()
    age_counted: Value[Literal["birth_date", "full_years", "to_the_day"]] = silent()
    age_cutoff_day_counts: Value[bool] = silent()
    age_reference_date: Value[dt.date] = silent()
    age_reference_for: Value[Literal["all", "relaxed"]] = silent()
    age_relaxation_allowed: Value[bool] = silent()
    education_village_new: Value[Education] = silent()
    education_community_new: Value[Education] = silent()
    education_secretary_new: Value[Education] = silent()
    education_secretary_continuing: Value[Education] = silent()
    party_members_only: Value[bool] = silent()
    party_voting_right: Value[bool] = silent()
    secretary_party_standing_years: Value[int] = silent()
    sources: Value[tuple[str, ...]] = silent()
    sources_community: Value[tuple[str, ...]] = silent()
    reserve_first: Value[bool] = silent()
    standards: Value[tuple[str, ...]] = silent()
    secretary_standards: Value[tuple[str, ...]] = silent()
    secretary_ticks_needed: Value[bool] = silent()
    exclusion_stated: Value[bool] = silent()
    secretary_origins: Value[tuple[str, ...]] = silent()
    emphasis_village: Value[tuple[str, ...]] = silent()
    emphasis_community: Value[tuple[str, ...]] = silent()
    negative_list: tuple[Bar, ...] = ()
    negative_list_from: Value[Literal["nominees", "candidates"]] = silent()
    lookback_from: Value[Literal["review", "election_day"]] = silent()
    unqualified_member_years: Value[int] = silent()
    environmental_damage_years: Value[int] = silent()
    incompetent_within: Value[str] = silent()
    judged_unfit_ever: Value[bool] = silent()
    criminal_punishment_bars: Value[bool] = silent()
    secretary_not_renominated_grounds: Value[tuple[str, ...]] = silent()
    secretary_appraisal_failed: Value[Literal["bars", "reference"]] = silent()
    lesser_sanction_route: Value[tuple[str, ...]] = silent()
    lesser_sanction_within_period: Value[bool] = silent()
    negative_elected_is_void: Value[bool] = silent()
    local_additions: Value[bool] = silent()
    local_additions_for: Value[tuple[Literal["party_committee", "committee"], ...]] = silent()


class Kin(Section):
    """Relatives who may not hold office together."""

    bodies: Value[tuple[str, ...]] = silent()
    relations: Value[tuple[str, ...]] = silent()
    stage: Value[Literal["office", "nominees"]] = silent()
    supervisory_barred: Value[bool] = silent()


class Structure(Section):
    """What the new teams shall look like: women, minorities, young cadres."""

    women_min_committee: Value[int] = silent()
    women_counted_in: Value[Literal["committee", "both_committees"]] = silent()
    dedicated_female_post: Value[bool] = silent()
    womens_federation_chair_in_team: Value[bool] = silent()
    women_principal_min_town: Value[int] = silent()
    women_share_village_committee: Value[Ratio] = silent()
    women_share_directors: Value[Ratio] = silent()
    women_share_raised: Value[bool] = silent()
    women_members_raised: Value[bool] = silent()
    ethnic_minority_member: Value[bool] = silent()
    share_45_or_below: Value[Ratio] = silent()
    young_cadre_max_age: Value[int] = silent()
    young_cadre_min_education: Value[Education] = silent()
    young_cadre_computer_skill: Value[bool] = silent()
    young_cadre_min_count: Value[int] = silent()
    principal_post_age: Value[int] = silent()
    dispatched_secretaries: Value[Literal["strictly_controlled"]] = silent()
    targets_filed: Value[bool] = silent()

    @property
    def women_in_both(self) -> bool:
        """Whether the least number of women is that of both committees together (C-TGT-03), not of the committee alone."""
        return self.women_counted_in.stated and self.women_counted_in.value == "both_committees"


class Nomination(Section):
    """From the recommendation and the nomination to the preliminary candidates."""

    differential_min: Value[Ratio] = silent()
    differential_base: Value[Literal["seats", "candidates"]] = silent()
    differential_posts: Value[tuple[str, ...]] = silent()
    secretary_election_kind: Value[Literal["equal", "differential"]] = silent()
    secretary_election_mode: Value[Literal["by_committee", "by_assembly"]] = silent()
    secretary_direct_allowed: Value[bool] = silent()
    manners: Value[tuple[Literal["candidates", "self_nomination"], ...]] = silent()
    participation: Value[Threshold] = silent()
    participation_base: Value[Literal["overall", "per_group"]] = silent()
    decided_by: Value[Literal["relative_majority", "preselection"]] = silent()
    names_at_most_seats: Value[bool] = silent()
    proxy_allowed: Value[bool] = silent()
    two_posts_void: Value[bool] = silent()
    two_posts_choice: Value[bool] = silent()
    self_nominated: Value[Deadline] = silent()
    candidates_extra_min: Value[int] = silent()
    members_extra: Value[Range] = silent()
    preselection: Value[bool] = silent()
    preselection_participation: Value[Threshold] = silent()
    list_order: Value[NameOrder] = silent()
    recommendation_base: Value[Literal["combined", "each_group"]] = silent()
    recommendation_guided: Value[bool] = silent()
    recommendation_appraises: Value[bool] = silent()
    intended_persons: Value[bool] = silent()


class Department(Strict):
    """One department of the joint review; `items` are the keys of the negative list that it judges."""

    key: str
    title: Text
    items: tuple[str, ...] = ()
    clause: Clause
    quote: str = ""
    proposed: bool = False


class Review(Section):
    """Reviews, inspection, public notices, formal candidates."""

    bodies: Value[tuple[str, ...]] = silent()
    departments: tuple[Department, ...] = ()
    unanswered: Value[Literal["waits", "with_reason"]] = silent()
    written_feedback: Value[bool] = silent()
    secretary_final_approver: Value[tuple[str, ...]] = silent()
    candidate_notice_ends: Value[Deadline] = silent()
    secretary_notice_ends: Value[Deadline] = silent()
    formal_candidates_published: Value[Deadline] = silent()
    formal_candidate_order: Value[NameOrder] = silent()
    self_nominated_order: Value[Literal["surname_strokes", "name_strokes"]] = silent()
    withdrawn: Value[Deadline] = silent()
    withdrawn_filled: Value[bool] = silent()
    improper_competition_cancels: Value[bool] = silent()
    cancelled: Value[Deadline] = silent()
    objected_filled: Value[bool] = silent()
    candidates_introduced: Value[Deadline] = silent()
    introduction_ways: Value[tuple[str, ...]] = silent()
    introduction_headings: Value[tuple[str, ...]] = silent()
    party_introduction_headings: Value[tuple[str, ...]] = silent()
    introduction_checked: Value[bool] = silent()
    party_review_exempts: Value[bool] = silent()
    mass_appraisal: Value[bool] = silent()
    secretary_inspection_ways: Value[tuple[str, ...]] = silent()
    discipline_opinion: Value[bool] = silent()
    write_in_reviewed: Value[bool] = silent()
    unreviewed_barred: Value[bool] = silent()
    committee_inspected: Value[bool] = silent()
    failure_decided: Value[bool] = silent()
