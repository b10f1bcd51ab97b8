from typing import Literal

from elections.rulebook.measures import Deadline, Range, Ratio, Threshold
from elections.rulebook.orders import NameOrder
from elections.rulebook.value import Section, Value, silent


class Representatives(Section):
    """Villagers' and residents' representatives."""

    elected: Value[Deadline] = silent()
    villager_households: Value[Range] = silent()
    resident_households: Value[Range] = silent()
    resident_per_group: Value[Range] = silent()
    max_number: Value[int] = silent()
    women_share: Value[Ratio] = silent()
    one_per_household: Value[bool] = silent()
    method: Value[Literal["open_count_plurality"]] = silent()
    filing: Value[tuple[str, ...]] = silent()
    party_members: Value[Literal["encourage", "raise_share"]] = silent()


class ElectionCommittee(Section):
    """The body that presides over the committee election."""

    formed: Value[Deadline] = silent()
    size: Value[Range] = silent()
    odd: Value[bool] = silent()
    woman: Value[bool] = silent()
    formed_by: Value[tuple[str, ...]] = silent()
    formed_by_community: Value[tuple[str, ...]] = silent()
    appointing_forbidden: Value[bool] = silent()
    chair_elected_by: Value[Literal["members"]] = silent()
    chair_categories: Value[tuple[str, ...]] = silent()
    deputy_presides_when_chair_nominated: Value[bool] = silent()
    duties: Value[tuple[str, ...]] = silent()
    recusal_in_own_review: Value[bool] = silent()
    member_leaves_when: Value[Literal["nominated", "formal_candidate"]] = silent()
    relatives_leave: Value[tuple[str, ...]] = silent()
    leaves_after_absences: Value[int] = silent()
    vacancies_filled: Value[tuple[str, ...]] = silent()
    announced_by: Value[str] = silent()
    filed_with: Value[str] = silent()


class Method(Section):
    """The election method, adopted by the village, and the meetings that adopt it."""

    required: Value[bool] = silent()
    template: Value[str] = silent()
    sections: Value[tuple[str, ...]] = silent()
    further_sections: Value[tuple[str, ...]] = silent()
    adopted_by: Value[tuple[str, ...]] = silent()
    published: Value[bool] = silent()
    representatives_quorum: Value[Threshold] = silent()
    representatives_majority: Value[Threshold] = silent()
    villagers_quorum: Value[Threshold] = silent()
    villagers_majority: Value[Threshold] = silent()
    residents_quorum: Value[Threshold] = silent()
    residents_majority: Value[Threshold] = silent()


class Assembly(Section):
    """The Party members' assembly."""

    requested: Value[Deadline] = silent()
    held: Value[Deadline] = silent()
    chaired_by: Value[Literal["outgoing_party_committee"]] = silent()
    points: Value[tuple[str, ...]] = silent()
    agenda_items: Value[int] = silent()
    quorum_recheck: Value[bool] = silent()
    proxy_allowed: Value[bool] = silent()
    absent_voting: Value[Literal["none", "approved_way"]] = silent()
    write_in: Value[Literal["when_against"]] = silent()
    observers: Value[tuple[str, ...]] = silent()
    supervisors: Value[tuple[str, ...]] = silent()
    writing_helper: Value[Literal["non_candidate"]] = silent()
    member_ballot_order: Value[NameOrder] = silent()
    tellers_not: Value[tuple[str, ...]] = silent()
    secretary_ballot_order: Value[Literal["approved"]] = silent()
    exclusion_situations: Value[tuple[str, ...]] = silent()
    exclusion_approvals: Value[tuple[str, ...]] = silent()
    exclusion_span_situations: Value[tuple[str, ...]] = silent()
    exclusion_span: Value[int] = silent()
    without_vote: Value[tuple[Literal["probationary_members", "under_party_probation"], ...]] = silent()
    adoption: Value[Threshold] = silent()
    formal_opinion: Value[Threshold] = silent()
