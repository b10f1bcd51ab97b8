"""Who stands in a village, how far each has come, and who comes next by votes."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from candidates.enums import CandidacyState, ReviewLevel, Verdict
from candidates.queries.board import CandidateBoard, board_of
from elections.api.found import election_here
from elections.models import Election
from villages.enums import Duty, Post, Sex


class ReviewShape(serializers.Serializer[Any]):
    """A verdict of an office on a person, with its reason; `sent_back` takes back every pass before it."""

    level = serializers.ChoiceField(ReviewLevel.choices)
    verdict = serializers.ChoiceField(Verdict.choices)
    sent_back = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True)
    office = serializers.CharField()
    reviewed_at = serializers.DateTimeField()


class ApprovalShape(serializers.Serializer[Any]):
    """A document by which an office relaxes a rule."""

    rule = serializers.CharField()
    approver = serializers.CharField()
    document = serializers.CharField()
    approved_on = serializers.DateField()


class CandidacyShape(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    post = serializers.ChoiceField(Post.choices)
    duty = serializers.ChoiceField(Duty.choices, allow_blank=True)
    name = serializers.CharField()
    sex = serializers.ChoiceField(Sex.choices)
    votes = serializers.IntegerField()
    state = serializers.ChoiceField(CandidacyState.choices)
    accepted_on = serializers.DateField(allow_null=True)
    declined_why = serializers.CharField(allow_blank=True)
    place = serializers.IntegerField(allow_null=True)
    reviews = ReviewShape(source="reviews.all", many=True)
    approvals = ApprovalShape(source="approvals.all", many=True)


class NextShape(serializers.Serializer[Any]):
    """Who comes next by votes; `id` names the nomination's line to move up."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    votes = serializers.IntegerField(source="deciding_votes")


class PostShape(serializers.Serializer[Any]):
    """A post: its seats, who stands for it, who comes next where a place is free."""

    post = serializers.ChoiceField(Post.choices, source="plan.post")
    seats = serializers.IntegerField(source="plan.seats")
    extra = serializers.IntegerField(source="plan.extra_candidates")
    people = serializers.SerializerMethodField()
    next = NextShape(many=True)

    @extend_schema_field(CandidacyShape(many=True))
    def get_people(self, post: Any) -> list[dict[str, Any]]:
        return [dict(CandidacyShape(person.candidacy).data) for person in post.people]


class CandidatesView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described("candidates", "The posts of a village and who stands for each", gives=PostShape(many=True))
    def get(self, request: Request, village_code: str) -> Response:
        return Response(told(election_here(request, village_code)))


def told(election: Election) -> list[dict[str, Any]]:
    """The posts of an election as the API tells them."""
    board: CandidateBoard = board_of(election)
    return list(PostShape(board.posts, many=True).data)
