"""The scenarios on how teams look (SC-35, SC-36, SC-38), and what is stated and filed about them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import count

import pytest

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import refusals
from candidates.models import Candidacy, TeamFact, TeamTarget
from candidates.queries.findings import findings_of
from candidates.queries.team import View, board_of_team, team_of, teams_of, tried_team
from candidates.services.publication import publish_candidates
from candidates.services.team import StatedFacts, Targets, file_targets, state_facts
from candidates.structure import Member, Sums, Team, sums_of, township_findings
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.rulebook import load_rulebook
from tests.candidates.conftest import REVIEWED
from tests.cast import at
from villages.models import Cadre, KinTie, Resident

A, B, C = (load_rulebook(name) for name in ("county-town-2020", "district-town-2020", "city-town-2020"))
NOW, DAY = at(2020, 12, 29), date(2021, 1, 20)
Seat = Callable[..., Candidacy]


@pytest.fixture
def seat(election: Election, people: list[Resident]) -> Seat:
    """Makes somebody stand: seat(0, "chair", age=34, education="大专")."""

    def make(number: int, post: str, **changed: object) -> Candidacy:
        person = people[number]
        age = changed.pop("age", None)
        if isinstance(age, int):
            changed["birth_date"] = date(DAY.year - age, 1, 1)
        for name, value in changed.items():
            setattr(person, name, value)
        person.save()
        body = "committee" if post in ("chair", "deputy", "member") else "party"
        return Candidacy.objects.create(
            election=election,
            body=body,
            post=post,
            resident=person,
            name=person.name,
            sex=person.sex,
            votes=9,
            changed_at=NOW,
        )

    return make


def finding(election: Election, key: str, view: str = View.STANDING) -> tuple[str, str, str]:
    board = board_of_team(election.cycle.rules, team_of(election, view))
    found = next(each for each in board.findings if each.key == key)
    return found.standing, found.strength, found.clause


def test_sc_35_all_three_must_be_in_one_person(election: Election, seat: Seat, clerk: User) -> None:
    young, older = seat(0, "chair", age=34, education="大专"), seat(1, "member", age=36, education="本科")
    for one, able in ((young, False), (older, True)):
        state_facts(
            by=clerk, election=election, resident=one.resident, facts=StatedFacts(computer=able), now=NOW
        )
    assert finding(election, "young_cadre") == ("unmet", "soft", "A-TGT-02")
    state_facts(
        by=clerk, election=election, resident=young.resident, facts=StatedFacts(computer=True), now=NOW
    )
    assert finding(election, "young_cadre")[0] == "met"
    assert TeamFact.objects.count() == 2
    assert LedgerEntry.objects.filter(act=Act.TEAM_FACT_STATED).count() == 3


def test_sc_36_a_list_of_men_is_refused_and_a_woman_who_loses_leaves_the_seat_open(
    reviewed: Election, clerk: User
) -> None:
    Candidacy.objects.filter(election=reviewed).update(sex="M")
    Resident.objects.filter(candidacies__election=reviewed).update(sex="M")
    with pytest.raises(Refusals) as refused:
        publish_candidates(by=clerk, election=reviewed, now=REVIEWED)
    assert [(r.code, r.clause) for r in refused.value.refusals] == [("no_woman", "A-TGT-04")]
    assert finding(reviewed, "women_committee") == ("unmet", "hard", "A-TGT-04")
    woman = Candidacy.objects.filter(election=reviewed).latest("pk")
    Candidacy.objects.filter(pk=woman.pk).update(sex="F")
    Resident.objects.filter(pk=woman.resident_id).update(sex="F")
    assert finding(reviewed, "women_committee")[0] == "met"
    assert publish_candidates(by=clerk, election=reviewed, now=REVIEWED)
    men = {p.resident_id: {p.post} for p in Candidacy.objects.filter(election=reviewed, sex="M")[:3]}
    result = board_of_team(reviewed.cycle.rules, tried_team(reviewed, men))
    assert "women_committee" in [found.key for found in result.findings if found.binds]


def villages(women: int, members: int, kind: str = "village") -> Team:
    keys = count(1)
    people = [
        Member(next(keys), "甲", "F" if n < women else "M", date(1980, 1, 1), None, frozenset({"member"}))
        for n in range(members)
    ]
    return Team(kind=kind, people=tuple(people), day=DAY)


def share(teams: list[Team]) -> tuple[str, str]:
    found = {f.key: f for f in township_findings(A, sums_of(teams), sums_of([]))}
    return found["women_share"].standing, str(found["women_share"].params["n"])


def test_sc_38_twelve_of_forty_reach_thirty_per_cent_and_eleven_do_not() -> None:
    """Residents' committees are not counted (A-TGT-06)."""
    communities = [villages(9, 9, kind="community"), villages(0, 30, kind="community")]
    assert share([villages(6, 20), villages(6, 20), *communities]) == ("met", "12/40")
    assert share([villages(6, 20), villages(5, 20), *communities]) == ("unmet", "11/40")
    assert sums_of([villages(5, 20), villages(6, 20)]).women.per_cent == "27.5%"


def principal(sex: str, age: int, post: str = "secretary", schooled: str = "senior_high") -> Team:
    person = Member(1, "甲", sex, date(DAY.year - age, 1, 1), schooled, frozenset({post}))
    return Team(kind="village", people=(person,), day=DAY)


def of(rules: object, now: Sums, before: Sums | None = None) -> dict[str, tuple[str, str]]:
    found = township_findings(rules, now, before or sums_of([]))  # type: ignore[arg-type]
    return {each.key: (each.standing, each.clause) for each in found}


def test_the_town_has_one_woman_who_is_a_principal_and_one_director_in_ten() -> None:
    men = [principal("M", 50, "chair")] * 9
    told = of(A, sums_of([*men, principal("F", 50, "chair")]))
    assert told["women_principals"] == ("met", "A-TGT-05")
    assert told["women_directors"] == ("met", "A-TGT-07")
    told = of(A, sums_of([*men, *men, principal("F", 50, "secretary")]))
    assert told["women_principals"][0] == "met"
    assert told["women_directors"][0] == "unmet"
    assert of(A, sums_of(men))["women_principals"][0] == "unmet"


def test_plan_b_tells_both_bases_of_forty_five_or_below() -> None:
    teams = [principal("M", 45)] * 3 + [principal("M", 46)] * 7 + [principal("M", 60, "party_member")] * 5
    told = of(B, sums_of(teams))
    assert told["secretaries_45"] == ("met", "B-TGT-02")
    assert told["members_45"] == ("unmet", "B-TGT-02")
    assert "women_share" not in told


def test_plan_c_looks_for_age_down_schooling_up_and_more_women_among_principals() -> None:
    """C-TGT-01, C-TGT-03: shares are compared, so more teams with as many women are no rise."""
    before = sums_of([principal("M", 55), principal("F", 55)])
    after = sums_of(
        [principal("F", 54, schooled="university")] * 2 + [principal("M", 54, schooled="university")]
    )
    assert of(C, after, before) == {
        "younger": ("met", "C-TGT-01"),
        "better_schooled": ("met", "C-TGT-01"),
        "women_raised": ("met", "C-TGT-03"),
    }
    assert {told[0] for told in of(C, before, before).values()} == {"unmet"}
    more = sums_of([principal("M", 50)] * 3 + [principal("F", 50)] * 2)
    assert of(C, more, before)["women_raised"][0] == "unmet"
    assert of(C, more)["women_raised"][0] == "open"


def test_plan_b_looks_for_more_women_among_principals_and_among_members() -> None:
    """B-TGT-01; plan B elects no villagers' committee, so the Party teams are meant."""
    before = sums_of([principal("M", 50), principal("F", 50, "party_member")])
    after = sums_of([principal("F", 50), principal("M", 50, "party_member")])
    told = of(B, after, before)
    assert told["women_raised"] == ("met", "B-TGT-01")
    assert told["women_members_raised"] == ("unmet", "B-TGT-01")
    grown = sums_of(
        [principal("F", 50), principal("F", 50, "party_member"), principal("M", 50, "party_member")]
    )
    assert of(B, grown, before)["women_members_raised"][0] == "met"


def test_relatives_in_the_team_are_counted_by_pairs(election: Election, seat: Seat, township: User) -> None:
    first, second = seat(0, "chair"), seat(1, "party_member")
    assert finding(election, "relatives")[0] == "met"
    KinTie.objects.create(
        first=first.resident,
        second=second.resident,
        tie="sibling",
        proof="户口簿",
        made_by=township,
        made_at=NOW,
    )
    assert finding(election, "relatives")[0] == "unmet"


def test_who_sits_and_who_stands_are_two_teams(
    election: Election, seat: Seat, people: list[Resident]
) -> None:
    Cadre.objects.create(
        village=election.village, resident=people[5], body="committee", post="chair", since=date(2017, 1, 1)
    )
    seat(0, "chair")
    assert [p.key for p in team_of(election, View.SITTING).people] == [people[5].pk]
    assert [p.key for p in team_of(election, View.STANDING).people] == [people[0].pk]
    assert team_of(election, View.ELECTED).people == ()


def test_who_has_dropped_out_is_in_no_team(election: Election, seat: Seat) -> None:
    gone = seat(0, "chair")
    Candidacy.objects.filter(pk=gone.pk).update(state="rejected")
    assert team_of(election, View.STANDING).people == ()


def test_facts_are_stated_of_residents_by_township_and_clerk(
    election: Election, people: list[Resident], county_office: User, township: User, second_village: object
) -> None:
    with pytest.raises(NotThere):
        state_facts(by=county_office, election=election, resident=people[0], facts=StatedFacts(), now=NOW)
    with pytest.raises(refusals.SourceUnknown) as refused:
        state_facts(
            by=township, election=election, resident=people[0], facts=StatedFacts(source="x"), now=NOW
        )
    assert refused.value.clause == "A-QUAL-03"
    facts = StatedFacts(source="ex_serviceman", womens_chair=True)
    assert state_facts(by=township, election=election, resident=people[0], facts=facts, now=NOW).source
    elsewhere = election.cycle.elections.get(village=second_village)
    with pytest.raises(refusals.NotOfThePlace):
        state_facts(by=township, election=elsewhere, resident=people[0], facts=facts, now=NOW)


def test_an_origin_is_one_that_the_plan_names_and_has_its_reason(
    election: Election, people: list[Resident], township: User
) -> None:
    """A-QUAL-05: local, dispatched or from another village, and why."""

    def state(**facts: str) -> TeamFact:
        return state_facts(
            by=township, election=election, resident=people[0], facts=StatedFacts(**facts), now=NOW
        )  # fmt: skip

    with pytest.raises(refusals.OriginUnknown) as refused:
        state(origin="first_secretary_concurrently")
    assert refused.value.clause == "A-QUAL-05"
    with pytest.raises(refusals.ReasonNeeded) as unreasoned:
        state(origin="dispatched", origin_reason=" ")
    assert (unreasoned.value.clause, unreasoned.value.field) == ("A-QUAL-05", "origin_reason")
    assert state(origin="local").origin == "local"
    assert state(origin="dispatched", origin_reason="本村暂无合适人选").origin_reason
    assert LedgerEntry.objects.filter(act=Act.TEAM_FACT_STATED).latest("pk").data["origin"] == "dispatched"


def test_the_board_and_the_eligibility_read_one_origin(
    election: Election, seat: Seat, people: list[Resident], township: User
) -> None:
    """A-ORG-17: who is sent from above and would be secretary and director is told by both, from one statement."""
    candidacies = [seat(6, "secretary"), seat(6, "chair")]

    def asked() -> set[str]:
        found = findings_of(candidacies, election.cycle.rules, DAY)
        return {each.key for each in found[candidacies[0].pk]}

    assert finding(election, "dispatched_one_shoulder")[0] == "open"
    assert "dispatched_one_shoulder" not in asked()
    facts = StatedFacts(origin="dispatched", origin_reason="本村暂无合适人选")
    state_facts(by=township, election=election, resident=people[6], facts=facts, now=NOW)
    assert finding(election, "dispatched_one_shoulder") == ("unmet", "soft", "A-ORG-17")
    assert "dispatched_one_shoulder" in asked()


def test_the_township_sees_how_many_secretaries_are_sent_from_above() -> None:
    """A-ORG-17 names no number: none is kept, one is to be judged, one unknown is open."""

    def sent(*origins: str) -> tuple[str, object, object]:
        teams = [
            Team(
                kind="village",
                people=(Member(1, "甲", "M", None, None, frozenset({"secretary"}), origin=origin),),
                day=DAY,
            )
            for origin in origins
        ]
        found = {f.key: f for f in township_findings(A, sums_of(teams), sums_of([]))}
        one = found["dispatched_secretaries"]
        assert one.clause == "A-ORG-17"
        return one.standing, one.params["n"], one.params["open"]

    assert sent("local", "cross_village") == ("met", "0/2", 0)
    assert sent("local", "dispatched", "local", "") == ("open", "1/4", 1)
    assert sent("local", "") == ("open", "0/2", 1)
    assert "dispatched_secretaries" not in of(C, sums_of([]))


def test_targets_lower_the_age_and_raise_the_schooling(election: Election, clerk: User) -> None:
    def filed(age: str, schooled: str, on: date = date(2020, 12, 20)) -> TeamTarget:
        targets = Targets(Decimal(52), Decimal(age), Decimal(30), Decimal(schooled), on)
        return file_targets(by=clerk, election=election, targets=targets, now=NOW)

    with pytest.raises(Refusals) as refused:
        filed("53", "20", date(2021, 1, 1))
    assert [r.code for r in refused.value.refusals] == ["target_turned_round"] * 2 + ["date_in_the_future"]
    filed("48", "60")
    assert filed("47.5", "60").age_target == Decimal("47.5")
    assert TeamTarget.objects.count() == 1


def test_many_villages_are_read_in_as_many_queries_as_one(
    election: Election,
    second_election: Election,
    seat: Seat,
    django_assert_num_queries: Callable[..., object],
) -> None:
    seat(0, "chair")
    for elections in ([election], [election, second_election]):
        with django_assert_num_queries(3):  # type: ignore[attr-defined]
            teams_of(elections, View.STANDING)
