"""The roll sheet taken over at a prompt. What it answers to nasty files: tests/sheets."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
import time_machine
from django.core.management import CommandError, call_command

from accounts.models import User
from documents.enums import UploadState
from elections.enums import Act
from elections.models import Election, LedgerEntry
from tests.voting.roll_fixtures import REGISTERING, launched
from tests.voting.roll_sheets import row, sheet
from voting.models import Roll, RollEntry, RollUpload

__all__ = ["launched"]


@pytest.fixture(autouse=True)
def registering() -> Iterator[None]:
    with time_machine.travel(REGISTERING, tick=True):
        yield


def imported(path: Path, content: bytes, election: Election, **options: object) -> str:
    (path / "名单.xlsx").write_bytes(content)
    said = StringIO()
    call_command("import_roll", str(path / "名单.xlsx"), village=election.village_id, stdout=said, **options)
    return said.getvalue()


def test_a_sound_sheet_becomes_the_draft(tmp_path: Path, clerk: User, launched: Election) -> None:
    said = imported(tmp_path, sheet(row(2), row(4)), launched)
    assert "rows=2\tvoters=2\tnot_registered=0\tfaults=0\twarnings=0" in said
    assert Roll.objects.get().entries.count() == 2
    acts = LedgerEntry.objects.filter(act__in=[Act.ROLL_UPLOADED, Act.ROLL_COMMITTED])
    assert {entry.user for entry in acts} == {clerk} and acts.count() == 2


def test_a_dry_run_leaves_nothing_behind(tmp_path: Path, clerk: User, launched: Election) -> None:
    before = LedgerEntry.objects.count()
    assert "rows=2" in imported(tmp_path, sheet(row(2), row(4)), launched, dry_run=True)
    assert not RollUpload.objects.exists() and not RollEntry.objects.exists()
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize("dry_run", [False, True])
def test_faults_end_with_two_and_the_marked_sheet(
    tmp_path: Path, clerk: User, launched: Election, dry_run: bool
) -> None:
    out = tmp_path / "标错.xlsx"
    with pytest.raises(CommandError) as refused:
        imported(tmp_path, sheet(row(2), row(4, name="")), launched, report=str(out), dry_run=dry_run)
    assert refused.value.returncode == 2
    assert not RollEntry.objects.exists()
    page = openpyxl.load_workbook(out).active
    comments = {cell.coordinate for line in page.iter_rows() for cell in line if cell.comment}
    assert comments == {"A3"}


def test_warnings_are_accepted_with_a_reason(tmp_path: Path, clerk: User, launched: Election) -> None:
    content = sheet(row(2, name="王1英"))
    with pytest.raises(CommandError) as refused:
        imported(tmp_path, content, launched)
    assert (refused.value.returncode, str(refused.value).split("\t")[0]) == (2, "warnings_not_accepted")
    imported(tmp_path, content, launched, reason="身份证如此")
    assert Roll.objects.get().entries.count() == 1


def test_who_acts_is_named_where_there_are_several(
    tmp_path: Path, clerk: User, second_clerk: User, launched: Election
) -> None:
    with pytest.raises(CommandError) as refused:
        imported(tmp_path, sheet(row(2)), launched)
    assert refused.value.returncode == 2 and not RollUpload.objects.exists()
    imported(tmp_path, sheet(row(2)), launched, username=second_clerk.username)
    assert RollUpload.objects.get().uploaded_by == second_clerk


def test_an_officer_of_another_place_cannot_act(
    tmp_path: Path, clerk: User, other_clerk: User, launched: Election
) -> None:
    with pytest.raises(CommandError) as refused:
        imported(tmp_path, sheet(row(2)), launched, username=other_clerk.username)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("village", ["430423999999", "x"])
def test_a_place_without_a_clerk_ends_with_two(tmp_path: Path, clerk: User, village: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("import_roll", str(tmp_path / "a.xlsx"), village=village)
    assert refused.value.returncode == 2


def test_a_file_that_is_not_there_ends_with_two(tmp_path: Path, clerk: User, launched: Election) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("import_roll", str(tmp_path / "a.xlsx"), village=launched.village_id)
    assert refused.value.returncode == 2


def test_a_draft_is_replaced_by_the_next_sheet(tmp_path: Path, clerk: User, launched: Election) -> None:
    imported(tmp_path, sheet(row(2), row(4)), launched)
    imported(tmp_path, sheet(row(6)), launched)
    assert Roll.objects.get().entries.count() == 1 and RollEntry.objects.count() == 1
    assert set(RollUpload.objects.values_list("state", flat=True)) == {UploadState.COMMITTED}
