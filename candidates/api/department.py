"""The joint review of departments for programs: the own queue, an answer, a question, the village's answer."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from candidates.enums import DepartmentVerdict
from candidates.models import DepartmentReview
from candidates.queries.department import (
    department_review_for,
    questions_of,
    waiting_for_department,
)
from candidates.services.department import (
    DepartmentDraft,
    answer_department,
    ask_village,
    give_department_verdict,
)
from elections.api.found import election_here
from villages.enums import Post, Sex


class DepartmentAskedShape(serializers.Serializer[Any]):
    """A person the own department is asked about; nothing of what other departments answer.

    `verdict_before` is what the department answered before it was asked anew; empty: it is asked for the first time.
    """

    id = serializers.IntegerField(source="pk")
    department = serializers.CharField()
    name = serializers.CharField(source="candidacy.name")
    sex = serializers.ChoiceField(Sex.choices, source="candidacy.sex")
    birth_date = serializers.DateField(source="candidacy.birth_date", allow_null=True)
    village = serializers.CharField(source="candidacy.election.village_id")
    post = serializers.ChoiceField(Post.choices, source="candidacy.post")
    due = serializers.DateField(allow_null=True)
    verdict = serializers.ChoiceField([("", ""), *DepartmentVerdict.choices])
    question = serializers.CharField(allow_blank=True)
    waits_for_village = serializers.BooleanField()
    verdict_before = serializers.ChoiceField([("", ""), *DepartmentVerdict.choices], source="before")


class DepartmentAnswerShape(serializers.Serializer[Any]):
    """What a department answers; the negative list's item and a reason where it is not a pass."""

    verdict = serializers.ChoiceField(DepartmentVerdict.choices)
    item = serializers.CharField(max_length=40, allow_blank=True, default="")
    reason = serializers.CharField(max_length=500, allow_blank=True, default="")


class DepartmentQuestionShape(serializers.Serializer[Any]):
    question = serializers.CharField(max_length=500)


class VillageAnswerShape(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=500)


class DepartmentQueueView(OfficersView):
    access_rule = ("department.review", None)

    @described(
        "department_queue",
        "The people your department owes an answer about",
        gives=DepartmentAskedShape(many=True),
    )
    def get(self, request: Request) -> Response:
        return Response(
            DepartmentAskedShape(waiting_for_department(request.user, request.cycle), many=True).data
        )


class DepartmentAnswersView(OfficersView):
    access_rule = ("department.review", None)

    @described(
        "answer_as_department",
        "Answer for your department about a person",
        takes=DepartmentAnswerShape,
        gives=DepartmentAskedShape,
        status=201,
    )
    def post(self, request: Request, pk: int) -> Response:
        found, taken = _asked(request, pk), self.taken(DepartmentAnswerShape)
        draft = DepartmentDraft(DepartmentVerdict(taken["verdict"]), taken["item"], taken["reason"])
        give_department_verdict(by=request.user, review=found, draft=draft, now=request.now)
        return Response(DepartmentAskedShape(_asked(request, pk)).data, status=201)


class DepartmentQuestionsView(OfficersView):
    access_rule = ("department.review", None)

    @described(
        "ask_village",
        "Ask the village about a person before you answer",
        takes=DepartmentQuestionShape,
        gives=DepartmentAskedShape,
        status=201,
    )
    def post(self, request: Request, pk: int) -> Response:
        taken = self.taken(DepartmentQuestionShape)
        ask_village(by=request.user, review=_asked(request, pk), now=request.now, **taken)
        return Response(DepartmentAskedShape(_asked(request, pk)).data, status=201)


class VillageAnswersView(OfficersView):
    access_rule = ("department.answer", "village_code")

    @described(
        "answer_department",
        "Answer a department's question for the village",
        takes=VillageAnswerShape,
        gives=VillageAnswerShape,
        status=201,
    )
    def post(self, request: Request, village_code: str, pk: int) -> Response:
        taken = self.taken(VillageAnswerShape)
        found = questions_of(election_here(request, village_code)).filter(pk=pk).first()
        if found is None:
            raise NotThere
        answer = answer_department(by=request.user, review=found, now=request.now, **taken)
        return Response(VillageAnswerShape(answer).data, status=201)


def _asked(request: Request, pk: int) -> DepartmentReview:
    found = department_review_for(request.user, request.cycle, pk)
    if found is None:
        raise NotThere
    return found
