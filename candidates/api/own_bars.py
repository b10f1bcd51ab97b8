"""What bars candidates in a village: the plan's list, and what the village's own meeting added to it."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from candidates.models import OwnBar
from candidates.queries.own_bars import negative_list_of
from candidates.services.own_bars import BarDraft, add_bar, strike_bar
from elections.api.found import election_here
from elections.models import Election


class OwnBarShape(serializers.Serializer[Any]):
    """A circumstance as the meeting adopted it; `judged_by` are keys of departments of the joint review."""

    title = serializers.CharField(max_length=200)
    title_en = serializers.CharField(max_length=200, allow_blank=True, default="")
    origin = serializers.CharField(max_length=100)
    adopted_by = serializers.CharField(max_length=40)
    adopted_on = DayField()
    document = serializers.CharField(max_length=100)
    judged_by = serializers.ListField(child=serializers.CharField(max_length=60), max_length=40, default=[])


class ListedBarShape(serializers.Serializer[Any]):
    """A circumstance that bars candidates; `added_on` and `document` are null where it is the plan's own."""

    key = serializers.CharField()
    title = serializers.CharField(source="title.zh")
    title_en = serializers.CharField(source="title.en")
    clause = serializers.CharField()
    added_on = DayField(source="added.on", allow_null=True, default=None)
    document = serializers.CharField(source="added.document.zh", allow_null=True, default=None)
    own = serializers.SerializerMethodField()

    def get_own(self, bar: Any) -> int | None:
        return self.context["own"].get(bar.key)


class StrikeShape(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300)


class NegativeListView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described("negative_list", "What bars candidates in a village", gives=ListedBarShape(many=True))
    def get(self, request: Request, village_code: str) -> Response:
        return Response(_listed(election_here(request, village_code)))


class OwnBarsView(OfficersView):
    access_rule = ("bars.record", "village_code")

    @described(
        "add_bar",
        "Add a circumstance to the village’s negative list",
        takes=OwnBarShape,
        gives=ListedBarShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        add_bar(
            by=request.user, election=election, draft=BarDraft(**self.taken(OwnBarShape)), now=request.now
        )
        return Response(_listed(election), status=201)


class StrikeBarView(OfficersView):
    access_rule = ("bars.record", "village_code")

    @described(
        "strike_bar",
        "Strike one of the village’s own circumstances",
        takes=StrikeShape,
        gives=ListedBarShape(many=True),
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        election = election_here(request, village_code)
        bar = OwnBar.objects.select_related("election__cycle").filter(election=election, pk=pk).first()
        if bar is None:
            raise NotThere
        strike_bar(by=request.user, bar=bar, now=request.now, **self.taken(StrikeShape))
        return Response(_listed(election))


def _listed(election: Election) -> Any:
    bars = negative_list_of(election)
    own = {row.bar.key: row.pk for row in election.own_bars.all()}
    return ListedBarShape(bars, many=True, context={"own": own}).data
