"""The preselection of posts with more nominees than places."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from candidates.api.candidacy import PostShape, told
from candidates.api.nomination import DecidedShape
from candidates.enums import Preselectors
from candidates.queries.nomination import nomination_of
from candidates.queries.preselection import awaits_preselection, choices_of
from candidates.services.preselection import PreselectionDraft, record_preselection
from elections.api.found import election_here
from voting.count_sheet import LARGEST


class PreselectedShape(serializers.Serializer[Any]):
    """The votes of one nominee; `nominee` is the number of the nominating line."""

    nominee = serializers.IntegerField()
    votes = serializers.IntegerField(min_value=0, max_value=LARGEST)


class PreselectionShape(serializers.Serializer[Any]):
    """Who voted, the papers, and the votes of every nominee of the posts that are cut.

    `entitled` is the number of representatives where their meeting voted; voters are counted on the roll.
    """

    held_on = DayField()
    held_by = serializers.ChoiceField(Preselectors.choices)
    entitled = serializers.IntegerField(min_value=0, max_value=LARGEST, default=0)
    present = serializers.IntegerField(min_value=0, max_value=LARGEST)
    issued = serializers.IntegerField(min_value=0, max_value=LARGEST)
    returned = serializers.IntegerField(min_value=0, max_value=LARGEST)
    valid = serializers.IntegerField(min_value=0, max_value=LARGEST, allow_null=True, default=None)
    invalid = serializers.IntegerField(min_value=0, max_value=LARGEST, allow_null=True, default=None)
    votes = PreselectedShape(many=True)
    decided = DecidedShape(many=True, default=[])
    tie_decision = serializers.CharField(max_length=300, allow_blank=True, default="")


class NomineeShape(serializers.Serializer[Any]):
    """Somebody among whom the preselection chooses."""

    nominee = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    votes = serializers.IntegerField()
    preselection_votes = serializers.IntegerField(allow_null=True)


class PreselectedPostShape(serializers.Serializer[Any]):
    """A post with more nominees than places."""

    post = serializers.CharField(source="plan.post")
    places = serializers.IntegerField(source="plan.places")
    nominees = NomineeShape(many=True)


class PreselectionsShape(serializers.Serializer[Any]):
    """The posts that are cut; `due` tells that the preselection is still to be held."""

    due = serializers.BooleanField()
    posts = PreselectedPostShape(many=True)


class NomineesView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described(
        "preselection",
        "The posts with more nominees than places, and their nominees",
        gives=PreselectionsShape,
    )
    def get(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        nomination = nomination_of(election)
        found = {
            "due": awaits_preselection(election),
            "posts": choices_of(nomination) if nomination else [],
        }
        return Response(PreselectionsShape(found).data)


class PreselectionView(OfficersView):
    access_rule = ("nomination.record", "village_code")

    @described(
        "record_preselection",
        "Record the preselection",
        takes=PreselectionShape,
        gives=PostShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(PreselectionShape)
        taken["votes"] = {each["nominee"]: each["votes"] for each in taken["votes"]}
        taken["decided"] = {each["post"]: set(each["residents"]) for each in taken["decided"]}
        taken["held_by"] = Preselectors(taken["held_by"])
        record_preselection(
            by=request.user, election=election, draft=PreselectionDraft(**taken), now=request.now
        )
        return Response(told(election), status=201)
