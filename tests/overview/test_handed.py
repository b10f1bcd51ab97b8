"""What waits beside the steps: sheets, bodies to take on file, letters, inspections, counting rules, boxes, terms."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from candidates.enums import ReviewLevel
from candidates.models import Candidacy, CommitmentLetter, Inspection, IntroductionSheet, SupportingBody
from candidates.services.terms import enter_terms
from elections.enums import State
from elections.models import Cycle, Election
from elections.queries.progress import Progress, progress_of_one
from elections.states import Standing
from overview.queries.handed import handed_to
from overview.queries.today import today_of
from tests.candidates.assembly import DAY
from tests.candidates.conftest import people
from tests.candidates.party import Path
from tests.candidates.party_fixtures import c, officers, under
from tests.candidates.party_votes import PartyVoteWalk, a, bare
from tests.candidates.test_relatives_elected import EVENING, held, stands, votes
from tests.candidates.test_relatives_give_way import approve
from tests.cast import VILLAGE, at, on_record
from tests.voting.ballots import made_final
from villages.models import Resident, Village
from voting.models import Contest, Sealing
from voting.rounds import COMMITTEE
from voting.services.counting_rules import confirm_counting
from voting.services.invalidity import InvalidityDraft, declare_invalid

__all__ = ["a", "bare", "c", "officers", "people", "under"]

NOW = at(2021, 1, 12)


@pytest.fixture
def sheets(election: Election, clerk: User) -> list[IntroductionSheet]:
    """Two sheets wait for the township, one came back."""
    made = []
    people = Resident.objects.filter(village=VILLAGE).order_by("pk")[:3]
    for person, state in zip(people, ("waiting", "waiting", "returned"), strict=True):
        candidacy = Candidacy.objects.create(
            election=election,
            post="member",
            name=person.name,
            sex=person.sex,
            resident=person,
            votes=9,
            state="county_passed",
            changed_at=NOW,
        )
        Inspection.objects.create(
            candidacy=candidacy, held_on=NOW.date(), inspectors="考察组", passed=True, recorded_at=NOW, recorded_by=clerk,
        )  # fmt: skip
        made.append(
            IntroductionSheet.objects.create(
                candidacy=candidacy,
                texts={},
                state=state,
                reason="写全家庭情况" if state == "returned" else "",
                entered_by=clerk,
                entered_at=NOW,
            )
        )
    return made


def told(user: User, cycle: Cycle) -> list[tuple[str, int]]:
    return [(one.sort.url_name, one.number) for one in today_of(user, cycle, NOW).work.handed]


def told_later(user: User, cycle: Cycle, now: datetime, url_name: str) -> int:
    """How many of a sort are told on a later day of the cycle's clock."""
    later = Cycle.objects.select_related("township").get(pk=cycle.pk)
    later.clock = now
    handed = today_of(user, later, now).work.handed
    return sum(one.number for one in handed if one.sort.url_name == url_name)


def handing_over(election: Election, state: State) -> Progress:
    """The steps of an election, its handover in this state."""
    progress = progress_of_one(election, EVENING)
    step = replace(progress.steps["handover"], standing=Standing(state))
    return replace(progress, steps={**progress.steps, "handover": step})


def test_sheets_wait_for_the_township_and_returned_ones_for_the_clerk(
    sheets: list[IntroductionSheet], cycle: Cycle, township: User, clerk: User, auditor: User
) -> None:
    assert told(township, cycle) == [("candidates:introductions", 2)]
    assert told(clerk, cycle) == [("candidates:introductions", 1)]
    assert told(auditor, cycle) == []
    IntroductionSheet.objects.all().delete()
    assert told(township, cycle) == told(clerk, cycle) == []


def test_a_body_that_is_handed_in_waits_to_be_taken_on_file(
    election: Election, cycle: Cycle, township: User, clerk: User
) -> None:
    book = SupportingBody.objects.create(election=election, body="council", begun_at=NOW)
    assert told(township, cycle) == []
    SupportingBody.objects.filter(pk=book.pk).update(filed_at=NOW)
    assert told(township, cycle) == [("candidates:bodies", 1)]
    assert told(clerk, cycle) == []


def test_the_page_of_today_leads_there(
    sheets: list[IntroductionSheet], cycle: Cycle, township: User, client_of: Callable[[User], Client]
) -> None:
    cycle.clock = NOW
    cycle.save()
    page = client_of(township).get("/").content.decode()
    assert f"/villages/{VILLAGE}/candidates/introductions/" in page
    assert "待审核的候选人介绍" in page


class TestBesideTheSteps:
    """Each leads to the page where it is done, whoever has to do it; all of it is asked in one query."""

    def test_letters_of_those_on_the_formal_list(
        self,
        election: Election,
        cycle: Cycle,
        clerk: User,
        township: User,
        auditor: User,
        people: list[Resident],
    ) -> None:
        """Plan A has the township hold the talk at which they are signed; the clerk hears of it once it is late."""
        first, second = (stands(election, each, "member", place) for place, each in enumerate(people[:2], 1))
        Candidacy.objects.filter(pk=second.pk).update(
            state="nominated", place=None
        )  # not printed on a ballot
        assert told(township, cycle) == [("candidates:letters", 1)]
        assert told(clerk, cycle) == told(auditor, cycle) == []
        for late in (clerk, township):
            assert told_later(late, cycle, at(2021, 1, 30), "candidates:letters") == 1
        assert told_later(auditor, cycle, at(2021, 1, 30), "candidates:letters") == 0
        CommitmentLetter.objects.create(
            election=election, body="committee", resident=first.resident, name=first.name, signed_on=NOW.date(),
            talked_by="周志强", entered_by=clerk, entered_at=NOW,
        )  # fmt: skip
        assert told(township, cycle) == []
        assert told_later(clerk, cycle, at(2021, 1, 30), "candidates:letters") == 0

    def test_a_signing_on_record_stands_for_the_letters(
        self, election: Election, cycle: Cycle, clerk: User, township: User, people: list[Resident]
    ) -> None:
        stands(election, people[0], "member")
        assert told(township, cycle) == [("candidates:letters", 1)]
        on_record(township, election, "committee_commitment", held_on=NOW.date(), now=NOW)
        assert told(township, cycle) == []

    def test_inspections_of_candidates_for_the_committee(
        self, election: Election, cycle: Cycle, township: User, clerk: User, people: list[Resident]
    ) -> None:
        one = stands(election, people[0], "member")
        Candidacy.objects.filter(pk=one.pk).update(state="proposed", place=None)
        assert told(township, cycle) == [("candidates:committee_inspections", 1)]
        assert told(clerk, cycle) == []
        Inspection.objects.create(
            candidacy=one, held_on=NOW.date(), inspectors="周志强", passed=True, recorded_at=NOW, recorded_by=township,
        )  # fmt: skip
        assert told(township, cycle) == []


def test_a_counting_rule_stands_once_for_all_places_and_only_while_a_result_is_open(
    second_village: Village, c: Path, township: User, clerk: User
) -> None:
    """Plan C leaves the turnout and the majority to be confirmed (AMB-38, SC-93)."""
    cycle = c.election.cycle
    assert told(township, cycle) == []
    for election in cycle.elections.filter(village__kind=c.election.village.kind):
        Contest.objects.create(
            election=election, body=COMMITTEE, round="first", number=1, day=NOW.date(), electors=100, rule={},
            created_at=NOW,
        )  # fmt: skip
    assert Contest.objects.count() > 1
    (one,) = today_of(township, cycle, NOW).work.handed
    assert one.url.endswith("/votes/counting-rule/")
    assert told(clerk, cycle) == []
    kind = c.election.village.kind
    confirm_counting(by=township, cycle=cycle, body=COMMITTEE, kind=kind, decision="3号", now=NOW)
    assert told(township, cycle) == []


def test_terms_wait_from_the_final_result_until_they_are_entered(
    election: Election,
    cycle: Cycle,
    clerk: User,
    teller: User,
    township: User,
    people: list[Resident],
    steps_before: None,
) -> None:
    two = [stands(election, people[6], "chair"), stands(election, people[0], "member")]
    held(two, clerk, teller, votes(two, 70, 100))
    assert ("candidates:terms", 2) not in told(clerk, cycle)
    made_final(election, township, EVENING)
    assert told(clerk, cycle) == [("candidates:terms", 2)]
    # Whoever looks over it is told once the handover is late, or on record without the terms.
    shown = {
        state: [
            (one.sort.url_name, one.number) for one in handed_to(township, [handing_over(election, state)])
        ]
        for state in (State.OPEN, State.LATE, State.DONE)
    }
    terms = [("candidates:terms", 2)]
    assert shown == {State.OPEN: [], State.LATE: terms, State.DONE: terms}
    draft = InvalidityDraft(
        scope="person", ground="bribery", reason="查实", decision="6号", post="member", person=f"c{two[1].pk}"
    )
    declare_invalid(by=township, contest=Contest.objects.get(), draft=draft, now=EVENING)
    assert told(clerk, cycle) == [("candidates:terms", 1)]
    enter_terms(by=clerk, election=election, body="committee", now=EVENING)
    assert told(clerk, cycle) == []


class TestParty:
    def test_the_box_and_then_the_terms(self, a: PartyVoteWalk) -> None:
        cycle = Cycle.objects.select_related("township").get(pk=a.election.cycle_id)
        a.members_elected()
        (one,) = [
            each for each in today_of(a.clerk, cycle, DAY).work.handed if "sealing" in each.sort.url_name
        ]
        assert one.url == f"/villages/{VILLAGE}/party-votes/1/sealing/"
        a.posts_filled()
        boxes = [("voting:sealing", 1), ("voting:sealing", 1)]
        assert [each for each in told(a.clerk, cycle) if each in boxes] == boxes
        for contest in Contest.objects.filter(election=a.election):
            Sealing.objects.create(
                contest=contest, sealed_at=DAY, packets=1, seals="001", sealed_by="胡监票", holder="镇档案室",
                place="档案柜", recorded_by=a.clerk, recorded_at=DAY,
            )  # fmt: skip
        assert ("voting:sealing", 1) not in told(a.clerk, cycle)
        a.hold_rest()
        assert ("candidates:terms", 5) not in told(a.clerk, cycle)
        approve(a.election, a.township)
        assert ("candidates:terms", 5) in told(a.clerk, cycle)
        enter_terms(by=a.clerk, election=a.election, body="party", now=at(2021, 1, 9))
        assert ("candidates:terms", 5) not in told(a.clerk, cycle)


def test_an_inspection_waits_for_the_office_of_its_stage_in_its_turn(
    c: Path, township: User, county_office: User, clerk: User
) -> None:
    def waiting(user: User) -> list[tuple[str, int]]:
        handed = today_of(user, c.election.cycle, at(2020, 12, 10)).work.handed
        return [(one.url, one.number) for one in handed if one.sort.url_name == "candidates:party_stage"]

    c.meet(at(2020, 12, 7))
    c.first_list("organisation_list", at(2020, 12, 8))
    assert waiting(township) == waiting(county_office) == []  # the joint review comes first
    c.review(at(2020, 12, 9), ReviewLevel.TOWNSHIP, ReviewLevel.COUNTY)
    page = f"/villages/{VILLAGE}/candidates/party/"
    assert waiting(township) == [(f"{page}member_inspection/", 5)]
    assert waiting(county_office) == [(f"{page}secretary_inspection/", 1)]
    assert waiting(clerk) == []
    c.inspect("member_inspection", at(2020, 12, 10))
    assert waiting(township) == []


def test_all_of_it_is_one_query(
    sheets: list[IntroductionSheet], election: Election, township: User, django_assert_num_queries: Any
) -> None:
    found = [progress_of_one(election, NOW)]
    assert [office.role for office in township.held]
    with django_assert_num_queries(1):
        assert len(handed_to(township, found)) == 1
