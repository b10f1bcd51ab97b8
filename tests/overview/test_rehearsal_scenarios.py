"""The command plays each of its ten elections, under plan A and under plan C; a small village makes it quick."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from elections.enums import Act
from elections.rulebook import load_rulebook
from overview.demo.people import Population
from overview.rehearsal import city, county
from overview.rehearsal.scenarios import SCENARIOS
from villages.models import Resident
from villages.services.register import add_village, listed_places, load_divisions, load_register

# Without it a run of these tests alone would have no test database.
pytestmark = pytest.mark.django_db
VILLAGE = "430423101203"
PEOPLE, GROUPS = 600, 6
Told = list[dict[str, str]]
Played = Callable[[str, str], Told]


@pytest.fixture(scope="module")
def small_village(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The village is there with its people, so that no scenario makes it anew; taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        township = load_divisions(VILLAGE[:9])
        (place,) = [each for each in listed_places(township.code) if each.code == VILLAGE]
        village = add_village(place=place, township=township, population=PEOPLE, groups=GROUPS)
        people = Population(Random(7), 1, date(2021, 1, 20)).people(PEOPLE, GROUPS)
        load_register(village=village, rows=people)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def played(small_village: None, django_db_blocker: Any) -> Played:
    def play(scenario: str, rulebook: str) -> Told:
        said, before = StringIO(), Resident.objects.count()
        call_command("rehearse", VILLAGE, scenario=scenario, rulebook=rulebook, json=True, stdout=said)
        assert Resident.objects.count() == before
        return [json.loads(line) for line in said.getvalue().splitlines()]

    def unblocked(scenario: str, rulebook: str) -> Told:
        with django_db_blocker.unblock():
            return play(scenario, rulebook)

    return unblocked


def acts(told: Told, act: Act) -> list[dict[str, str]]:
    return [each for each in told if each["act"] == str(act.label)]


def counted(told: Told) -> str:
    """The tally's own sentences, one a line."""
    return "\n".join(each["subject"] for each in told if each["office"] == "计票")


def refused(told: Told) -> list[str]:
    return [each["clause"] for each in told if each["act"] == "拒绝"]


def proved(told: Told) -> bool:
    return (told[-1]["act"], told[-1]["subject"]) == ("核验", "每一条都衔接")


# Of each vote on the committee: how many further rounds, and what the tally says on the way.
A_VOTES = {
    "clean-win": (0, r"主任应选1名.*当选"),
    "tie": (1, r"得票相同，不能确定1个名额由谁当选，再次投票"),
    "shortfall": (1, r"尚缺1名，另行选举"),
    "void-round": (1, r"过半数为[\d,]+人，无效"),
    "over-issued": (1, r"收回多于发出，无效"),
    "write-in": (0, r"当选"),
    "relatives": (1, r"当选"),
    "no-woman": (1, r"尚缺1名〔A-CNT-10〕。"),
}


def test_every_name_of_the_command_is_played_here() -> None:
    assert {*A_VOTES, "assembly-without-quorum", "assembly-full"} == set(SCENARIOS)


@pytest.mark.parametrize("name", A_VOTES)
def test_under_plan_a_the_vote_comes_to_what_its_name_says(played: Played, name: str) -> None:
    told = played(name, county.RULEBOOK)
    further, sentence = A_VOTES[name]
    assert len(acts(told, Act.RUNOFF_OPENED)) == further
    assert re.search(sentence, counted(told))
    assert len(acts(told, Act.WRITE_IN_REVIEWED)) == (name == "write-in")
    assert bool(acts(told, Act.KIN_DECIDED)) == (name == "relatives")
    assert len(acts(told, Act.RESULT_CONFIRMED)) == 1 and proved(told)
    assert refused(told) == ["A-ROLL-17"]


@pytest.mark.parametrize("name", ["shortfall", "void-round", "no-woman"])
def test_under_plan_c_a_further_round_follows_by_its_own_rules(played: Played, name: str) -> None:
    """C-MET-02: the election method has further rounds; plan C's women's seat is elected among women (C-NOM-08)."""
    told = played(name, city.RULEBOOK)
    assert len(acts(told, Act.RUNOFF_OPENED)) == 1
    assert len(acts(told, Act.RESULT_ANNOUNCED)) == 1 and proved(told)
    assert refused(told) == ["C-ROLL-04", "AMB-38"]


def test_sc_93_a_real_vote_under_plan_c_ends_with_the_warning_and_is_not_final(played: Played) -> None:
    """AMB-38, C-CNT-03: counted to the end, the result is refused until the township has confirmed the rule."""
    told = played("clean-win", city.RULEBOOK)
    (warned,) = [each for each in told if each["clause"] == "AMB-38"]
    assert warned["act"] == "拒绝" and "计票规则须先由镇确认" in warned["subject"]
    (confirmed,) = acts(told, Act.COUNTING_CONFIRMED)
    (announced,) = acts(told, Act.RESULT_ANNOUNCED)
    assert warned["at"] < confirmed["at"] <= announced["at"]
    tallied = max(each["at"] for each in told if each["office"] == "计票")
    assert tallied < warned["at"]
    before = told[: told.index(warned)]
    assert acts(before, Act.RESULT_ANNOUNCED) == acts(before, Act.TERMS_ENTERED) == []


@pytest.mark.parametrize(("plan", "items"), [(county.RULEBOOK, 14), (city.RULEBOOK, 15)])
def test_the_assembly_is_held_item_by_item_and_fills_its_posts(played: Played, plan: str, items: int) -> None:
    told = played("assembly-full", plan)
    assert len(acts(told, Act.AGENDA_ITEM_HELD)) == len(load_rulebook(plan).assembly_agenda) == items
    assert re.search(r"书记应选1名.*当选", counted(told))


@pytest.mark.parametrize(("plan", "clause"), [(county.RULEBOOK, "A-ASM-05"), (city.RULEBOOK, "C-ASM-05")])
def test_an_assembly_without_quorum_is_refused_twice(played: Played, plan: str, clause: str) -> None:
    told = played("assembly-without-quorum", plan)
    assert refused(told)[-2:] == [clause, clause]
    assert not acts(told, Act.AGENDA_ITEM_HELD)
