"""Public notices for programs: posted, objected to at an office, decided; and signatures above."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from candidates.api.found import candidacy_of_body
from candidates.enums import NoticeDecision, NoticeKind
from candidates.models import Notice
from candidates.queries.candidacy import candidacies_of
from candidates.queries.notice import notice_of, notices_of, objections_to
from candidates.services.notice import NoticeWords, decide_objection, open_notice, take_in_objection
from candidates.services.sign_off import record_sign_off
from elections.api.found import election_here
from elections.models import Election
from villages.enums import Body, Post


class NoticePersonShape(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    post = serializers.ChoiceField(Post.choices)


class NoticeShape(serializers.Serializer[Any]):
    """A notice, its last day, and how many objections are not decided."""

    id = serializers.IntegerField(source="pk")
    kind = serializers.ChoiceField(NoticeKind.choices)
    posted_at = serializers.DateTimeField()
    ends = serializers.DateField()
    clause = serializers.CharField()
    open = serializers.IntegerField()
    people = NoticePersonShape(source="people.all", many=True)


class OpenNoticeShape(serializers.Serializer[Any]):
    """Which notice, and the candidacies that it names, in this order."""

    kind = serializers.ChoiceField(NoticeKind.choices)
    people = serializers.ListField(child=serializers.IntegerField())


class NoticeObjectionShape(serializers.Serializer[Any]):
    """`person` is a line of the notice."""

    person = serializers.IntegerField()
    objector = serializers.CharField(max_length=50)
    text = serializers.CharField(max_length=1000)
    contact = serializers.CharField(max_length=50, allow_blank=True, default="")


class ReceiptShape(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    number = serializers.IntegerField()
    receipt = serializers.CharField()


class NoticeDecisionShape(serializers.Serializer[Any]):
    decision = serializers.ChoiceField(NoticeDecision.choices)
    verified = serializers.CharField(max_length=1000)
    reason = serializers.CharField(max_length=500)


class SignatureShape(serializers.Serializer[Any]):
    """The next decision or signature above; `role` is the rulebook's word for who signs."""

    role = serializers.CharField(max_length=60)
    name = serializers.CharField(max_length=50)
    document = serializers.CharField(max_length=100)
    signed_on = serializers.DateField()


class NoticesView(OfficersView):
    access_rule = ("notice.view", "village_code")

    @described("notices", "The public notices of a village", gives=NoticeShape(many=True))
    def get(self, request: Request, village_code: str) -> Response:
        return Response(NoticeShape(notices_of(election_here(request, village_code)), many=True).data)

    @described("open_notice", "Post a public notice", takes=OpenNoticeShape, gives=NoticeShape, status=201)
    def post(self, request: Request, village_code: str) -> Response:
        election, taken = election_here(request, village_code), self.taken(OpenNoticeShape)
        standing = {person.pk: person for person in candidacies_of(election, Body.PARTY)}
        if not standing.keys() >= set(taken["people"]):
            raise NotThere
        made = open_notice(
            by=request.user,
            election=election,
            kind=NoticeKind(taken["kind"]),
            people=[standing[pk] for pk in taken["people"]],
            now=request.now,
        )
        return Response(NoticeShape(_notice(election, made.pk)).data, status=201)


class NoticeObjectionsView(OfficersView):
    access_rule = ("notice.object", "village_code")

    @described(
        "object_to_notice",
        "Take in an objection to a notice",
        takes=NoticeObjectionShape,
        gives=ReceiptShape,
        status=201,
        keyed=True,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        key, taken = self.key(), self.taken(NoticeObjectionShape)
        made = take_in_objection(
            by=request.user,
            notice=_notice(election_here(request, village_code), pk),
            words=NoticeWords(**taken),
            key=key,
            now=request.now,
        )
        return Response(ReceiptShape(made).data, status=201)


class NoticeDecisionView(OfficersView):
    access_rule = ("notice.decide", "village_code")

    @described(
        "decide_notice_objection",
        "Decide an objection to a notice",
        takes=NoticeDecisionShape,
        gives=NoticeShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int, objection: int) -> Response:
        election, taken = election_here(request, village_code), self.taken(NoticeDecisionShape)
        notice = _notice(election, pk)
        found = objections_to(notice).filter(pk=objection).first()
        if found is None:
            raise NotThere
        found.notice = notice
        taken["decision"] = NoticeDecision(taken["decision"])
        decide_objection(by=request.user, objection=found, now=request.now, **taken)
        return Response(NoticeShape(_notice(election, pk)).data, status=201)


class SignOffsView(OfficersView):
    access_rule = ("sign_off.record", "village_code")

    @described(
        "record_sign_off",
        "Record a signature above on a candidate for secretary",
        takes=SignatureShape,
        gives=SignatureShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        found, taken = candidacy_of_body(request, village_code, pk, Body.PARTY), self.taken(SignatureShape)
        made = record_sign_off(by=request.user, candidacy=found, now=request.now, **taken)
        return Response(SignatureShape(made).data, status=201)


def _notice(election: Election, pk: int) -> Notice:
    found = notice_of(election, pk)
    if found is None:
        raise NotThere
    return found
