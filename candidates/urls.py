from django.urls import path

from candidates.views import (
    candidacy,
    election_committee,
    nomination,
    proposal,
    publication,
    representative,
    review,
    seats,
    succession,
)

app_name = "candidates"
VILLAGE = "villages/<str:village_code>/candidates/"
REPRESENTATIVES = "villages/<str:village_code>/representatives/"
COMMITTEE = "villages/<str:village_code>/election-committee/"
urlpatterns = [
    path(REPRESENTATIVES, representative.representatives, name="representatives"),
    path(REPRESENTATIVES + "places/", representative.allot, name="representative_places"),
    path(REPRESENTATIVES + "units/<int:number>/", representative.unit, name="representative_unit"),
    path(REPRESENTATIVES + "<int:pk>/", representative.change, name="representative"),
    path(REPRESENTATIVES + "file/", representative.file, name="representatives_file"),
    path(REPRESENTATIVES + "receive/", representative.receive, name="representatives_receive"),
    path(REPRESENTATIVES + "publish/", representative.publish, name="representatives_publish"),
    path(COMMITTEE, election_committee.election_committee, name="election_committee"),
    path(COMMITTEE + "propose/", election_committee.propose, name="committee_propose"),
    path(COMMITTEE + "form/", election_committee.form, name="committee_form"),
    path(COMMITTEE + "chair/", election_committee.chair, name="committee_chair"),
    path(COMMITTEE + "members/<int:pk>/", election_committee.leave, name="committee_leave"),
    path(COMMITTEE + "file/", election_committee.file, name="committee_file"),
    path(COMMITTEE + "receive/", election_committee.receive, name="committee_receive"),
    path(COMMITTEE + "announce/", election_committee.announce, name="committee_announce"),
    path(COMMITTEE + "withdraw/", election_committee.withdraw, name="committee_withdraw"),
    path(VILLAGE, candidacy.candidates, name="candidates"),
    path(VILLAGE + "seats/", seats.plan, name="seats"),
    path(VILLAGE + "nomination/", nomination.record, name="nomination"),
    path(VILLAGE + "nomination/row/", nomination.row, name="nomination_row"),
    path(VILLAGE + "next/<str:post>/", succession.move_next_up, name="next"),
    path(VILLAGE + "propose/", proposal.propose, name="propose"),
    path(VILLAGE + "<int:pk>/answer/", proposal.answer, name="answer"),
    path(VILLAGE + "publish/", publication.publish, name="publish"),
    path("reviews/", review.reviews, name="reviews"),
    path("reviews/<int:pk>/", review.person, name="review"),
]
