from django.urls import path

from candidates.views import candidacy, nomination, party, proposal, publication, review, seats, succession

app_name = "candidates"
VILLAGE = "villages/<str:village_code>/candidates/"
urlpatterns = [
    path(VILLAGE, candidacy.candidates, name="candidates"),
    path(VILLAGE + "seats/", seats.plan, name="seats"),
    path(VILLAGE + "nomination/", nomination.record, name="nomination"),
    path(VILLAGE + "nomination/row/", nomination.row, name="nomination_row"),
    path(VILLAGE + "next/<str:post>/", succession.move_next_up, name="next"),
    path(VILLAGE + "propose/", proposal.propose, name="propose"),
    path(VILLAGE + "<int:pk>/answer/", proposal.answer, name="answer"),
    path(VILLAGE + "publish/", publication.publish, name="publish"),
    path(VILLAGE + "party/", party.path, name="party"),
    path(VILLAGE + "party/<slug:stage>/", party.stage, name="party_stage"),
    path("reviews/", review.reviews, name="reviews"),
    path("reviews/<int:pk>/", review.person, name="review"),
]
