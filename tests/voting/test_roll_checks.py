"""The checks of a row of the roll sheet: every fault has its code, and a sound row has none."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from documents.sheets import Line
from elections.rulebook import load_rulebook
from tests.voting.roll_sheets import id_number, row
from villages.importing.numerals import chinese_or_plain, ranges
from voting.evidence import Residence, years_before, years_on
from voting.importing.across import Seen
from voting.importing.checks import Checked, check_line
from voting.importing.evidence import MISSING, refusal_of
from voting.importing.faults import FAULTS, NEEDS
from voting.importing.voter import Facts, facts_of

ELECTION_DAY, REGISTERED = date(2021, 1, 20), date(2020, 12, 15)
FACTS = facts_of(load_rulebook("county-town-2020"), "village", ELECTION_DAY, frozenset({1, 2, 3}), REGISTERED)


def checked(cells: dict[str, Any], facts: Facts = FACTS, number: int = 2) -> Checked:
    return check_line(Line(number, cells), facts)


def codes(cells: dict[str, Any], facts: Facts = FACTS) -> set[tuple[str, str]]:
    return {(fault.column, fault.code) for fault in checked(cells, facts).faults}


def test_a_sound_row_becomes_a_voter() -> None:
    found = checked(row(2, name="王桂英", household=1001))
    assert found.faults == []
    assert found.voter is not None
    assert found.voter._asdict() == {
        "number": 2,
        "group": 1,
        "household": "1001",
        "name": "王桂英",
        "sex": "F",
        "birth_date": date(1978, 3, 5),
        "category": "V1",
        "statement": "",
        "not_registered": "",
        "refusal": "",
        "evidence": {},
        "id_number": id_number(),
    }


def test_sex_and_birth_date_follow_from_the_number() -> None:
    voter = checked(row(3, sex="", birth="")).voter
    assert voter is not None
    assert (voter.sex, voter.birth_date) == ("M", date(1978, 3, 5))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 王　桂英\u200b", "王桂英"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("𠮷田", "𠮷田"),
        ("㛃娜", "㛃娜"),
        ("邉\U000e0101明", "邉\U000e0101明"),
    ],
)
def test_names_are_brought_into_one_spelling(typed: str, kept: str) -> None:
    found = checked(row(2, name=typed))
    assert found.voter is not None and found.voter.name == kept
    assert found.faults == []


@pytest.mark.parametrize(
    "typed", ["3", 3, 3.0, "３", "第3组", "3组", "三组", "第三村民小组", " 3 小组 ", "03"]
)
def test_a_group_is_read_in_every_way_clerks_write_it(typed: Any) -> None:
    found = checked(row(2, group=typed))
    assert found.voter is not None and found.voter.group == 3


@pytest.mark.parametrize(
    "typed", ["2", 2, "2 户籍在本村，不在本村居住，本人表示参加", "②", "二", "第二类", "（2）", "２类"]
)
def test_a_category_is_known_by_its_number(typed: Any) -> None:
    found = checked(row(2, category=typed, statement="2020-12-10 微信表示参加"))
    assert found.voter is not None and found.voter.category == "V2"


@pytest.mark.parametrize(
    "typed", ["４３０４９９１９７８０３０５００２Ｘ", " 430499 19780305 002X", "43049919780305002x"]
)
def test_full_width_blanks_and_small_x_are_no_faults_of_a_number(typed: str) -> None:
    number = id_number()
    assert (
        checked(
            row(2, id=typed.replace("X", number[-1]).replace("x", number[-1]).replace("Ｘ", number[-1]))
        ).faults
        == []
    )


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"name": ""}, ("name", "name_missing")),
        ({"name": "王□英"}, ("name", "name_placeholder")),
        ({"name": "王？英"}, ("name", "name_placeholder")),
        ({"name": "王\ue000英"}, ("name", "name_private_character")),
        ({"name": "王桂英1"}, ("name", "name_unusual")),
        ({"name": "王"}, ("name", "name_unusual")),
        ({"name": "Anna"}, ("name", "name_unusual")),
        ({"name": "王" * 51}, ("name", "too_long")),
        ({"group": ""}, ("group", "group_missing")),
        ({"group": "桥边"}, ("group", "group_not_number")),
        ({"group": 4}, ("group", "group_unknown")),
        ({"household": {"date": "2020-03-12"}}, ("household", "household_as_date")),
        ({"household": "1" * 21}, ("household", "too_long")),
        ({"id": ""}, ("id", "id_missing")),
        ({"id": 4.30499197803050e17}, ("id", "id_as_number")),
        ({"id": 430499197803050000}, ("id", "id_as_number")),
        ({"id": "4.30499E+17"}, ("id", "id_as_number")),
        ({"id": "430499780305002"}, ("id", "id_not_18")),
        ({"id": id_number() + "0"}, ("id", "id_not_18")),
        ({"id": "43O499197803050021"}, ("id", "id_characters")),
        ({"id": "430499197802300028"}, ("id", "id_no_such_day")),
        ({"id": id_number()[:17] + ("1" if id_number()[17] != "1" else "2")}, ("id", "id_check_digit")),
        ({"sex": "甲"}, ("sex", "sex_unknown")),
        ({"sex": "男"}, ("sex", "sex_mismatch")),
        ({"birth": "1978"}, ("birth", "birth_unreadable")),
        ({"birth": "1978-03-06"}, ("birth", "birth_mismatch")),
        ({"category": ""}, ("category", "category_missing")),
        ({"category": "4"}, ("category", "category_unknown")),
        ({"category": "外出"}, ("category", "category_unknown")),
        ({"category": "2"}, ("statement", "category_needs_record")),
        ({"category": "3"}, ("statement", "category_needs_record")),
        ({"statement": "记" * 201}, ("statement", "too_long")),
        ({"not_registered": "因" * 101}, ("not_registered", "too_long")),
    ],
)
def test_each_fault_has_its_code(cells: dict[str, Any], fault: tuple[str, str]) -> None:
    assert fault in codes(row(2, **cells))


def test_every_fault_of_a_row_is_told() -> None:
    found = codes(row(2, name="", group="", id="1", category="", sex="甲", birth="x"))
    assert found == {
        ("name", "name_missing"),
        ("group", "group_missing"),
        ("id", "id_not_18"),
        ("category", "category_missing"),
        ("sex", "sex_unknown"),
        ("birth", "birth_unreadable"),
    }


def test_a_ticked_cell_is_no_number_whatever_was_read_before_it() -> None:
    """To Python False equals 0 and True equals 1; on a sheet they are other cells."""
    for number, tick in ((0, False), (1, True)):
        codes(row(2, group=number))
        assert ("group", "group_not_number") in codes(row(2, group=tick))
        codes(row(2, birth=number))
        assert ("birth", "birth_unreadable") in codes(row(2, birth=tick))


@pytest.mark.parametrize(("born", "old_enough"), [(date(2003, 1, 20), True), (date(2003, 1, 21), False)])
def test_eighteen_counts_on_election_day_itself(born: date, old_enough: bool) -> None:
    """A-ROLL-03, AMB-26."""
    found = codes(row(2, id=id_number(born), birth=""))
    assert found == (set() if old_enough else {("birth", "under_18_on_election_day")})


def test_a_minor_listed_as_not_registered_is_a_warning_only() -> None:
    found = checked(row(2, id=id_number(date(2010, 1, 1)), birth="", not_registered="未满18周岁"))
    assert {fault.code for fault in found.faults} == {"minor_not_registered"}
    assert found.voter is not None


def test_the_very_old_are_a_warning() -> None:
    found = checked(row(2, id=id_number(date(1900, 1, 1)), birth=""))
    assert {fault.code for fault in found.faults} == {"very_old"} and found.voter is not None


def test_who_is_not_registered_needs_neither_category_nor_record() -> None:
    for category in ("", "2"):
        found = checked(row(2, category=category, not_registered="多方联系未果"))
        assert found.faults == [] and found.voter is not None
        assert found.voter.not_registered == "多方联系未果"


def test_a_category_names_what_it_needs_and_its_clause() -> None:
    """A-ROLL-05, A-ROLL-06."""
    needs = {number: checked(row(2, category=number)).faults[0].data for number in ("2", "3")}
    assert needs["2"] == {"needs": ["statement"], "number": "2", "clause": "A-ROLL-05"}
    assert needs["3"] == {"needs": ["application", "meeting_decision"], "number": "3", "clause": "A-ROLL-06"}


def test_a_community_has_a_fourth_category() -> None:
    """A-ROLL-10."""
    facts = facts_of(load_rulebook("county-town-2020"), "community", ELECTION_DAY, frozenset(), REGISTERED)
    found = checked(row(2, category="4", group=12), facts)
    assert [(fault.code, fault.data["clause"]) for fault in found.faults] == [
        ("category_needs_record", "A-ROLL-10"),
        ("residence_missing", "A-ROLL-10"),
        ("dwelling_missing", "A-ROLL-10"),
    ]


NEIGHBOUR = {"category": "3", "application_on": "2020-12-10", "decision_on": "2020-12-12"}


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"since": "2020-01-20"}, []),
        ({"since": "2020-01-21"}, [("since", "residence_too_short")]),
        ({"since": ""}, [("since", "residence_missing")]),
        ({"since": "前年"}, [("since", "day_unreadable")]),
        ({"since": "2019-05-01", "application_on": ""}, [("statement", "category_needs_record")]),
        ({"since": "2019-05-01", "application_on": "", "statement": "12月10日书面申请"}, []),
        ({"since": "2019-05-01", "decision_on": "", "decision_body": "村民代表会议"}, []),
    ],
)
def test_a_neighbour_needs_an_application_a_decision_and_a_year(
    cells: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    """A-ROLL-06; the year counts to the election day under the reading taken (AMB-28)."""
    faults = checked(row(2) | NEIGHBOUR | cells).faults
    assert [(fault.column, fault.code) for fault in faults] == found


def test_where_the_year_counts_to_the_registration_it_must_be_over_by_then() -> None:
    """AMB-28, the first reading."""
    facts = replace(FACTS, residence=Residence(1, REGISTERED))
    late = row(2) | NEIGHBOUR | {"since": "2019-12-16"}
    assert codes(late, facts) == {("since", "residence_too_short")}
    assert codes(late | {"since": "2019-12-15"}, facts) == set()


@pytest.mark.parametrize("typed", ["V2", "v2", " Ｖ２ ", "V2 户籍在本村，不在本村居住", "2"])
def test_a_category_is_known_by_its_code_as_well(typed: str) -> None:
    voter = checked(row(2, category=typed, statement_on="2020-12-10", statement_how="微信")).voter
    assert voter is not None
    assert (voter.category, voter.evidence) == ("V2", {"statement": {"on": "2020-12-10", "how": "微信"}})


def test_codes_are_the_offices_own() -> None:
    grounds = {
        "1": replace(FACTS.grounds["1"], code="本地"),
        "2": replace(FACTS.grounds["2"], code="X-7", number="2"),
    }
    facts = replace(FACTS, grounds=grounds)
    said = {
        cell: checked(row(2, category=cell, statement="电话"), facts).voter
        for cell in ("1", "本地", "X-7", "第二类")
    }
    assert [voter and voter.category for voter in said.values()] == ["本地", "本地", "X-7", "X-7"]


@pytest.mark.parametrize(
    ("reason", "ground"),
    [
        ("", ""),
        ("被剥夺政治权利", "rights"),
        ("精神残疾，监护人同意", "incapable"),
        ("多方联系未果", "unreachable"),
        ("外出，未表态", "no_statement"),
        ("代表会议不同意", "not_agreed"),
        ("居住不满一年", "too_short"),
        ("已在上洞村登记", "elsewhere"),
        ("本人不愿意", "other"),
    ],
)
def test_the_ground_is_told_by_plain_words(reason: str, ground: str) -> None:
    assert refusal_of(reason) == ground


def test_without_known_groups_any_number_is_taken() -> None:
    facts = facts_of(load_rulebook("county-town-2020"), "village", ELECTION_DAY, frozenset(), REGISTERED)
    assert codes(row(2, group=77), facts) == set()
    assert codes(row(2, group=0), facts) == {("group", "group_unknown")}


def test_faults_do_not_carry_the_identity_number_in_clear() -> None:
    shown = {
        checked(row(2, id=number)).faults[0].value
        for number in (id_number()[:17] + "A", "43049919780305", "4304991")
    }
    assert shown == {"4304**********002A", "4304******0305", "43*****"}


def test_the_same_number_twice_names_the_first_row() -> None:
    seen = Seen()
    rows = [checked(row(2), number=2), checked(row(4), number=3), checked(row(2, name="张三丰"), number=9)]
    found = [fault for checked_row in rows for fault in seen.check(checked_row)]
    assert [(fault.row, fault.code, fault.data["rows"]) for fault in found] == [
        (9, "duplicate_in_sheet", [2, 9])
    ]


def test_a_faulty_row_still_shows_a_double_number() -> None:
    seen = Seen()
    found = [seen.check(checked(row(2, group=""), number=n)) for n in (2, 3)]
    assert [[fault.code for fault in faults] for faults in found] == [[], ["duplicate_in_sheet"]]


def test_the_same_name_and_birth_date_is_a_warning() -> None:
    seen = Seen()
    found = [seen.check(checked(row(serial, name="王桂英"), number=serial)) for serial in (2, 4)]
    assert [fault.code for faults in found for fault in faults] == ["same_name_and_birth"]
    assert FAULTS["same_name_and_birth"].warning


def test_every_fault_can_be_said() -> None:
    places = {
        "limit": 1,
        "groups": "",
        "count": 1,
        "day": "",
        "born": "",
        "age": 18,
        "years": 1,
        "numbers": "",
        "number": "",
        "needs": "",
        "first": 1,
        "place": "",
    }
    for kind in FAULTS.values():
        assert str(kind.what) % places and str(kind.remedy)
    assert {
        need for ground in FACTS.grounds.values() for need in ground.needs
    } <= NEEDS.keys() | MISSING.keys()


def test_every_rule_behind_a_fault_stands_in_the_rulebook() -> None:
    rules = load_rulebook("county-town-2020")
    assert all(rules.at(kind.rule).clause for kind in FAULTS.values() if kind.rule)


@pytest.mark.parametrize(
    ("typed", "number"), [("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("九", 9), ("15", 15)]
)
def test_chinese_numerals(typed: str, number: int) -> None:
    assert chinese_or_plain(typed) == number


def test_groups_are_named_in_short() -> None:
    assert ranges({1, 2, 3, 5, 8, 9}) == ["1—3", "5", "8—9"]


@pytest.mark.parametrize(
    ("day", "born"), [(date(2021, 1, 20), date(2003, 1, 20)), (date(2020, 2, 29), date(2002, 2, 28))]
)
def test_the_latest_birth_date_of_those_old_enough(day: date, born: date) -> None:
    assert years_before(day, 18) == born


def test_full_years_on_a_day() -> None:
    assert (years_on(date(1950, 1, 20), ELECTION_DAY), years_on(date(1950, 1, 21), ELECTION_DAY)) == (71, 70)
