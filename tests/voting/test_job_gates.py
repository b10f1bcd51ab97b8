"""Long work passes the same gate as the act that asked for it, at that act's moment."""

import pytest

from accounts.models import User
from candidates.models import ElectionCommittee
from documents.enums import JobState, UploadState
from documents.services.job import run
from elections import steps
from elections.models import Election
from elections.refusals import StepClosed
from tests.cast import at
from tests.voting.ballots import NOTHING, agree, run_jobs, sheet
from tests.voting.roll_fixtures import REGISTERING, launched, send
from tests.voting.roll_sheets import row
from voting.enums import ContestState
from voting.models import Contest, Outcome, RollEntry
from voting.services.roll import commit_upload

__all__ = ["launched"]

LAST_MOMENT, AFTER = at(2020, 12, 31, 23, 59), at(2021, 1, 1)


def test_a_sheet_whose_step_was_shut_meanwhile_is_not_checked(clerk: User, launched: Election) -> None:
    upload = send(clerk, launched, row(2))
    ElectionCommittee.objects.filter(election=launched).delete()
    job = run(upload.job_id, lambda: REGISTERING)
    upload.refresh_from_db()
    assert (job.state, job.result["refusal"]["code"]) == (JobState.FAILED, "step_not_ready")
    assert upload.state == UploadState.CHECKING
    assert not RollEntry.objects.exists()


def test_a_sheet_sent_in_time_is_checked_however_slow_the_queue_and_taken_over_in_time_only(
    clerk: User, launched: Election
) -> None:
    upload = send(clerk, launched, row(2), now=LAST_MOMENT)
    job = run(upload.job_id, lambda: AFTER)
    upload.refresh_from_db()
    assert (job.state, upload.state) == (JobState.DONE, UploadState.READY)
    with pytest.raises(StepClosed):
        commit_upload(by=clerk, upload=upload, now=AFTER)
    assert commit_upload(by=clerk, upload=upload, now=LAST_MOMENT).version == 1


def agreed(contest: Contest, clerk: User, teller: User) -> Contest:
    for box, data in zip(contest.boxes.all(), (sheet(), NOTHING), strict=True):
        agree(box, clerk, teller, data)
    return contest


def test_a_count_whose_step_was_shut_meanwhile_is_not_tallied(
    clerk: User, teller: User, open_contest: Contest, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed(open_contest, clerk, teller)
    monkeypatch.setattr(steps, "_recorded", lambda elections: {})
    (job,) = run_jobs()
    open_contest.refresh_from_db()
    assert (job.state, job.result["refusal"]["code"]) == (JobState.FAILED, "step_not_ready")
    assert open_contest.state == ContestState.COUNTING
    assert not Outcome.objects.exists()


def test_a_count_agreed_in_time_is_tallied_however_slow_the_queue(
    clerk: User, teller: User, open_contest: Contest
) -> None:
    agreed(open_contest, clerk, teller)
    (job,) = run_jobs(at(2021, 6, 1))
    assert job.state == JobState.DONE
    assert Outcome.objects.get().contest == open_contest
