"""The terms of those elected: when they begin, whose end, who gets none, what ends them, by plan and clause."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from candidates.enums import TermEnd
from candidates.models import Candidacy, ElectedTerm
from candidates.queries.findings import facts_of
from candidates.queries.team import View, held_of
from candidates.queries.terms import terms_of_body
from candidates.services.terms import end_fallen, enter_terms
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry, StepRecord
from elections.rulebook import load_rulebook
from tests.candidates.conftest import married, people
from tests.candidates.party_votes import PartyVoteWalk, a, bare
from tests.candidates.real import cycle
from tests.candidates.supporting import sits
from tests.candidates.test_relatives_elected import EVENING, decide, held, stands, votes
from tests.cast import COUNTY, VILLAGE, at
from tests.programs import Program
from tests.voting.ballots import made_final
from villages.models import Cadre, Resident
from voting.models import Contest, Invalidity, WriteInReview
from voting.rounds import COMMITTEE
from voting.services.invalidity import InvalidityDraft, declare_invalid
from voting.services.result import review_write_in
from voting.services.written_in import name_resident

__all__ = ["cycle", "a", "bare", "people"]

DAY, LATER = date(2021, 1, 20), at(2021, 1, 25, 9)


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises((Refusal, Refusals)) as caught:
        act()
    found = caught.value
    return sorted(r.code for r in found.refusals) if isinstance(found, Refusals) else [found.code]


def enter(by: User, election: Election, body: str = "committee", now: Any = LATER) -> list[ElectedTerm]:
    return enter_terms(by=by, election=election, body=body, now=now)


def sitting(body: str = "committee") -> list[tuple[str, str, date]]:
    rows = Cadre.objects.filter(body=body, until=None).order_by("pk")
    return [(cadre.resident.name, cadre.post, cadre.since) for cadre in rows.select_related("resident")]


@pytest.fixture
def two(election: Election, people: list[Resident]) -> list[Candidacy]:
    """Two who are no relatives stand, one for chair, one for a member's seat."""
    return [stands(election, people[6], "chair"), stands(election, people[0], "member")]


@pytest.fixture
def counted(two: list[Candidacy], clerk: User, teller: User, steps_before: None) -> Contest:
    return held(two, clerk, teller, votes(two, 70, 100))


@pytest.fixture
def confirmed(counted: Contest, election: Election, township: User) -> Contest:
    made_final(election, township, EVENING)
    counted.refresh_from_db()
    return counted


def test_terms_begin_on_the_day_the_result_is_confirmed_and_those_before_end(
    confirmed: Contest, two: list[Candidacy], election: Election, clerk: User, people: list[Resident]
) -> None:
    gone, again = sits(people[9], "chair"), sits(people[0], "deputy")
    enter(clerk, election)
    assert sitting() == [(people[6].name, "chair", DAY), (people[0].name, "member", DAY)]
    for cadre in (gone, again):
        cadre.refresh_from_db()
        assert cadre.until == DAY
    assert {cadre.term for cadre in Cadre.objects.filter(until=None)} == {"第十一届"}
    told = LedgerEntry.objects.get(act=Act.TERMS_ENTERED)
    assert [each["name"] for each in told.data["terms"]] == [people[6].name, people[0].name]
    assert {each["name"] for each in told.data["ended"]} == {people[9].name, people[0].name}
    assert refused(lambda: enter(clerk, election)) == ["terms_entered"]


def test_the_board_says_how_long_the_law_lets_a_term_last(confirmed: Contest, election: Election) -> None:
    board = terms_of_body(election, "committee")
    assert board is not None
    assert (board.until, board.years.clause) == (date(2026, 1, 20), "VCOL-11.2")


def test_nobody_enters_before_the_result_is_confirmed(
    counted: Contest, election: Election, clerk: User
) -> None:
    assert refused(lambda: enter(clerk, election)) == ["result_missing"]
    assert refused(lambda: enter(clerk, election, "council")) == ["result_missing"]
    assert not Cadre.objects.filter(body="committee").exists()


def test_who_was_new_and_who_went_on_is_told_as_before_the_election(
    confirmed: Contest, two: list[Candidacy], election: Election, clerk: User, people: list[Resident]
) -> None:
    """What a candidate was at the nomination does not change with the result, nor does the team before."""
    old = sits(people[0], "deputy")
    sits(people[9], "chair")

    def told() -> tuple[Any, Any]:
        facts = {
            each.resident_id: fact.held for each, fact in facts_of(two, two[0].election.cycle.rules, DAY)
        }
        return facts, {r: set(posts) for r, posts in held_of([election], View.SITTING)[election.pk].items()}

    before = told()
    assert [held.post for held in before[0][people[0].pk]] == ["deputy"] and not before[0][people[6].pk]
    enter(clerk, election)
    assert told() == before
    old.refresh_from_db()
    assert old.until == DAY  # the control: the register itself did move on


class TestRelatives:
    @pytest.fixture
    def couple(self, confirmed: Contest, people: list[Resident], township: User) -> None:
        married(people[0], people[6], township)

    def test_nobody_enters_before_it_is_decided_and_who_gives_way_gets_no_term(
        self, couple: None, two: list[Candidacy], election: Election, clerk: User, township: User
    ) -> None:
        assert refused(lambda: enter(clerk, election)) == ["relatives_undecided"]
        decide(election, township, yields=two[1], other=two[0])
        enter(clerk, election)
        assert sitting() == [(two[0].name, "chair", DAY)]

    def test_who_gives_way_after_taking_office_leaves_it(
        self, confirmed: Contest, two: list[Candidacy], election: Election, clerk: User, township: User
    ) -> None:
        enter(clerk, election)
        married(two[0].resident, two[1].resident, township)
        decide(election, township, yields=two[1], other=two[0])
        assert [name for name, _post, _since in sitting()] == [two[0].name]
        assert ElectedTerm.objects.get(ended=TermEnd.YIELDED).term.resident_id == two[1].resident_id


class TestDeclaredInvalid:
    def draft(self, two: list[Candidacy], **more: Any) -> InvalidityDraft:
        given: dict[str, Any] = {"scope": "person", "post": "member", "person": f"c{two[1].pk}"} | more
        return InvalidityDraft(
            ground="improper_competition", reason="查实", decision="白镇党〔2021〕3号", **given
        )

    def test_the_term_of_that_person_ends_and_the_others_go_on(
        self, confirmed: Contest, two: list[Candidacy], election: Election, clerk: User, township: User
    ) -> None:
        enter(clerk, election)
        declare_invalid(by=township, contest=confirmed, draft=self.draft(two), now=LATER)
        assert [name for name, _post, _since in sitting()] == [two[0].name]
        fallen = ElectedTerm.objects.get(ended=TermEnd.INVALID)
        assert (fallen.term.resident_id, fallen.term.until) == (two[1].resident_id, LATER.date())
        told = LedgerEntry.objects.get(act=Act.RESULT_DECLARED_INVALID)
        assert told.data["terms_ended"] == [two[1].name]

    def test_with_the_whole_result_every_term_ends(
        self, confirmed: Contest, two: list[Candidacy], election: Election, clerk: User, township: User
    ) -> None:
        enter(clerk, election)
        whole = InvalidityDraft(
            scope="whole", ground="unlawful_procedure", reason="流动票箱只有一人看管", decision="4号"
        )
        declare_invalid(by=township, contest=confirmed, draft=whole, now=LATER)
        assert sitting() == [] and not ElectedTerm.objects.filter(ended="").exists()

    def test_whose_election_fell_before_enters_on_no_term(
        self, confirmed: Contest, two: list[Candidacy], election: Election, clerk: User, township: User
    ) -> None:
        declare_invalid(by=township, contest=confirmed, draft=self.draft(two), now=LATER)
        enter(clerk, election)
        assert [name for name, _post, _since in sitting()] == [two[0].name]


class TestWrittenIn:
    @pytest.fixture
    def written(
        self,
        two: list[Candidacy],
        people: list[Resident],
        clerk: User,
        teller: User,
        township: User,
        steps_before: None,
    ) -> Contest:
        """Somebody who stood on no list is elected member by name, passed and confirmed."""
        sheet = votes(two, 70, 100)
        sheet["positions"]["member"]["votes"] = {f"c{two[1].pk}": 10, f"w:{people[3].name}": 80}
        contest = held(two, clerk, teller, sheet)
        review_write_in(
            by=township, election=two[0].election, post="member", name=people[3].name, passed=True, reason="合格",
            now=EVENING,
        )  # fmt: skip
        made_final(two[0].election, township, EVENING)
        return contest

    def test_a_name_gets_a_term_once_it_is_said_which_resident_it_is(
        self, written: Contest, election: Election, clerk: User, people: list[Resident]
    ) -> None:
        assert refused(lambda: enter(clerk, election)) == ["write_in_unmatched"]
        name_resident(by=clerk, election=election, name=people[3].name, resident=people[3], now=LATER)
        enter(clerk, election)
        assert sitting() == [(people[6].name, "chair", DAY), (people[3].name, "member", DAY)]
        assert LedgerEntry.objects.filter(act=Act.WRITE_IN_KNOWN, subject=people[3].name).exists()

    def test_the_page_offers_those_of_the_name_and_takes_one(
        self, written: Contest, clerk: User, people: list[Resident], client_of: Callable[[User], Client]
    ) -> None:
        client = client_of(clerk)
        page = reverse("candidates:written_in", args=[VILLAGE, COMMITTEE, people[3].name])
        assert page in client.get(reverse("candidates:terms", args=[VILLAGE])).content.decode()
        assert f'value="{people[3].pk}"' in client.get(page).content.decode()
        assert client.post(page, {"resident": people[3].pk}).status_code == 302
        assert WriteInReview.objects.get().resident_id == people[3].pk

    def test_only_a_name_that_passed_and_a_resident_of_the_place_are_matched(
        self, written: Contest, election: Election, clerk: User, people: list[Resident]
    ) -> None:
        def match(name: str, resident: Resident) -> object:
            return name_resident(by=clerk, election=election, name=name, resident=resident, now=LATER)

        assert refused(lambda: match("无此人", people[3])) == ["write_in_unknown"]
        people[3].left_on = DAY
        assert refused(lambda: match(people[3].name, people[3])) == ["write_in_elsewhere"]
        assert not WriteInReview.objects.exclude(resident=None).exists()


def approved(election: Election, by: User, day: date) -> StepRecord:
    """The record that the result of the Party organisation was approved, in the step and part of the plan."""
    step, part = election.cycle.rules.party_appointment
    return StepRecord.objects.create(
        election=election, step=step.key, parts=[part.key] if part else [], held_on=day, people="镇党委", note="已批",
        recorded_at=LATER, recorded_by=by,
    )  # fmt: skip


class TestParty:
    def test_terms_begin_with_the_approval_by_the_highest_post(self, a: PartyVoteWalk) -> None:
        """A-RES-03: secretary and deputy enter by their post, the others as members; an approval taken back is none."""
        a.members_elected()
        assert refused(lambda: enter(a.clerk, a.election, "party")) == ["party_vote_unsettled"]
        a.posts_filled()
        assert refused(lambda: enter(a.clerk, a.election, "party")) == ["not_appointed"]
        mistaken = approved(a.election, a.township, date(2021, 1, 7))
        mistaken.withdrawn_at, mistaken.withdrawn_by, mistaken.withdrawn_because = LATER, a.township, "误录"
        mistaken.save()
        assert refused(lambda: enter(a.clerk, a.election, "party")) == ["not_appointed"]
        approved(a.election, a.township, date(2021, 1, 9))
        enter(a.clerk, a.election, "party")
        posts = sorted(post for _name, post, _since in sitting("party"))
        assert posts == ["party_deputy", "party_member", "party_member", "party_member", "secretary"]
        assert {since for _name, _post, since in sitting("party")} == {date(2021, 1, 9)}

    def test_the_discipline_commissioner_has_the_duty_with_the_term(
        self, a: PartyVoteWalk, client_of: Callable[[User], Client]
    ) -> None:
        meant = a.people[2]
        Candidacy.objects.filter(pk=meant.pk).update(duty="discipline")
        a.members_elected()
        a.posts_filled()
        approved(a.election, a.township, date(2021, 1, 9))
        client = client_of(a.clerk)
        assert "纪检委员" in client.get(reverse("candidates:terms", args=[VILLAGE])).content.decode()
        made = enter(a.clerk, a.election, "party")
        assert [row.term.resident_id for row in made if row.term.duty == "discipline"] == [meant.resident_id]
        assert "纪检委员" in client.get(reverse("party:cadres", args=[VILLAGE])).content.decode()

    def test_who_loses_the_post_goes_on_as_a_member(self, a: PartyVoteWalk) -> None:
        """Where the plan lets a Party election fall (AMB-63, reading 2)."""
        a.members_elected()
        meeting = a.posts_filled()
        approved(a.election, a.township, date(2021, 1, 9))
        enter(a.clerk, a.election, "party")
        secretary = Cadre.objects.get(post="secretary", until=None).resident
        made = Invalidity.objects.create(
            contest=meeting, scope="person", post="secretary", person=f"c{a.people[0].pk}", ground="negative_list",
            reason="查实", decision="5号", declared_by=a.township, declared_at=LATER,
        )  # fmt: skip
        assert end_fallen(made, a.township, LATER) == [secretary.name]
        now = Cadre.objects.get(resident=secretary, body="party", until=None)
        assert (now.post, now.since) == ("party_member", LATER.date())

    @pytest.mark.parametrize(
        ("plan", "step", "part", "clause"),
        [
            ("county-town-2020", "party_election", "approved", "A-RES-03"),
            ("district-town-2020", "appointment", "approved", "B-RES-01"),
            ("city-town-2020", "party_election", "appointed", "C-RES-02"),
        ],
    )
    def test_each_plan_names_the_record_that_begins_them(
        self, plan: str, step: str, part: str, clause: str
    ) -> None:
        asked = load_rulebook(plan).party_appointment
        assert asked is not None
        found, key = asked[0], asked[1] and asked[1].key
        assert (found.key, key, (asked[1] or found).clause) == (step, part, clause)

    def test_a_base_without_a_plan_asks_for_no_approval(self) -> None:
        assert load_rulebook("party-rules-2020").party_appointment is None


class TestPages:
    @pytest.fixture(autouse=True)
    def later(self, cycle: Cycle) -> None:
        cycle.training, cycle.clock = True, LATER
        cycle.save()

    def test_the_result_leads_to_the_terms_and_one_button_enters_them(
        self, confirmed: Contest, election: Election, clerk: User, client_of: Callable[[User], Client]
    ) -> None:
        client = client_of(clerk)
        page = reverse("candidates:terms", args=[VILLAGE])
        assert page in client.get(reverse("voting:result", args=[VILLAGE, COMMITTEE, 1])).content.decode()
        button = reverse("candidates:terms_enter", args=[VILLAGE, "committee"])
        assert button in client.get(page).content.decode()
        assert client.post(button).status_code == 302
        shown = client.get(page).content.decode()
        assert button not in shown and shown.count("st done") == 2
        assert client.post(button).status_code == 409
        assert "演练" in shown and "第十一届" in shown
        register = client.get(reverse("party:cadres", args=[VILLAGE])).content.decode()
        assert "第十一届" not in register, "a training cycle"

    def test_the_auditor_reads_and_enters_nothing(
        self, confirmed: Contest, officer: Callable[..., User], client_of: Callable[[User], Client]
    ) -> None:
        client = client_of(officer(Role.AUDITOR, COUNTY))
        page = client.get(reverse("candidates:terms", args=[VILLAGE]))
        button = reverse("candidates:terms_enter", args=[VILLAGE, "committee"])
        assert page.status_code == 200 and button not in page.content.decode()
        assert client.post(button).status_code == 404

    def test_before_a_result_the_page_says_what_to_do(
        self, election: Election, clerk: User, client_of: Callable[[User], Client]
    ) -> None:
        page = client_of(clerk).get(reverse("candidates:terms", args=[VILLAGE]))
        assert page.status_code == 200 and "empty" in page.content.decode()

    def test_a_program_enters_terms_and_names_who_was_written_in_as_the_pages_do(
        self, confirmed: Contest, two: list[Candidacy], clerk: User
    ) -> None:
        program = Program(clerk)
        address = f"villages/{VILLAGE}/terms/"
        (board,) = program.get(address).json()
        assert [one["entered"] for one in board["entrants"]] == [False, False]
        made = program.post(address + "committee/entry/", {})
        assert made.status_code == 201 and all(one["entered"] for one in made.json()[0]["entrants"])
        again = program.post(address + "committee/entry/", {})
        assert (again.status_code, again.json()["code"]) == (409, "terms_entered")
        named = program.post(
            address + "votes/written-in/", {"name": "无此人", "resident": two[0].resident_id}
        )
        assert (named.status_code, named.json()["code"]) == (409, "write_in_unknown")
