from django.urls import path

from candidates.api import candidacy, facts, nomination, proposal, publication, relatives, review, seats, team

VILLAGE = "villages/<str:village_code>/candidates/"

urlpatterns = [
    path(VILLAGE, candidacy.CandidatesView.as_view(), name="candidates"),
    path(VILLAGE + "seats/", seats.SeatsView.as_view(), name="seats"),
    path(VILLAGE + "seats/approvals/", seats.SeatApprovalsView.as_view(), name="seat_approvals"),
    path(VILLAGE + "team/", team.TeamView.as_view(), name="team"),
    path(VILLAGE + "team/try/", team.TrialView.as_view(), name="try_team"),
    path(VILLAGE + "team/targets/", team.TargetsView.as_view(), name="team_targets"),
    path(VILLAGE + "team/<int:pk>/", team.FactsView.as_view(), name="team_facts"),
    path("teams/", team.TownshipTeamsView.as_view(), name="teams"),
    path(VILLAGE + "nomination/", nomination.NominationView.as_view(), name="nomination"),
    path(VILLAGE + "next/<str:post>/", nomination.MoveUpView.as_view(), name="next"),
    path(VILLAGE + "proposal/", proposal.ProposalView.as_view(), name="propose"),
    path(VILLAGE + "publication/", publication.PublicationView.as_view(), name="publish"),
    path(VILLAGE + "<int:pk>/answers/", proposal.AnswerView.as_view(), name="answer"),
    path(VILLAGE + "<int:pk>/reviews/", review.ReviewsView.as_view(), name="review"),
    path(VILLAGE + "<int:pk>/statements/", facts.StatementsView.as_view(), name="state"),
    path(VILLAGE + "<int:pk>/approvals/", facts.ApprovalsView.as_view(), name="approve"),
    path(VILLAGE + "relatives/", relatives.RelativesView.as_view(), name="relatives"),
    path(VILLAGE + "relatives/decisions/", relatives.KinDecisionsView.as_view(), name="decide_kin"),
    path("eligibility/", facts.EligibilityView.as_view(), name="eligibility"),
]
