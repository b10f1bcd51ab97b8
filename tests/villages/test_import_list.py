"""Lists of a place by the API and at a prompt: the same services as on the pages."""

from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from accounts.models import User
from documents.services.job import run
from documents.sheets.writing import template
from elections.models import Cycle
from tests.cast import VILLAGE
from tests.programs import ROOT, Program, problem
from tests.villages.people import NOW
from villages.importing.post_columns import post_layout
from villages.models import Cadre, PartyMember, RegisterUpload, Resident, Village
from villages.services.member_sheet import layout_of_members

SHEETS = f"villages/{VILLAGE}/sheets/"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def members(village: Village, **given: str) -> bytes:
    one = Resident.objects.filter(village=village, birth_date__year__lt=1985).order_by("pk")[0]
    row = {"name": one.name, "id": "*" * 14 + one.id_last4, "joined_on": "2009-07-01"}
    return template(layout_of_members(village), [row | given], example=False)


def posted(program: Program, content: bytes, **given: str) -> Any:
    file = SimpleUploadedFile("党员.xlsx", content)
    headers = {"Idempotency-Key": str(uuid4())}
    return program.client.post(f"{ROOT}{SHEETS}", {"file": file, "kind": "party", **given}, headers=headers)


def test_a_program_sends_a_sheet_reads_its_findings_and_takes_it_over(
    cycle: Cycle, clerk: User, village: Village
) -> None:
    program = Program(clerk)
    made = posted(program, members(village, discipline="党内警告", discipline_until="2021-05-01"))
    assert made.status_code == 201, made.json()
    upload = RegisterUpload.objects.get()
    run(upload.job_id or 0, lambda: NOW)
    address = f"{SHEETS}{upload.pk}/"
    told = program.get(address).json()
    assert (told["kind"], told["state"]) == ("party", "ready")
    assert [(f["row"], f["column"], f["code"]) for f in told["findings"]] == [
        (3, "discipline_until", "sanction_in_force")
    ]
    assert problem(program.post(f"{address}commit/", {}))["code"] == "warnings_not_accepted"
    wrong = {"reason": "已核对", "left_out": "flown"}
    assert problem(program.post(f"{address}commit/", wrong))["code"] == "left_out_unknown"
    taken = program.post(f"{address}commit/", {"reason": "已核对"}).json()
    assert (taken["state"], taken["report"]["taken"]["new"]) == ("committed", 1)
    assert PartyMember.objects.get().discipline == "warning"


def test_a_program_puts_a_sheet_away_and_names_a_known_list(
    cycle: Cycle, clerk: User, village: Village
) -> None:
    program = Program(clerk)
    assert problem(posted(program, members(village), kind="gold"))["code"] == "input_faulty"
    posted(program, members(village))
    upload = RegisterUpload.objects.get()
    assert program.post(f"{SHEETS}{upload.pk}/discard/", {}).json()["state"] == "discarded"


def imported(path: Path, content: bytes, **options: object) -> str:
    (path / "名册.xlsx").write_bytes(content)
    said = StringIO()
    call_command("import_list", str(path / "名册.xlsx"), village=VILLAGE, stdout=said, **options)
    return said.getvalue()


def test_a_list_is_taken_over_at_a_prompt(
    tmp_path: Path, cycle: Cycle, clerk: User, village: Village
) -> None:
    dry: Mapping[str, object] = {"kind": "party", "dry_run": True}
    assert "rows=1\tfaults=0\twarnings=0" in imported(tmp_path, members(village), **dry)
    assert not RegisterUpload.objects.exists()
    imported(tmp_path, members(village), kind="party")
    assert PartyMember.objects.count() == 1
    with pytest.raises(CommandError) as refused:
        imported(tmp_path, members(village, joined_on=""), kind="party", report=str(tmp_path / "标错.xlsx"))
    assert refused.value.returncode == 2 and (tmp_path / "标错.xlsx").exists()


def test_the_township_is_named_to_bring_appraisals_in_and_others_are_refused(
    tmp_path: Path, cycle: Cycle, township: User, county_office: User, village: Village
) -> None:
    one = Resident.objects.filter(village=village, birth_date__year__lt=1985).order_by("pk")[0]
    row = {"name": one.name, "id": "*" * 14 + one.id_last4, "post": "村委会主任", "since": "2018-03-15"}
    content = template(
        post_layout("village", village.name), [row | {"appraisals": "2019优秀"}], example=False
    )
    with pytest.raises(CommandError) as refused:
        imported(tmp_path, content, kind="cadres", username=county_office.username)
    assert str(refused.value).startswith("not_there")
    imported(tmp_path, content, kind="cadres", username=township.username)
    assert Cadre.objects.get().appraisals.get().grade == "excellent"
