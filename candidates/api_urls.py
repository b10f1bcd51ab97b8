from django.urls import path

from candidates.api import candidacy, nomination, party, proposal, publication, review, seats

VILLAGE = "villages/<str:village_code>/candidates/"

urlpatterns = [
    path(VILLAGE, candidacy.CandidatesView.as_view(), name="candidates"),
    path(VILLAGE + "seats/", seats.SeatsView.as_view(), name="seats"),
    path(VILLAGE + "nomination/", nomination.NominationView.as_view(), name="nomination"),
    path(VILLAGE + "next/<str:post>/", nomination.MoveUpView.as_view(), name="next"),
    path(VILLAGE + "proposal/", proposal.ProposalView.as_view(), name="propose"),
    path(VILLAGE + "publication/", publication.PublicationView.as_view(), name="publish"),
    path(VILLAGE + "party/", party.PartyPathView.as_view(), name="party"),
    path(VILLAGE + "party/recommendation/", party.RecommendationView.as_view(), name="recommendation"),
    path(VILLAGE + "party/<slug:stage>/list/", party.PartyListView.as_view(), name="party_list"),
    path(VILLAGE + "party/<slug:stage>/inspections/", party.InspectionsView.as_view(), name="inspections"),
    path(VILLAGE + "party/<slug:stage>/paper/", party.PartyPaperView.as_view(), name="party_paper"),
    path(VILLAGE + "<int:pk>/answers/", proposal.AnswerView.as_view(), name="answer"),
    path(VILLAGE + "<int:pk>/reviews/", review.ReviewsView.as_view(), name="review"),
]
