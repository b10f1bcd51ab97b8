"""The terms of those elected, commitment letters and talks."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from candidates.queries.letters import letters_of
from candidates.queries.talks import talks_of
from candidates.queries.terms import terms_of
from candidates.services.letters import sign_letters
from candidates.services.talks import TalkHeld, enter_would_be, record_talks
from candidates.services.terms import enter_terms
from elections.api.found import election_here
from elections.models import Election
from villages.enums import Body, Post
from villages.models import Resident
from voting.services.written_in import name_resident

MOST = 500


class EntrantShape(serializers.Serializer[Any]):
    """Somebody elected; `since` null: the day is not on record yet, `resident` null: only the name is known."""

    name = serializers.CharField(source="seat.name")
    post = serializers.ChoiceField(Post.choices, source="seat.post")
    resident = serializers.IntegerField(source="resident.pk", allow_null=True, default=None)
    since = DayField(allow_null=True)
    entered = serializers.SerializerMethodField()

    def get_entered(self, one: Any) -> bool:
        return one.entered is not None


class TermBoardShape(serializers.Serializer[Any]):
    """The terms of a body; `until` is when they run out, `ending` the names of those whose terms end."""

    body = serializers.ChoiceField(Body.choices)
    until = DayField(allow_null=True)
    entrants = EntrantShape(many=True)
    ending = serializers.SerializerMethodField()

    def get_ending(self, board: Any) -> list[str]:
        return [cadre.resident.name for cadre in board.leaving]


class WrittenInShape(serializers.Serializer[Any]):
    """Which resident a name written in is."""

    name = serializers.CharField(max_length=50)
    resident = serializers.IntegerField(min_value=1)


class LettersShape(serializers.Serializer[Any]):
    """Who signed, by the numbers of the register."""

    residents = serializers.ListField(child=serializers.IntegerField(), max_length=MOST)
    signed_on = DayField()
    talked_by = serializers.CharField(max_length=100)


class LetterShape(serializers.Serializer[Any]):
    resident = serializers.IntegerField()
    name = serializers.CharField()
    signed_on = DayField(source="letter.signed_on", allow_null=True, default=None)


class LetterBoardShape(serializers.Serializer[Any]):
    body = serializers.ChoiceField(Body.choices)
    clause = serializers.CharField(source="rule.clause")
    signers = LetterShape(many=True)


class TalkShape(serializers.Serializer[Any]):
    """A talk with people of one group; `roles` are the offices, as the rulebook names them, that were there."""

    residents = serializers.ListField(child=serializers.IntegerField(), max_length=MOST)
    held_on = DayField()
    held_by = serializers.CharField(max_length=100)
    roles = serializers.ListField(child=serializers.CharField(max_length=40), max_length=10, default=[])
    gist = serializers.CharField(max_length=300, allow_blank=True, default="")


class WouldBeShape(serializers.Serializer[Any]):
    resident = serializers.IntegerField(min_value=1)


class CoverageShape(serializers.Serializer[Any]):
    """How far a group was talked to; `percent` null where it has nobody, `open` the numbers of those left."""

    group = serializers.CharField()
    clause = serializers.CharField(source="rule.clause")
    talked = serializers.IntegerField()
    percent = serializers.IntegerField(allow_null=True)
    warns = serializers.BooleanField()
    open = serializers.SerializerMethodField()

    def get_open(self, coverage: Any) -> list[int]:
        return [person.pk for person in coverage.open]


class TermsView(OfficersView):
    access_rule = ("bodies.view", "village_code")

    @described("terms", "Who takes office, and whose term ends", gives=TermBoardShape(many=True))
    def get(self, request: Request, village_code: str) -> Response:
        return Response(TermBoardShape(terms_of(election_here(request, village_code)), many=True).data)


class TermsEntryView(OfficersView):
    access_rule = ("register.edit", "village_code")

    @described("enter_terms", "Enter the terms of those elected", gives=TermBoardShape(many=True), status=201)
    def post(self, request: Request, village_code: str, kind: str) -> Response:
        election = election_here(request, village_code)
        enter_terms(by=request.user, election=election, body=kind, now=request.now)
        return Response(TermBoardShape(terms_of(election), many=True).data, status=201)


class WrittenInView(OfficersView):
    access_rule = ("register.edit", "village_code")

    @described(
        "name_resident", "Say who was written in", takes=WrittenInShape, gives=TermBoardShape(many=True)
    )
    def post(self, request: Request, village_code: str, body: str) -> Response:
        election = election_here(request, village_code)
        taken = self.taken(WrittenInShape)
        resident = _resident(election, taken["resident"])
        name_resident(
            by=request.user,
            election=election,
            body=body,
            name=taken["name"],
            resident=resident,
            now=request.now,
        )
        return Response(TermBoardShape(terms_of(election), many=True).data)


class LettersView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described("letters", "The commitment letters of the candidates", gives=LetterBoardShape(many=True))
    def get(self, request: Request, village_code: str) -> Response:
        return Response(LetterBoardShape(letters_of(election_here(request, village_code)), many=True).data)


class LettersSignedView(OfficersView):
    access_rule = ("letter.record", "village_code")

    @described(
        "sign_letters",
        "Enter commitment letters for the election of one body",
        takes=LettersShape,
        gives=LetterBoardShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str, signing: str) -> Response:
        election = election_here(request, village_code)
        sign_letters(
            by=request.user, election=election, body=signing, now=request.now, **self.taken(LettersShape)
        )
        return Response(LetterBoardShape(letters_of(election), many=True).data, status=201)


class TalksView(OfficersView):
    access_rule = ("candidate.view", "village_code")

    @described("talks", "How far each group was talked to", gives=CoverageShape(many=True))
    def get(self, request: Request, village_code: str) -> Response:
        return Response(_coverage(election_here(request, village_code)))


class TalkView(OfficersView):
    access_rule = ("talk.record", "village_code")

    @described(
        "record_talks",
        "Enter a talk with people of one group",
        takes=TalkShape,
        gives=CoverageShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str, group: str) -> Response:
        election = election_here(request, village_code)
        held = TalkHeld(group=group, **self.taken(TalkShape))
        record_talks(by=request.user, election=election, held=held, now=request.now)
        return Response(_coverage(election), status=201)


class WouldBeView(OfficersView):
    access_rule = ("talk.record", "village_code")

    @described(
        "enter_would_be",
        "Put a resident down who wishes to stand",
        takes=WouldBeShape,
        gives=CoverageShape(many=True),
        status=201,
    )
    def post(self, request: Request, village_code: str) -> Response:
        election = election_here(request, village_code)
        resident = _resident(election, self.taken(WouldBeShape)["resident"])
        enter_would_be(by=request.user, election=election, resident=resident, now=request.now)
        return Response(_coverage(election), status=201)


def _coverage(election: Election) -> Any:
    board = talks_of(election)
    if board is None:
        raise NotThere
    return CoverageShape(board.groups, many=True).data


def _resident(election: Election, pk: int) -> Resident:
    found = Resident.objects.filter(pk=pk, village=election.village_id).first()
    if found is None:
        raise NotThere
    return found
