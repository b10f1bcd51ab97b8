"""How a team looks, reckoned without a database."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidates.structure import Member, Standing, Team, figures_of, findings_of, sums_of
from candidates.structure.figures import tenths
from elections.rulebook import load_rulebook

A, B, C = (load_rulebook(name) for name in ("county-town-2020", "district-town-2020", "city-town-2020"))
DAY = date(2021, 1, 20)


def person(key: int, age: int | None = 40, sex: str = "M", **more: object) -> Member:
    posts = frozenset(more.pop("posts", {"member"}))  # type: ignore[call-overload]
    born = date(DAY.year - age, 1, 1) if age is not None else None
    more = {"schooled": "junior_college"} | more
    return Member(key=key, name=f"甲{key}", sex=sex, birth_date=born, posts=posts, **more)  # type: ignore[arg-type]


def team(*people: Member, kind: str = "village", **more: object) -> Team:
    return Team(kind=kind, people=people, day=DAY, population=2000, **more)  # type: ignore[arg-type]


def standing(rules: object, found: Team) -> dict[str, str]:
    return {each.key: each.standing for each in findings_of(rules, found)}  # type: ignore[arg-type]


def test_what_the_plan_is_silent_on_is_not_told() -> None:
    told = standing(B, team(person(1), settled=True))
    assert set(told) == {"womens_chair", "cross_posting"}
    assert "young_cadre" in standing(C, team(person(1)))


def test_the_team_of_plan_c_asks_no_skill_of_the_young() -> None:
    young = person(1, 34, schooled="junior_high")
    assert standing(C, team(young))["young_cadre"] == Standing.MET
    assert standing(A, team(young))["young_cadre"] == Standing.UNMET


@pytest.mark.parametrize(("rules", "expected"), [(A, Standing.UNMET), (C, Standing.MET)], ids="AC")
def test_a_woman_in_the_party_committee_counts_where_both_are_counted_together(
    rules: object, expected: Standing
) -> None:
    """C-TGT-03 speaks of the two committees, A-TGT-04 of the villagers' or residents' committee."""
    people = (person(1), person(2, sex="F", posts={"party_member"}))
    assert standing(rules, team(*people, kind="community"))["women_committee"] == expected
    assert standing(rules, team(person(1), kind="community"))["women_committee"] == Standing.UNMET


def test_a_skill_nobody_stated_leaves_the_rule_open() -> None:
    assert standing(A, team(person(1, 30)))["young_cadre"] == Standing.OPEN
    assert standing(A, team(person(1, 30, computer=True)))["young_cadre"] == Standing.MET
    assert standing(A, team(person(1, 30, computer=False)))["young_cadre"] == Standing.UNMET


def test_thirty_five_is_still_young_and_thirty_six_is_not() -> None:
    assert standing(C, team(person(1, 35)))["young_cadre"] == Standing.MET
    assert standing(C, team(person(1, 36)))["young_cadre"] == Standing.UNMET


def test_the_federation_chair_is_told_red_until_somebody_is_known_to_be_it() -> None:
    assert standing(A, team(person(1)))["womens_chair"] == Standing.OPEN
    assert standing(A, team(person(1, womens_chair=False)))["womens_chair"] == Standing.UNMET
    assert standing(A, team(person(1, womens_chair=True), person(2)))["womens_chair"] == Standing.MET
    hard = [f for f in findings_of(A, team(person(1, womens_chair=False))) if f.key == "womens_chair"]
    assert hard[0].binds


def test_what_is_not_kept_and_binds_stands_first() -> None:
    found = findings_of(A, team(person(1, 60, womens_chair=False, posts={"chair"})))
    assert [f.standing for f in found] == sorted((f.standing for f in found), key=list(Standing).index)
    assert found[0].binds


@pytest.mark.parametrize(("n", "told"), [(2, "unmet"), (3, "met"), (5, "met"), (6, "unmet")])
def test_sc_98_the_size_of_the_supervisory_committee_that_sits(n: int, told: str) -> None:
    found = findings_of(A, team(*supervisory(n), settled=True))
    size = next(each for each in found if each.key == "supervisory_size")
    assert (size.standing, size.clause, size.amb) == (told, "A-POST-02", "AMB-47")
    assert "supervisory_size" not in standing(A, team(*supervisory(n)))
    assert "supervisory_size" not in standing(C, team(*supervisory(n), settled=True))


def test_sc_98_a_director_of_the_committee_is_told_in_plan_a_and_barred_in_plan_c() -> None:
    """In plan A in principle (A-POST-02), in plan C of every member (C-KIN-02)."""
    both = person(1, posts={"head_supervisor", "member"})
    apart = team(*supervisory(3), person(9, posts={"member"}))
    for rules, key, clause, binds in (
        (A, "supervisory_director", "A-POST-02", False),
        (C, "supervisory_apart", "C-KIN-02", True),
    ):
        found = {each.key: each for each in findings_of(rules, team(both, person(2, posts={"supervisor"})))}
        assert (found[key].standing, found[key].clause, found[key].binds) == ("unmet", clause, binds)
        assert standing(rules, apart)[key] == Standing.MET


def supervisory(n: int) -> list[Member]:
    return [person(k, posts={"supervisor" if k else "head_supervisor"}) for k in range(n)]


@pytest.mark.parametrize(
    ("origin", "told"), [("dispatched", "unmet"), ("cross_village", "met"), ("local", "met"), ("", "open")]
)
def test_a_dispatched_secretary_is_as_a_rule_not_director_as_well(origin: str, told: str) -> None:
    """A-ORG-17 is soft, and silent where two people hold the two posts or the plan does not know the rule."""
    both = person(1, posts={"secretary", "chair"}, origin=origin)
    found = {each.key: each for each in findings_of(A, team(both))}["dispatched_one_shoulder"]
    assert (found.standing, found.clause, found.binds) == (told, "A-ORG-17", False)
    one = person(1, posts={"secretary"}, origin=origin)
    assert "dispatched_one_shoulder" not in standing(A, team(one, person(2, posts={"chair"})))
    assert "dispatched_one_shoulder" not in standing(C, team(both))


def test_a_supervisor_is_no_member_of_the_team() -> None:
    assert figures_of(team(person(1), person(2, posts={"supervisor"}))).persons == 1


def test_one_person_in_both_counts_once_and_is_one_shoulder() -> None:
    told = figures_of(team(person(1, posts={"secretary", "chair"}), person(2, posts={"party_member"})))
    assert (told.persons, told.committee, told.cross_posted, told.one_shoulder) == (2, 1, 1, True)


@pytest.mark.parametrize(
    ("age", "told"),
    [(Fraction(81, 2), "40.5"), (Fraction(121, 3), "40.3"), (None, "—"), (Fraction(799, 20), "40.0")],
)
def test_mean_ages_are_read_to_a_tenth(age: Fraction | None, told: str) -> None:
    assert tenths(age) == told


MEMBERS = st.lists(
    st.builds(
        person,
        st.integers(1, 10**6),
        st.one_of(st.none(), st.integers(18, 90)),
        st.sampled_from("MF"),
        posts=st.sets(
            st.sampled_from(["secretary", "party_member", "chair", "member", "supervisor"]), min_size=1
        ),
        schooled=st.sampled_from([None, "junior_high", "junior_college", "university"]),
        computer=st.sampled_from([None, True, False]),
    ),
    max_size=12,
    unique_by=lambda member: member.key,
)


@given(MEMBERS)
def test_the_numbers_of_any_team_agree_with_one_another(people: list[Member]) -> None:
    told = figures_of(team(*people))
    known = sum(n for _low, _high, n in told.ages)
    assert told.to_35 <= told.to_45 <= known <= told.persons
    assert told.women_in_committee <= min(told.women, told.committee)
    assert sum(n for _level, n in told.levels) <= told.persons
    party = sum(bool({"secretary", "party_member"} & p.posts) for p in people)
    assert told.persons == party + told.committee - told.cross_posted
    assert (told.mean_age is None) == (known == 0)


@given(MEMBERS, MEMBERS)
def test_a_rule_once_kept_stays_kept_by_one_more_who_fits(people: list[Member], _more: list[Member]) -> None:
    fits = person(2 * 10**6, 30, "F", computer=True, womens_chair=True, posts={"member"})
    told = standing(A, team(*people, fits))
    assert {told[key] for key in ("young_cadre", "women_committee", "womens_chair")} == {Standing.MET}


@given(st.lists(MEMBERS, max_size=5))
def test_sums_are_those_of_the_teams(groups: list[list[Member]]) -> None:
    teams = [team(*people) for people in groups]
    told, each = sums_of(teams), [figures_of(one) for one in teams]
    assert told.persons == sum(one.persons for one in each)
    assert told.women.part == sum(one.women_in_committee for one in each)
    assert told.members_to_45.part == sum(one.to_45 for one in each)
    assert told.schooled.part == sum(one.schooled for one in each)


def test_the_reading_of_who_is_counted_is_the_rulebooks() -> None:
    """AMB-11 stands at the headcount of plan A's villages; its communities have no such doubt."""
    village = [f for f in findings_of(A, team(person(1), settled=True)) if f.key == "headcount"]
    assert [found.amb for found in village] == [A.seats.headcount_village.amb] == ["AMB-11"]
    community = team(person(1), kind="community", settled=True)
    assert [f.amb for f in findings_of(A, community) if f.key == "headcount"] == [None]
