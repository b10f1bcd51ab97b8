"""Cells as clerks type them."""

from datetime import date
from typing import Any

import pytest

from documents.sheets.cells import code, day, text


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("  王　桂英 ", "王 桂英"),
        ("王\u200b桂\ufeff英", "王桂英"),
        ("a\0b", "ab"),
        ("王\n桂英", "王 桂英"),
        ("e\u0301", "é"),
        ("\ufa19", "神"),
        ("𠮷野", "𠮷野"),
        ("邉\U000e0101", "邉\U000e0101"),
        (12.0, "12"),
        (12.5, "12.5"),
        (True, "True"),
        (None, ""),
        ({"date": "1980-05-06"}, "1980-05-06"),
    ],
)
def test_text_is_one_plain_form(cell: Any, plain: str) -> None:
    assert text(cell) == plain


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("４３０４２３１９８００５０６００１ｘ", "43042319800506001X"),
        (" 12 34 ", "1234"),
        ("３组", "3组"),
        (7.0, "7"),
    ],
)
def test_a_code_is_half_width_without_blanks(cell: Any, plain: str) -> None:
    assert code(cell) == plain


@pytest.mark.parametrize(
    "cell",
    [
        {"date": "1980-05-06"},
        "1980-05-06",
        "1980-5-6",
        "1980.5.6",
        "1980/05/06",
        "1980年5月6日",
        "１９８０年５月６日",
        "19800506",
        19800506,
        29347,
        29347.0,
        "1980-05-06 00:00:00",
    ],
)
def test_a_day_is_read_in_every_way_clerks_write_it(cell: Any) -> None:
    assert day(cell) == date(1980, 5, 6)


@pytest.mark.parametrize(
    "cell", ["", "1980", 1980, "1980.5", "5月6日", "1980-13-01", "1980-02-30", "不详", 3.5]
)
def test_what_is_no_day_is_not_guessed(cell: Any) -> None:
    assert day(cell) is None
