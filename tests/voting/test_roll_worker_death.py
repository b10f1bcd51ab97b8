"""A worker that is killed in the middle of a check: nothing half-loaded, no row twice, and the next one finishes."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from documents.enums import JobState, UploadState
from documents.models import Job
from documents.services import job as jobs
from documents.services.job import SILENT_AFTER, run, waiting_jobs
from elections.models import Election
from tests.bench.test_roll_import import workbook_of
from tests.browser.worker import surroundings
from tests.voting.roll_fixtures import launched, send
from voting.models import RollEntry, UploadFault

__all__ = ["launched"]

pytestmark = pytest.mark.django_db(transaction=True)

ROWS, PATIENCE = 20_000, 120
WORKER = (
    "import sys, django; django.setup();"
    "from django.utils import timezone; from documents.services.job import run;"
    "run(int(sys.argv[1]), timezone.now)"
)


def until_it_is_under_way(job: Job, worker: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + PATIENCE
    while not (job.state == JobState.RUNNING and job.done > 0):
        assert worker.poll() is None and time.monotonic() < last
        time.sleep(0.01)
        job.refresh_from_db()


def test_a_check_outlives_its_worker(
    clerk: User, launched: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "ring", lambda job_id: None)
    upload = send(clerk, launched, content=workbook_of(ROWS))
    job = upload.job
    assert job is not None
    worker = subprocess.Popen([sys.executable, "-c", WORKER, str(job.pk)], env=surroundings())
    try:
        until_it_is_under_way(job, worker)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()

    upload.refresh_from_db()
    assert (upload.state, upload.report) == (UploadState.CHECKING, {})
    assert not RollEntry.objects.exists() and not UploadFault.objects.exists()

    later = timezone.now() + SILENT_AFTER + timedelta(seconds=1)
    assert run(job.pk, timezone.now) is None, "its worker may yet live"
    assert waiting_jobs(later) == [job.pk]
    done = run(job.pk, lambda: later)
    upload.refresh_from_db()
    assert done is not None and (done.state, done.attempts) == (JobState.DONE, 2)
    assert upload.rows.count() == ROWS == RollEntry.objects.values("id_index").distinct().count()
