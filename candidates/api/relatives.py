"""Relatives among those who stand, and what was decided on them."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from candidates.eligibility.kin import Avoidance
from candidates.queries.officiants import Asked, officiants_of
from candidates.queries.relatives import pairs_of
from candidates.services.kin import decide_kin
from elections.api.found import election_here
from elections.models import Election
from villages.enums import Body, Post, Relation


class PlaceShape(serializers.Serializer[Any]):
    """Where somebody stands; `sits`: a post of the sitting supervisory committee."""

    body = serializers.ChoiceField(Body.choices)
    post = serializers.ChoiceField(Post.choices)
    sits = serializers.BooleanField()


class RelatedPersonShape(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="resident.pk")
    name = serializers.CharField(source="resident.name")
    places = PlaceShape(many=True)


class KinDecidedShape(serializers.Serializer[Any]):
    """Who gives way (a resident), or null where both may stand by the document."""

    yields = serializers.IntegerField(source="yields_id", allow_null=True)
    document = serializers.CharField()
    decided_on = serializers.DateField()
    reason = serializers.CharField()


class PairShape(serializers.Serializer[Any]):
    """Two relatives; `relation` is what the second is to the first."""

    first = RelatedPersonShape()
    second = RelatedPersonShape()
    relation = serializers.ChoiceField(Relation.choices, source="kinship.relation")
    avoidance = serializers.ChoiceField(Avoidance.choices, source="ground.avoidance")
    clause = serializers.CharField(source="ground.rule.clause")
    approver = serializers.CharField(source="ground.approver", allow_null=True)
    decision = KinDecidedShape(allow_null=True)


class KinDecisionShape(serializers.Serializer[Any]):
    """Two residents, who of them gives way (null: both may stand), and the document."""

    first = serializers.IntegerField()
    second = serializers.IntegerField()
    yields = serializers.IntegerField(allow_null=True)
    document = serializers.CharField(max_length=100)
    decided_on = DayField()
    reason = serializers.CharField(max_length=300)


class OfficiantCandidateShape(serializers.Serializer[Any]):
    """A candidate, by candidacy."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    post = serializers.ChoiceField(Post.choices)


class OfficiantPairShape(serializers.Serializer[Any]):
    """A candidate and somebody who runs the vote and is related: `relation` is what that person is to the candidate.

    `member`: of the election committee, else on the staff of the vote, with the duty in `what`. `asked` is what the
    rulebook asks of the person, who always gives way; `clause` null where it is silent.
    """

    candidate = OfficiantCandidateShape(source="related.candidacy")
    person = serializers.IntegerField(source="officiant.resident.pk")
    name = serializers.CharField(source="officiant.resident.name")
    what = serializers.CharField(source="officiant.what")
    member = serializers.BooleanField(source="officiant.member")
    relation = serializers.ChoiceField(Relation.choices, source="related.kinship.relation")
    asked = serializers.ChoiceField(Asked.choices)
    clause = serializers.CharField(allow_null=True)


class OfficiantsShape(serializers.Serializer[Any]):
    """Relatives of candidates who run the vote, gravest first; `people` were compared, `open` must give way now."""

    pairs = OfficiantPairShape(many=True)
    people = serializers.IntegerField()
    open = serializers.IntegerField()


class OfficiantsView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described(
        "officiants", "The relatives of candidates among those who run the vote", gives=OfficiantsShape
    )
    def get(self, request: Request, village_code: str) -> Response:
        return Response(OfficiantsShape(officiants_of(election_here(request, village_code))).data)


class RelativesView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described("relatives", "The relatives among those who stand in a village", gives=PairShape(many=True))
    def get(self, request: Request, village_code: str) -> Response:
        return Response(_told(election_here(request, village_code)))


class KinDecisionsView(OfficersView):
    access_rule = ("candidate.decide_kin", "village_code")

    @described(
        "decide_kin",
        "Record what was decided on two relatives",
        takes=KinDecisionShape,
        gives=PairShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        decide_kin(by=request.user, election=election, now=request.now, **self.taken(KinDecisionShape))
        return Response(_told(election), status=201)


def _told(election: Election) -> list[dict[str, Any]]:
    return list(PairShape(pairs_of(election), many=True).data)
