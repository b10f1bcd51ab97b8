"""The papers of representatives, election committee and candidates: registers, lists, reviews, the Party's path."""

from django.utils.translation import gettext_lazy as _

from candidates.papers import (
    of_announcement,
    of_appointment,
    of_assembly,
    of_bodies,
    of_election,
    of_forms,
    of_introduction,
    of_joint_review,
    of_meeting,
    of_nomination,
    of_nominees,
    of_party,
    of_party_box,
    of_party_vote,
    of_recommendation,
    of_request,
    of_supporting,
    of_tally,
    of_team,
    of_vetting,
)
from elections.enums import Step
from voting.papers import occasions, paper

paper(
    "representative_register",
    _("Register of representatives"),
    of_bodies.representative_register,
    of_bodies.filed_registers,
    place=2,
    long=True,
)
paper(
    "representative_notice",
    _("Announcement of the representatives"),
    of_bodies.representative_notice,
    of_bodies.published_registers,
    place=4,
    posted=True,
)
paper(
    "committee_filing",
    _("Filing form of the election committee"),
    of_bodies.committee_filing,
    of_bodies.filed_committees,
    place=6,
)
paper(
    "committee_notice",
    _("Announcement of the election committee"),
    of_bodies.committee_notice,
    of_bodies.announced_committees,
    place=8,
    posted=True,
)
paper(
    "team_targets",
    _("Filing form of the team’s targets"),
    of_team.team_targets,
    of_team.filed_targets,
    place=9,
)
paper(
    "nomination_method",
    _("Method of the nomination"),
    of_nomination.nomination_method,
    of_nomination.to_be_told,
    place=9,
    posted=True,
    step=of_nomination.NOTICE,
)
paper(
    "nomination_ballot",
    _("Nomination ballot"),
    of_nomination.nomination_ballot,
    of_nomination.to_be_nominated,
    place=10,
)
paper(
    "nomination_tally",
    _("Tally sheet of the nomination"),
    of_tally.nomination_tally,
    of_nomination.to_be_nominated,
    place=10,
    like="tally_sheet",
)
paper(
    "nomination_result",
    _("Notice of the nomination result"),
    of_election.nomination_result,
    of_election.nominations,
    place=10,
    posted=True,
)
paper(
    "nominee_list",
    _("List of the nominees to the township"),
    of_nominees.nominee_list,
    of_nominees.reported,
    place=12,
    step=Step.PROPOSAL,
)
paper(
    "preselection_ballot",
    _("Preselection ballot"),
    of_tally.preselection_ballot,
    of_tally.to_be_preselected,
    place=11,
)
paper(
    "preselection_tally",
    _("Tally sheet of the preselection"),
    of_tally.preselection_tally,
    of_tally.to_be_preselected,
    place=11,
    like="tally_sheet",
)
paper(
    "preselection_result",
    _("Notice of the preselection result"),
    of_election.preselection_result,
    of_election.preselections,
    place=12,
    posted=True,
)
paper(
    "formal_candidates",
    _("Notice of formal candidates"),
    of_election.formal_candidates,
    of_election.formal_lists,
    place=45,
    posted=True,
)
paper(
    "candidate_change",
    _("Notice of a change of the formal candidates"),
    of_election.candidate_change,
    of_election.list_changes,
    place=46,
    posted=True,
    named=of_joint_review.within_election,
)
paper(
    "candidate_introductions",
    _("Introduction of the formal candidates"),
    of_introduction.candidate_introductions,
    of_introduction.published_sheets,
    place=47,
    posted=True,
)
paper(
    "party_announcement",
    _("Announcement of the Party’s re-election"),
    of_announcement.party_announcement,
    of_announcement.to_be_announced,
    place=1,
    posted=True,
    step=of_announcement.STEP,
)
paper(
    "recommendation_ballot",
    _("Recommendation ballot"),
    of_recommendation.recommendation_ballot,
    of_recommendation.ballots,
    place=2,
)
paper(
    "recommendation_tally",
    _("Summary of the recommendation"),
    of_recommendation.recommendation_tally,
    of_recommendation.tallies,
    place=2,
)
paper(
    "recommendation_report",
    _("Report of the recommendation"),
    of_party.recommendation_report,
    of_party.reports,
    place=3,
)
paper(
    "list_notification",
    _("Notification of the township's list"),
    of_party.list_notification,
    of_party.notifications,
    place=4,
)
paper(
    "inspection_form",
    _("Inspection form"),
    of_party.inspection_form,
    of_party.inspected,
    place=5,
)
paper(
    "party_request",
    _("Request to the township’s Party committee"),
    of_request.party_request,
    of_request.requests,
    place=7,
)
paper(
    "party_reply",
    _("Reply to the request"),
    of_request.party_reply,
    of_request.replies,
    place=8,
)
paper(
    "party_introduction",
    _("Introduction of the Party's candidates"),
    of_introduction.party_introduction,
    of_introduction.published_party_sheets,
    place=9,
)
paper(
    "review_feedback",
    _("Result of the joint review, to the village"),
    of_joint_review.review_feedback,
    of_joint_review.reviewed,
    place=20,
)
paper(
    "public_notice",
    _("Public notice of people"),
    of_joint_review.public_notice,
    of_joint_review.notices,
    place=6,
    posted=True,
    named=of_joint_review.within_election,
)
paper(
    "sign_off_sheet",
    _("Sign-off sheet of the secretary’s candidate"),
    of_joint_review.sign_off_sheet,
    of_joint_review.secretaries,
    place=22,
    named=of_joint_review.within_election,
)
paper(
    "expected_register",
    _("Register of those expected at the Party assembly"),
    of_assembly.expected_register,
    of_assembly.with_members,
    place=9,
    long=True,
)
paper(
    "party_ballot",
    _("Ballot of the Party’s vote"),
    of_party_vote.party_ballot,
    of_party_vote.party_rounds,
    place=10,
)
paper(
    "party_opening_record",
    _("Opening record of a box of the Party’s vote"),
    of_party_box.party_opening_record,
    of_party_box.in_meetings(occasions.shown_boxes),
    place=10,
    like="opening_record",
)
paper(
    "party_count_sheet",
    _("Count sheet of the Party’s vote"),
    of_party_box.party_count_sheet,
    of_party_box.in_meetings(occasions.boxes),
    place=10,
    like="count_sheet",
)
paper(
    "party_papers_account",
    _("Account of the ballot papers of the Party’s vote"),
    of_party_box.party_papers_account,
    of_party_box.in_meetings(occasions.accounted_rounds),
    place=10,
    like="papers_account",
)
paper(
    "party_sealing_record",
    _("Sealing record of the Party’s vote"),
    of_party_box.party_sealing_record,
    of_party_box.in_meetings(occasions.sealed_rounds),
    place=11,
    like="sealing_record",
)
paper(
    "party_invalidity_notice",
    _("Notice that an election of the Party’s vote is invalid"),
    of_party_box.party_invalidity_notice,
    of_party_box.in_meetings(occasions.declared_invalid),
    place=11,
    posted=True,
    like="invalidity_notice",
)
paper(
    "party_result_report",
    _("Report of the Party’s election result"),
    of_party_vote.party_result_report,
    of_party_vote.settled_votes,
    place=11,
)
paper(
    "party_result_reply",
    _("Reply on the Party’s election result"),
    of_party_vote.party_result_reply,
    of_party_vote.approved_votes,
    place=12,
)
paper(
    of_appointment.APPOINTMENT,
    _("Appointment to the Party’s posts"),
    of_appointment.party_appointment,
    of_appointment.appointments,
    place=12,
)
paper(
    of_appointment.FILING,
    _("Filing of the appointment with the organisation department"),
    of_appointment.party_filing,
    of_appointment.filings,
    place=13,
)
paper(
    of_appointment.GOALS,
    _("Letter of the term’s goals"),
    of_appointment.term_goal_letter,
    of_appointment.goal_letters,
    place=14,
)
paper(
    of_appointment.INTEGRITY,
    _("Commitments to clean government"),
    of_appointment.integrity_letter,
    of_appointment.integrity_letters,
    place=15,
)
paper(
    "assembly_agenda",
    _("Agenda of the Party assembly"),
    of_meeting.assembly_agenda,
    of_assembly.with_members,
    place=8,
)
paper(
    "attendance_list",
    _("Attendance list of the Party assembly"),
    of_meeting.attendance_list,
    of_assembly.with_members,
    place=9,
    long=True,
)
paper(
    "body_register",
    _("Register of a body after the vote"),
    of_supporting.body_register,
    of_supporting.filed_bodies,
    place=90,
    named=of_joint_review.within_election,
)
paper(
    "body_notice",
    _("Announcement of a body after the vote"),
    of_supporting.body_notice,
    of_supporting.published_bodies,
    place=91,
    posted=True,
    named=of_joint_review.within_election,
)
paper(
    "record_form",
    _("Record form of the candidates"),
    of_forms.record_form,
    of_forms.with_candidates,
    place=13,
    named=of_forms.of_body,
)
paper(
    "joint_review_form",
    _("Joint review form of the candidates"),
    of_forms.joint_review_form,
    of_forms.with_departments,
    place=19,
    named=of_forms.of_body,
)
paper(
    "vetting_notice",
    _("Notice of an inspection"),
    of_vetting.vetting_notice,
    of_vetting.to_be_inspected,
    place=5,
    posted=True,
    named=of_vetting.of_stage,
)
paper(
    "commitment_letter",
    _("Commitment letters of the candidates"),
    of_forms.commitment_letter,
    of_forms.with_letters,
    place=23,
    named=of_forms.of_body,
)
