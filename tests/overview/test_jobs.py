from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from accounts.models import User
from documents import job_kinds
from documents.enums import JobState
from documents.job_kinds import JobKind, describe
from documents.models import Job
from overview.templatetags.jobs import job_stages
from tests.cast import VILLAGE


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of job with two stages."""
    monkeypatch.setattr(job_kinds, "_kinds", dict(job_kinds._kinds))
    told = JobKind(
        title="Reading",
        stages=(("read", "Read"), ("write", "Write")),
        page=lambda job: "/there/",
        summary=lambda job: f"{job.result['rows']} rows",
    )
    describe("reading", told)


def job(clerk: User, **facts: object) -> Job:
    return Job.objects.create(kind="reading", place_code=VILLAGE, asked_by=clerk, **facts)


def shown(found: Job) -> str:
    request = SimpleNamespace(user=found.asked_by)
    return render_to_string("components/job.html", {"job": found, "request": request})


def test_stages_before_the_reported_one_are_done_and_after_it_to_come(clerk: User, reading: None) -> None:
    assert [s.state for s in job_stages(job(clerk, state=JobState.RUNNING, stage="write"))] == [
        "done",
        "open",
    ]
    assert [s.state for s in job_stages(job(clerk, state=JobState.WAITING))] == ["off", "off"]
    assert [s.state for s in job_stages(job(clerk, state=JobState.DONE, stage="write"))] == ["done", "done"]


def test_a_running_job_tells_its_rows_and_looks_again(clerk: User, reading: None) -> None:
    page = shown(job(clerk, state=JobState.RUNNING, stage="read", done=50, total=200))
    assert 'aria-valuenow="25"' in page
    assert "50 / 200" in page
    assert "hx-get" in page


def test_a_finished_job_ends_in_numbers_and_looks_no_more(clerk: User, reading: None) -> None:
    page = shown(job(clerk, state=JobState.DONE, result={"rows": 12}))
    assert "12 rows" in page
    assert 'href="/there/"' in page
    assert "hx-get" not in page


def test_a_job_that_failed_says_that_nothing_was_written(clerk: User, reading: None) -> None:
    page = shown(job(clerk, state=JobState.FAILED))
    assert "v-fail" in page
    assert "hx-get" not in page
