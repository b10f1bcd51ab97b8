"""The registers for programs: masked, in scope, page by page; nothing is written here."""

from typing import Any

import pytest

from accounts.models import User
from elections.models import Cycle
from tests.cast import OTHER_VILLAGE, SECOND_VILLAGE, VILLAGE
from tests.programs import Program, problem
from tests.villages.people import someone
from villages.models import Resident, Village
from villages.queries.resident import household_of

HERE = f"villages/{VILLAGE}/residents/"


@pytest.fixture
def program(cycle: Cycle, clerk: User) -> Program:
    return Program(clerk)


def walked(program: Program, path: str, **query: Any) -> list[dict[str, Any]]:
    """Everybody, page by page."""
    people, after = [], ""
    while True:
        page = program.get(path, after=after, **query).json()
        people += page["people"]
        after = page["after"]
        if not after:
            return people


def test_the_register_comes_page_by_page(program: Program, village: Village) -> None:
    people = walked(program, HERE)
    assert len(people) == len({each["id"] for each in people}) == 120
    assert people == walked(program, "residents/"), "the clerk's scope is the village"


def test_a_person_is_told_masked_with_the_household(program: Program, village: Village) -> None:
    person = someone(village)
    told = program.get(f"{HERE}{person.pk}/").json()
    assert told["name"] == person.name
    assert told["identity_number"] == "*" * 14 + person.id_last4
    assert told["with_whom"] == [other.pk for other in household_of(person)]
    assert (told["group"], told["household"]) == (person.group.number, person.household.number)


def test_words_search(program: Program, village: Village) -> None:
    person = someone(village)
    found = walked(program, HERE, q=person.pinyin)
    assert person.pk in {each["id"] for each in found}
    assert {each["name"] for each in found} == {
        other.name for other in Resident.objects.filter(village=village, pinyin__startswith=person.pinyin)
    }


def test_nothing_is_written_here(program: Program, village: Village) -> None:
    for method in ("post", "put"):
        assert problem(getattr(program, method)(HERE, {"name": "王"}))["code"] == "method_unknown"


def test_what_is_not_yours_is_not_there(program: Program, village: Village, second_village: Village) -> None:
    person = someone(village)
    for path in (
        f"villages/{SECOND_VILLAGE}/residents/",
        f"villages/{OTHER_VILLAGE}/residents/",
        f"villages/{SECOND_VILLAGE}/residents/{person.pk}/",
        f"{HERE}999999999/",
    ):
        assert problem(program.get(path))["code"] == "not_there"
