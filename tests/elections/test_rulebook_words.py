"""A rulebook in words: every field, code and value is told in both languages, and no language holds the other's."""

import re
from collections.abc import Iterator

import pytest

from elections.rulebook import Rulebook, Silent, Value, available, entries, load_rulebook
from elections.rulebook.chapters import lines_of, name_of
from elections.rulebook.compare import LISTS
from elections.rulebook.measures import Deadline, Range, Threshold
from elections.rulebook.plain import as_data
from elections.rulebook.shape import (
    ENTRY_LISTS,
    Part,
    Shape,
    entries_at,
    entry_shape,
    value_paths,
    value_shape,
)
from elections.rulebook.telling import SILENT, tell
from elections.rulebook.wording import code_of, entry_label, happens, label_of, unit_of, word

HAN = re.compile(r"[\u2e80-\u9fff]")
LATIN = re.compile(r"[a-z]{2,}")
PLAN = load_rulebook("county-town-2020")
# Names that a place gives its papers, measures and classes are its own words, in its own language.
OWN_WORDS = ("papers.", "preparation.rectification_measures", "seats.classes", "seats.class_seats")
EACH = [pytest.param(load_rulebook(name), id=name) for name in available()]


def shapes(shape: Shape) -> Iterator[tuple[str, Part]]:
    for part in shape.parts:
        yield shape.model, part
        yield from shapes(part.shape)


@pytest.mark.parametrize("path", value_paths())
def test_every_place_of_a_rulebook_has_a_name_in_both_languages(path: str) -> None:
    label = label_of(path)
    assert HAN.search(label.zh), path
    assert not HAN.search(label.en), path
    assert label.en != path.rpartition(".")[2], path


@pytest.mark.parametrize("path", ENTRY_LISTS)
def test_every_field_of_an_entry_has_a_name_in_both_languages(path: str) -> None:
    found = list(shapes(entry_shape(path)))
    assert found
    for model, part in found:
        label = entry_label(model, part.name).text
        assert HAN.search(label.zh), (model, part.name)
        assert label.en and not HAN.search(label.en), (model, part.name)


def test_every_option_of_a_choice_has_words() -> None:
    for path in value_paths():
        for _model, part in shapes(value_shape(path)):
            for option in part.shape.options:
                told = word(option, path)
                assert HAN.search(told.zh), (path, option)
                assert told.en != option, (path, option)


@pytest.mark.parametrize("book", EACH)
def test_what_a_shipped_rulebook_says_is_told_in_both_languages_without_mixing_them(book: Rulebook) -> None:
    for path, value in entries(book):
        if isinstance(value, Silent) or path.startswith(OWN_WORDS):
            continue
        told = tell(value, path)
        assert not HAN.search(told.en), (path, told.en)
        assert not LATIN.search(told.zh), (path, told.zh)


@pytest.mark.parametrize("book", EACH)
def test_tasks_steps_and_what_else_is_listed_are_told_in_both_languages(book: Rulebook) -> None:
    for name in LISTS:
        for entry in entries_at(book, name):
            assert name_of(book, entry).zh, name
            for line in lines_of(book, entry):
                if line.field not in ("key", "amb", "settings", "code"):
                    assert not HAN.search(line.told.en), (name, line)
                    assert not LATIN.search(line.told.zh.replace("AMB", "")), (name, line)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (Deadline(days=20, before="election_day"), "选举日前20日", "20 days before election day"),
        (Deadline(days=1, before="election_day"), "选举日前1日", "1 day before election day"),
        (Deadline(days=5, within="roll_published"), "选民名单公布后5日内", "within 5 days after the roll is published"),
        (Deadline(days=0, within="result_confirmed"), "选举结果确认当日", "on the day the result is confirmed"),
        (
            Deadline(working_days=5, notice="party_result_posted"),
            "公示5个工作日，自党组织选举结果公示之日起",
            "a public notice of 5 working days from the day the Party election’s result is posted",
        ),
        (Deadline(months=3, within="result_confirmed"), "选举结果确认后3个月内", "within 3 months after the result is confirmed"),
        (Deadline(end="2020-10-31"), "2020年10月31日前", "by 31 Oct 2020"),
        (Deadline(start="2021-01-02", end="2021-01-10"), "2021年1月2日—10日", "2–10 Jan 2021"),
        (
            Deadline(since="result_confirmed", end="2020-11-30"),
            "选举结果确认之后，2020年11月30日前",
            "after the result is confirmed, by 30 Nov 2020",
        ),
        (Deadline(), "应办，未写日期", "To be done; no day is named"),
        (Threshold(of="returned", more_than="1/2"), "超过收回的选票的1/2", "more than 1/2 of the ballots returned"),
        (
            Threshold(of="members", measure="present", at_least="2/3"),
            "到会人数不少于全体组成人员的2/3",
            "those present: at least 2/3 of all members",
        ),
        (Range(min=3, max=5), "3—5", "3–5"),
        (Range(min=1000), "至少1,000", "at least 1,000"),
        (True, "是", "Yes"),
    ],
)  # fmt: skip
def test_values_are_told_as_people_say_them(value: object, zh: str, en: str) -> None:
    told = tell(value)
    assert (told.zh, told.en) == (zh, en)


def test_numbers_bear_their_unit_and_silence_is_told_as_silence() -> None:
    assert unit_of("proxy.per_holder") == "persons"
    assert tell(PLAN.proxy.per_holder, "proxy.per_holder").zh == "5人"
    assert (
        tell(PLAN.qualification.unqualified_member_years, "qualification.unqualified_member_years").en
        == "3 years"
    )
    assert tell(PLAN.roll.order) == SILENT


def test_words_typed_in_either_language_find_their_code_and_other_words_stay() -> None:
    assert code_of("配偶") == code_of("Spouse") == "spouse"
    assert code_of("镇党委") == "township_party_committee"
    assert code_of("老村长") == "老村长"
    # two codes may have the same words: the one that stood there stays
    assert code_of("县委组织部", known=("county_org_department",)) == "county_org_department"
    assert code_of("办公场所", "followup.handover_items") == "office"


@pytest.mark.parametrize("book", EACH)
def test_every_value_and_entry_as_data_is_what_its_file_says(book: Rulebook) -> None:
    for path, value in entries(book):
        if isinstance(value, Value) and "." in path and path in value_paths():
            again = type(value).model_validate({**as_data(value), "source": value.source})
            assert again == value, path
    for name in ENTRY_LISTS:
        for entry in entries_at(book, name):
            source = {"source": entry.source} if isinstance(entry, Value) else {}
            assert type(entry).model_validate({**as_data(entry), **source}) == entry, name


def test_an_event_without_words_is_told_by_its_title() -> None:
    assert happens("archive_done") == "“Papers archived”"
