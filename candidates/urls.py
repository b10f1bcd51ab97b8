from django.urls import path

from candidates.views import (
    candidacy,
    facts,
    nomination,
    proposal,
    publication,
    relatives,
    review,
    seats,
    succession,
    team,
    township_team,
)

app_name = "candidates"
VILLAGE = "villages/<str:village_code>/candidates/"
urlpatterns = [
    path(VILLAGE, candidacy.candidates, name="candidates"),
    path(VILLAGE + "seats/plan/", seats.seat_plan, name="seat_plan"),
    path(VILLAGE + "seats/", seats.plan, name="seats"),
    path(VILLAGE + "seats/approval/", seats.approve, name="seat_approval"),
    path(VILLAGE + "team/", team.team, name="team"),
    path(VILLAGE + "team/try/", team.trial, name="try"),
    path(VILLAGE + "team/targets/", team.targets, name="targets"),
    path(VILLAGE + "team/<int:pk>/", team.facts, name="facts"),
    path("teams/", township_team.teams, name="teams"),
    path("teams/sheet/", township_team.sheet, name="teams_sheet"),
    path(VILLAGE + "nomination/", nomination.record, name="nomination"),
    path(VILLAGE + "nomination/row/", nomination.row, name="nomination_row"),
    path(VILLAGE + "next/<str:post>/", succession.move_next_up, name="next"),
    path(VILLAGE + "propose/", proposal.propose, name="propose"),
    path(VILLAGE + "<int:pk>/answer/", proposal.answer, name="answer"),
    path(VILLAGE + "publish/", publication.publish, name="publish"),
    path(VILLAGE + "relatives/", relatives.relatives, name="relatives"),
    path(VILLAGE + "relatives/<int:first>/<int:second>/", relatives.decide, name="decide_kin"),
    path("reviews/", review.reviews, name="reviews"),
    path("reviews/<int:pk>/", review.person, name="review"),
    path("reviews/<int:pk>/statement/", facts.state, name="state"),
    path("reviews/<int:pk>/approval/", facts.approve, name="approve"),
]
