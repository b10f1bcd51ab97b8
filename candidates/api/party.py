"""The Party's path: its stages, the recommendation meeting, lists, inspections, papers."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from candidates.api.candidacy import CandidacyShape
from candidates.api.found import candidacy_here
from candidates.api.nomination import LineShape
from candidates.queries.party_path import path_of
from candidates.services.formal_opinion import Opinion
from candidates.services.inspection import Inspected, record_inspections
from candidates.services.names import VoteLine
from candidates.services.opinion import add_opinion
from candidates.services.party_list import NOT_ASKED, Named, decide_list
from candidates.services.party_stage import record_stage
from candidates.services.recommendation import Attendance, record_recommendation
from elections.api.found import election_here
from villages.enums import Duty, Post
from voting.count_sheet import LARGEST

NUMBER = {"min_value": 0, "max_value": LARGEST}
MOST = 100


class AttendanceShape(serializers.Serializer[Any]):
    """Who should attend and who did, by the two groups, and the papers."""

    members_expected = serializers.IntegerField(**NUMBER)
    members_present = serializers.IntegerField(**NUMBER)
    representatives_expected = serializers.IntegerField(**NUMBER)
    representatives_present = serializers.IntegerField(**NUMBER)
    issued = serializers.IntegerField(**NUMBER)
    returned = serializers.IntegerField(**NUMBER)


class RecommendationShape(serializers.Serializer[Any]):
    """The recommendation meeting. Refusals name a line by its place: `name-0`, `votes-0`."""

    held_on = DayField()
    attendance = AttendanceShape()
    lines: Any = serializers.ListSerializer(child=LineShape(), max_length=MOST)
    guides = serializers.CharField(max_length=200, allow_blank=True, default="")
    appraisal = serializers.CharField(max_length=500, allow_blank=True, default="")
    expected_reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class NamedShape(serializers.Serializer[Any]):
    """A name on a list, for a post; `resident_id` where several have the name.

    `duty` says what the person is meant for beside the post, "" for nothing; without it that stays as it is.
    """

    post = serializers.ChoiceField(Post.choices)
    name = serializers.CharField(max_length=50)
    resident_id = serializers.IntegerField(allow_null=True, default=None)
    duty = serializers.ChoiceField(Duty.choices, allow_blank=True, allow_null=True, default=None)


class FavourShape(serializers.Serializer[Any]):
    candidacy_id = serializers.IntegerField()
    votes = serializers.IntegerField(**NUMBER)


class OpinionShape(serializers.Serializer[Any]):
    """Where the assembly's opinion decides the formal list: the members in favour of everybody who stands.

    `present`: those present who may vote, where the assembly was not counted here. Refusals name `favour-ID`.
    """

    in_favour: Any = serializers.ListSerializer(child=FavourShape(), max_length=MOST)
    present = serializers.IntegerField(**NUMBER, allow_null=True, default=None)


class PartyListShape(serializers.Serializer[Any]):
    """A list decided; names for posts of the committee are the persons intended for it, where the list names them."""

    held_on = DayField()
    note = serializers.CharField(max_length=500)
    names: Any = serializers.ListSerializer(child=NamedShape(), max_length=MOST)
    opinion = OpinionShape(allow_null=True, default=None)


class InspectedShape(serializers.Serializer[Any]):
    """What the inspection of one person found; `form` is a finding under each standard of the plan."""

    candidacy_id = serializers.IntegerField()
    passed = serializers.BooleanField()
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")
    form = serializers.DictField(child=serializers.CharField(max_length=300, allow_blank=True), default=dict)
    ways = serializers.ListField(child=serializers.CharField(max_length=60), default=list)
    mass_appraisal = serializers.CharField(max_length=300, allow_blank=True, default="")
    discipline_opinion = serializers.CharField(max_length=300, allow_blank=True, default="")


class InspectionsShape(serializers.Serializer[Any]):
    held_on = DayField()
    inspectors = serializers.CharField(max_length=200)
    found: Any = serializers.ListSerializer(child=InspectedShape(), max_length=MOST)


class PartyPaperShape(serializers.Serializer[Any]):
    """The decision on the secretary, a request, or a reply."""

    held_on = DayField()
    note = serializers.CharField(max_length=500)
    document = serializers.CharField(max_length=60, allow_blank=True, default="")


class IntendedShape(serializers.Serializer[Any]):
    """Somebody whom a list intends for the committee, with the votes at the recommendation meeting."""

    resident_id = serializers.IntegerField(source="resident")
    name = serializers.CharField()
    post = serializers.ChoiceField(Post.choices)
    votes = serializers.IntegerField()


class PartyStageShape(serializers.Serializer[Any]):
    """A stage of the path: who does it, by which clause, when it was done.

    Of a public notice also its last day while it hangs, and how many objections to it are not decided.
    """

    key = serializers.CharField(source="stage.key")
    kind = serializers.CharField(source="stage.kind")
    step = serializers.CharField(source="stage.step")
    clause = serializers.CharField(source="stage.clause")
    who = serializers.ListField(source="stage.who", child=serializers.CharField())
    done_at = serializers.DateTimeField(allow_null=True)
    current = serializers.BooleanField()
    runs_until = serializers.DateField(allow_null=True)
    objections = serializers.IntegerField()
    intended = IntendedShape(many=True, source="decision.intended_people", default=list)


class PartyPathShape(serializers.Serializer[Any]):
    """The Party organisation's candidates: the stages in the plan's order, the people, the least number of names."""

    stages = PartyStageShape(many=True)
    people = CandidacyShape(many=True)
    seats = serializers.IntegerField()
    least = serializers.IntegerField(allow_null=True)


class PartyPathView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described("party_path", "The Party organisation's candidates and their way", gives=PartyPathShape)
    def get(self, request: Request, village_code: str) -> Response:
        return _told(request, village_code, 200)


class RecommendationView(OfficersView):
    access_rule = ("party.act", "village_code")

    @described(
        "record_recommendation",
        "Record the recommendation meeting",
        takes=RecommendationShape,
        gives=PartyPathShape,
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(RecommendationShape)
        taken["attendance"] = Attendance(**taken["attendance"])
        taken["lines"] = [VoteLine(**each) for each in taken["lines"]]
        record_recommendation(by=request.user, election=election, now=request.now, **taken)
        return _told(request, village_code)


class PartyListView(OfficersView):
    access_rule = ("party.act", "village_code")

    @described(
        "decide_list",
        "Decide a list of the Party's path",
        takes=PartyListShape,
        gives=PartyPathShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, stage: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(PartyListShape)
        taken["names"] = [Named(**each) for each in taken["names"]]
        taken["opinion"] = _opinion(taken["opinion"])
        decide_list(by=request.user, election=election, stage=stage, now=request.now, **taken)
        return _told(request, village_code)


class OpinionAddedShape(serializers.Serializer[Any]):
    discipline_opinion = serializers.CharField(max_length=300)


class InspectionsView(OfficersView):
    access_rule = ("party.act", "village_code")

    @described(
        "record_inspections",
        "Record the inspection of people",
        takes=InspectionsShape,
        gives=PartyPathShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, stage: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(InspectionsShape)
        taken["found"] = [Inspected(**each) for each in taken["found"]]
        record_inspections(by=request.user, election=election, stage=stage, now=request.now, **taken)
        return _told(request, village_code)


class OpinionView(OfficersView):
    access_rule = ("party.act", "village_code")

    @described(
        "add_opinion",
        "Add the discipline commission's opinion to an inspection on record without it",
        takes=OpinionAddedShape,
        gives=PartyPathShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found, taken = candidacy_here(request, village_code, pk), self.taken(OpinionAddedShape)
        add_opinion(by=request.user, candidacy=found, opinion=taken["discipline_opinion"], now=request.now)
        return _told(request, village_code)


class PartyPaperView(OfficersView):
    access_rule = ("party.act", "village_code")

    @described(
        "record_stage",
        "Record the decision on the secretary, a request or a reply of the Party's path",
        takes=PartyPaperShape,
        gives=PartyPathShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, stage: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(PartyPaperShape)
        record_stage(by=request.user, election=election, stage=stage, now=request.now, **taken)
        return _told(request, village_code)


def _opinion(sent: Any) -> Opinion:
    if sent is None:
        return NOT_ASKED
    return Opinion({each["candidacy_id"]: each["votes"] for each in sent["in_favour"]}, sent["present"])


def _told(request: Request, village_code: str, status: int = 201) -> Response:
    """The path as it stands now."""
    election = election_here(request, village_code)
    return Response(PartyPathShape(path_of(election, request.now)).data, status=status)
