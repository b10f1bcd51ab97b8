from typing import Literal

from elections.rulebook.measures import Deadline, Range, Threshold
from elections.rulebook.value import Section, Value, silent


class CountingRule(Section):
    """How one kind of vote is counted; but for `unread_marks` the fields of the tally contract's `rule`."""

    quorum: Value[Threshold] = silent()
    balance: Value[Literal["total", "each_box"]] = silent()
    # Whether marks that cannot be read are among those that may be more than the seats; read where papers are entered.
    unread_marks: Value[Literal["left_out", "counted"]] = silent()
    overvote: Value[Literal["position", "ballot"]] = silent()
    two_offices: Value[Literal["void_ballot", "void_positions", "void_marks", "keep_higher", "allow"]] = (
        silent()
    )
    threshold: Value[Threshold] = silent()
    plurality: Value[bool] = silent()
    tie: Value[Literal["revote"]] = silent()
    runoff_threshold: Value[Threshold] = silent()
    runoff_extra: Value[int] = silent()
    kin: Value[Literal["flag", "keep_highest"]] = silent()
    woman: Value[Literal["none", "at_least_one", "seat_first"]] = silent()
    order: Value[Literal["votes", "surname_strokes"]] = silent()


class Count(Section):
    """The counting rules, by the body that is elected."""

    village_committee: CountingRule = CountingRule()
    party_committee: CountingRule = CountingRule()
    party_secretary: CountingRule = CountingRule()
    representatives: CountingRule = CountingRule()
    recommendation: CountingRule = CountingRule()


class Result(Section):
    """Confirmation, publication, runoff, approval."""

    published: Value[Deadline] = silent()
    reported: Value[Deadline] = silent()
    confirmed_by: Value[Literal["election_committee", "township"]] = silent()
    replied_by: Value[str] = silent()
    reviewed_by: Value[tuple[str, ...]] = silent()
    invalidity_grounds: Value[tuple[str, ...]] = silent()
    improper_means: Value[tuple[str, ...]] = silent()
    improper_competition_void: Value[bool] = silent()
    unlawful_repeated_by: Value[str] = silent()
    party_breach_void: Value[bool] = silent()
    party_invalidity: Value[Literal["recorded", "void"]] = silent()
    runoff_held: Value[Deadline] = silent()
    vacancies_allowed_from: Value[int] = silent()
    vacancies_decided_by: Value[tuple[str, ...]] = silent()
    ballots_sealed: Value[Deadline] = silent()
    ballots_kept_until: Value[Literal["next_election"]] = silent()
    notice_ends: Value[Deadline] = silent()
    appointment_approver: Value[str] = silent()
    appointment_filed_with: Value[str] = silent()


class Followup(Section):
    """After the election."""

    branches_elected: Value[bool] = silent()
    ideological_work_done: Value[Deadline] = silent()
    seal_handed_over: Value[Deadline] = silent()
    handover_done: Value[Deadline] = silent()
    handover_items: Value[tuple[str, ...]] = silent()
    archive_done: Value[Deadline] = silent()
    training_done: Value[Deadline] = silent()
    supervisory_committee_formed: Value[Deadline] = silent()
    supervisory_size: Value[Range] = silent()
    supervisory_size_with_director: Value[bool] = silent()
    supervisory_director: Value[tuple[str, ...]] = silent()
    supervisory_director_off_committee: Value[bool] = silent()
    supporting_bodies_formed: Value[Deadline] = silent()
    supervisory_elected_by: Value[tuple[str, ...]] = silent()
    group_leaders_per_group: Value[int] = silent()
    group_leaders_from: Value[Literal["representatives"]] = silent()
    group_leaders_encouraged: Value[tuple[str, ...]] = silent()
    group_leaders_filing: Value[tuple[str, ...]] = silent()
    group_meeting_adults: Value[Threshold] = silent()
    group_meeting_households: Value[Threshold] = silent()
    group_meeting_majority: Value[Threshold] = silent()
    group_meeting_chaired_by: Value[Literal["committee_member"]] = silent()
    council_size: Value[Range] = silent()
    council_elected_by: Value[Literal["groups"]] = silent()
    council_convener: Value[Literal["secretary"]] = silent()
