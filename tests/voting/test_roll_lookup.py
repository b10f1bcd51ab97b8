"""What is read by looking up is what the checks of each cell find; everything else is left to them."""

from datetime import date
from typing import Any

import pytest

from documents.sheets import line_of
from elections.rulebook import load_rulebook
from tests.voting.roll_sheets import id_number, row
from villages.names.pinyin import full_key, han_key
from voting.importing.checks import check_line
from voting.importing.columns import roll_layout
from voting.importing.lookup import Lookup
from voting.importing.voter import facts_of

RULES = load_rulebook("county-town-2020")
FACTS = facts_of(RULES, "village", date(2021, 1, 20), frozenset({1, 2, 3}), date(2020, 12, 15))
LAYOUT = roll_layout(RULES, "village", "棠兴村")


def cells_of(**cells: Any) -> tuple[Any, ...]:
    person = row(2, name="王桂英") | cells
    return tuple(person.get(key, "") for key in LAYOUT.by_key)


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"group": "第3组"},
        {"group": 2.0, "household": 1001.0},
        {"household": ""},
        {"sex": "", "birth": ""},
        {"birth": {"date": "1978-03-05"}},
        {"birth": 28554},
        {"birth": "1978年3月5日"},
        {"name": "欧阳修远", "category": "V1"},
        {"category": "1 户籍在本村并且在本村居住", "order": 7},
    ],
)
def test_a_plain_row_is_what_the_checks_find(cells: dict[str, Any]) -> None:
    (plain,) = Lookup(LAYOUT, FACTS).read([cells_of(**cells)])
    line = line_of(2, cells_of(**cells), LAYOUT)
    assert plain is not None and line is not None
    checked = check_line(line, FACTS)
    voter = checked.voter
    assert checked.faults == [] and voter is not None
    assert plain == (
        voter.group,
        voter.household,
        voter.name,
        full_key(voter.name),
        voter.sex,
        voter.birth_date.isoformat(),
        voter.category,
        voter.id_number,
    )


@pytest.mark.parametrize(
    "cells",
    [
        {"name": ""},
        {"name": "王 桂英"},
        {"name": "王·桂英"},
        {"group": 4},
        {"group": {"date": "2020-03-12"}},
        {"household": {"date": "2020-03-12"}},
        {"household": "1" * 21},
        {"household": "1\\2"},
        {"sex": "男"},
        {"sex": "甲"},
        {"birth": "1978-03-06"},
        {"birth": "?"},
        {"id": id_number()[:-1] + ("1" if id_number()[-1] != "1" else "2")},
        {"id": id_number() + "0"},
        {"id": id_number()[:17]},
        {"id": " " + id_number()},
        {"id": 4.3e17},
        {"id": ""},
        {"id": id_number(date(2003, 1, 21)), "birth": ""},
        {"id": id_number(date(1900, 1, 1)), "birth": ""},
        {"category": ""},
        {"category": "2"},
        {"category": "9"},
        {"statement": "微信"},
        {"not_registered": "多方联系未果"},
        {"since": "2019-05-01"},
    ],
)
def test_any_other_row_is_left_to_the_checks(cells: dict[str, Any]) -> None:
    others = [cells_of(id=id_number(serial=4)), cells_of(**cells), cells_of(id=id_number(serial=6))]
    assert [plain is None for plain in Lookup(LAYOUT, FACTS).read(others)] == [False, True, False]


def test_the_plain_key_of_a_name_is_its_key() -> None:
    for name in ("王桂英", "单雄信", "欧阳修", "欧阳", "吕布", "曾国藩", "覃树明"):
        assert han_key(name) == full_key(name)
