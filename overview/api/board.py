"""The progress board as data: villages × the groups of steps."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import TextShape
from accounts.api.view import OfficersView, described
from elections.enums import State
from overview.queries.board import Cell, board_of


class CellShape(serializers.Serializer[Any]):
    """One village in one group: the state of its worst step, which that is, and the planned day if not open."""

    group = serializers.IntegerField(source="group.number")
    state = serializers.ChoiceField(State.choices)
    number = serializers.IntegerField()
    step = serializers.SerializerMethodField()
    planned = serializers.DateField(allow_null=True)
    done_on = serializers.DateField(allow_null=True)

    def get_step(self, cell: Cell) -> str | None:
        return cell.step.step if cell.step else None


class RowShape(serializers.Serializer[Any]):
    village_code = serializers.CharField(source="election.village_id")
    village = serializers.CharField(source="election.village.name")
    election_day = serializers.DateField(source="election.election_day", allow_null=True)
    cells = CellShape(many=True)
    done = serializers.IntegerField()


class ColumnShape(serializers.Serializer[Any]):
    group = serializers.IntegerField(source="group.number")
    title = TextShape(source="group.title")
    done = serializers.IntegerField(help_text="Villages that are through")


class BoardShape(serializers.Serializer[Any]):
    columns = ColumnShape(many=True)
    rows = RowShape(many=True)
    late = serializers.IntegerField()
    soon = serializers.IntegerField()


class BoardView(OfficersView):
    access_rule = ("board.view", None)

    @described("board", "The progress board of the places in sight", gives=BoardShape)
    def get(self, request: Request) -> Response:
        found = board_of(request.user, request.cycle, request.now)
        return Response(BoardShape(found or {"columns": [], "rows": [], "late": 0, "soon": 0}).data)
