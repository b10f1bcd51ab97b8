"""A roll sheet of 100,000 rows, from the file to the draft, against bare reading and bare COPY of the same rows."""

import io
import os
import resource
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import pytest
import tablib
import xlsxwriter
from django.db import connection
from import_export import fields, resources, widgets
from python_calamine import CalamineWorkbook

from accounts.models import User
from documents.enums import UploadState
from elections.models import Election
from overview.demo.people import Population
from tests.cast import ELECTION_DAY
from tests.voting.roll_fixtures import REGISTERING, launched
from villages.importing.person import SEXES
from villages.names.pinyin import full_key
from villages.sealing import blind_index, seal
from voting.models import Roll, RollEntry, RollUpload
from voting.services.roll import commit_upload
from voting.services.upload import receive_upload
from voting.services.upload_check import check_upload

__all__ = ["launched"]

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

ROWS, ROUNDS, BLOCK = 100_000, 3, 2_000
COMPARED_ROWS, LOOKED_EVERY = 20_000, 0.02
RATIO, TIMES_FASTER, MEMORY_MB = 2.5, 8, 600
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


def workbook_of(count: int) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for number, cells in enumerate(islice(voters(), count), start=1):
            sheet.write_row(number, 0, cells)
    return out.getvalue()


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return workbook_of(ROWS)


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


def taken_over(content: bytes, clerk: User, election: Election) -> None:
    """From the file to the draft, as the page does it."""
    upload: RollUpload = receive_upload(
        by=clerk, election=election, file_name="a.xlsx", content=content, key=uuid4(), now=REGISTERING
    )
    check_upload(upload_id=upload.pk, progress=lambda *_: None)
    upload.refresh_from_db()
    assert upload.state == UploadState.READY, upload.report
    commit_upload(by=clerk, upload=upload, now=REGISTERING, reason="同名")


def test_it_stays_within_its_memory_together_with_the_process_that_reads(
    workbook: bytes, clerk: User, launched: Election
) -> None:
    """The first of all here: a worker's process is renewed after a long sheet (CELERY_WORKER_MAX_MEMORY_PER_CHILD)."""
    with watched() as most:
        taken_over(workbook, clerk, launched)
    print(f"\nmemory at most {max(most):.0f} MB")
    assert max(most) <= MEMORY_MB


def test_a_hundred_thousand_rows_take_at_most_a_few_times_the_floor(
    workbook: bytes, clerk: User, launched: Election
) -> None:
    taken_over(workbook, clerk, launched)
    rows = stored_rows()
    pairs = []
    for _round in range(ROUNDS):
        empty_tables()
        bare, ours = (
            seconds(lambda: floor(workbook, rows)),
            seconds(lambda: taken_over(workbook, clerk, launched)),
        )
        pairs.append((bare, ours))
    ratio = statistics.median(ours / bare for bare, ours in pairs)
    print(f"\nfloor, ours: {pairs}; ratio {ratio:.2f}")
    assert RollEntry.objects.count() == ROWS
    assert ratio <= RATIO


@contextmanager
def watched() -> Iterator[list[float]]:
    """The megabytes that this process and its children held, looked at all the while."""
    held: list[float] = []
    done = threading.Event()

    def look() -> None:
        while not done.wait(LOOKED_EVERY):
            held.append(sum(map(resident, [os.getpid(), *children()])))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield held
    finally:
        done.set()
        looking.join()


def children() -> list[int]:
    lists = Path("/proc/self/task").glob("*/children")
    return [int(pid) for listed in lists for pid in listed.read_text().split()]


def resident(pid: int) -> float:
    """Megabytes of a process; none for one that is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    except OSError:
        return 0


class VoterResource(resources.ModelResource):
    """The same columns in the way the library's handbook shows, without a single check of a row; identity numbers are
    sealed, since nothing else may be stored. Every instance is taken as new, which spares it a query a row.
    """

    name = fields.Field("name", "姓名")
    group = fields.Field("group", "村民小组", widgets.IntegerWidget())
    household = fields.Field("household", "户号")
    birth_date = fields.Field("birth_date", "出生日期", widgets.DateWidget())
    category = fields.Field("category", "登记类别")
    statement = fields.Field("statement", "表态或同意记录")

    class Meta:
        model = RollEntry
        fields = ("name", "group", "household", "birth_date", "category", "statement")
        force_init_instance = True
        skip_diff = True

    def __init__(self, roll: Roll) -> None:
        super().__init__()
        self.roll, self.made = roll, 0

    def before_save_instance(self, instance: RollEntry, row: Any, **kwargs: Any) -> None:
        self.made += 1
        id_number = row["身份证号"]
        instance.roll, instance.village_id, instance.number = (
            self.roll,
            self.roll.election.village_id,
            self.made,
        )
        instance.sex, instance.pinyin = SEXES[row["性别"]], full_key(instance.name)
        instance.id_sealed, instance.id_index = seal(id_number), blind_index(id_number)
        instance.id_last4, instance.statement = id_number[-4:], instance.statement or ""


def test_it_is_many_times_faster_than_the_usual_library(clerk: User, launched: Election) -> None:
    """On the same file; of as many rows as leave the library within a minute or two."""
    content = workbook_of(COMPARED_ROWS)
    taken_over(content, clerk, launched)
    empty_tables()
    roll = Roll.objects.create(election=launched, version=1)

    def by_library() -> None:
        sheet = tablib.Dataset().load(content, format="xlsx")
        outcome = VoterResource(roll).import_data(sheet, raise_errors=True, use_transactions=True)
        assert outcome.totals["new"] == COMPARED_ROWS

    theirs = seconds(by_library)
    empty_tables()
    ours = seconds(lambda: taken_over(content, clerk, launched))
    print(
        f"\n{COMPARED_ROWS} rows: django-import-export {theirs:.1f} s, ours {ours:.1f} s, {theirs / ours:.1f} times"
    )
    assert theirs >= TIMES_FASTER * ours
