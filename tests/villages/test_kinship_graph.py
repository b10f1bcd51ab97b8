"""The pages of kinship: the family drawn and in words, who else is related, bonds added and taken away."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from tests.cast import SECOND_VILLAGE, VILLAGE
from tests.villages.families import Settle, settle, tie
from villages.kinship import Bond, Source, Tie, lay_out
from villages.models import KinTie, Resident, Village
from villages.queries.kinship import family_of
from villages.queries.kinship_graph import HEIGHT, WIDTH, graph_of
from villages.sealing import unseal

__all__ = ["settle", "tie"]


@pytest.fixture
def family(village: Village, settle: Settle) -> list[Resident]:
    return settle(
        village,
        "900",
        ("王大", "M", "户主"),
        ("李二", "F", "配偶"),
        ("王三", "M", "子"),
        ("王老", "F", "母亲"),
        ("王孙", "M", "孙子"),
        ("钱客", "M", "非亲属"),
    )


def url(person: Resident, name: str = "kinship", *more: Any) -> str:
    return reverse(f"kinship:{name}", args=[person.village_id, person.pk, *more])


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


generations = st.dictionaries(st.integers(0, 30), st.integers(-2, 2), min_size=1, max_size=14)


@given(generations, st.data())
def test_nobody_stands_upon_another_and_elders_stand_above(found: dict[int, int], data: Any) -> None:
    people = sorted(found)
    pairs = st.tuples(st.sampled_from(people), st.sampled_from(people)).filter(
        lambda pair: pair[0] != pair[1]
    )
    bonds = (
        []
        if len(people) < 2
        else [
            Bond(data.draw(st.sampled_from(Tie)), *pair, Source.REGISTER)
            for pair in data.draw(st.lists(pairs, max_size=8))
        ]
    )
    laid = {each.person: each for each in lay_out(found, bonds)}
    assert laid.keys() == found.keys()
    for row in {each.row for each in laid.values()}:
        columns = sorted(each.column for each in laid.values() if each.row == row)
        assert all(after - before >= 1 for before, after in zip(columns, columns[1:], strict=False))
    for one in people:
        for other in people:
            assert (laid[one].row < laid[other].row) == (found[one] > found[other])


def test_spouses_stand_side_by_side() -> None:
    bonds = [Bond(Tie.SPOUSE, "a", "d", Source.REGISTER)]
    laid = {each.person: each.column for each in lay_out(dict.fromkeys("abcd", 0), bonds)}
    assert abs(laid["a"] - laid["d"]) == 1


def test_the_drawing_has_each_relative_once_within_its_edges(family: list[Resident]) -> None:
    head = family[0]
    graph = graph_of(family_of(head), head)
    assert sorted(node.resident.name for node in graph.nodes) == ["李二", "王三", "王大", "王孙", "王老"]
    assert [node.resident for node in graph.nodes if node.center] == [head]
    assert all(node.x + WIDTH <= graph.width and node.y + HEIGHT <= graph.height for node in graph.nodes)
    heights = {node.resident.name: node.y for node in graph.nodes}
    assert heights["王老"] < heights["王大"] == heights["李二"] < heights["王三"] < heights["王孙"]
    assert {line.source for line in graph.lines} == {Source.REGISTER, Source.DERIVED}


def test_somebody_between_who_is_not_listed_is_drawn_as_such(village: Village, settle: Settle) -> None:
    head, grandson = settle(village, "900", ("王大", "M", "户主"), ("王孙", "M", "孙子"))
    graph = graph_of(family_of(head), head)
    assert [node.resident for node in sorted(graph.nodes, key=lambda node: node.y)] == [head, None, grandson]


def test_the_page_says_in_words_what_it_draws(
    clerk: User, family: list[Resident], cycle: Any, client_of: Callable[[User], Client]
) -> None:
    answer = client_of(clerk).get(url(family[2]))
    told = text_of(answer)
    assert answer.status_code == 200
    assert len(answer.context["relatives"]) == 4
    assert answer.content.decode().count('class="k-node') == 5
    for name in ("李二", "王大", "王老", "王孙"):
        assert told.count(name) >= 2
    assert "钱客" in told


def test_the_page_takes_a_fixed_number_of_queries(
    clerk: User,
    village: Village,
    family: list[Resident],
    settle: Settle,
    tie: Callable[..., KinTie],
    cycle: Any,
    client_of: Callable[[User], Client],
    django_assert_num_queries: Callable[[int], object],
) -> None:
    browser = client_of(clerk)
    browser.get(url(family[0]))
    with django_assert_num_queries(12):
        browser.get(url(family[0]))
    others = [settle(village, str(n), (f"王{n}", "M", "户主"), (f"李{n}", "F", "配偶"))[0] for n in range(6)]
    for other in others:
        tie(family[0], "sibling", other)
    with django_assert_num_queries(12):
        browser.get(url(family[0]))


def test_who_else_is_related_is_asked_by_name(
    clerk: User,
    village: Village,
    family: list[Resident],
    settle: Settle,
    tie: Any,
    cycle: Any,
    client_of: Any,
) -> None:
    (uncle,) = settle(village, "901", ("旷远山", "M", "户主"))
    browser = client_of(clerk)
    assert "旷远山" in text_of(browser.get(url(family[2]), {"q": "旷远"}))
    assert len(browser.get(url(family[2]), {"q": "旷远"}).context["asked"]) == 1
    assert browser.get(url(family[2]), {"q": "旷远"}).context["asked"][0][1] is None
    tie(uncle, "sibling", family[0])
    assert browser.get(url(family[2]), {"q": "旷远"}).context["asked"][0][1].relation == (
        "collateral_three_generations"
    )


def test_a_bond_is_added_on_the_page_and_taken_away_again(
    clerk: User, village: Village, family: list[Resident], settle: Settle, cycle: Any, client_of: Any
) -> None:
    (wife,) = settle(village, "901", ("旷远秀", "F", "户主"))
    browser = client_of(clerk)
    found = browser.get(url(family[2], "add"), {"q": "旷远秀"})
    mark = found.context["found"][0][1]
    answer = browser.post(f"{url(family[2], 'add')}?other={mark}", {"tie": "spouse", "proof": "结婚证J430-1"})
    assert answer["Location"] == url(family[2])
    made = KinTie.objects.get()
    assert (made.first, made.second, made.tie) == (wife, family[2], "spouse")

    page = browser.get(url(family[2], "remove", made.pk))
    assert page.status_code == 200
    browser.post(url(family[2], "remove", made.pk), {"reason": "登记错误"})
    assert not KinTie.objects.exists()


def test_a_child_is_entered_the_right_way_round(
    clerk: User, village: Village, family: list[Resident], settle: Settle, cycle: Any, client_of: Any
) -> None:
    (child,) = settle(village, "901", ("旷小一", "F", "女"))
    browser = client_of(clerk)
    mark = browser.get(url(family[0], "add"), {"q": "旷小一"}).context["found"][0][1]
    browser.post(f"{url(family[0], 'add')}?other={mark}", {"tie": "child", "proof": "户口簿"})
    made = KinTie.objects.get()
    assert (made.first, made.second, made.tie) == (family[0], child, "parent")


def test_something_unlikely_is_confirmed_with_a_tick(
    clerk: User, village: Village, family: list[Resident], settle: Settle, cycle: Any, client_of: Any
) -> None:
    settle(village, "901", ("旷远山", "M", "户主"))
    browser = client_of(clerk)
    mark = browser.get(url(family[2], "add"), {"q": "旷远山"}).context["found"][0][1]
    address, given = f"{url(family[2], 'add')}?other={mark}", {"tie": "spouse", "proof": "结婚证"}
    asked = browser.post(address, given)
    assert asked.status_code == 409
    assert 'type="checkbox"' in asked.content.decode()
    assert browser.post(address, {**given, "confirmed": "on"}).status_code == 302


def test_somebody_of_another_place_is_found_by_the_whole_number_and_shown_by_name_and_place_alone(
    clerk: User, second_village: Village, family: list[Resident], settle: Settle, cycle: Any, client_of: Any
) -> None:
    (other,) = settle(second_village, "1", ("旷远方", "M", "户主"))
    browser = client_of(clerk)
    assert browser.get(url(family[2], "add"), {"q": "旷远方"}).context["found"] == []
    answer = browser.post(url(family[2], "add"), {"id_number": unseal(other.id_sealed)})
    assert answer.status_code == 302
    told = text_of(browser.get(answer["Location"]))
    assert "旷远方" in told
    assert "1970" not in told
    missing = browser.post(url(family[2], "add"), {"id_number": "430499190001010019"})
    assert missing.context["missing"]


def test_a_person_cannot_be_guessed_by_counting(
    clerk: User, second_village: Village, family: list[Resident], settle: Settle, cycle: Any, client_of: Any
) -> None:
    (other,) = settle(second_village, "1", ("旷远方", "M", "户主"))
    answer = client_of(clerk).get(url(family[2], "add"), {"other": str(other.pk)})
    assert "旷远方" not in answer.content.decode()


def test_who_only_looks_has_no_button_and_another_village_is_not_there(
    county_reviewer: User, other_clerk: User, family: list[Resident], cycle: Any, client_of: Any
) -> None:
    page = client_of(county_reviewer).get(url(family[0]))
    assert url(family[0], "add") not in page.content.decode()
    assert client_of(county_reviewer).get(url(family[0], "add")).status_code == 404
    assert client_of(other_clerk).get(url(family[0])).status_code == 404
    swapped = reverse("kinship:kinship", args=[SECOND_VILLAGE, family[0].pk])
    assert client_of(other_clerk).get(swapped).status_code == 404
    assert VILLAGE != SECOND_VILLAGE
