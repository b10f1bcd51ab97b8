"""Whoever is elected by a name written in: kept from a relative once it is said who that is, named in public (A-REV-13)."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from candidates.enums import NoticeDecision, NoticeKind
from candidates.models import Candidacy, ElectedTerm, KinDecision, Notice
from candidates.papers.of_joint_review import public_notice
from candidates.queries.elected_notice import not_approved
from candidates.refusals import OwnCandidacy
from candidates.services.kin import decide_kin
from candidates.services.notice import NoticeWords, decide_objection, open_notice, take_in_objection
from candidates.services.terms import enter_terms
from candidates.term_refusals import WriteInUnmatched
from elections.enums import Act
from elections.models import Election, LedgerEntry
from tests.candidates.conftest import married, people
from tests.candidates.party import Path
from tests.candidates.party_fixtures import c, officers, under
from tests.candidates.party_votes import VOTES, PartyVoteWalk, ready_in_plan_c
from tests.candidates.test_relatives_elected import EVENING, held, stands, votes
from tests.candidates.test_relatives_give_way import seated
from tests.cast import VILLAGE, at
from tests.voting.ballots import counted, made_final
from villages.models import Resident
from voting.models import Contest, Invalidity
from voting.queries.result import vote_of
from voting.relatives import compared_by_hand, elected_relatives
from voting.rounds import PARTY
from voting.services.result import review_write_in
from voting.services.written_in import name_resident

__all__ = ["c", "officers", "people", "under"]

LATER = at(2021, 1, 25, 9)
POSTED = at(2021, 1, 6)


class TestRelatives:
    """He is chair; she stood on no list and is elected member by a name that another resident bears as well (A-KIN-01)."""

    @pytest.fixture
    def namesake(self, people: list[Resident]) -> Resident:
        people[9].name = people[0].name
        people[9].save(update_fields=["name"])
        return people[9]

    @pytest.fixture
    def written(
        self,
        election: Election,
        people: list[Resident],
        namesake: Resident,
        clerk: User,
        teller: User,
        township: User,
        steps_before: None,
    ) -> Contest:
        married(people[0], people[6], township)
        return self.elects(election, people, people[0].name, clerk, teller, township)

    def elects(
        self, election: Election, people: list[Resident], name: str, clerk: User, teller: User, township: User
    ) -> Contest:
        standing = [stands(election, people[6], "chair"), stands(election, people[5], "member")]
        papers = votes(standing, 70, 100)
        papers["positions"]["member"]["votes"] = {f"c{standing[1].pk}": 10, f"w:{name}": 80}
        contest = held(standing, clerk, teller, papers)
        review_write_in(
            by=township, election=election, post="member", name=name, passed=True, reason="合格", now=EVENING
        )
        made_final(election, township, EVENING)
        return contest

    def name(self, clerk: User, election: Election, name: str, resident: Resident) -> None:
        name_resident(by=clerk, election=election, name=name, resident=resident, now=LATER)

    def decided(self, election: Election, township: User, people: list[Resident]) -> KinDecision:
        """She gives way; the two were nominees both, and it was decided then (AMB-16)."""
        return KinDecision.objects.create(
            election=election, first=people[0], second=people[6], yields=people[0], document="3号", reason="本人提出",
            decided_on=date(2020, 12, 20), decided_by=township, entered_at=at(2020, 12, 20),
        )  # fmt: skip

    def test_said_to_be_the_relative_the_pair_is_found_and_must_be_decided(
        self,
        written: Contest,
        election: Election,
        people: list[Resident],
        clerk: User,
        township: User,
        client_of: Callable[[User], Client],
    ) -> None:
        assert elected_relatives(election) == []
        assert compared_by_hand(election) == [(people[0].name, 2)]
        self.name(clerk, election, people[0].name, people[0])
        (pair,) = elected_relatives(election)
        assert (pair.clause, pair.gives_way) == ("A-KIN-01", "")
        assert f"x:{people[0].name}" in pair.held_back
        assert compared_by_hand(election) == []
        terms = client_of(clerk).post(reverse("candidates:terms_enter", args=[VILLAGE, "committee"]))
        assert terms.status_code == 409 and "回避" in terms.content.decode()
        decide_kin(
            by=township, election=election, first=people[0].pk, second=people[6].pk, yields=people[0].pk,
            document="镇党委〔2021〕3号", decided_on=date(2021, 1, 20), reason="本人提出", now=LATER,
        )  # fmt: skip
        assert seated(election) == {people[6].name}

    def test_said_to_be_the_namesake_nobody_gives_way(
        self, written: Contest, election: Election, namesake: Resident, clerk: User
    ) -> None:
        self.name(clerk, election, namesake.name, namesake)
        assert elected_relatives(election) == compared_by_hand(election) == []

    def test_by_a_decision_made_before_the_seat_is_empty_with_the_naming_and_held_again_after_another_word(
        self,
        written: Contest,
        election: Election,
        people: list[Resident],
        namesake: Resident,
        clerk: User,
        township: User,
    ) -> None:
        self.decided(election, township, people)
        name = people[0].name
        self.name(clerk, election, name, people[0])
        assert seated(election) == {people[6].name}
        told = LedgerEntry.objects.get(act=Act.WRITE_IN_KNOWN).data
        assert told["gave_way"] == [{"post": "member", "name": name}]
        assert [post.post for post in vote_of(election).standing.due.posts] == ["member"]
        self.name(clerk, election, name, namesake)
        assert seated(election) == {people[6].name, name}
        assert not Invalidity.objects.exists()
        enter_terms(by=clerk, election=election, body="committee", now=LATER)
        assert ElectedTerm.objects.filter(term__resident=namesake).exists()
        self.name(clerk, election, name, people[0])
        assert ElectedTerm.objects.get(term__resident=namesake).ended == "yielded"

    def test_a_relative_whom_the_ballots_call_by_another_name_is_found(
        self,
        election: Election,
        people: list[Resident],
        clerk: User,
        teller: User,
        township: User,
        steps_before: None,
    ) -> None:
        married(people[0], people[6], township)
        self.elects(election, people, "阿香", clerk, teller, township)
        assert compared_by_hand(election) == [("阿香", 0)]
        self.name(clerk, election, "阿香", people[0])
        (pair,) = elected_relatives(election)
        assert {pair.first, pair.second} == {people[0].name, people[6].name}
        assert "x:阿香" in pair.held_back


class TestNotice:
    """Plan C posts those elected to the Party organisation; one of them was written in (C-RES-02, A-REV-13)."""

    @pytest.fixture
    def walk(self, c: Path, clerk: User, teller: User, township: User) -> PartyVoteWalk:
        """Four of the list and one written in are elected; secretary and deputy come from the list."""
        walk = ready_in_plan_c(c, clerk, township, teller)
        walk.up_to_the_ballot()
        contest = walk.prepare()
        (position,) = contest.positions.all()
        keys = [line.choice.key for line in position.lines.all()]
        given = dict(zip(keys, (*VOTES[:4], 8, 7), strict=True)) | {f"w:{self.outsider(c).name}": 37}
        sheet: dict[str, Any] = {"issued": 46, "returned": 46, "spoilt": 0}
        sheet["positions"] = {"party_member": {"invalid": 0, "votes": given}}
        counted(contest, clerk, teller, sheet, now=at(2021, 1, 5), scrutineers="胡监票")
        review_write_in(
            by=township, election=c.election, body=PARTY, post="party_member", name=self.outsider(c).name,
            passed=True, reason="合格", now=at(2021, 1, 5),
        )  # fmt: skip
        walk.confirm()
        for item in ("election", "result_reported", "members_announced"):
            walk.hold(item, **({"box_checked_by": "胡监票"} if item == "election" else {}))
        walk.posts_filled()
        walk.hold_rest()
        return walk

    def outsider(self, c: Path) -> Resident:
        return (
            Resident.objects.filter(village=VILLAGE)
            .exclude(candidacies__election=c.election)
            .order_by("-pk")[0]
        )

    def known(self, c: Path, clerk: User) -> Resident:
        who = self.outsider(c)
        name_resident(by=clerk, election=c.election, body=PARTY, name=who.name, resident=who, now=POSTED)
        return who

    def posted(self, walk: PartyVoteWalk, township: User) -> Notice:
        listed = list(Candidacy.objects.filter(pk__in=[each.pk for each in walk.people[:4]]))
        return open_notice(
            by=township, election=walk.election, kind=NoticeKind.ELECTED, people=listed, now=POSTED
        )

    def test_nothing_is_posted_before_it_is_said_who_that_is(
        self, walk: PartyVoteWalk, c: Path, township: User
    ) -> None:
        with pytest.raises(WriteInUnmatched) as refused:
            self.posted(walk, township)
        assert refused.value.data == {"name": self.outsider(c).name, "post": "party_member"}
        assert not Notice.objects.filter(kind=NoticeKind.ELECTED).exists()

    def test_who_was_written_in_stands_on_it_as_the_register_names_the_person(
        self, walk: PartyVoteWalk, c: Path, clerk: User, township: User
    ) -> None:
        who = self.known(c, clerk)
        notice = self.posted(walk, township)
        assert notice.people.count() == 5
        line = notice.people.get(candidacy=None)
        assert (line.name, line.post, line.resident_id, line.place) == (who.name, "party_member", who.pk, 5)
        notice.election.election_day = date(2021, 1, 20)
        shown = public_notice(notice, POSTED.date()).people[4]
        assert (shown.name, shown.post) == (who.name, "党组织委员")
        assert who.name in LedgerEntry.objects.filter(act=Act.NOTICE_OPENED).latest("pk").data["people"]

    @pytest.mark.parametrize("decided", [NoticeDecision.DISMISSED, NoticeDecision.UPHELD])
    def test_an_objection_upheld_empties_the_seat(
        self, walk: PartyVoteWalk, c: Path, clerk: User, township: User, decided: NoticeDecision
    ) -> None:
        who = self.known(c, clerk)
        notice = self.posted(walk, township)
        about = NoticeWords(notice.people.get(candidacy=None).pk, "张三", "有经济纠纷")
        take_in_objection(by=township, notice=notice, words=about, key=uuid4(), now=POSTED)
        objection = notice.objections.get()
        said = {"decision": decided, "verified": "走访核实", "reason": "账目不清", "now": POSTED}
        township.name, own = who.name, township.name
        with pytest.raises(OwnCandidacy):
            decide_objection(by=township, objection=objection, **said)
        township.name = own
        decide_objection(by=township, objection=objection, **said)
        upheld = decided == NoticeDecision.UPHELD
        assert (who.name in seated(c.election, PARTY)) == (not upheld)
        assert [each.person.resident_id for each in not_approved(notice)] == [who.pk] * upheld

    def test_who_turns_out_to_be_somebody_else_is_posted_anew(
        self, walk: PartyVoteWalk, c: Path, clerk: User, township: User
    ) -> None:
        who = self.known(c, clerk)
        self.posted(walk, township)
        other = Resident.objects.filter(village=VILLAGE).exclude(candidacies__election=c.election)
        name_resident(
            by=clerk, election=c.election, body=PARTY, name=who.name, resident=other.exclude(pk=who.pk)[0], now=POSTED
        )  # fmt: skip
        again = open_notice(by=township, election=c.election, kind=NoticeKind.ELECTED, people=[], now=POSTED)
        assert again.people.get().resident_id != who.pk

    def test_the_page_asks_who_that_is_and_posts_the_name_with_the_others(
        self, walk: PartyVoteWalk, c: Path, clerk: User, client_of: Callable[[User], Client]
    ) -> None:
        c.election.cycle.clock = POSTED
        c.election.cycle.save()
        client, page = client_of(clerk), reverse("candidates:notices", args=[VILLAGE])
        name = self.outsider(c).name
        asked = client.get(page).content.decode()
        assert reverse("candidates:written_in", args=[VILLAGE, PARTY, name]) in asked
        self.known(c, clerk)
        shown = client.get(page).content.decode()
        assert "另选他人当选，一并公示" in shown and name in shown
        sent = {"kind": "elected", "people": [each.pk for each in walk.people[:4]]}
        client.post(page, sent)
        assert Notice.objects.get(kind=NoticeKind.ELECTED).people.filter(name=name).exists()
