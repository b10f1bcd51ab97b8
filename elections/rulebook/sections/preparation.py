from typing import Literal

from elections.rulebook.measures import Deadline
from elections.rulebook.value import Section, Value, silent


class Preparation(Section):
    """Investigation, rectification, audit, appraisal, talks, training."""

    investigation_done: Value[Deadline] = silent()
    rectification_done: Value[Deadline] = silent()
    rectify_before_election: Value[bool] = silent()
    rectification_measures: Value[str] = silent()
    rectification_plan_states: Value[tuple[str, ...]] = silent()
    audit_done: Value[Deadline] = silent()
    audit_blocks_launch: Value[bool] = silent()
    audit_result_public: Value[bool] = silent()
    audit_scope: Value[tuple[str, ...]] = silent()
    audit_finding_weighed: Value[bool] = silent()
    cadres_trained: Value[Deadline] = silent()
    training_blocks_election: Value[bool] = silent()
    training_groups: Value[tuple[str, ...]] = silent()
    talk_coverage_groups: Value[tuple[str, ...]] = silent()
    talk_principal_interviewers: Value[tuple[str, ...]] = silent()
    own_plan_for_complex_villages: Value[bool] = silent()
    appraisal_by: Value[tuple[str, ...]] = silent()
    appraisal_kind: Value[Literal["democratic_appraisal", "mass_appraisal", "end_of_term_report"]] = silent()


class Discipline(Section):
    """Commitment letters, forbidden conduct, records, reporters, risks, people on duty."""

    commitment_persons: Value[tuple[str, ...]] = silent()
    party_commitment_signed: Value[Deadline] = silent()
    committee_commitment_signed: Value[Deadline] = silent()
    order_violation: Value[str] = silent()
    forbidden_conduct: Value[tuple[str, ...]] = silent()
    investigation_outcomes: Value[int] = silent()
    case_outcomes: Value[tuple[str, ...]] = silent()
    direct_reporters_min: Value[int] = silent()
    direct_reporters_per: Value[Literal["group", "village"]] = silent()
    complaint_days: Value[int] = silent()
    record_book_required: Value[bool] = silent()
    epidemic_plan_required: Value[bool] = silent()
    risk_kinds: Value[tuple[str, ...]] = silent()
    opinion_monitored: Value[bool] = silent()
    opinion_monitoring_hours: Value[int] = silent()
    election_day_staff: Value[tuple[str, ...]] = silent()
