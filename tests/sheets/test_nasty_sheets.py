"""Every nasty file of this folder leads to the coded answer that expected.toml tells, by the page's services and by
the command; none crashes, hangs or half-loads."""

import time
import tomllib
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command

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


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_leads_to_its_answer_and_loads_whole_or_not_at_all(
    clerk: User, launched: Election, standing: Roll, name: str
) -> None:
    began = time.monotonic()
    assert answer(clerk, launched, name) == EXPECTED[name]
    assert time.monotonic() - began < MOST_SECONDS
    staged = RollEntry.objects.exclude(roll=standing).count()
    assert staged == (EXPECTED[name]["rows"] if is_sound(EXPECTED[name]) else 0)
    assert list(standing.entries.values_list("name", flat=True)) == [STANDING["name"]]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_command_gives_the_same_answer(
    clerk: User, launched: Election, standing: Roll, name: str
) -> None:
    expected, said = EXPECTED[name], StringIO()
    with time_machine.travel(REGISTERING, tick=True):
        try:
            call_command(
                "import_roll",
                str(FILES / name),
                village=launched.village_id,
                username=clerk.username,
                stdout=said,
            )
        except CommandError as refusal:
            assert refusal.returncode == 2
            code = str(refusal).split("\t")[0]
        else:
            code = ""
    lines = [line.split("\t") for line in said.getvalue().splitlines() if line.count("\t") == 3]
    assert sorted((int(row), code) for row, _, code, _ in lines) == sorted(
        (row, code) for row, _, code in expected.get("faults", [])
    )
    if "refused" in expected:
        assert code == expected["refused"]
    elif is_sound(expected):
        assert code == ("warnings_not_accepted" if expected.get("faults") else "")
    taken = is_sound(expected) and not expected.get("faults")
    assert (STANDING["name"] in standing.entries.values_list("name", flat=True)) is not taken
    assert standing.entries.count() == (expected["rows"] if taken else 1)
