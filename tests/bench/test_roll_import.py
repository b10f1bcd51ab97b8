"""A roll sheet of 100,000 rows, from the file to the draft, against bare reading and bare COPY of the same rows."""

import io
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Any
from uuid import uuid4

import pytest
import xlsxwriter
from django.db import connection
from python_calamine import CalamineWorkbook

from accounts.models import User
from documents.enums import UploadState
from elections.models import Election
from overview.demo.people import Population
from tests.cast import ELECTION_DAY
from tests.voting.roll_fixtures import REGISTERING, launched
from voting.models import RollEntry, RollUpload
from voting.services.roll import commit_upload
from voting.services.upload import receive_upload
from voting.services.upload_check import check_upload

__all__ = ["launched"]

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

ROWS, ROUNDS, BLOCK = 100_000, 3, 2_000
RATIO, MEMORY_MB = 2.5, 600
HEAD = ["姓名", "村民小组", "户号", "性别", "出生日期", "身份证号", "登记类别", "表态或同意记录"]


def voters() -> Iterator[list[str]]:
    """Synthetic grown-ups whose identity numbers differ, spread over as many places as their serial numbers need."""
    made = 0
    for place in range(20):
        population = Population(Random(place), place % 20, ELECTION_DAY)
        for person in population.people(ROWS, 3):
            if made == ROWS:
                return
            if person.birth_date.year > 2001:
                continue
            made += 1
            sex = "男" if person.sex == "M" else "女"
            born = person.birth_date.isoformat()
            yield [person.name, str(person.group), person.household, sex, born, person.id_number, "1", ""]


@pytest.fixture(scope="module")
def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for number, cells in enumerate(voters(), start=1):
            sheet.write_row(number, 0, cells)
    return out.getvalue()


def stored_rows() -> list[bytes]:
    """The roll's rows as they are stored, in the form that COPY takes."""
    with connection.cursor() as cursor:
        copying: Any = cursor.copy("COPY voting_rollentry TO STDOUT")
        with copying as copy:
            return [bytes(block) for block in copy]


def floor(content: bytes, rows: list[bytes]) -> None:
    """What nobody can go below: read the cells, write the same rows to a table of the same shape."""
    for _row in CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).iter_rows():
        continue
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (LIKE voting_rollentry INCLUDING ALL)")
        copying: Any = cursor.copy("COPY bare FROM STDIN")
        with copying as copy:
            for start in range(0, len(rows), BLOCK):
                copy.write(b"".join(rows[start : start + BLOCK]))
        cursor.execute("DROP TABLE bare")


def empty_tables() -> None:
    """As for the first list of an election: no rows, and no remains of deleted ones in the indexes."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE voting_roll CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def seconds(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def test_a_hundred_thousand_rows_take_at_most_a_few_times_the_floor(
    workbook: bytes, clerk: User, launched: Election
) -> None:
    def whole_way() -> None:
        upload: RollUpload = receive_upload(
            by=clerk, election=launched, file_name="a.xlsx", content=workbook, key=uuid4(), now=REGISTERING
        )
        check_upload(upload_id=upload.pk, progress=lambda *_: None)
        upload.refresh_from_db()
        assert upload.state == UploadState.READY, upload.report
        commit_upload(by=clerk, upload=upload, now=REGISTERING, reason="同名")

    whole_way()
    rows = stored_rows()
    pairs = []
    for _round in range(ROUNDS):
        empty_tables()
        pairs.append((seconds(lambda: floor(workbook, rows)), seconds(whole_way)))
    ratio = statistics.median(ours / bare for bare, ours in pairs)
    print(f"\nfloor, ours: {pairs}; ratio {ratio:.2f}")
    assert RollEntry.objects.count() == ROWS
    assert ratio <= RATIO
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 <= MEMORY_MB
