"""Kinship: the words of the register, what they bind, and what one person is to another by the codes of the rulebooks."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elections.rulebook.loading import available, load_rulebook
from villages.enums import Relation
from villages.kinship import (
    NEAR_RELATIVES,
    RELATIONS,
    Bond,
    Bonds,
    Member,
    Source,
    Tie,
    bonds_of_household,
    hops_of,
    is_listed,
    relation,
    relations_of,
)

SEXES = {"户主": "M", "配偶": "F", "妻": "F"}
FEMALE = "女母媳妻姐妹婆嫂婶姑姨奶"


def household(*words: str, **sexes: str) -> Bonds:
    """A household of members named by their words: 户主, 配偶, 子 … (a second 子 is 子2, read as 子)."""
    members = [Member(word, sexes.get(word) or sex_of(word), word.rstrip("2")) for word in words]
    bonds, _unread = bonds_of_household("1", members)
    return Bonds(bonds, {member.key: member.sex for member in members})


def sex_of(word: str) -> str:
    spoken = word.rstrip("2").removesuffix("亲")
    if spoken in SEXES:
        return SEXES[spoken]
    return "F" if spoken[-1] in FEMALE else "M"


def code(bonds: Bonds, a: str, b: str) -> str | None:
    found = relation(bonds, a, b)
    return found.relation if found else None


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("配偶", "spouse"),
        ("妻", "spouse"),
        ("长子", "child"),
        ("次女", "child"),
        ("养子", "child"),
        ("儿媳", "close_in_law"),
        ("女婿", "close_in_law"),
        ("孙子", "sons_child"),
        ("孙女", "sons_child"),
        ("外孙子", "daughters_child"),
        ("外孙女", "daughters_child"),
        ("父亲", "parent"),
        ("母", "parent"),
        ("岳父", "close_in_law"),
        ("婆婆", "close_in_law"),
        ("祖父", "paternal_grandparent"),
        ("奶奶", "paternal_grandparent"),
        ("外祖母", "maternal_grandparent"),
        ("弟", "sibling"),
        ("二妹", "sibling"),
        ("嫂子", "close_in_law"),
        ("妹夫", "close_in_law"),
        ("侄子", "collateral_three_generations"),
        ("外甥女", "collateral_three_generations"),
        ("叔父", "collateral_three_generations"),
        ("舅舅", "collateral_three_generations"),
        ("堂弟", "collateral_three_generations"),
        ("曾孙", "lineal"),
        ("曾祖母", "lineal"),
        ("继子", "close_in_law"),
        ("继母", "close_in_law"),
        # Further than the relations that are told: an aunt by marriage, a grandson's wife.
        ("伯母", None),
        ("孙媳", None),
    ],
)
def test_each_word_of_the_register_tells_what_a_member_is_to_the_head(
    word: str, expected: str | None
) -> None:
    assert code(household("户主", word), "户主", word) == expected


@pytest.mark.parametrize("word", ["其他", "非亲属", "保姆", "", "孙子或外孙子", "干儿子"])
def test_a_word_that_tells_no_kinship_binds_nobody_and_is_named(word: str) -> None:
    bonds, unread = bonds_of_household("1", [Member("a", "M", "户主"), Member("b", "M", word)])
    assert bonds == []
    assert [member.key for member in unread] == ["b"]


def test_words_are_read_with_stray_spaces_and_full_width_forms() -> None:
    assert hops_of(" 长　子 ") == hops_of("子") != ()
    assert hops_of("户 主") == ()


@pytest.mark.parametrize(
    ("words", "a", "b", "expected"),
    [
        (("户主", "子", "女"), "子", "女", "sibling"),
        (("户主", "配偶", "子"), "子", "配偶", "parent"),
        (("户主", "配偶", "继子"), "配偶", "继子", "child"),
        (("户主", "配偶", "岳母"), "配偶", "岳母", "parent"),
        (("户主", "子", "岳母"), "子", "岳母", "maternal_grandparent"),
        (("户主", "配偶", "母亲"), "配偶", "母亲", "close_in_law"),
        (("户主", "子", "母亲"), "子", "母亲", "paternal_grandparent"),
        (("户主", "父亲", "母亲"), "父亲", "母亲", "spouse"),
        (("户主", "弟", "父亲"), "弟", "父亲", "parent"),
        (("户主", "子", "弟"), "子", "弟", "collateral_three_generations"),
        (("户主", "子", "侄子"), "子", "侄子", "collateral_three_generations"),
        (("户主", "子", "儿媳"), "子", "儿媳", "spouse"),
        (("户主", "子", "儿媳", "孙子"), "儿媳", "孙子", "child"),
        (("户主", "子", "孙子", "孙女"), "孙子", "孙女", "sibling"),
        (("户主", "配偶", "孙子"), "配偶", "孙子", "sons_child"),
        (("户主", "弟", "弟媳"), "弟", "弟媳", "spouse"),
        (("户主", "祖父", "父亲"), "父亲", "祖父", "parent"),
        (("户主", "长子", "次子", "次儿媳"), "次子", "次儿媳", "spouse"),
        (("户主", "长子", "次子", "次儿媳"), "长子", "次儿媳", "close_in_law"),
        # The head has died or moved, and nobody is named in the place.
        (("配偶", "子", "女"), "子", "女", "sibling"),
        (("配偶", "子"), "子", "配偶", "parent"),
    ],
)
def test_members_are_related_to_each_other_by_way_of_the_head(
    words: tuple[str, ...], a: str, b: str, expected: str
) -> None:
    assert code(household(*words), a, b) == expected


def test_of_two_sons_neither_is_taken_for_the_father_of_the_grandson_nor_for_his_uncle() -> None:
    bonds = household("户主", "配偶", "子", "子2", "孙子", "儿媳")
    assert code(bonds, "孙子", "户主") == "paternal_grandparent"
    assert code(bonds, "孙子", "配偶") == "paternal_grandparent"
    assert code(bonds, "孙子", "子") is None
    assert code(bonds, "孙子", "子2") is None
    assert code(bonds, "儿媳", "子") is None
    assert code(bonds, "孙子", "儿媳") is None
    assert code(bonds, "户主", "儿媳") == "close_in_law"


def test_two_grandsons_whose_father_is_not_listed_may_be_brothers_or_cousins() -> None:
    assert code(household("户主", "孙子", "孙子2"), "孙子", "孙子2") is None


def test_a_household_with_two_heads_tells_nothing() -> None:
    bonds, unread = bonds_of_household(
        "1", [Member("a", "M", "户主"), Member("b", "M", "户主"), Member("c", "M", "子")]
    )
    assert bonds == []
    assert len(unread) == 3


def test_what_the_words_say_is_told_apart_from_what_is_assumed_and_what_was_added_by_hand() -> None:
    bonds = household("户主", "配偶", "子")
    assert relation(bonds, "户主", "子").source == Source.REGISTER
    assert relation(bonds, "配偶", "子").source == Source.DERIVED
    by_hand = made(("parent", "a", "b"), source=Source.HAND)
    assert relation(by_hand, "a", "b").by_hand
    assert not relation(bonds, "配偶", "子").by_hand


def test_the_surest_of_several_ways_is_told() -> None:
    bonds = Bonds(
        [
            Bond(Tie.PARENT, "f", "a", Source.REGISTER),
            Bond(Tie.PARENT, "f", "b", Source.REGISTER),
            Bond(Tie.SIBLING, "a", "b", Source.HAND),
        ],
        {},
    )
    assert not relation(bonds, "a", "b").by_hand


# A family of four generations, from parents and marriages alone: 甲 and his wife 乙, their sons and daughters, and on.


def made(*bonds: tuple[str, str, str], source: Source = Source.REGISTER, **sexes: str) -> Bonds:
    return Bonds([Bond(Tie(tie), first, second, source) for tie, first, second in bonds], sexes)


CLAN = made(
    ("spouse", "grandfather", "grandmother"),
    *(("parent", p, c) for p in ("grandfather", "grandmother") for c in ("father", "aunt", "uncle")),
    ("spouse", "father", "mother"),
    *(("parent", p, c) for p in ("father", "mother") for c in ("me", "sister")),
    ("spouse", "aunt", "aunts_husband"),
    ("parent", "aunt", "cousin"),
    ("parent", "cousin", "cousins_son"),
    ("parent", "great_grandfather", "grandfather"),
    ("parent", "great_grandfather", "great_uncle"),
    ("parent", "great_uncle", "fathers_cousin"),
    ("parent", "fathers_cousin", "second_cousin"),
    ("spouse", "me", "wife"),
    ("spouse", "sister", "sisters_husband"),
    ("parent", "wifes_father", "wife"),
    ("parent", "wifes_father", "wifes_brother"),
    ("spouse", "wifes_brother", "wifes_brothers_wife"),
    ("parent", "me", "son"),
    ("parent", "sister", "nephew"),
    ("parent", "nephew", "nephews_son"),
    father="M", mother="F", aunt="F", me="M", sister="F",
)  # fmt: skip


@pytest.mark.parametrize(
    ("b", "expected", "degree", "generation"),
    [
        ("wife", "spouse", 0, 0),
        ("mother", "parent", 1, 1),
        ("son", "child", 1, -1),
        ("sister", "sibling", 2, 0),
        ("grandmother", "paternal_grandparent", 2, 2),
        ("great_grandfather", "lineal", 3, 3),
        ("aunt", "collateral_three_generations", 3, 1),
        ("nephew", "collateral_three_generations", 3, -1),
        ("cousin", "collateral_three_generations", 4, 0),
        ("wifes_father", "close_in_law", 1, 1),
        ("wifes_brother", "close_in_law", 2, 0),
        ("sisters_husband", "close_in_law", 2, 0),
    ],
)
def test_what_a_person_is_with_degree_and_generation(
    b: str, expected: str, degree: int, generation: int
) -> None:
    found = relation(CLAN, "me", b)
    assert (found.relation, found.degree, found.generation) == (expected, degree, generation)


@pytest.mark.parametrize(
    "b",
    [
        "cousins_son",
        "great_uncle",
        "fathers_cousin",
        "nephews_son",
        "aunts_husband",
        "wifes_brothers_wife",
        "x",
    ],
)
def test_further_ones_are_no_relatives_of_these_kinds(b: str) -> None:
    assert relation(CLAN, "me", b) is None


def test_sc_31_second_cousins_are_not_flagged_and_a_brother_in_law_is_a_close_in_law() -> None:
    listed = load_rulebook("county-town-2020").kin.relations.value
    assert relation(CLAN, "me", "second_cousin") is None
    assert code(CLAN, "me", "wifes_brother") == code(CLAN, "me", "sisters_husband") == "close_in_law"
    assert "close_in_law" in listed
    assert code(CLAN, "me", "wife") in listed


def test_the_path_names_each_person_on_the_way() -> None:
    path = relation(CLAN, "me", "cousin").path
    assert [link.tie for link in path] == ["parent", "parent", "child", "child"]
    father, grandparent, *down = [link.person for link in path]
    assert (father, *down) == ("father", "aunt", "cousin")
    assert grandparent in ("grandfather", "grandmother")


def test_grandparents_go_by_the_sex_of_the_parent_between() -> None:
    bonds = made(("parent", "g", "m"), ("parent", "m", "c"), m="F")
    assert code(bonds, "c", "g") == "maternal_grandparent"
    assert code(bonds, "g", "c") == "daughters_child"
    assert code(made(("parent", "g", "m"), ("parent", "m", "c")), "c", "g") == "lineal"


def test_siblings_by_hand_share_their_parents_and_are_siblings_of_each_other() -> None:
    bonds = made(("sibling", "a", "b"), ("sibling", "b", "c"), ("parent", "f", "a"), ("parent", "c", "child"))
    assert code(bonds, "a", "c") == "sibling"
    assert code(bonds, "c", "f") == "parent"
    assert code(bonds, "a", "child") == "collateral_three_generations"


def test_children_of_one_father_by_two_mothers_are_siblings_and_the_mothers_stay_apart() -> None:
    bonds = made(("parent", "f", "a"), ("parent", "f", "b"), ("parent", "m", "a"))
    assert code(bonds, "a", "b") == "sibling"
    assert code(bonds, "m", "b") is None


# Anything may have been entered; what is said in one direction is said in the other.

PEOPLE = range(9)
INVERSE = {
    "spouse": "spouse",
    "parent": "child",
    "sibling": "sibling",
    "paternal_grandparent": "sons_child",
    "maternal_grandparent": "daughters_child",
    "lineal": "lineal",
    "collateral_three_generations": "collateral_three_generations",
    "close_in_law": "close_in_law",
}
INVERSE |= {inverse: relation for relation, inverse in INVERSE.items()}
two = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).filter(lambda pair: pair[0] < pair[1])
bond = st.builds(
    lambda tie, pair, source: Bond(tie, *pair, source), st.sampled_from(Tie), two, st.sampled_from(Source)
)
families = st.builds(
    lambda bonds, sexes: Bonds(bonds, dict(zip(PEOPLE, sexes, strict=True))),
    st.lists(bond, max_size=14),
    st.lists(st.sampled_from("MF"), min_size=len(PEOPLE), max_size=len(PEOPLE)),
)


def test_what_contradicts_itself_is_told_to_both_in_the_same_way() -> None:
    bonds = made(("parent", "a", "b"), ("parent", "b", "a"))
    assert {code(bonds, "a", "b"), code(bonds, "b", "a")} == {"parent", "child"}
    uncle_and_nephew = made(
        ("parent", "p", "a"),
        ("sibling", "p", "b"),
        ("sibling", "a", "c"),
        ("parent", "c", "b"),
        ("parent", "q", "p"),
    )
    there, back = relation(uncle_and_nephew, "a", "b"), relation(uncle_and_nephew, "b", "a")
    assert (there.generation, there.by_hand) == (-back.generation, back.by_hand)


@given(families)
def test_the_other_way_round_the_inverse_holds(bonds: Bonds) -> None:
    known = {a: relations_of(bonds, a) for a in PEOPLE}
    for a, b in itertools.permutations(PEOPLE, 2):
        there, back = known[a].get(b), known[b].get(a)
        assert (there is None) == (back is None)
        if there and back:
            assert back.relation == INVERSE[there.relation]
            assert (back.degree, abs(back.generation)) == (there.degree, abs(there.generation))
            assert back.by_hand == there.by_hand


@given(families)
def test_every_path_is_a_chain_of_bonds_to_the_person(bonds: Bonds) -> None:
    steps = {"parent": "U", "child": "D", "spouse": "M", "sibling": "S"}
    for a in PEOPLE:
        for b, kinship in relations_of(bonds, a).items():
            assert kinship.path[-1].person == b
            here = a
            for link in kinship.path:
                assert (link.person, link.source) in bonds.after(here, steps[link.tie])
                here = link.person


BY_STEPS = (
    ("parent", {(1, 0)}),
    ("child", {(0, 1)}),
    ("sibling", {(1, 1)}),
    ("paternal_grandparent", {(2, 0)}),
    ("sons_child", {(0, 2)}),
    ("lineal", {(3, 0), (0, 3), (4, 0), (0, 4)}),
    ("collateral_three_generations", {(1, 2), (2, 1), (2, 2)}),
)


def ancestors(parents: list[tuple[int, int]], person: int) -> dict[int, set[int]]:
    """Each ancestor, and the person, with the numbers of steps by which it is reached."""
    found, layer = {person: {0}}, {person}
    for steps in range(1, 5):
        layer = {p for p, c in parents if c in layer}
        for one in layer:
            found.setdefault(one, set()).add(steps)
    return found


@given(st.lists(two, max_size=12, unique=True))
def test_blood_is_what_the_common_ancestors_say(parents: list[tuple[int, int]]) -> None:
    """Against the definition itself: the nearest common ancestor and the steps up on either side."""
    bonds = Bonds([Bond(Tie.PARENT, p, c, Source.REGISTER) for p, c in parents], dict.fromkeys(PEOPLE, "M"))

    for a, b in itertools.permutations(PEOPLE, 2):
        mine, other = ancestors(parents, a), ancestors(parents, b)
        apart = {(i, j) for one in mine.keys() & other.keys() for i in mine[one] for j in other[one]}
        expected = next((code for code, steps in BY_STEPS if apart & steps), None)
        assert code(bonds, a, b) == expected


def test_the_codes_are_those_of_the_rulebooks_and_each_has_its_name() -> None:
    listed = {code for name in available() for code in _relations(name)}
    assert listed <= {*RELATIONS, "direct_line"}
    assert set(RELATIONS) == set(Relation.values)
    assert set(NEAR_RELATIVES) < set(RELATIONS)


def _relations(name: str) -> tuple[str, ...]:
    rule = load_rulebook(name).kin.relations
    return rule.value if rule.stated else ()


def test_a_list_that_names_the_direct_line_means_all_in_it() -> None:
    listed = ("spouse", "direct_line")
    assert [code for code in RELATIONS if is_listed(code, listed)] == [
        code for code in RELATIONS if code not in ("sibling", "collateral_three_generations", "close_in_law")
    ]
    assert not is_listed("close_in_law", NEAR_RELATIVES)
