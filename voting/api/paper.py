"""A box counted paper by paper: opened, papers sent, doubtful ones ruled on, closed; the screen in the hall."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from elections.services.step import Attached
from voting.api.contest import told_anew
from voting.api.count import FigureField
from voting.api.found import box_here, round_here
from voting.api.paper_shapes import ActShape, PaperBallotShape, PaperFiguresShape, acts_of, told_figures
from voting.api.shapes import RoundShape
from voting.models import Paper
from voting.queries.paper import doubtful_paper
from voting.rounds import COMMITTEE
from voting.services.hall import open_hall, revoke_hall
from voting.services.paper import CountHead, close_papers, enter_papers, open_papers
from voting.services.paper_ruling import MOST_PHOTO, Ruling, attach_photo, rule_paper

Shape = serializers.Serializer[Any]
MOST_ACTS = 500


class OpeningShape(Shape):
    """What is known of a box before its first paper. `accepted` are the codes of warnings that were seen."""

    issued = FigureField()
    returned = FigureField()
    callers = serializers.CharField(max_length=100)
    scrutineers = serializers.CharField(max_length=100)
    accepted = serializers.ListField(child=serializers.CharField(max_length=60), default=[])


class BatchShape(Shape):
    """What a counting group did, in its order. `version` is the counting of the box: 1, and one more a recount."""

    version = serializers.IntegerField(min_value=1, max_value=1000)
    group = serializers.ChoiceField([1, 2])
    acts = serializers.ListField(child=ActShape(), max_length=MOST_ACTS)


class RulingShape(Shape):
    """What a doubtful paper counts as, who decided so, and why; `no_photo` says why there is no photograph of it."""

    ballot = PaperBallotShape()
    scrutineers = serializers.CharField(max_length=100)
    chief = serializers.CharField(max_length=50)
    reason = serializers.CharField(max_length=300)
    no_photo = serializers.CharField(max_length=300, allow_blank=True, default="")


class PhotoShape(Shape):
    photo = serializers.FileField(max_length=200)

    def validate_photo(self, photo: Any) -> Any:
        """Refuse by its size before it is read into memory."""
        if (photo.size or 0) > MOST_PHOTO:
            raise serializers.ValidationError(_("The picture is too large."), code="photo_unfit")
        return photo


class ClosingShape(Shape):
    scrutineers = serializers.CharField(max_length=100)
    chief = serializers.CharField(max_length=50)


class HallShape(Shape):
    """The token of the screen's link /hall/TOKEN/; it is told once and not kept."""

    token = serializers.CharField()


class HallRevokedShape(Shape):
    revoked = serializers.BooleanField()


def _paper_here(request: Request, village_code: str, number: int, box: int, paper: UUID, body: str) -> Paper:
    found = doubtful_paper(box_here(request, village_code, number, box, body), paper)
    if found is None:
        raise NotThere
    return found


class PapersOpeningView(OfficersView):
    access_rule = ("count.enter", "village_code")

    @described(
        "open_papers",
        "Open the count of a box paper by paper, with what came out of it",
        takes=OpeningShape,
        gives=PaperFiguresShape,
    )
    def post(
        self, request: Request, village_code: str, number: int, box: int, body: str = COMMITTEE
    ) -> Response:
        found, taken = box_here(request, village_code, number, box, body), self.taken(OpeningShape)
        accepted = taken.pop("accepted")
        open_papers(by=request.user, box=found, head=CountHead(**taken), accepted=accepted, now=request.now)
        return Response(told_figures(found))


class PapersView(OfficersView):
    access_rule = ("count.enter", "village_code")

    @described(
        "paper_figures", "The figures of a box counted paper by paper, so far", gives=PaperFiguresShape
    )
    def get(
        self, request: Request, village_code: str, number: int, box: int, body: str = COMMITTEE
    ) -> Response:
        figures = told_figures(box_here(request, village_code, number, box, body))
        if figures is None:
            raise NotThere
        return Response(figures)

    @described(
        "enter_papers",
        "Send what a counting group typed: papers, and papers taken back",
        takes=BatchShape,
        gives=PaperFiguresShape,
    )
    def post(
        self, request: Request, village_code: str, number: int, box: int, body: str = COMMITTEE
    ) -> Response:
        found, taken = box_here(request, village_code, number, box, body), self.taken(BatchShape)
        enter_papers(
            by=request.user,
            box=found,
            version=taken["version"],
            group=taken["group"],
            acts=acts_of(taken["acts"]),
            now=request.now,
        )
        return Response(told_figures(found))


class PapersRulingView(OfficersView):
    access_rule = ("count.settle", "village_code")

    @described("rule_paper", "Rule on a doubtful paper", takes=RulingShape, gives=PaperFiguresShape)
    def post(
        self, request: Request, village_code: str, number: int, box: int, paper: UUID, body: str = COMMITTEE
    ) -> Response:
        found = _paper_here(request, village_code, number, box, paper, body)
        rule_paper(by=request.user, paper=found, ruling=Ruling(**self.taken(RulingShape)), now=request.now)
        return Response(told_figures(found.count.box))


class PapersPhotoView(OfficersView):
    access_rule = ("count.enter", "village_code")
    parser_classes = [MultiPartParser]

    @described(
        "photograph_paper",
        "Attach a photograph of a doubtful paper",
        takes={"multipart/form-data": PhotoShape},
        gives=PaperFiguresShape,
    )
    def post(
        self, request: Request, village_code: str, number: int, box: int, paper: UUID, body: str = COMMITTEE
    ) -> Response:
        found = _paper_here(request, village_code, number, box, paper, body)
        photo = self.taken(PhotoShape)["photo"]
        attached = Attached(photo.name, photo.read(), photo.content_type or "")
        attach_photo(by=request.user, paper=found, photo=attached, now=request.now)
        return Response(told_figures(found.count.box))


class PapersClosingView(OfficersView):
    access_rule = ("count.settle", "village_code")

    @described(
        "close_papers",
        "Close the count of a box whose papers add up",
        takes=ClosingShape,
        gives=RoundShape,
    )
    def post(
        self, request: Request, village_code: str, number: int, box: int, body: str = COMMITTEE
    ) -> Response:
        found = box_here(request, village_code, number, box, body)
        close_papers(by=request.user, box=found, now=request.now, **self.taken(ClosingShape))
        return Response(told_anew(found.contest))


class HallView(OfficersView):
    access_rule = ("hall.open", "village_code")

    @described(
        "open_hall", "Open the screen in the hall; an earlier link is dead", gives=HallShape, status=201
    )
    def post(self, request: Request, village_code: str, number: int, body: str = COMMITTEE) -> Response:
        contest = round_here(request, village_code, number, body)
        return Response({"token": open_hall(by=request.user, contest=contest, now=request.now)}, status=201)


class HallRevocationView(OfficersView):
    access_rule = ("hall.open", "village_code")

    @described("revoke_hall", "Close the screen in the hall", gives=HallRevokedShape)
    def post(self, request: Request, village_code: str, number: int, body: str = COMMITTEE) -> Response:
        contest = round_here(request, village_code, number, body)
        return Response({"revoked": revoke_hall(by=request.user, contest=contest, now=request.now)})
