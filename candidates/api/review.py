from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from candidates.api.candidacy import CandidacyShape
from candidates.api.found import candidacy_here
from candidates.enums import ReviewLevel, Verdict
from candidates.services.review import review_candidacy
from candidates.services.sending_back import send_back


class VerdictShape(serializers.Serializer[Any]):
    """The verdict of a level of review; a return or a rejection has a reason.

    `on_paper` says how departments answered that have no officer to ask; the county's pass wants it where there are any.
    """

    level = serializers.ChoiceField(ReviewLevel.choices)
    verdict = serializers.ChoiceField(Verdict.choices)
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")
    on_paper = serializers.CharField(max_length=300, allow_blank=True, default="")


class SendingBackShape(serializers.Serializer[Any]):
    """Why a person who passed is reviewed anew, and the level that sends back."""

    level = serializers.ChoiceField(ReviewLevel.choices)
    reason = serializers.CharField(max_length=500)


class ReviewsView(OfficersView):
    access_rule = ("review.view", "village_code")

    @described(
        "review_candidacy",
        "Give the verdict of a level of review on a person",
        takes=VerdictShape,
        gives=CandidacyShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found, taken = candidacy_here(request, village_code, pk), self.taken(VerdictShape)
        taken |= {"level": ReviewLevel(taken["level"]), "verdict": Verdict(taken["verdict"])}
        review_candidacy(by=request.user, candidacy=found, now=request.now, **taken)
        return Response(CandidacyShape(candidacy_here(request, village_code, pk)).data, status=201)


class SendingBackView(OfficersView):
    access_rule = ("review.view", "village_code")

    @described(
        "send_back",
        "Send a person who passed back for review, for facts that changed",
        takes=SendingBackShape,
        gives=CandidacyShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found, taken = candidacy_here(request, village_code, pk), self.taken(SendingBackShape)
        taken |= {"level": ReviewLevel(taken["level"])}
        send_back(by=request.user, candidacy=found, now=request.now, **taken)
        return Response(CandidacyShape(candidacy_here(request, village_code, pk)).data, status=201)
