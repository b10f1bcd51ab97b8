"""Every nasty file of this folder leads to the coded answer that expected.toml tells, by the page's services and by
the command; none crashes, hangs or half-loads."""

import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from documents.services.job import run
from documents.sheets import SheetRefused
from elections.models import Election
from tests.sheets.make import FILES, NASTY
from tests.voting.roll_fixtures import REGISTERING, draft, launched
from tests.voting.roll_sheets import row
from voting.importing.faults import FAULTS
from voting.models import Roll, RollEntry, RollUpload
from voting.services.upload import receive_upload

__all__ = ["launched"]

EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("expected.toml").read_text(encoding="utf-8")
)
MOST_SECONDS = 10
STANDING = row(8, name="陈阿婆")


@pytest.fixture
def standing(clerk: User, launched: Election) -> Roll:
    """A draft that stands when the sheet comes in."""
    return draft(clerk, launched, STANDING)


def answer(clerk: User, election: Election, name: str) -> dict[str, Any]:
    """What the page's services say of a file."""
    try:
        upload: RollUpload = receive_upload(
            by=clerk,
            election=election,
            file_name=name,
            content=(FILES / name).read_bytes(),
            key=uuid4(),
            now=REGISTERING,
        )
    except SheetRefused as refusal:
        return {"refused": refusal.code}
    assert upload.job is not None
    job = run(upload.job.pk, lambda: REGISTERING)
    assert job is not None
    if "refusal" in job.result:
        return {"refused": job.result["refusal"]["code"]}
    faults = [list(found) for found in upload.faults.order_by("pk").values_list("row", "column", "code")]
    return {"rows": job.result["rows"]} | ({"faults": faults} if faults else {})


def is_sound(expected: dict[str, Any]) -> bool:
    return "refused" not in expected and not any(
        not FAULTS[code].warning for *_, code in expected.get("faults", [])
    )


def test_the_folder_holds_what_the_script_makes() -> None:
    names = {path.name for path in FILES.iterdir()}
    assert names == NASTY.keys() == EXPECTED.keys()
    assert len(names) >= 25


@contextmanager
def undone() -> Iterator[None]:
    """What happens within is rolled back, so that one election serves all files."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_file_leads_to_its_answer_and_loads_whole_or_not_at_all(
    clerk: User, launched: Election, standing: Roll
) -> None:
    answers, staged, slow = {}, {}, []
    for name in EXPECTED:
        began = time.monotonic()
        with undone():
            answers[name] = answer(clerk, launched, name)
            staged[name] = RollEntry.objects.exclude(roll=standing).count()
            assert list(standing.entries.values_list("name", flat=True)) == [STANDING["name"]], name
        if time.monotonic() - began > MOST_SECONDS:
            slow.append(name)
    assert answers == EXPECTED
    assert staged == {name: told["rows"] if is_sound(told) else 0 for name, told in EXPECTED.items()}
    assert slow == []


def test_the_command_gives_the_same_answers(clerk: User, launched: Election, standing: Roll) -> None:
    answers, standing_after = {}, {}
    for name in EXPECTED:
        with undone():
            answers[name] = by_command(clerk, launched, name)
            standing_after[name] = standing.entries.count()
    assert answers == {name: told_by_command(told) for name, told in EXPECTED.items()}
    taken = {name: told["rows"] for name, told in EXPECTED.items() if told.keys() == {"rows"}}
    assert standing_after == {name: taken.get(name, 1) for name in EXPECTED}


def by_command(clerk: User, election: Election, name: str) -> tuple[list[tuple[int, str]], int, str]:
    """The findings it prints by row and code, its exit status, and the code it ends with."""
    said, ended = StringIO(), (0, "")
    with time_machine.travel(REGISTERING, tick=True):
        try:
            call_command(
                "import_roll",
                str(FILES / name),
                village=election.village_id,
                username=clerk.username,
                stdout=said,
            )
        except CommandError as refusal:
            ended = refusal.returncode, str(refusal).partition("\t")[0] if "\t" in str(refusal) else ""
    lines = [line.split("\t") for line in said.getvalue().splitlines() if line.count("\t") == 3]
    return sorted((int(row), code) for row, _column, code, _sentence in lines), *ended


def told_by_command(told: dict[str, Any]) -> tuple[list[tuple[int, str]], int, str]:
    if "refused" in told:
        return [], 2, told["refused"]
    found = sorted((row, code) for row, _column, code in told.get("faults", []))
    if not found:
        return [], 0, ""
    return found, 2, "warnings_not_accepted" if is_sound(told) else ""
