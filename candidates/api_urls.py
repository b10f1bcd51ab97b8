from django.urls import path

from candidates.api import (
    assembly,
    candidacy,
    department,
    election_committee,
    facts,
    feedback,
    introduction,
    nomination,
    notice,
    party,
    party_vote,
    preselection,
    proposal,
    publication,
    relatives,
    representative,
    review,
    seats,
    supporting,
    team,
    terms,
    withdrawal,
)

VILLAGE = "villages/<str:village_code>/candidates/"

REPRESENTATIVES = "villages/<str:village_code>/representatives/"
COMMITTEE = "villages/<str:village_code>/election-committee/"
BODIES = "villages/<str:village_code>/bodies/"
TERMS = "villages/<str:village_code>/terms/"

urlpatterns = [
    path(REPRESENTATIVES, representative.RepresentativesView.as_view(), name="representatives"),
    path(REPRESENTATIVES + "places/", representative.AllotmentView.as_view(), name="representative_places"),
    path(REPRESENTATIVES + "votes/", representative.UnitVotesView.as_view(), name="representative_votes"),
    path(
        REPRESENTATIVES + "<int:pk>/leaving/",
        representative.RepresentativeLeavesView.as_view(),
        name="representative_leaves",
    ),
    path(
        REPRESENTATIVES + "<int:pk>/up/",
        representative.RepresentativeUpView.as_view(),
        name="representative_up",
    ),
    path(REPRESENTATIVES + "filing/", representative.RegisterFilingView.as_view(), name="register_filing"),
    path(REPRESENTATIVES + "receipt/", representative.RegisterReceiptView.as_view(), name="register_receipt"),
    path(
        REPRESENTATIVES + "publication/",
        representative.RegisterPublicationView.as_view(),
        name="register_publication",
    ),
    path(COMMITTEE, election_committee.CommitteeView.as_view(), name="committee"),
    path(
        COMMITTEE + "proposal/", election_committee.CommitteeProposalView.as_view(), name="committee_proposal"
    ),
    path(
        COMMITTEE + "formation/",
        election_committee.CommitteeFormationView.as_view(),
        name="committee_formation",
    ),
    path(
        COMMITTEE + "further-election/",
        election_committee.FurtherElectionView.as_view(),
        name="committee_further",
    ),
    path(COMMITTEE + "chair/", election_committee.ChairView.as_view(), name="committee_chair"),
    path(
        COMMITTEE + "members/<int:pk>/leaving/",
        election_committee.CommitteeLeavingView.as_view(),
        name="committee_leaving",
    ),
    path(
        COMMITTEE + "withdrawals/",
        election_committee.CommitteeWithdrawalsView.as_view(),
        name="committee_withdrawals",
    ),
    path(COMMITTEE + "filing/", election_committee.CommitteeFilingView.as_view(), name="committee_filing"),
    path(COMMITTEE + "receipt/", election_committee.CommitteeReceiptView.as_view(), name="committee_receipt"),
    path(
        COMMITTEE + "announcement/",
        election_committee.CommitteeAnnouncementView.as_view(),
        name="committee_announcement",
    ),
    path(BODIES, supporting.BodiesView.as_view(), name="bodies"),
    path(BODIES + "meetings/", supporting.BodyMeetingsView.as_view(), name="body_meetings"),
    path(BODIES + "people/<int:pk>/leaving/", supporting.BodyLeavingView.as_view(), name="body_leaving"),
    path(BODIES + "<slug:kind>/filing/", supporting.BodyFilingView.as_view(), name="body_filing"),
    path(BODIES + "<slug:kind>/receipt/", supporting.BodyReceiptView.as_view(), name="body_receipt"),
    path(
        BODIES + "<slug:kind>/publication/", supporting.BodyPublicationView.as_view(), name="body_publication"
    ),
    path(TERMS, terms.TermsView.as_view(), name="terms"),
    path(TERMS + "<slug:kind>/entry/", terms.TermsEntryView.as_view(), name="terms_enter"),
    path(TERMS + "<vote:body>/written-in/", terms.WrittenInView.as_view(), name="written_in"),
    path(VILLAGE + "letters/", terms.LettersView.as_view(), name="letters"),
    path(VILLAGE + "letters/<slug:signing>/", terms.LettersSignedView.as_view(), name="letters_sign"),
    path(VILLAGE + "talks/", terms.TalksView.as_view(), name="talks"),
    path(VILLAGE + "talks/would-be/", terms.WouldBeView.as_view(), name="would_be"),
    path(VILLAGE + "talks/<slug:group>/", terms.TalkView.as_view(), name="talk_group"),
    path(VILLAGE, candidacy.CandidatesView.as_view(), name="candidates"),
    path(VILLAGE + "seats/", seats.SeatsView.as_view(), name="seats"),
    path(VILLAGE + "seats/approvals/", seats.SeatApprovalsView.as_view(), name="seat_approvals"),
    path(VILLAGE + "team/", team.TeamView.as_view(), name="team"),
    path(VILLAGE + "team/try/", team.TrialView.as_view(), name="try_team"),
    path(VILLAGE + "team/targets/", team.TargetsView.as_view(), name="team_targets"),
    path(VILLAGE + "team/<int:pk>/", team.FactsView.as_view(), name="team_facts"),
    path("teams/", team.TownshipTeamsView.as_view(), name="teams"),
    path(VILLAGE + "nomination/", nomination.NominationView.as_view(), name="nomination"),
    path(VILLAGE + "<int:pk>/withdrawal/", withdrawal.WithdrawalView.as_view(), name="withdraw"),
    path(VILLAGE + "list/changes/", withdrawal.ListChangeView.as_view(), name="list_change"),
    path(VILLAGE + "feedback/", feedback.FeedbackView.as_view(), name="feedback"),
    path(VILLAGE + "introductions/", introduction.IntroductionsView.as_view(), name="introductions"),
    path(VILLAGE + "introductions/sheets/", introduction.SheetsView.as_view(), name="introduction_sheets"),
    path(
        VILLAGE + "introductions/publication/",
        introduction.SheetsPublicationView.as_view(),
        name="introductions_publish",
    ),
    path(VILLAGE + "<int:pk>/introduction/", introduction.SheetView.as_view(), name="introduction_write"),
    path(
        VILLAGE + "<int:pk>/introduction/checks/",
        introduction.SheetCheckView.as_view(),
        name="introduction_check",
    ),
    path(
        VILLAGE + "preselection/nominees/", preselection.NomineesView.as_view(), name="preselection_nominees"
    ),
    path(VILLAGE + "preselection/", preselection.PreselectionView.as_view(), name="preselection"),
    path(VILLAGE + "next/<str:post>/", nomination.MoveUpView.as_view(), name="next"),
    path(VILLAGE + "proposal/", proposal.ProposalView.as_view(), name="propose"),
    path(VILLAGE + "publication/", publication.PublicationView.as_view(), name="publish"),
    path(VILLAGE + "party/", party.PartyPathView.as_view(), name="party"),
    path(VILLAGE + "party/recommendation/", party.RecommendationView.as_view(), name="recommendation"),
    path(VILLAGE + "party/<slug:stage>/list/", party.PartyListView.as_view(), name="party_list"),
    path(VILLAGE + "party/<slug:stage>/inspections/", party.InspectionsView.as_view(), name="inspections"),
    path(VILLAGE + "party/<slug:stage>/paper/", party.PartyPaperView.as_view(), name="party_paper"),
    path(VILLAGE + "assembly/", assembly.AssemblyView.as_view(), name="assembly"),
    path(VILLAGE + "assembly/left-out/", assembly.LeftOutView.as_view(), name="assembly_leave_out"),
    path(
        VILLAGE + "assembly/left-out/<int:pk>/approvals/",
        assembly.LeavingOutApprovalsView.as_view(),
        name="assembly_left_out",
    ),
    path(
        VILLAGE + "assembly/left-out/<int:pk>/withdrawal/",
        assembly.LeavingOutWithdrawalView.as_view(),
        name="assembly_withdraw",
    ),
    path(VILLAGE + "assembly/ballot/", party_vote.PartyBallotView.as_view(), name="party_ballot"),
    path(VILLAGE + "assembly/first-meeting/", party_vote.FirstMeetingView.as_view(), name="first_meeting"),
    path(
        VILLAGE + "assembly/<vote:body>/further/",
        party_vote.PartyRoundView.as_view(),
        name="party_round",
    ),
    path(
        VILLAGE + "assembly/<vote:body>/confirmation/",
        party_vote.PartyConfirmationView.as_view(),
        name="party_confirm",
    ),
    path(VILLAGE + "assembly/items/<slug:item>/", assembly.AgendaItemView.as_view(), name="assembly_item"),
    path(VILLAGE + "assembly/take-back/", assembly.AgendaTakeBackView.as_view(), name="assembly_take_back"),
    path(VILLAGE + "<int:pk>/answers/", proposal.AnswerView.as_view(), name="answer"),
    path(VILLAGE + "<int:pk>/reviews/", review.ReviewsView.as_view(), name="review"),
    path(VILLAGE + "<int:pk>/statements/", facts.StatementsView.as_view(), name="state"),
    path(VILLAGE + "<int:pk>/approvals/", facts.ApprovalsView.as_view(), name="approve"),
    path(VILLAGE + "relatives/", relatives.RelativesView.as_view(), name="relatives"),
    path(VILLAGE + "relatives/officiants/", relatives.OfficiantsView.as_view(), name="officiants"),
    path(VILLAGE + "relatives/decisions/", relatives.KinDecisionsView.as_view(), name="decide_kin"),
    path("eligibility/", facts.EligibilityView.as_view(), name="eligibility"),
    path(VILLAGE + "<int:pk>/signatures/", notice.SignOffsView.as_view(), name="sign_off"),
    path(VILLAGE + "questions/<int:pk>/", department.VillageAnswersView.as_view(), name="question"),
    path(VILLAGE + "notices/", notice.NoticesView.as_view(), name="notices"),
    path(
        VILLAGE + "notices/<int:pk>/objections/", notice.NoticeObjectionsView.as_view(), name="notice_object"
    ),
    path(
        VILLAGE + "notices/<int:pk>/objections/<int:objection>/",
        notice.NoticeDecisionView.as_view(),
        name="notice_decide",
    ),
    path("reviews/department/", department.DepartmentQueueView.as_view(), name="department"),
    path(
        "reviews/department/<int:pk>/answers/",
        department.DepartmentAnswersView.as_view(),
        name="department_review",
    ),
    path(
        "reviews/department/<int:pk>/questions/",
        department.DepartmentQuestionsView.as_view(),
        name="department_question",
    ),
]
