"""The sheet of posts held: sitting and earlier terms with appraisals, held against each other and the record."""

import io
from collections.abc import Callable, Mapping
from datetime import date
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from accounts.refusals import NotThere
from documents.enums import UploadState
from documents.refusals import UploadNotReady, UploadOvertaken
from documents.services.job import run
from documents.sheets.writing import template
from elections.enums import Act
from elections.models import Cycle, LedgerEntry
from tests.cast import VILLAGE, at
from tests.villages.people import NOW, id_number, row
from tests.villages.sheets import faults, saved, sent
from villages.enums import POSTS_OF, ListKind
from villages.importing.post import POST_FAULTS, read_appraisals, written_appraisals
from villages.importing.post_columns import post_choices, post_layout, posts_by_word
from villages.models import Appraisal, Cadre, RegisterUpload, Resident, StagedRow, Village
from villages.queries.cadre import changes_of_cadre
from villages.queries.cadre_sheet import posts_compared, posts_preview
from villages.services.cadre import Holding, enter_cadre
from villages.services.register import load_register
from villages.services.resident import record_leaving
from villages.services.upload_commit import commit_sheet

CHAIR = {
    "name": "王晓梅",
    "id": id_number(902),
    "post": "村委会主任",
    "since": "2018-03-15",
    "term": "第十届",
}
BEFORE = CHAIR | {"post": "村委会委员", "since": "2015-02-01", "until": "2018-03-15", "term": "第九届"}
SECRETARY = {"name": "李长根", "post": "党组织书记", "since": "2017-01-10"}
CADRES = f"/villages/{VILLAGE}/people/party/cadres/"


@pytest.fixture
def place(second_village: Village) -> Village:
    people = [
        row(),
        row(name="李长根", household="900002", sex="M", id_number=id_number(905)),
        row(name="赵大有", household="900003", sex="M", id_number=id_number(907)),
    ]
    load_register(village=second_village, rows=people)
    return second_village


def sheet(*rows: Mapping[str, str]) -> bytes:
    return template(post_layout("village", "五一村"), rows, example=False)


def checked(by: User, place: Village, *rows: Mapping[str, str]) -> RegisterUpload:
    return sent(by, place, sheet(*rows), kind=ListKind.CADRES)


def held(place: Village) -> set[tuple[str, str, str, bool]]:
    found = Cadre.objects.filter(village=place).select_related("resident")
    return {(c.resident.name, c.body, c.post, c.until is None) for c in found}


def person(place: Village, name: str) -> Resident:
    return Resident.objects.select_related("village").get(village=place, name=name)


def test_a_sheet_fills_the_record_with_sitting_and_earlier_terms(township: User, place: Village) -> None:
    with_years = CHAIR | {"appraisals": "2018优秀、2019称职（末位）"}
    both = {"name": "李长根", "post": "村务监督委员会主任", "since": "2018-04-01"}
    upload = checked(township, place, with_years, BEFORE, SECRETARY, both)
    assert upload.state == UploadState.READY, faults(upload)
    assert not Cadre.objects.exists(), "nothing is written before it is taken over"
    commit_sheet(by=township, upload=upload, now=NOW)
    assert held(place) == {
        ("王晓梅", "committee", "chair", True),
        ("王晓梅", "committee", "member", False),
        ("李长根", "party", "secretary", True),
        ("李长根", "supervisory", "head_supervisor", True),
    }
    assert set(Appraisal.objects.values_list("cadre__post", "year", "grade", "last")) == {
        ("chair", 2018, "excellent", False),
        ("chair", 2019, "competent", True),
    }
    assert Cadre.objects.get(post="chair").term == "第十届"
    data = LedgerEntry.objects.get(act=Act.REGISTER_LOADED).data
    assert (data["list"], data["rows"], data["new"], data["left"]) == ("cadres", 4, 4, 0)
    assert not StagedRow.objects.exists()


FAULTS: list[tuple[dict[str, str], set[tuple[str, str]]]] = [
    ({"id": "", "name": "赵没有"}, {("name", "person_unknown")}),
    ({"name": "王小梅"}, {("name", "name_differs")}),
    ({"post": ""}, {("post", "post_missing")}),
    ({"post": "委员"}, {("post", "post_unknown")}),
    ({"post": "书记兼主任"}, {("post", "post_unknown")}),
    ({"since": ""}, {("since", "day_missing")}),
    ({"since": "上届"}, {("since", "day_unreadable")}),
    ({"since": "2030-01-01"}, {("since", "day_ahead")}),
    ({"since": "1980-05-06"}, {("since", "since_before_birth")}),
    ({"until": "2018-03-14"}, {("until", "until_before_since")}),
    ({"until": "2021-01-01"}, {("until", "day_ahead")}),
    ({"term": "届" * 21}, {("term", "too_long")}),
    ({"appraisals": "历年优秀"}, {("appraisals", "appraisal_unreadable")}),
    ({"appraisals": "2018优秀、2018称职"}, {("appraisals", "appraisal_year_twice")}),
    ({"appraisals": "2017优秀"}, {("appraisals", "appraisal_outside")}),
    ({"post": "x", "since": ""}, {("post", "post_unknown"), ("since", "day_missing")}),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), FAULTS)
def test_a_fault_is_named_by_row_column_and_code(
    given: dict[str, str], expected: set[tuple[str, str]], township: User, place: Village
) -> None:
    upload = checked(township, place, SECRETARY, CHAIR | given)
    assert faults(upload) == {(4, column, code) for column, code in expected}
    with pytest.raises(UploadNotReady):
        commit_sheet(by=township, upload=upload, now=NOW)
    assert not Cadre.objects.exists(), "the sound row is not taken over without the other"


ZHAO = {"name": "赵大有", "post": "村委会主任"}


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (CHAIR | {"post": "村委会委员"}, {("name", "row_twice")}),
        (CHAIR | {"post": "村委会委员", "since": "2019-01-01"}, {("since", "posts_overlap")}),
        (BEFORE | {"until": "2018-03-16"}, {("since", "posts_overlap")}),
        (ZHAO | {"since": "2020-01-01"}, {("post", "two_in_post")}),
        (ZHAO | {"since": "2012-01-01", "until": "2018-03-16"}, {("post", "two_in_post")}),
        (ZHAO | {"since": "2012-01-01", "until": "2018-03-15"}, set()),
        (ZHAO | {"post": "村委会副主任", "since": "2018-03-15"}, set()),
        (CHAIR | {"post": "党组织书记"}, set()),
    ],
)
def test_rows_are_held_against_each_other(
    second: dict[str, str], expected: set[tuple[str, str]], township: User, place: Village
) -> None:
    upload = checked(township, place, CHAIR, second)
    assert faults(upload) == {(4, column, code) for column, code in expected}


def test_rows_are_held_against_the_record_that_the_sheet_does_not_touch(
    township: User, place: Village
) -> None:
    old = Holding("committee", "deputy", date(2015, 2, 1), None, "第九届")
    enter_cadre(by=township, resident=person(place, "王晓梅"), holding=old, now=NOW)
    zhao = Holding("committee", "chair", date(2012, 1, 1))
    enter_cadre(by=township, resident=person(place, "赵大有"), holding=zhao, now=NOW)
    upload = checked(township, place, CHAIR)
    assert faults(upload) == {(3, "since", "overlaps_record"), (3, "post", "post_taken")}
    assert upload.faults.get(code="post_taken").data["name"] == "赵大有"
    ended = BEFORE | {"post": "村委会副主任"}
    former = ZHAO | {"since": "2012-01-01", "until": "2018-03-15"}
    upload = checked(township, place, CHAIR, ended, former)
    assert upload.state == UploadState.READY, faults(upload)
    commit_sheet(by=township, upload=upload, now=NOW)
    assert held(place) == {
        ("王晓梅", "committee", "chair", True),
        ("王晓梅", "committee", "deputy", False),
        ("赵大有", "committee", "chair", False),
    }


def test_who_left_may_have_held_a_post_and_holds_none(township: User, place: Village) -> None:
    record_leaving(by=township, resident=person(place, "王晓梅"), on=date(2020, 11, 1), why="moved", now=NOW)
    assert faults(checked(township, place, BEFORE)) == set()
    assert faults(checked(township, place, CHAIR)) == {(3, "name", "person_left")}


def test_only_the_township_brings_appraisals_in(clerk: User, township: User, village: Village) -> None:
    one = Resident.objects.filter(village=village, birth_date__lt=date(1985, 1, 1)).order_by("pk")[0]
    plain = {"name": one.name, "id": "*" * 14 + one.id_last4, "post": "村委会主任", "since": "2018-03-15"}
    years = plain | {"appraisals": "2018优秀"}
    assert faults(checked(clerk, village, years)) == {(3, "appraisals", "appraisals_not_yours")}
    assert faults(checked(clerk, village, plain)) == set()
    upload = checked(township, village, years)
    with pytest.raises(NotThere):
        commit_sheet(by=clerk, upload=upload, now=NOW)
    assert not Cadre.objects.exists()
    commit_sheet(by=township, upload=upload, now=NOW)
    assert Appraisal.objects.get().grade == "excellent"


def test_every_fault_of_the_sheet_is_tested_here_or_with_another() -> None:
    """Who is meant is tested with the Party members, a person's particulars with the register."""
    elsewhere = {
        "row_twice", "posts_overlap", "two_in_post", "overlaps_record", "post_taken", "person_left",
        "appraisals_not_yours", "person_ambiguous",
    }  # fmt: skip
    here = {code for _given, expected in FAULTS for _column, code in expected} | elsewhere
    shared = {
        code
        for code in POST_FAULTS
        if code.startswith(("id_", "sex_", "group_", "household_", "name_", "birth_"))
    }
    assert set(POST_FAULTS) - here - shared == set()


def test_the_same_sheet_again_changes_nothing(township: User, place: Village) -> None:
    rows = [CHAIR | {"appraisals": "2018优秀、2019称职"}, BEFORE, SECRETARY]
    commit_sheet(by=township, upload=checked(township, place, *rows), now=NOW)
    preview = posts_preview(checked(township, place, *rows))
    assert (preview.new, preview.changed, preview.left_out, preview.unchanged) == ([], [], [], 3)


def test_what_differs_is_told_with_old_and_new_value_and_kept_in_the_history(
    township: User, place: Village
) -> None:
    first = CHAIR | {"appraisals": "2018优秀、2019称职"}
    commit_sheet(by=township, upload=checked(township, place, first, SECRETARY), now=NOW)
    second = CHAIR | {"post": "村委会副主任", "until": "2020-06-01", "appraisals": "2019优秀、2020称职"}
    upload = checked(township, place, second)
    preview = posts_preview(upload)
    (moved,) = preview.changed
    told = {d.field: (d.before, d.after) for d in moved.differences}
    assert told["until"] == (None, date(2020, 6, 1))
    assert told["appraisals"] == ("2018优秀、2019称职", "2018优秀、2019优秀、2020称职")
    assert set(told) == {"post", "until", "appraisals"}
    assert [each.name for each in preview.left_out] == ["李长根"]
    commit_sheet(by=township, upload=upload, now=NOW)
    changed = Cadre.objects.get(resident__name="王晓梅")
    (change,) = changes_of_cadre(changed)
    assert {c.field for c in change.fields} == {"post", "until"}
    assert set(changed.appraisals.values_list("year", "grade")) == {
        (2018, "excellent"), (2019, "excellent"), (2020, "competent"),
    }  # fmt: skip
    assert Cadre.objects.filter(resident__name="李长根").exists(), "what is left out stays"


def test_a_chair_taken_meanwhile_refuses_all(township: User, place: Village) -> None:
    upload = checked(township, place, CHAIR, SECRETARY)
    assert len(posts_compared(upload).new) == 2
    holding = Holding("committee", "chair", date(2019, 1, 1))
    enter_cadre(by=township, resident=person(place, "赵大有"), holding=holding, now=NOW)
    with pytest.raises(UploadOvertaken) as refused:
        commit_sheet(by=township, upload=upload, now=NOW)
    assert refused.value.data == {"row": 3, "codes": ["post_taken"]}
    assert held(place) == {("赵大有", "committee", "chair", True)}


@pytest.mark.parametrize("kind", ["village", "community"])
def test_every_post_has_one_line_in_the_drop_down(kind: str) -> None:
    meant = [posts_by_word(kind)[word] for word in post_choices(kind)]
    assert sorted(meant) == sorted(post for posts in POSTS_OF.values() for post in posts)
    assert "委员" not in posts_by_word(kind), "a member of which body"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2018优秀、2019称职", {2018: ("excellent", False), 2019: ("competent", False)}),
        ("2018年度：优秀；2019 基本称职(末位)", {2018: ("excellent", False), 2019: ("basic", True)}),
        ("2018不称职", {2018: ("incompetent", False)}),
        ("2018", None),
        ("2018优秀，另有处分", None),
    ],
)
def test_appraisals_are_read_as_clerks_write_them(
    typed: str, expected: dict[int, tuple[str, bool]] | None
) -> None:
    read = read_appraisals(typed)
    assert (read and {each.year: (each.grade, each.last) for each in read}) == expected
    if expected:
        assert read_appraisals(written_appraisals(expected)) == read


# Pages


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_way_of_a_sheet_from_the_template_to_the_record(
    language: str,
    cycle: Cycle,
    township: User,
    village: Village,
    client_of: Callable[[User], Client],
) -> None:
    browser = client_of(township)
    browser.cookies["django_language"] = language
    one = Resident.objects.filter(village=village, birth_date__lt=date(1985, 1, 1)).order_by("pk")[0]
    assert f"{CADRES}sheet/" in browser.get(CADRES).content.decode()
    assert browser.get(f"{CADRES}sheet/").status_code == 200
    empty = browser.get(f"{CADRES}template/").getvalue()
    book = openpyxl.load_workbook(io.BytesIO(empty))
    last = "*" * 14 + one.id_last4
    line = [None, one.name, last, None, "村委会主任", "2018-03-15", None, "第十届", "2019优秀"]
    book["两委干部名册"].append(line)
    file = SimpleUploadedFile("干部.xlsx", saved(book))
    browser.post(f"{CADRES}sheet/", {"file": file, "key": str(uuid4())})
    upload = RegisterUpload.objects.get()
    run(upload.job_id or 0, lambda: at(2020, 12, 2))
    address = f"{CADRES}sheets/{upload.pk}/"
    page = browser.get(address).content.decode()
    assert 'name="left_out"' not in page
    assert browser.post(f"{address}commit/")["Location"] == CADRES
    assert Cadre.objects.get().appraisals.get().grade == "excellent"
    again = SimpleUploadedFile(
        "干部.xlsx", sheet(CHAIR | {"name": one.name, "id": last, "post": "村委会委员"})
    )
    browser.post(f"{CADRES}sheet/", {"file": again, "key": str(uuid4())})
    second = RegisterUpload.objects.latest("pk")
    run(second.job_id or 0, lambda: at(2020, 12, 2))
    page = browser.get(f"{CADRES}sheets/{second.pk}/").content.decode()
    assert ("委员" if language == "zh-hans" else "Member") in page and "<del>" in page
