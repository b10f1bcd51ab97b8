"""Teams: a village's board, a combination tried, what is stated of people, targets, and the sums of a township."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from candidates.queries.seats import posts_planned
from candidates.queries.team import TeamBoard, View, board_of_team, team_of, tried_team
from candidates.queries.township_team import township_teams
from candidates.services.team import StatedFacts, Targets, file_targets, state_facts
from candidates.structure import Standing
from candidates.trying import MOST
from elections.api.found import election_here
from elections.queries.cycle import cycle_for
from elections.rulebook.value import Strength
from villages.enums import Post
from villages.models import Resident

STRENGTHS = [(strength.value, strength.value) for strength in Strength]


class TeamFindingShape(serializers.Serializer[Any]):
    """One rule asked of a team. `amb` names the reading in force where the text can be read in several ways."""

    key = serializers.CharField()
    standing = serializers.ChoiceField(Standing.choices)
    strength = serializers.ChoiceField(STRENGTHS)
    clause = serializers.CharField()
    text = serializers.CharField(source="*")
    amb = serializers.CharField(allow_null=True)


class SourceShape(serializers.Serializer[Any]):
    """How many come from one source, a code of the rulebook; empty: nobody has stated it."""

    came_from = serializers.CharField(source="source", allow_blank=True)
    persons = serializers.IntegerField()


class TeamFiguresShape(serializers.Serializer[Any]):
    """A team in numbers; who sits in both committees counts once. `schooled`: junior college and above."""

    persons = serializers.IntegerField()
    women = serializers.IntegerField()
    committee = serializers.IntegerField()
    women_in_committee = serializers.IntegerField()
    mean_age = serializers.CharField(source="mean_tenths")
    to_35 = serializers.IntegerField()
    to_45 = serializers.IntegerField()
    schooled = serializers.IntegerField()
    cross_posted = serializers.IntegerField()
    one_shoulder = serializers.BooleanField()
    related = serializers.IntegerField()
    sources = SourceShape(many=True)
    reserve = serializers.IntegerField()


class TeamMemberShape(serializers.Serializer[Any]):
    resident = serializers.IntegerField(source="key")
    name = serializers.CharField()
    posts = serializers.SerializerMethodField()
    computer = serializers.BooleanField(allow_null=True)
    womens_chair = serializers.BooleanField(allow_null=True)
    came_from = serializers.CharField(source="source", allow_blank=True)
    reserve = serializers.BooleanField(allow_null=True)

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(Post.choices)))
    def get_posts(self, member: Any) -> list[str]:
        return [post.value for post in member.in_order]


class TeamShape(serializers.Serializer[Any]):
    """A team: its people, its numbers, and every rule asked of it."""

    people = TeamMemberShape(many=True, source="team.ranked")
    figures = TeamFiguresShape()
    findings = TeamFindingShape(many=True)


class TriedShape(serializers.Serializer[Any]):
    """A resident tried in posts."""

    resident = serializers.IntegerField(min_value=1, max_value=10**12)
    posts = serializers.ListField(child=serializers.ChoiceField(Post.choices), max_length=len(Post))


class TrialShape(serializers.Serializer[Any]):
    """A combination of people and posts to try; nothing is written."""

    people: Any = serializers.ListSerializer(child=TriedShape(), max_length=MOST)


class FactsShape(serializers.Serializer[Any]):
    """What no register says of a person; null is not known."""

    computer = serializers.BooleanField(allow_null=True, default=None)
    womens_chair = serializers.BooleanField(allow_null=True, default=None)
    came_from = serializers.CharField(source="source", max_length=60, allow_blank=True, default="")
    reserve = serializers.BooleanField(allow_null=True, default=None)
    origin = serializers.CharField(max_length=40, allow_blank=True, default="")
    origin_reason = serializers.CharField(max_length=300, allow_blank=True, default="")


def _tenths() -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=4, decimal_places=1, min_value=0, max_value=100)


class TargetsShape(serializers.Serializer[Any]):
    """Mean ages in years and shares with junior college or above in per cent, before and aimed at."""

    age_before = _tenths()
    age_target = _tenths()
    schooled_before = _tenths()
    schooled_target = _tenths()
    filed_on = serializers.DateField()


class TownshipTeamShape(serializers.Serializer[Any]):
    village = serializers.CharField(source="election.village_id")
    figures = TeamFiguresShape(source="now")
    before = TeamFiguresShape()
    target = TargetsShape(allow_null=True)
    kin_allowed = serializers.IntegerField()


class TownshipTeamsShape(serializers.Serializer[Any]):
    """The teams of a township beside the sitting ones, and what the plan aims at.

    `kin_allowed`: pairs of relatives who may both stand by a decision, null where the plan warns of none (C-KIN-03).
    """

    villages = TownshipTeamShape(many=True, source="rows")
    findings = TeamFindingShape(many=True)
    kin_allowed = serializers.IntegerField(allow_null=True)
    sources = SourceShape(many=True, source="now.sources")
    reserve = serializers.IntegerField(source="now.reserve")


def _view(request: Request) -> str:
    view = request.query_params.get("view", View.STANDING)
    if view not in View.values:
        raise NotThere
    return view


class TeamView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described("team", "The team of a village: sitting, standing or elected", gives=TeamShape)
    def get(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        return Response(_told(board_of_team(election.cycle.rules, team_of(election, _view(request)))))


class TrialView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described("try_team", "Try a combination of names without saving it", takes=TrialShape, gives=TeamShape)
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        posts = set(posts_planned(election.cycle.rules))
        people = self.taken(TrialShape)["people"]
        chosen = {each["resident"]: set(each["posts"]) & posts for each in people}
        tried = tried_team(election, {key: found for key, found in chosen.items() if found})
        return Response(_told(board_of_team(election.cycle.rules, tried)))


class FactsView(OfficersView):
    access_rule = ("team.state", "village_code")

    @described(
        "state_team_facts", "State of a person what no register says", takes=FactsShape, gives=FactsShape
    )
    def put(self, request: Request, village_code: str, pk: int) -> Response:
        election = election_here(request, village_code)
        person = Resident.objects.filter(village=village_code, pk=pk).first()
        if person is None:
            raise NotThere
        facts = StatedFacts(**self.taken(FactsShape))
        made = state_facts(by=request.user, election=election, resident=person, facts=facts, now=request.now)
        return Response(FactsShape(made).data)


class TargetsView(OfficersView):
    access_rule = ("team.state", "village_code")

    @described("file_team_targets", "File the targets of a team", takes=TargetsShape, gives=TargetsShape)
    def put(self, request: Request, village_code: str) -> Response:
        election, targets = election_here(request, village_code), Targets(**self.taken(TargetsShape))
        made = file_targets(by=request.user, election=election, targets=targets, now=request.now)
        return Response(TargetsShape(made).data)


class TownshipTeamsView(OfficersView):
    access_rule = ("team.sums", None)

    @described("teams", "The teams of all villages in sight, together", gives=TownshipTeamsShape)
    def get(self, request: Request) -> Response:
        cycle = cycle_for(request.user)
        if cycle is None:
            raise NotThere
        return Response(TownshipTeamsShape(township_teams(request.user, cycle, _view(request))).data)


def _told(board: TeamBoard) -> dict[str, Any]:
    return dict(TeamShape(board).data)
