"""Long work: asked for once, done once, whoever dies; told to those who may see it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusal
from documents import jobs
from documents.enums import JobState
from documents.jobs import Progress, handles
from documents.models import Job
from documents.queries.job import job_for
from documents.services.job import SILENT_AFTER, cancel_job, run, start_job, waiting_jobs
from tests.cast import VILLAGE, at

NOW = at(2020, 12, 29)
KIND = "test.work"
Work = Callable[[Progress], dict[str, Any]]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Work], None]]:
    """Says what a job of the test's kind does."""

    def does(act: Work) -> None:
        handles(KIND)(lambda job, progress, now: act(progress))

    does(lambda progress: {"rows": 3})
    yield does
    jobs._handlers.pop(KIND)


def asked(by: User, **more: Any) -> Job:
    return start_job(by=by, kind=KIND, place_code=VILLAGE, arguments={}, **more)


def done(job: Job, now: datetime = NOW) -> Job | None:
    return run(job.pk, lambda: now)


def test_the_same_key_asked_twice_is_one_job(clerk: User) -> None:
    key = uuid4()
    assert asked(clerk, key=key) == asked(clerk, key=key)
    assert Job.objects.count() == 1


def test_a_job_ends_with_its_result(clerk: User, work: Any) -> None:
    job = done(asked(clerk))
    assert job is not None
    assert (job.state, job.result, job.ended_at) == (JobState.DONE, {"rows": 3}, NOW)


def test_a_finished_job_is_not_done_again(clerk: User, work: Any) -> None:
    job = asked(clerk)
    done(job)
    assert done(job) is None


def test_progress_is_on_the_row(clerk: User, work: Any) -> None:
    job, seen = asked(clerk), []

    def act(progress: Progress) -> dict[str, Any]:
        progress("check", 500, 2000)
        seen.append(Job.objects.values_list("stage", "done", "total", "state").get())
        return {}

    work(act)
    done(job)
    assert seen == [("check", 500, 2000, JobState.RUNNING)]


def test_a_refusal_ends_the_job_and_is_kept_in_both_languages(clerk: User, work: Any) -> None:
    def refuses(progress: Progress) -> dict[str, Any]:
        raise Refusal("no")

    work(refuses)
    job = done(asked(clerk))
    assert job is not None
    assert (job.state, job.result["refusal"]["code"]) == (JobState.FAILED, "refused")
    assert set(job.result["refusal"]["text"]) == {"zh", "en"}


def test_a_fault_of_the_program_ends_the_job_without_telling_more(clerk: User, work: Any) -> None:
    def breaks(progress: Progress) -> dict[str, Any]:
        raise ZeroDivisionError("430423198001011234")

    work(breaks)
    job = done(asked(clerk))
    assert job is not None and (job.state, job.result) == (JobState.FAILED, {"fault": "internal"})


def test_a_cancelled_job_stops_at_its_next_word(clerk: User, work: Any) -> None:
    job, reached = asked(clerk), []

    def act(progress: Progress) -> dict[str, Any]:
        cancel_job(by=clerk, job=job, now=NOW)
        progress("check", 1, 2)
        reached.append(True)
        return {}

    work(act)
    ended = done(job)
    assert ended is not None and ended.state == JobState.CANCELLED and not reached


def test_a_cancelled_job_never_starts(clerk: User, work: Any) -> None:
    job = cancel_job(by=clerk, job=asked(clerk), now=NOW)
    assert done(job) is None


def test_a_living_worker_keeps_its_job_and_a_silent_one_loses_it(clerk: User, work: Any) -> None:
    job = asked(clerk)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, beat_at=NOW, attempts=1)
    assert done(job, NOW + SILENT_AFTER - timedelta(seconds=1)) is None
    assert waiting_jobs(NOW + SILENT_AFTER + timedelta(seconds=1)) == [job.pk]
    taken = done(job, NOW + SILENT_AFTER)
    assert taken is not None and (taken.state, taken.attempts) == (JobState.DONE, 2)


def test_a_job_that_kills_every_worker_is_given_up(clerk: User, work: Any) -> None:
    job = asked(clerk)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, beat_at=NOW - SILENT_AFTER, attempts=5)
    assert done(job) is None
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.FAILED, {"fault": "attempts"})


def test_a_job_is_seen_by_its_place_and_those_above(
    clerk: User, other_clerk: User, township: User, auditor: User
) -> None:
    job = asked(clerk)
    seen = {
        user.username: job_for(user, job.key) is not None for user in (clerk, township, other_clerk, auditor)
    }
    assert seen == {"clerk": True, "township": True, "other-clerk": False, "auditor": False}
    with pytest.raises(NotThere):
        cancel_job(by=other_clerk, job=job, now=NOW)


def test_a_job_of_a_kind_nobody_described_has_a_page_all_the_same(
    clerk: User, client_of: Callable[[User], Client], work: Any
) -> None:
    job, browser = asked(clerk), client_of(clerk)
    address = reverse("documents:job", args=[job.key])
    assert browser.get(address).status_code == 200
    assert browser.post(reverse("documents:job_cancel", args=[job.key]))["Location"] == address
    assert browser.get(address).status_code == 200
    assert browser.get(reverse("documents:job", args=[uuid4()])).status_code == 404
    assert browser.get(reverse("documents:job_cancel", args=[job.key])).status_code == 405
