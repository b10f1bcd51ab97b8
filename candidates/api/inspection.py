"""The inspection of candidates for the committee."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from candidates.models import Inspection
from candidates.queries.inspection import inspections_of
from candidates.services.committee_inspection import Seen, inspect_candidates
from elections.api.found import election_here

MOST = 200


class SeenShape(serializers.Serializer[Any]):
    """What the inspection of one candidate found; one who does not pass has a reason."""

    candidacy_id = serializers.IntegerField()
    passed = serializers.BooleanField()
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class CommitteeInspectionShape(serializers.Serializer[Any]):
    held_on = DayField()
    inspectors = serializers.CharField(max_length=200)
    found: Any = serializers.ListSerializer(child=SeenShape(), max_length=MOST)


class InspectedCandidateShape(SeenShape):
    """One candidate as inspected."""

    name = serializers.CharField()
    post = serializers.CharField()
    held_on = DayField()
    inspectors = serializers.CharField()


class CommitteeInspectionsView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described(
        "committee_inspections",
        "Which candidates for the committee were inspected",
        gives=InspectedCandidateShape(many=True),
    )
    def get(self, request: Request, village_code: str) -> Response:
        return Response([_told(each) for each in inspections_of(election_here(request, village_code))])

    @described(
        "inspect_candidates",
        "Record the inspection of candidates for the committee",
        takes=CommitteeInspectionShape,
        gives=InspectedCandidateShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(CommitteeInspectionShape)
        taken["found"] = [Seen(**each) for each in taken["found"]]
        made = inspect_candidates(by=request.user, election=election, now=request.now, **taken)
        return Response([_told(each) for each in made], status=201)


def _told(each: Inspection) -> dict[str, Any]:
    return {
        "candidacy_id": each.candidacy_id,
        "name": each.candidacy.name,
        "post": each.candidacy.post,
        "passed": each.passed,
        "reason": each.reason,
        "held_on": each.held_on.isoformat(),
        "inspectors": each.inspectors,
    }
