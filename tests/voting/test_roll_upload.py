"""A roll sheet on its way: received, checked, every fault kept, put away."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from accounts.refusals import NotThere
from documents.enums import JobState, UploadState
from documents.services.job import cancel_job, run
from documents.sheets import SheetRefused
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.refusals import ElectionDayNotSet, StepClosed, StepNotReady
from tests.cast import at
from tests.documents.sheet_files import sparse_giant, xlsx
from tests.voting.roll_fixtures import REGISTERING, check, draft, launch, launched, published, send
from tests.voting.roll_sheets import HEAD, KEYS, id_number, row, sheet
from voting.enums import Ground
from voting.models import Roll, RollEntry, RollUpload, UploadFault
from voting.services import upload_check
from voting.services.upload import discard_upload, receive_upload
from voting.services.upload_check import check_upload

__all__ = ["launched"]


def found(upload: RollUpload) -> list[tuple[int, str, str]]:
    return list(upload.faults.values_list("row", "column", "code"))


def test_a_sound_sheet_is_staged_and_ready(clerk: User, launched: Election) -> None:
    upload = check(
        send(clerk, launched, row(2, name="王桂英"), row(4, not_registered="多方联系未果", category=""))
    )
    assert upload.state == UploadState.READY
    figures = {
        name: upload.report[name] for name in ("rows", "voters", "not_registered", "faults", "warnings")
    }
    assert figures == {"rows": 2, "voters": 1, "not_registered": 1, "faults": 0, "warnings": 0}
    first = upload.rows.first()
    assert first is not None
    assert (first.row, first.name, first.pinyin, first.sex) == (2, "王桂英", "wangguiying", "F")
    assert first.id_last4 == id_number()[-4:]


def test_the_identity_number_is_nowhere_in_clear(clerk: User, launched: Election) -> None:
    from villages.sealing import blind_index, unseal

    upload = check(send(clerk, launched, row(2), row(4, id=id_number(serial=4)[:-1])))
    assert upload.state == UploadState.FAULTY
    kept = " ".join(str(values) for values in UploadFault.objects.values_list())
    assert id_number(serial=4)[:-1] not in kept
    staged = check(send(clerk, launched, row(2))).rows.get()
    assert unseal(staged.id_sealed) == id_number() and bytes(staged.id_index) == blind_index(id_number())


def test_names_with_signs_of_the_copy_language_survive(clerk: User, launched: Election) -> None:
    upload = check(send(clerk, launched, row(2, household="a\\b", statement='x\\ty\t"z"', name="王\\N")))
    staged = upload.rows.get()
    assert (staged.household, staged.statement, staged.name) == ("A\\B", 'x\\ty "z"', "王\\N")
    assert found(upload) == [(2, "name", "name_unusual")]


def test_all_faults_of_all_rows_are_kept_and_nothing_is_staged(clerk: User, launched: Election) -> None:
    upload = check(send(clerk, launched, row(2), row(4, group="", id=4.3e17), row(2), row(6, name="")))
    assert upload.state == UploadState.FAULTY
    assert found(upload) == [
        (3, "id", "id_as_number"),
        (3, "group", "group_missing"),
        (4, "id", "duplicate_in_sheet"),
        (5, "name", "name_missing"),
    ]
    assert (upload.report["faults"], upload.report["faulty_rows"]) == (4, 3)
    assert not upload.rows.exists()


def test_a_voter_of_another_place_is_named_with_that_place(
    clerk: User, other_clerk: User, township: User, launched: Election, second_election: Election
) -> None:
    """A-ROLL-13; SC-58."""
    launch(second_election, township)
    draft(other_clerk, second_election, row(2), row(4, not_registered="在棠兴村登记", category=""))
    upload = check(send(clerk, launched, row(2), row(4), row(6), row(8, group="")))
    elsewhere = upload.faults.get(code="on_another_roll")
    assert (elsewhere.row, elsewhere.data) == (2, {"place": "五一村"})


def test_another_place_is_compared_even_for_faulty_rows(
    clerk: User, other_clerk: User, township: User, launched: Election, second_election: Election
) -> None:
    draft(other_clerk, launch(second_election, township), row(2))
    upload = check(send(clerk, launched, row(2, group="")))
    assert {fault.code for fault in upload.faults.all()} == {"group_missing", "on_another_roll"}


def test_somebody_like_a_voter_of_another_place_is_a_warning_with_the_place_and_nothing_else(
    clerk: User, other_clerk: User, township: User, launched: Election, second_election: Election
) -> None:
    """A-ROLL-13."""
    draft(other_clerk, launch(second_election, township), row(2, name="王桂英"), row(6, name="刘长根"))
    upload = check(send(clerk, launched, row(4, name="王桂英"), row(8, name="刘长发")))
    assert [(fault.row, fault.code, fault.warning, fault.data) for fault in upload.faults.all()] == [
        (2, "like_on_another_roll", True, {"place": "五一村"})
    ]
    assert upload.state == UploadState.READY


def test_the_same_person_elsewhere_is_told_once(
    clerk: User, other_clerk: User, township: User, launched: Election, second_election: Election
) -> None:
    draft(other_clerk, launch(second_election, township), row(2, name="王桂英"))
    upload = check(send(clerk, launched, row(2, name="王桂英")))
    assert found(upload) == [(2, "id", "on_another_roll")]


def test_what_stands_on_record_and_why_somebody_does_not_is_kept(clerk: User, launched: Election) -> None:
    head = [*HEAD, "申请日期", "同意会议", "同意日期", "居住起始日期"]
    told = ["2020-12-10", "村民代表会议", "2020-12-12", date(2019, 5, 1)]
    people = [
        [row(2, category="3")[key] for key in KEYS] + told,
        [row(4, category="", not_registered="被剥夺政治权利")[key] for key in KEYS] + [""] * 4,
    ]
    upload = check(send(clerk, launched, content=xlsx([head, *people])))
    assert found(upload) == []
    first, second = upload.rows
    assert (first.category, first.evidence) == (
        "V3",
        {
            "application": {"on": "2020-12-10"},
            "meeting_decision": {"body": "村民代表会议", "on": "2020-12-12"},
            "one_year": {"since": "2019-05-01"},
        },
    )
    assert (second.category, second.refusal, second.evidence) == ("", Ground.RIGHTS, {})


def test_two_uploads_checked_at_once_do_not_mix(clerk: User, launched: Election) -> None:
    """The second is checked whole while the first is under way."""
    first, second = send(clerk, launched, row(2), row(4)), send(clerk, launched, row(6))

    def meanwhile(stage: str, done: int, total: int) -> None:
        if stage == "write":
            check_upload(upload_id=second.pk, progress=lambda *_: None)

    check_upload(upload_id=first.pk, progress=meanwhile)
    names = []
    for upload in (first, second):
        upload.refresh_from_db()
        names.append([staged.row for staged in upload.rows])
    assert names == [[2, 3], [2]]


def test_rows_that_wait_are_no_version_of_the_roll(clerk: User, launched: Election) -> None:
    upload = check(send(clerk, launched, row(2)))
    assert upload.rows.count() == 1
    assert not Roll.objects.exists() and not launched.rolls.exists()
    discard_upload(by=clerk, upload=upload)
    assert not Roll.everything.exists() and not RollEntry.objects.exists()


def test_groups_are_those_of_the_register(clerk: User, launched: Election) -> None:
    upload = check(send(clerk, launched, row(2, group=4)))
    assert [(fault.code, fault.data) for fault in upload.faults.all()] == [
        ("group_unknown", {"groups": ["1—3"]})
    ]


def test_the_upload_and_its_file_are_on_record(clerk: User, launched: Election) -> None:
    upload = send(clerk, launched, row(2))
    entry = LedgerEntry.objects.get(act=Act.ROLL_UPLOADED)
    assert entry.data == {"file": upload.file.sha256, "size": upload.file.size}
    assert (entry.step, entry.subject) == ("registration", "选民登记表.xlsx")


def test_the_same_form_sent_twice_is_one_upload(clerk: User, launched: Election) -> None:
    key, content = uuid4(), sheet(row(2))
    sent = [
        receive_upload(
            by=clerk, election=launched, file_name="a.xlsx", content=content, key=key, now=REGISTERING
        )
        for _ in range(2)
    ]
    assert sent[0] == sent[1] and RollUpload.objects.count() == 1


def test_a_check_run_twice_does_no_harm(clerk: User, launched: Election) -> None:
    upload = check(send(clerk, launched, row(2)))
    assert check_upload(upload_id=upload.pk, progress=lambda *_: None) == upload.report
    assert upload.rows.count() == 1


def test_two_workers_on_one_check_leave_one_result(clerk: User, launched: Election) -> None:
    """The second run began before the first had written."""
    upload = send(clerk, launched, row(2), row(4, name=""))

    def while_the_other_writes(stage: str, done: int, total: int) -> None:
        if stage == "compare":
            check_upload(upload_id=upload.pk, progress=lambda *_: None)

    check_upload(upload_id=upload.pk, progress=while_the_other_writes)
    assert len(found(upload)) == 1


@pytest.mark.parametrize("dies_at", ["check", "compare", "write"])
def test_a_worker_killed_mid_check_leaves_nothing_and_the_next_one_finishes(
    clerk: User, launched: Election, dies_at: str
) -> None:
    upload = send(clerk, launched, row(2))

    class Killed(BaseException):
        pass

    def dies(stage: str, done: int, total: int) -> None:
        if stage == dies_at:
            raise Killed

    with pytest.raises(Killed):
        check_upload(upload_id=upload.pk, progress=dies)
    upload.refresh_from_db()
    assert (upload.state, RollEntry.objects.count(), UploadFault.objects.count()) == (
        UploadState.CHECKING,
        0,
        0,
    )
    assert check(upload).state == UploadState.READY


def test_a_worker_killed_while_writing_leaves_nothing(
    clerk: User, launched: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = send(clerk, launched, row(2), row(4, name="王1英"))

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(upload_check, "keep_findings", killed)
    with pytest.raises(KeyboardInterrupt):
        check_upload(upload_id=upload.pk, progress=lambda *_: None)
    assert not RollEntry.objects.exists()


def test_a_cancelled_check_writes_nothing(clerk: User, launched: Election) -> None:
    upload = send(clerk, launched, row(2))
    assert upload.job is not None
    cancel_job(by=clerk, job=upload.job, now=REGISTERING)
    assert run(upload.job.pk, lambda: REGISTERING) is None
    assert not RollEntry.objects.exists()


def test_a_file_that_kills_its_reader_ends_the_job_with_a_refusal(clerk: User, launched: Election) -> None:
    upload = send(clerk, launched, content=sparse_giant())
    assert upload.job is not None
    done = run(upload.job.pk, lambda: REGISTERING)
    assert done is not None
    assert (done.state, done.result["refusal"]["code"]) == (JobState.FAILED, "sheet_too_heavy")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (xlsx([HEAD]), "sheet_empty"),
        (xlsx([HEAD[1:], ["1"]]), "sheet_columns_missing"),
    ],
)
def test_a_sheet_without_a_list_ends_the_job_with_a_refusal(
    clerk: User, launched: Election, content: bytes, code: str
) -> None:
    upload = send(clerk, launched, content=content)
    assert upload.job is not None
    done = run(upload.job.pk, lambda: REGISTERING)
    assert done is not None and done.result["refusal"]["code"] == code


def test_a_file_that_is_no_sheet_is_not_kept(clerk: User, launched: Election) -> None:
    with pytest.raises(SheetRefused):
        send(clerk, launched, content=b"<html>")
    assert not RollUpload.objects.exists()


def test_another_villages_clerk_finds_nothing(other_clerk: User, township: User, launched: Election) -> None:
    for officer in (other_clerk, township):
        with pytest.raises(NotThere):
            send(officer, launched, row(2))


def test_registration_waits_for_the_steps_before_it(clerk: User, election: Election) -> None:
    with pytest.raises(StepNotReady):
        send(clerk, election, row(2))


def test_registration_closes_with_the_last_day_to_publish(clerk: User, launched: Election) -> None:
    send(clerk, launched, row(2), now=at(2020, 12, 31, 23))
    with pytest.raises(StepClosed):
        send(clerk, launched, row(2), now=at(2021, 1, 1, 0))


def test_without_an_election_day_no_age_can_be_told(clerk: User, launched: Election) -> None:
    launched.election_day = None
    launched.save()
    with pytest.raises(ElectionDayNotSet):
        send(clerk, launched, row(2))


def test_after_publication_lists_come_in_until_the_day_before_voting(clerk: User, launched: Election) -> None:
    """A-ROLL-20, A-ROLL-21."""
    published(clerk, launched, row(2))
    send(clerk, launched, row(2), row(4), now=at(2021, 1, 19, 23))
    with pytest.raises(StepClosed):
        send(clerk, launched, row(2), row(4), now=at(2021, 1, 20, 0))


def test_an_upload_can_be_put_away(clerk: User, launched: Election) -> None:
    upload = discard_upload(by=clerk, upload=check(send(clerk, launched, row(2))))
    assert upload.state == UploadState.DISCARDED and not upload.rows.exists()


def test_a_check_that_ends_after_its_upload_was_put_away_writes_nothing(
    clerk: User, launched: Election
) -> None:
    upload = send(clerk, launched, row(2))

    def put_away(stage: str, done: int, total: int) -> None:
        if stage == "write":
            discard_upload(by=clerk, upload=upload)

    check_upload(upload_id=upload.pk, progress=put_away)
    upload.refresh_from_db()
    assert upload.state == UploadState.DISCARDED and not upload.rows.exists()


def test_an_election_day_that_moved_changes_who_is_old_enough(clerk: User, launched: Election) -> None:
    young = row(2, id=id_number(date(2003, 1, 22)), birth="")
    assert [code for _, _, code in found(check(send(clerk, launched, young)))] == ["under_18_on_election_day"]
    launched.election_day = date(2021, 1, 22)
    launched.save()
    assert found(check(send(clerk, launched, young))) == []
