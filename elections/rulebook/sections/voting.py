from typing import Literal

from elections.rulebook.measures import Days, Deadline
from elections.rulebook.value import Clause, Section, Strict, Text, Value, silent


class Category(Strict):
    """One kind of person who is put on the roll, and what must be shown for it."""

    code: str
    kind: Literal["village", "community"]
    title: Text
    clause: Clause
    quote: str = ""
    needs: tuple[
        Literal[
            "statement", "application", "meeting_decision", "one_year", "dwelling", "committee_confirmation"
        ],
        ...,
    ] = ()


class Roll(Section):
    """Registration, the roll, objections to it, voter certificates."""

    voter_min_age: Value[int] = silent()
    categories: tuple[Category, ...] = ()
    residence_years: Value[int] = silent()
    residence_counted_to: Value[Literal["registration", "election_day"]] = silent()
    nonregistered_approval: Value[tuple[str, ...]] = silent()
    nonregistered_residents: Value[Literal["explore"]] = silent()
    days_announced_first: Value[bool] = silent()
    registration_closes: Value[Deadline] = silent()
    published: Value[Deadline] = silent()
    order: Value[Literal["group"]] = silent()
    unregistered_published: Value[bool] = silent()
    appeals_from: Value[Literal["everyone_listed", "voters"]] = silent()
    appeals_close: Value[Deadline] = silent()
    appeal_decided: Value[Deadline] = silent()
    late_appeals: Value[Literal["refuse", "township_decides"]] = silent()
    adjusted_republished: Value[bool] = silent()
    postponement_days: Value[int] = silent()
    certificates_issued: Value[Literal["roll_confirmed", "roll_published"]] = silent()
    one_place_only: Value[bool] = silent()
    guardian_consent: Value[bool] = silent()
    deprived_of_rights_barred: Value[bool] = silent()
    relocated_by_case: Value[bool] = silent()
    absent_sought: Value[bool] = silent()


class Proxy(Section):
    """Who may vote for another."""

    allowed: Value[bool] = silent()
    communities: Value[Literal["yes", "no", "by_method"]] = silent()
    per_holder: Value[int] = silent()
    holder: Value[Literal["near_relative_on_roll"]] = silent()
    relations: Value[tuple[str, ...]] = silent()
    media: Value[tuple[str, ...]] = silent()
    candidate_may_hold: Value[bool] = silent()
    candidate_spouse_may_hold: Value[bool] = silent()
    chains_allowed: Value[bool] = silent()
    on_the_spot: Value[bool] = silent()
    unpublished_void: Value[bool] = silent()
    requested: Value[Deadline] = silent()
    published: Value[Deadline] = silent()


class Voting(Section):
    """How and when votes are cast."""

    window: Value[Days] = silent()
    manners: Value[tuple[str, ...]] = silent()
    time_and_place_published: Value[Deadline] = silent()
    mobile_box: Value[bool] = silent()
    mobile_box_staff: Value[int] = silent()
    mobile_box_approver: Value[str] = silent()
    secret_booth: Value[bool] = silent()
    public_writing_place: Value[bool] = silent()
    day_checklist: Value[
        tuple[Literal["venue_ready", "issuing_desk", "box_in_view", "roll_at_hand"], ...]
    ] = silent()
    box_shown_before_ballots: Value[bool] = silent()
    tellers_not: Value[tuple[str, ...]] = silent()
    staff_roles: Value[tuple[str, ...]] = silent()
    scrutineers_apart: Value[bool] = silent()
    posts_in_one_vote: Value[Literal["always", "or_one_by_one"]] = silent()
    counted_in_public: Value[bool] = silent()
    counted_under_scrutiny: Value[bool] = silent()
    doubtful_papers_decided_by: Value[str] = silent()
    campaign_stops_on_election_day: Value[bool] = silent()


class Papers(Section):
    """What papers are called here, where names differ from place to place."""

    voter_certificate: Value[str] = silent()
    elected_certificate: Value[str] = silent()
    result_report: Value[str] = silent()
    record_book: Value[str] = silent()
    commitment_letter: Value[str] = silent()
    term_goal_letter: Value[str] = silent()
    integrity_letter: Value[str] = silent()
    risk_ledger: Value[str] = silent()
