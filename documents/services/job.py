import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from django.db import transaction
from django.db.models import Q
from kombu.exceptions import OperationalError

from accounts.exempt import part_of_an_act, ungated
from accounts.models import User
from accounts.refusals import Refusal
from accounts.rules import require
from documents.enums import JobState
from documents.jobs import Cancelled, handler_of
from documents.models import Job

log = logging.getLogger(__name__)

SILENT_AFTER = timedelta(seconds=60)
ATTEMPTS = 5


@part_of_an_act
def start_job(
    *, by: User, kind: str, place_code: str, arguments: dict[str, Any], key: uuid.UUID | None = None
) -> Job:
    """Ask for long work; the same key asked twice is one job. The doorbell rings when the transaction is through."""
    job, created = Job.objects.get_or_create(
        key=key or uuid.uuid4(),
        defaults={"kind": kind, "place_code": place_code, "arguments": arguments, "asked_by": by},
    )
    if created:
        transaction.on_commit(lambda: ring(job.pk))
    return job


def ring(job_id: int) -> None:
    """Wake a worker for a job that waits. A broker that does not answer is no fault: the sweeper rings again."""
    if not Job.objects.filter(pk=job_id, state__in=[JobState.WAITING, JobState.RUNNING]).exists():
        return
    try:
        current_app.send_task("documents.tasks.run_job", (job_id,), retry=False)
    except OperationalError:
        log.warning("The queue did not take job %s; the sweeper will ring again.", job_id)


def waiting_jobs(now: datetime) -> list[int]:
    """Jobs that nobody works on: never started, or their worker fell silent."""
    silent = Q(state=JobState.RUNNING, beat_at__lt=now - SILENT_AFTER)
    fresh = Q(state=JobState.WAITING, asked_at__lt=now - timedelta(seconds=5))
    return list(Job.objects.filter(silent | fresh).values_list("pk", flat=True))


@ungated("A job that is cancelled has written nothing; stopping it is never too late.")
def cancel_job(*, by: User, job: Job, now: datetime) -> Job:
    """Cancel a job that is not finished. Raises NotThere for a job of another's place."""
    require(by, "job.view", job.place_code)
    Job.objects.filter(pk=job.pk, state__in=[JobState.WAITING, JobState.RUNNING]).update(
        state=JobState.CANCELLED, ended_at=now
    )
    job.refresh_from_db()
    return job


@ungated("Only the state of the job: its handler calls a service that opens with the gate.")
def run(job_id: int, now: Callable[[], datetime]) -> Job | None:
    """Do a job if nobody else does. Returns it when it ended here, None when it was taken or over already."""
    job = _claim(job_id, now())
    if job is None:
        return None
    try:
        result = handler_of(job.kind)(job, _progress(job, now), now())
    except Cancelled:
        return _end(job, JobState.CANCELLED, {}, now())
    except Refusal as refusal:
        return _end(job, JobState.FAILED, {"refusal": refusal.problem()}, now())
    except Exception:
        log.exception("Job %s (%s) failed.", job.pk, job.kind)
        return _end(job, JobState.FAILED, {"fault": "internal"}, now())
    return _end(job, JobState.DONE, result, now())


def _claim(job_id: int, now: datetime) -> Job | None:
    with transaction.atomic():
        job = Job.objects.select_for_update(skip_locked=True).filter(pk=job_id).first()
        if job is None or job.finished or _alive(job, now):
            return None
        if job.attempts >= ATTEMPTS:
            _end(job, JobState.FAILED, {"fault": "attempts"}, now)
            return None
        job.state, job.beat_at, job.started_at = JobState.RUNNING, now, job.started_at or now
        job.attempts += 1
        job.save(update_fields=["state", "beat_at", "started_at", "attempts"])
        return job


def _alive(job: Job, now: datetime) -> bool:
    return job.state == JobState.RUNNING and job.beat_at is not None and now - job.beat_at < SILENT_AFTER


def _progress(job: Job, now: Callable[[], datetime]) -> Callable[[str, int, int], None]:
    def report(stage: str, done: int, total: int) -> None:
        running = Job.objects.filter(pk=job.pk, state=JobState.RUNNING)
        if not running.update(stage=stage, done=done, total=total, beat_at=now()):
            raise Cancelled

    return report


def _end(job: Job, state: JobState, result: dict[str, Any], now: datetime) -> Job:
    Job.objects.filter(pk=job.pk).exclude(state=JobState.CANCELLED).update(
        state=state, result=result, ended_at=now
    )
    job.refresh_from_db()
    return job
