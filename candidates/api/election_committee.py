"""The election committee: proposed, formed, its chair chosen, filed and announced; who leaves it."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from candidates.api.representative import MOST, NamedVotesShape, named
from candidates.enums import LeavingCause, MemberRole, MemberState
from candidates.models import CommitteeMember
from candidates.queries.election_committee import roster_of
from candidates.services.election_committee import (
    Formation,
    elect_more_members,
    form_committee,
    propose_committee,
)
from candidates.services.election_committee_chair import choose_chair
from candidates.services.election_committee_seat import (
    announce_committee,
    file_committee,
    leave_committee,
    receive_committee,
    withdraw_candidates,
)
from elections.api.found import election_here
from elections.models import Election
from villages.enums import Sex


class ProposedShape(serializers.Serializer[Any]):
    """The persons whom the township proposes to the residents' meeting (C-COM-03)."""

    held_on = DayField()
    lines: Any = serializers.ListSerializer(child=NamedVotesShape(), max_length=MOST)


class FormationShape(serializers.Serializer[Any]):
    """Who formed the committee, and who had how many votes; the first `size` are its members."""

    formed_by = serializers.CharField(max_length=40)
    held_on = DayField()
    presided_by = serializers.CharField(max_length=100)
    size = serializers.IntegerField(min_value=1, max_value=MOST)
    lines: Any = serializers.ListSerializer(child=NamedVotesShape(), max_length=MOST)
    decided = serializers.ListField(child=serializers.IntegerField(), default=[])
    decision = serializers.CharField(max_length=300, allow_blank=True, default="")
    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class ChairVotesShape(serializers.Serializer[Any]):
    member = serializers.IntegerField()
    votes = serializers.IntegerField(min_value=0, max_value=MOST)


class ChairShape(serializers.Serializer[Any]):
    """Whom the members chose; `category` as the rulebook names it."""

    held_on = DayField()
    votes = ChairVotesShape(many=True)
    chair = serializers.IntegerField()
    deputies = serializers.ListField(child=serializers.IntegerField(), default=[])
    category = serializers.CharField(max_length=40, allow_blank=True, default="")
    reason = serializers.CharField(max_length=300, allow_blank=True, default="")


class CommitteeLeavingShape(serializers.Serializer[Any]):
    """Why a member leaves; `absences` is how many, where that is the cause."""

    cause = serializers.ChoiceField(LeavingCause.choices)
    reason = serializers.CharField(max_length=300)
    absences = serializers.IntegerField(min_value=0, max_value=MOST, default=0)


class CommitteeMemberShape(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    sex = serializers.ChoiceField(Sex.choices)
    votes = serializers.IntegerField()
    place = serializers.IntegerField()
    state = serializers.ChoiceField(MemberState.choices)
    role = serializers.ChoiceField(MemberRole.choices)
    moved_up_on = DayField(allow_null=True)
    left_on = DayField(allow_null=True)
    why = serializers.CharField()


class RosterShape(serializers.Serializer[Any]):
    """The election committee; `presider` is null where nobody may preside, `leaving` names who must leave."""

    formed_by = serializers.CharField(source="committee.formed_by")
    held_on = DayField(source="committee.held_on", allow_null=True)
    filed_at = serializers.DateTimeField(source="committee.filed_at", allow_null=True)
    received_at = serializers.DateTimeField(source="committee.received_at", allow_null=True)
    announced_at = serializers.DateTimeField(source="committee.announced_at", allow_null=True)
    members = CommitteeMemberShape(many=True)
    presider = CommitteeMemberShape(allow_null=True)
    recusing = CommitteeMemberShape(many=True)
    leaving = serializers.SerializerMethodField()

    def get_leaving(self, roster: Any) -> list[int]:
        return [each.member.pk for each in roster.leaving]


def _told(election: Election, status: int = 201) -> Response:
    roster = roster_of(election)
    if roster is None:
        raise NotThere
    return Response(RosterShape(roster).data, status=status)


def _formation(taken: dict[str, Any]) -> Formation:
    lines, decided = named(taken.pop("lines")), frozenset(taken.pop("decided"))
    return Formation(lines=lines, decided=decided, **taken)


class CommitteeView(OfficersView):
    access_rule = ("bodies.view", "village_code")

    @described("election_committee", "The election committee", gives=RosterShape)
    def get(self, request: Request, village_code: str) -> Response:
        return _told(election_here(request, village_code), 200)


class CommitteeProposalView(OfficersView):
    access_rule = ("bodies.file", "village_code")

    @described(
        "propose_committee",
        "Propose persons for the election committee",
        takes=ProposedShape,
        gives=RosterShape,
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(ProposedShape)
        lines = named(taken["lines"])
        propose_committee(
            by=request.user, election=election, held_on=taken["held_on"], lines=lines, now=request.now
        )
        return _told(election)


class CommitteeFormationView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described(
        "form_committee",
        "Record the election of the election committee",
        takes=FormationShape,
        gives=RosterShape,
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(FormationShape)
        form_committee(by=request.user, election=election, formation=_formation(taken), now=request.now)
        return _told(election)


class FurtherElectionView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described(
        "elect_more_members",
        "Fill free places of the election committee by a new election",
        takes=FormationShape,
        gives=RosterShape,
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(FormationShape)
        elect_more_members(by=request.user, election=election, formation=_formation(taken), now=request.now)
        return _told(election)


class ChairView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described(
        "choose_chair",
        "Record whom the members chose as chair",
        takes=ChairShape,
        gives=RosterShape,
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(ChairShape)
        taken["votes"] = {each["member"]: each["votes"] for each in taken["votes"]}
        choose_chair(by=request.user, election=election, now=request.now, **taken)
        return _told(election)


class CommitteeLeavingView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described(
        "leave_committee",
        "Record that a member leaves the election committee",
        takes=CommitteeLeavingShape,
        gives=RosterShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        election, taken = election_here(request, village_code), self.taken(CommitteeLeavingShape)
        member = CommitteeMember.objects.filter(committee__election=election, pk=pk).first()
        if member is None:
            raise NotThere
        taken["cause"] = LeavingCause(taken["cause"])
        leave_committee(by=request.user, member=member, now=request.now, **taken)
        return _told(election)


class CommitteeWithdrawalsView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described(
        "withdraw_candidates",
        "Record in one act that all leave the election committee who must",
        gives=RosterShape,
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        withdraw_candidates(by=request.user, election=election, now=request.now)
        return _told(election)


class CommitteeFilingView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described("file_committee", "Hand the election committee in", gives=RosterShape, status=201)
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        file_committee(by=request.user, election=election, now=request.now)
        return _told(election)


class CommitteeReceiptView(OfficersView):
    access_rule = ("bodies.file", "village_code")

    @described("receive_committee", "Take the election committee on file", gives=RosterShape, status=201)
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        receive_committee(by=request.user, election=election, now=request.now)
        return _told(election)


class CommitteeAnnouncementView(OfficersView):
    access_rule = ("bodies.record", "village_code")

    @described("announce_committee", "Announce the election committee", gives=RosterShape, status=201)
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        announce_committee(by=request.user, election=election, now=request.now)
        return _told(election)
