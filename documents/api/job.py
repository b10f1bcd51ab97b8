"""How far long work is."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from documents.enums import JobState
from documents.models import Job
from documents.queries.job import job_for
from documents.services.job import cancel_job


class JobShape(serializers.Serializer[Any]):
    """A job: `done` of `total` of a stage; `result` when it ended, with the refusal or fault if it failed."""

    key = serializers.UUIDField()
    kind = serializers.CharField()
    state = serializers.ChoiceField(JobState.choices)
    stage = serializers.CharField(allow_blank=True)
    done = serializers.IntegerField()
    total = serializers.IntegerField()
    result = serializers.DictField()
    asked_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)


class JobView(OfficersView):
    access_rule = ("job.view", None)

    @described("job", "How far a job is", gives=JobShape)
    def get(self, request: Request, key: UUID) -> Response:
        return Response(JobShape(_job_here(request, key)).data)


class CancellationView(OfficersView):
    access_rule = ("job.view", None)

    @described("cancel_job", "Stop a job that is not finished", gives=JobShape)
    def post(self, request: Request, key: UUID) -> Response:
        return Response(
            JobShape(cancel_job(by=request.user, job=_job_here(request, key), now=request.now)).data
        )


def _job_here(request: Request, key: UUID) -> Job:
    found = job_for(request.user, key)
    if found is None:
        raise NotThere
    return found
