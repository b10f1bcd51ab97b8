from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from candidates.queries.seats import approvals_of, place_of, team_seats_of
from candidates.seating import PlannedPost, TeamDraft, departures
from candidates.services.seats import approve_seats, plan_seats
from elections.api.found import election_here
from elections.models import Election
from villages.enums import Body, Post

MOST = 20


class PlannedShape(serializers.Serializer[Any]):
    """The seats of a post, how many more candidates than seats stand for it (of the committee only), and what seats are
    meant for, at most one function each (B-ORG-04).
    """

    post = serializers.ChoiceField(Post.choices)
    seats = serializers.IntegerField(min_value=0, max_value=MOST)
    extra = serializers.IntegerField(min_value=0, max_value=MOST, default=0)
    functions = serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=MOST, default=list
    )


class TeamDraftShape(serializers.Serializer[Any]):
    """What is planned for both committees: persons in both, one person as secretary and director; area in km²."""

    cross_posted = serializers.IntegerField(min_value=0, max_value=MOST, default=0)
    one_shoulder = serializers.BooleanField(default=False)
    area = serializers.DecimalField(
        max_digits=8, decimal_places=2, min_value=0, allow_null=True, default=None
    )
    tasks = serializers.CharField(max_length=300, allow_blank=True, default="")


class SeatsShape(serializers.Serializer[Any]):
    """The seats of one or more bodies; bodies not named keep theirs, without `team` what is planned for both stays.

    `extra_reason` and `reason` where they depart from what is usual.
    """

    posts: Any = serializers.ListSerializer(child=PlannedShape(), max_length=len(Post))
    team = TeamDraftShape(required=False, allow_null=True, default=None)
    extra_reason = serializers.CharField(max_length=60, allow_blank=True, default="")
    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class PlannedPostShape(PlannedShape):
    body = serializers.ChoiceField(Body.choices)


class DepartureShape(serializers.Serializer[Any]):
    """A usual number that the plan departs from, with a reason on record."""

    text = serializers.CharField(source="*")
    clause = serializers.CharField()


class ApprovalDraftShape(serializers.Serializer[Any]):
    """An approval of so many more seats; `approver` is the rulebook's code of the office."""

    approver = serializers.CharField(max_length=60)
    number = serializers.IntegerField(min_value=1, max_value=MOST)
    document = serializers.CharField(max_length=100)
    decided_on = serializers.DateField()


class SeatApprovalShape(ApprovalDraftShape):
    recorded_at = serializers.DateTimeField()


class SeatPlanShape(serializers.Serializer[Any]):
    """The seats of every body. `persons` counts who is planned to sit in both committees once."""

    posts = PlannedPostShape(many=True)
    team = TeamDraftShape()
    persons = serializers.IntegerField()
    departures = DepartureShape(many=True)
    approvals = SeatApprovalShape(many=True)


def plan_told(election: Election) -> dict[str, Any]:
    """The seats of an election as the API tells them."""
    plan = team_seats_of(election)
    told = {
        "posts": plan.posts,
        "team": plan.team,
        "persons": plan.persons,
        "departures": departures(election.cycle.rules, place_of(election), plan) if plan.posts else [],
        "approvals": approvals_of(election),
    }
    return dict(SeatPlanShape(told).data)


class SeatsView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described("seats", "The seats of a village's bodies as they are set", gives=SeatPlanShape)
    def get(self, request: Request, village_code: str) -> Response:
        return Response(plan_told(election_here(request, village_code)))

    @described("plan_seats", "Set the seats of a village's bodies", takes=SeatsShape, gives=SeatPlanShape)
    def put(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(SeatsShape)
        taken["posts"] = [
            PlannedPost(**{**each, "functions": tuple(each["functions"])}) for each in taken["posts"]
        ]
        taken["team"] = TeamDraft(**taken["team"]) if taken["team"] else None
        plan_seats(by=request.user, election=election, now=request.now, **taken)
        return Response(plan_told(election))


class SeatApprovalsView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described(
        "approve_seats",
        "Enter an approval of more seats",
        takes=ApprovalDraftShape,
        gives=SeatPlanShape,
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        approve_seats(by=request.user, election=election, now=request.now, **self.taken(ApprovalDraftShape))
        return Response(plan_told(election), status=201)
