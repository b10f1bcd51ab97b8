from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from candidates.api.candidacy import PostShape, told
from candidates.queries.seats import COMMITTEE_POSTS, PlannedPost
from candidates.services.seats import plan_seats
from elections.api.found import election_here

MOST = 20
POSTS = [(post.value, post.label) for post in COMMITTEE_POSTS]


class PlannedShape(serializers.Serializer[Any]):
    """The seats of a post, and how many more candidates than seats stand for it."""

    post = serializers.ChoiceField(POSTS)
    seats = serializers.IntegerField(min_value=0, max_value=MOST)
    extra = serializers.IntegerField(min_value=0, max_value=MOST)


class SeatsShape(serializers.Serializer[Any]):
    """The seats of a committee; `extra_reason` and `reason` where they depart from what is usual."""

    posts = PlannedShape(many=True, max_length=len(COMMITTEE_POSTS))  # type: ignore[call-arg]
    extra_reason = serializers.CharField(max_length=60, allow_blank=True, default="")
    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class SeatsView(OfficersView):
    access_rule = ("election.plan", "village_code")

    @described(
        "plan_seats", "Set the seats of a village's committee", takes=SeatsShape, gives=PostShape(many=True)
    )
    def put(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(SeatsShape)
        taken["posts"] = [PlannedPost(**each) for each in taken["posts"]]
        plan_seats(by=request.user, election=election, now=request.now, **taken)
        return Response(told(election))
