"""The count: sheets entered box by box, settled, counted once more, tallied again."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from documents.api.job import JobShape
from voting.api.contest import told_anew
from voting.api.found import box_here, round_here
from voting.api.shapes import RoundShape
from voting.count_sheet import LARGEST
from voting.rounds import COMMITTEE
from voting.services.count import enter_count, reopen_box, settle_count
from voting.services.tally import tally_again

KEY_LENGTH = 60


class FigureField(serializers.IntegerField):
    """A figure of a sheet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=LARGEST, **kwargs)


class FiguresField(serializers.DictField):
    """Figures by name: the keys of choices, `w:NAME` for a name written in, or those of a settled sheet."""

    child = FigureField()
    default_error_messages = {"name_too_long": _("A name of at most {most} characters.")}

    def to_internal_value(self, data: Any) -> dict[str, int]:
        figures: dict[str, int] = super().to_internal_value(data)
        if any(len(name) > KEY_LENGTH or "\0" in name for name in figures):
            self.fail("name_too_long", most=KEY_LENGTH)
        return figures


class PostSheetShape(serializers.Serializer[Any]):
    invalid = FigureField()
    votes = FiguresField()


class EntryShape(serializers.Serializer[Any]):
    """The count sheet of a box as it stands on paper. `accepted` are the codes of warnings that were seen."""

    issued = FigureField()
    returned = FigureField()
    spoilt = FigureField()
    positions = serializers.DictField(child=PostSheetShape(), help_text="By post")
    scrutineers = serializers.CharField(max_length=100)
    accepted = serializers.ListField(child=serializers.CharField(max_length=60), default=[])


class SettlementShape(serializers.Serializer[Any]):
    """The right value of every figure in which the two sheets differ, by its name (`member-c7`), who ruled so, and why."""

    values = FiguresField()
    scrutineers = serializers.CharField(max_length=100)
    chief = serializers.CharField(max_length=50)
    reason = serializers.CharField(max_length=300)


class ReasonShape(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300)


class EntriesView(OfficersView):
    access_rule = ("count.enter", "village_code")

    @described(
        "enter_count",
        "Enter the count sheet of a box: the first person's or the second's",
        takes=EntryShape,
        gives=RoundShape,
        status=201,
        keyed=True,
    )
    def post(
        self, request: Request, village_code: str, number: int, box: int, body: str = COMMITTEE
    ) -> Response:
        found, key, taken = (
            box_here(request, village_code, number, box, body),
            self.key(),
            self.taken(EntryShape),
        )
        scrutineers, accepted = taken.pop("scrutineers"), taken.pop("accepted")
        enter_count(
            by=request.user,
            box=found,
            data=taken,
            key=key,
            scrutineers=scrutineers,
            accepted=accepted,
            now=request.now,
        )
        return Response(told_anew(found.contest), status=201)


class SettlementView(OfficersView):
    access_rule = ("count.settle", "village_code")

    @described(
        "settle_count",
        "Settle the figures in which two sheets differ",
        takes=SettlementShape,
        gives=RoundShape,
    )
    def post(
        self, request: Request, village_code: str, number: int, box: int, body: str = COMMITTEE
    ) -> Response:
        found = box_here(request, village_code, number, box, body)
        settle_count(by=request.user, box=found, now=request.now, **self.taken(SettlementShape))
        return Response(told_anew(found.contest))


class RecountView(OfficersView):
    access_rule = ("count.settle", "village_code")

    @described("reopen_box", "Have a box counted once more", takes=ReasonShape, gives=RoundShape)
    def post(
        self, request: Request, village_code: str, number: int, box: int, body: str = COMMITTEE
    ) -> Response:
        found = box_here(request, village_code, number, box, body)
        reopen_box(by=request.user, box=found, now=request.now, **self.taken(ReasonShape))
        return Response(told_anew(found.contest))


class TallyAgainView(OfficersView):
    access_rule = ("count.enter", "village_code")

    @described("tally_again", "Ask for a tally again that broke off", gives=JobShape, status=202)
    def post(self, request: Request, village_code: str, number: int, body: str = COMMITTEE) -> Response:
        contest = round_here(request, village_code, number, body)
        job = tally_again(by=request.user, contest=contest, now=request.now)
        return Response(JobShape(job).data, status=202)
