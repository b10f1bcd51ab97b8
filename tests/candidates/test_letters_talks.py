"""Commitment letters before the ballot (SC-100), talks group by group (SC-105), with their pages."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusal, Refusals
from candidates.models import Candidacy, CommitmentLetter, Representative, Talk
from candidates.papers.of_party_vote import party_ballot
from candidates.queries.letters import letters_of
from candidates.queries.talks import Coverage, talks_of
from candidates.services.letters import sign_letters
from candidates.services.talks import TalkHeld, enter_would_be, record_talks
from documents.refusals import PaperNotReady
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry, StepRecord
from elections.queries.progress import progress_of_one
from elections.rulebook import load_rulebook
from tests.candidates.conftest import people
from tests.candidates.party_people import stands_for_the_party
from tests.candidates.supporting import represented, sits
from tests.candidates.test_relatives_elected import stands
from tests.cast import VILLAGE, at, under_changed_rules
from tests.voting.ballots import add_roll, prepared
from villages.models import PartyMember, Resident
from voting.models import Contest
from voting.papers.of_round import ballot
from voting.services.contest import ChoiceDraft, PositionDraft

__all__ = ["people"]

SIGNED, AFTER, TALKED = date(2021, 1, 15), at(2021, 1, 16), at(2020, 11, 20)
PLANS = {"a": "county-town-2020", "b": "district-town-2020", "c": "city-town-2020"}


def under(cycle: Cycle, plan: str) -> None:
    """What another plan asks of letters and talks, the calendar of the cast's."""
    other = load_rulebook(PLANS[plan]).freeze()

    def change(data: dict[str, Any]) -> None:
        for section in ("discipline", "preparation"):
            data[section] = other.get(section, {})

    under_changed_rules(cycle, change)


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises((Refusal, Refusals)) as caught:
        act()
    found = caught.value
    return sorted(r.code for r in found.refusals) if isinstance(found, Refusals) else [found.code]


class TestLetters:
    @pytest.fixture
    def two(self, election: Election, people: list[Resident]) -> list[Candidacy]:
        return [stands(election, people[6], "chair"), stands(election, people[0], "member")]

    @pytest.fixture
    def contest(self, two: list[Candidacy], clerk: User, steps_before: None) -> Contest:
        positions = tuple(
            PositionDraft(each.post, rank, 1, (ChoiceDraft(f"c{each.pk}", each.name, each.sex),))
            for rank, each in enumerate(two, start=1)
        )
        add_roll(two[0].election)
        return prepared(two[0].election, clerk, positions)

    def sign(self, by: User, election: Election, *people: Candidacy, **more: Any) -> list[CommitmentLetter]:
        given: dict[str, Any] = {
            "body": "committee",
            "residents": [one.resident_id for one in people],
            "signed_on": SIGNED,
            "talked_by": "镇党委",
        }
        return sign_letters(by=by, election=election, now=AFTER, **(given | more))

    def barred(self, contest: Contest) -> str | None:
        contest = Contest.objects.select_related("election__cycle", "election__village").get(pk=contest.pk)
        with pytest.raises(PaperNotReady, match="承诺书|commitment letter") as found:
            ballot(contest, AFTER.date())
        return found.value.clause

    def test_sc_100_a_no_letter_no_ballot_and_one_for_the_party_does_not_serve(
        self, contest: Contest, two: list[Candidacy], election: Election, township: User
    ) -> None:
        """A-DISC-13: after 15 January one of two has signed for the Party election only."""
        self.sign(township, election, two[0])
        stands_for_the_party(election, two[1].resident, "party_member", "formal", place=1)
        self.sign(township, election, two[1], body="party")
        assert self.barred(contest) == "A-DISC-13"
        self.sign(township, election, two[1])
        assert len(ballot(contest, AFTER.date()).posts) == 2

    def test_sc_100_c_no_letter_no_ballot(
        self, contest: Contest, two: list[Candidacy], election: Election, township: User, cycle: Cycle
    ) -> None:
        """C-DISC-03: letters are signed one by one, before the election."""
        under(cycle, "c")
        election.refresh_from_db()
        assert self.barred(contest) == "C-DISC-03"
        self.sign(township, election, *two)
        assert ballot(contest, AFTER.date()).posts

    def test_sc_100_b_the_party_ballot_waits_for_the_letters(
        self, election: Election, people: list[Resident], township: User, cycle: Cycle
    ) -> None:
        """B-DISC-03: plan B elects the Party organisation only."""
        under(cycle, "b")
        election = Election.objects.select_related("cycle__township", "village__township").get(
            village=VILLAGE
        )
        one = stands_for_the_party(election, people[6], "party_member", "formal", place=1)
        contest = Contest.objects.create(
            election=election, body="party_committee", number=1, round="first", state="prepared", day=SIGNED, rule={},
            created_at=AFTER, electors=46, present=46,
        )  # fmt: skip
        contest.candidates.create(key=f"c{one.pk}", name=one.name, sex=one.sex)
        with pytest.raises(PaperNotReady) as found:
            party_ballot(contest, SIGNED)
        assert found.value.clause == "B-DISC-03"
        self.sign(township, election, one, body="party")
        assert party_ballot(contest, SIGNED).name

    def test_the_record_of_the_signing_of_all_counts_until_a_letter_is_entered(
        self, contest: Contest, two: list[Candidacy], election: Election, township: User
    ) -> None:
        StepRecord.objects.create(
            election=election, step="committee_commitment", parts=[], held_on=SIGNED, people="镇党委、候选人",
            note="集体谈话", recorded_at=AFTER, recorded_by=township,
        )  # fmt: skip
        assert ballot(contest, AFTER.date()).posts
        self.sign(township, election, two[0])
        assert self.barred(contest) == "A-DISC-13"

    def done_at(self, election: Election) -> object:
        fresh = Election.objects.select_related("cycle__township", "village__township").get(pk=election.pk)
        return progress_of_one(fresh, AFTER).steps["committee_commitment"].evidence.done_at

    def test_a_disc_13_the_step_is_done_with_the_last_letter_of_those_on_the_list(
        self, two: list[Candidacy], election: Election, township: User
    ) -> None:
        """No record is asked for: every letter names its talk. A nominee who is not listed yet keeps it open."""
        Candidacy.objects.filter(election=election).update(state="formal")
        assert self.done_at(election) is None
        self.sign(township, election, two[0])
        assert self.done_at(election) is None
        self.sign(township, election, two[1])
        assert self.done_at(election) == AFTER
        Candidacy.objects.filter(pk=two[1].pk).update(state="nominated", place=None)
        assert self.done_at(election) is None
        Candidacy.objects.filter(pk=two[1].pk).update(state="withdrawn")
        assert self.done_at(election) == AFTER

    def test_the_page_of_the_letters_has_one_primary_button(
        self, two: list[Candidacy], election: Election, township: User, client_of: Callable[[User], Client]
    ) -> None:
        """Of the first body whose letters are wanting; the other's stays quiet."""
        stands_for_the_party(election, two[1].resident, "party_member", "formal", place=1)
        client, page = client_of(township), reverse("candidates:letters", args=[VILLAGE])
        shown = client.get(page).content.decode()
        assert shown.count('<button class="btn btn-primary">') == 1
        assert shown.index("btn btn-primary") < shown.index('id="committee"')
        self.sign(township, election, two[1], body="party")
        shown = client.get(page).content.decode()
        assert shown.count('<button class="btn btn-primary">') == 1
        assert shown.index("btn btn-primary") > shown.index('id="committee"')

    def test_all_that_is_wrong_with_a_letter_is_told_at_once(
        self, two: list[Candidacy], election: Election, township: User, people: list[Resident]
    ) -> None:
        faulty = {"residents": [people[3].pk], "talked_by": " ", "signed_on": date(2021, 2, 1)}
        assert refused(lambda: self.sign(township, election, **faulty)) == [
            "date_in_the_future",
            "not_a_candidate",
            "talker_missing",
        ]
        assert refused(lambda: self.sign(township, election)) == ["nobody_chosen"]
        with pytest.raises(NotThere):
            self.sign(township, election, body="council")
        assert not CommitmentLetter.objects.exists()

    def test_a_letter_sent_twice_is_one(
        self, two: list[Candidacy], election: Election, township: User
    ) -> None:
        assert len(self.sign(township, election, *two)) == 2
        assert self.sign(township, election, *two, talked_by="别人") == []
        assert {letter.talked_by for letter in CommitmentLetter.objects.all()} == {"镇党委"}

    def test_the_page_says_who_is_missing_and_takes_the_letters(
        self, two: list[Candidacy], election: Election, township: User, client_of: Callable[[User], Client]
    ) -> None:
        client = client_of(township)
        page = reverse("candidates:letters", args=[VILLAGE])
        assert client.get(page).content.decode().count("st soon") == 2
        sent = {"committee-signed_on": "2020-12-01", "committee-talked_by": "镇党委"}
        address = reverse("candidates:letters_sign", args=[VILLAGE, "committee"])
        assert client.post(address, sent).status_code == 409
        sent["committee-residents"] = str(two[0].resident_id)
        assert client.post(address, sent).status_code == 302
        assert client.get(page).content.decode().count("st soon") == 1
        assert [one.name for one in letters_of(election)[1].missing] == [two[1].name]


class TestTalks:
    def coverage(self, group: str) -> Coverage:
        election = Election.objects.select_related("cycle__township", "village__township").get(
            village=VILLAGE
        )
        board = talks_of(election)
        assert board is not None
        found = board.group(group)
        assert found is not None
        return found

    def talk(self, by: User, election: Election, group: str, *people: Resident, **more: Any) -> list[Talk]:
        residents = [person.pk for person in people]
        held = TalkHeld(
            **({"group": group, "residents": residents, "held_on": TALKED.date(), "held_by": "周志强"} | more)
        )
        return record_talks(by=by, election=election, held=held, now=TALKED)

    @pytest.fixture
    def city(self, election: Election, cycle: Cycle) -> Election:
        under(cycle, "c")
        return Election.objects.select_related("cycle__township", "village__township").get(village=VILLAGE)

    def test_sc_105_c_of_five_would_be_candidates_four_were_talked_to(
        self, city: Election, township: User, people: list[Resident]
    ) -> None:
        """C-PRE-08: coverage 80 %, a warning in that category."""
        for person in people[:5]:
            enter_would_be(by=township, election=city, resident=person, now=TALKED)
        self.talk(township, city, "would_be_candidates", *people[:4])
        found = self.coverage("would_be_candidates")
        assert (found.percent, found.warns, found.rule.clause) == (80, True, "C-PRE-08")
        assert [person.pk for person in found.open] == [people[4].pk]
        self.talk(township, city, "would_be_candidates", people[4])
        found = self.coverage("would_be_candidates")
        assert (found.percent, found.warns) == (100, False)
        assert LedgerEntry.objects.filter(act=Act.TALKS_HELD).count() == 2

    def test_sc_105_c_the_people_of_the_other_categories_come_from_the_registers(
        self, city: Election, people: list[Resident]
    ) -> None:
        sits(people[0], "chair"), sits(people[1], "secretary", "party")
        sits(people[2], "group_leader", "group_leaders")
        represented(city)
        stands(city, people[0], "chair"), stands(city, people[3], "member")
        PartyMember.objects.filter(village=city.village_id).delete()
        PartyMember.objects.create(resident=people[5], village=city.village, joined_on=TALKED.date())

        def names(group: str) -> set[int]:
            return {person.pk for person, _talk in self.coverage(group).people}

        assert names("village_cadres") == {people[0].pk, people[1].pk}
        assert names("prospects") == {people[0].pk, people[3].pk}
        assert names("leaving_cadres") == {people[1].pk}
        assert names("group_leaders") == {people[2].pk}
        assert names("party_members") == {people[5].pk}
        assert names("representatives") == set(Representative.objects.values_list("resident_id", flat=True))
        board = talks_of(city)
        assert board is not None
        assert [each.group for each in board.groups] == list(board.groups[0].rule.value)
        assert self.coverage("would_be_candidates").percent is None

    @pytest.mark.parametrize("plan", ["a", "b"])
    def test_plans_a_and_b_name_their_own_groups(
        self, election: Election, cycle: Cycle, people: list[Resident], plan: str
    ) -> None:
        """A-PRE-04, B-PRE-05: every sitting member; heads and Party members besides."""
        under(cycle, plan)
        sits(people[0], "member"), sits(people[1], "secretary", "party")
        assert len(self.coverage("two_committee_members").people) == 2
        if plan == "b":
            assert [one.pk for one in self.coverage("principal_posts").open] == [people[1].pk]

    def test_with_the_heads_the_named_offices_talk_together(
        self, city: Election, township: User, people: list[Resident]
    ) -> None:
        """C-PRE-09."""
        sits(people[0], "chair")
        one = ["township_party_secretary"]
        who = (township, city, "village_cadres", people[0])
        assert refused(lambda: self.talk(*who, roles=one)) == ["interviewers_missing"]
        assert len(self.talk(*who, roles=[*one, "township_org_commissioner"])) == 1

    def test_all_that_is_wrong_with_a_talk_is_told_at_once(
        self, city: Election, township: User, people: list[Resident]
    ) -> None:
        faulty = {"held_by": "", "held_on": date(2021, 5, 1)}
        assert refused(lambda: self.talk(township, city, "prospects", people[0], **faulty)) == [
            "date_in_the_future",
            "not_of_the_group",
            "talker_missing",
        ]
        assert refused(lambda: self.talk(township, city, "prospects")) == ["nobody_chosen"]
        with pytest.raises(NotThere):
            self.talk(township, city, "neighbours", people[0])

    def test_who_stands_or_is_listed_is_not_listed_again(
        self, city: Election, township: User, people: list[Resident]
    ) -> None:
        stands(city, people[0], "chair")
        enter_would_be(by=township, election=city, resident=people[1], now=TALKED)
        for person in people[:2]:
            again = partial(enter_would_be, by=township, election=city, resident=person, now=TALKED)
            assert refused(again) == ["would_be_known"]

    def test_the_pages_lead_from_the_groups_to_the_talk(
        self, city: Election, clerk: User, people: list[Resident], client_of: Callable[[User], Client]
    ) -> None:
        client = client_of(clerk)
        group = reverse("candidates:talk_group", args=[VILLAGE, "would_be_candidates"])
        assert f'value="{people[0].pk}"' in client.get(group, {"q": people[0].name}).content.decode()
        client.post(reverse("candidates:would_be", args=[VILLAGE]), {"resident": people[0].pk})
        assert client.post(group, {"held_on": "2020-11-20", "held_by": "周志强"}).status_code == 409
        sent = {"held_on": "2020-11-20", "held_by": "周志强", "residents": people[0].pk}
        assert client.post(group, sent).status_code == 302
        assert "100%" in client.get(reverse("candidates:talks", args=[VILLAGE])).content.decode()

    def test_c_pre_08_when_everybody_was_talked_to_the_page_leads_to_the_record(
        self, city: Election, township: User, people: list[Resident], client_of: Callable[[User], Client]
    ) -> None:
        """The step is off-line, its record is signed: one button leads there, no earlier and only who may record."""
        client, page = client_of(township), reverse("candidates:talks", args=[VILLAGE])
        there = reverse("elections:step", args=[VILLAGE, "talks"])
        PartyMember.objects.filter(village=city.village_id).delete()
        enter_would_be(by=township, election=city, resident=people[0], now=TALKED)
        assert there not in client.get(page).content.decode()
        self.talk(township, city, "would_be_candidates", people[0])
        assert there in client.get(page).content.decode()
