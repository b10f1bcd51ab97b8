"""The result of the nomination, and the next by votes who moves up."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from candidates.api.candidacy import CandidacyShape, PostShape, told
from candidates.queries.nomination import next_in_line
from candidates.services.names import VoteLine
from candidates.services.nomination import record_nomination
from candidates.services.nomination_checks import GroupPapers
from candidates.services.standing import move_up
from elections.api.found import election_here
from villages.enums import Post
from voting.count_sheet import LARGEST


class LineShape(serializers.Serializer[Any]):
    """A name with its votes for a post; `resident_id` where several have the name."""

    post = serializers.ChoiceField(Post.choices)
    name = serializers.CharField(max_length=50)
    votes = serializers.IntegerField(min_value=1, max_value=LARGEST)
    resident_id = serializers.IntegerField(allow_null=True, default=None)


class DecidedShape(serializers.Serializer[Any]):
    """Who of those level at the cut of a post is taken."""

    post = serializers.ChoiceField(Post.choices)
    residents = serializers.ListField(child=serializers.IntegerField())


class GroupPapersShape(serializers.Serializer[Any]):
    """The papers of one group, by its number."""

    group = serializers.IntegerField(min_value=1, max_value=LARGEST)
    issued = serializers.IntegerField(min_value=0, max_value=LARGEST)
    returned = serializers.IntegerField(min_value=0, max_value=LARGEST)


class NominationShape(serializers.Serializer[Any]):
    """Papers, then names with votes. Refusals name a line by its place: `name-0`, `votes-0`, `resident-0`.

    `issued` and `returned` are those of one meeting; where groups nominated apart, `groups` has those of each and the
    whole is summed. `valid` and `invalid` are of the whole, both or neither.
    """

    held_on = DayField()
    issued = serializers.IntegerField(min_value=0, max_value=LARGEST, required=False)
    returned = serializers.IntegerField(min_value=0, max_value=LARGEST, required=False)
    valid = serializers.IntegerField(min_value=0, max_value=LARGEST, allow_null=True, default=None)
    invalid = serializers.IntegerField(min_value=0, max_value=LARGEST, allow_null=True, default=None)
    groups = GroupPapersShape(many=True, default=[])
    lines: Any = serializers.ListSerializer(child=LineShape(), max_length=300)
    decided = DecidedShape(many=True, default=[])
    tie_decision = serializers.CharField(max_length=300, allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Either the papers of the whole, or those of the groups."""
        whole = {"issued", "returned"} & attrs.keys()
        if attrs["groups"] and whole:
            told = _("Give the papers of the whole or of the groups, not both.")
            raise serializers.ValidationError(dict.fromkeys(whole, told))
        missing = {"issued", "returned"} - whole
        if missing and not attrs["groups"]:
            wanted = self.fields["issued"].error_messages["required"]
            raise serializers.ValidationError(dict.fromkeys(missing, wanted), code="required")
        return attrs


class MoveUpShape(serializers.Serializer[Any]):
    """`next` is the id of the line that moves up; `reason` how it was decided where several are level."""

    next = serializers.IntegerField()
    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class NominationView(OfficersView):
    access_rule = ("nomination.record", "village_code")

    @described(
        "record_nomination",
        "Record the result of the nomination",
        takes=NominationShape,
        gives=PostShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(NominationShape)
        taken["lines"] = [VoteLine(**each) for each in taken["lines"]]
        taken["groups"] = [GroupPapers(**each) for each in taken["groups"]]
        taken["decided"] = {each["post"]: set(each["residents"]) for each in taken["decided"]}
        record_nomination(by=request.user, election=election, now=request.now, **taken)
        return Response(told(election), status=201)


class MoveUpView(OfficersView):
    access_rule = ("nomination.record", "village_code")

    @described(
        "move_up",
        "Take the next by votes into a place that became free",
        takes=MoveUpShape,
        gives=CandidacyShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, post: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(MoveUpShape)
        line = next_in_line(election).get(post, [])
        chosen = next((vote for vote in line if vote.pk == taken["next"]), None)
        if chosen is None:
            raise NotThere
        made = move_up(
            by=request.user, election=election, vote=chosen, reason=taken["reason"], now=request.now
        )
        return Response(CandidacyShape(made).data, status=201)
