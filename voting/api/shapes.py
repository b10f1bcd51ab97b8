"""How a vote, its rounds and boxes are told to programs. No figure of a sheet that is not agreed is among it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api.shapes import ClockField
from villages.enums import Post
from voting.enums import BoxKind, ContestState, Round
from voting.models import Contest
from voting.queries.after import announcement_of
from voting.queries.contest import BoxProgress, counted

Shape = serializers.Serializer[Any]


class EnteredShape(Shape):
    """Who entered a sheet of a box, and when: never what."""

    turn = serializers.IntegerField()
    name = serializers.CharField()
    at = serializers.DateTimeField()


class PaperProgressShape(Shape):
    """How far a box is that is counted paper by paper."""

    returned = serializers.IntegerField(source="count.returned")
    entered = serializers.IntegerField()
    aside = serializers.IntegerField(help_text="Papers to be ruled on")
    closed = serializers.BooleanField()


class BoxShape(Shape):
    number = serializers.IntegerField(source="box.number")
    kind = serializers.ChoiceField(BoxKind.choices, source="box.kind")
    name = serializers.CharField(source="box.name")
    address = serializers.CharField(source="box.address", allow_blank=True)
    groups = serializers.ListField(child=serializers.IntegerField(), source="box.groups")
    entered = EnteredShape(many=True)
    papers = PaperProgressShape(allow_null=True, help_text="Null where the box is counted by sheets")
    agreed = serializers.BooleanField()
    ruled_by = serializers.CharField(
        source="box.settled_scrutineers",
        help_text="Scrutineers who ruled on figures that differed; else empty",
    )
    ruled_chief = serializers.CharField(source="box.settled_chief")
    ruled_because = serializers.CharField(source="box.settled_reason")
    differs = serializers.BooleanField()


class ChoiceShape(Shape):
    key = serializers.CharField(source="choice.key")
    name = serializers.CharField(source="choice.name")


class PositionShape(Shape):
    post = serializers.ChoiceField(Post.choices)
    seats = serializers.IntegerField()
    choices = ChoiceShape(source="lines.all", many=True)


class RoundShape(Shape):
    """A round of the vote of a body of the tally contract; `outcome` by the tally contract once every box is agreed.

    Until it is `confirmed` the outcome is the count as it stands and no result.
    """

    body = serializers.CharField()
    number = serializers.IntegerField()
    round = serializers.ChoiceField(Round.choices)
    state = serializers.ChoiceField(ContestState.choices)
    day = serializers.DateField()
    opens_at = ClockField(allow_null=True)
    closes_at = ClockField(allow_null=True)
    places_published_at = serializers.DateTimeField(allow_null=True)
    electors = serializers.IntegerField()
    present = serializers.IntegerField(
        allow_null=True, help_text="Of a meeting: those present with the right to vote"
    )
    positions = PositionShape(source="positions.all", many=True)
    boxes = serializers.SerializerMethodField()
    outcome = serializers.SerializerMethodField()
    confirmed = serializers.SerializerMethodField(
        help_text="Announced or confirmed; an earlier round is confirmed with the last"
    )

    @extend_schema_field(BoxShape(many=True))
    def get_boxes(self, contest: Contest) -> list[dict[str, Any]]:
        boxes: list[BoxProgress] = self.context["boxes"][contest.pk]
        return [dict(BoxShape(box).data) for box in boxes]

    def get_outcome(self, contest: Contest) -> dict[str, Any] | None:
        return dict(contest.outcome.data) if counted(contest) else None

    def get_confirmed(self, contest: Contest) -> bool:
        return contest.state == ContestState.CONFIRMED or announcement_of(contest) is not None
