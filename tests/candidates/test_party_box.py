"""The box of the Party's meetings: shown empty, its papers accounted for, sealed, its count as a workbook, invalid later."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates.models import AgendaRecord
from candidates.papers.of_party_box import (
    in_meetings,
    party_count_sheet,
    party_invalidity_notice,
    party_opening_record,
    party_papers_account,
    party_sealing_record,
)
from candidates.queries.assembly import agenda_of
from candidates.queries.party_vote import party_vote_of
from candidates.services.party_vote import open_party_round
from documents.refusals import PaperNotReady
from documents.sheets.blanks import blanks_book
from elections.enums import Act
from elections.models import LedgerEntry
from elections.rulebook import load_rulebook
from tests.candidates.assembly import DAY
from tests.candidates.party_votes import VOTES, PartyVoteWalk, a, bare
from tests.candidates.test_party_vote_pages import sheet as page_sheet
from tests.cast import VILLAGE, at, under_changed_rules
from tests.programs import Program, problem
from tests.voting.ballots import run_jobs
from tests.voting.test_count_book import filled
from voting.after_rules import invalidity_rules
from voting.enums import InvalidGround
from voting.models import BoxRecord, Contest, Sealing
from voting.papers import occasions
from voting.queries.after import holders_of, keeping_of, unsealed_in
from voting.queries.staff import scrutineers_at
from voting.refusals.after import NotConfirmed, NotCounted
from voting.refusals.ballot import CountBegun
from voting.refusals.polling_day import BoxNotShown
from voting.refusals.result import RoundPending
from voting.refusals.staff import ScrutineerNotNamed
from voting.rounds import FIRST_MEETING, PARTY
from voting.services.count import enter_count, settle_count
from voting.services.count_book import take_over_book
from voting.services.invalidity import InvalidityDraft, declare_invalid
from voting.services.paper import CountHead, PaperAct, close_papers, enter_papers, open_papers
from voting.services.polling_day import Account, Shown, account_for_papers, look_over_place, show_box
from voting.services.sealing import Sealed, seal_ballots

__all__ = ["a", "bare"]
Browser = Callable[[User], Client]
SHOWN = Shown(at(2021, 1, 5, 8, 50), "D001", "胡监票", "全体到会党员", 50)
FITS = Account(issued=46, replaced=1, left=3, destroyed_by="胡监票")
SEALED = Sealed(at(2021, 1, 5, 9), 1, "D101", "胡监票、何计票", "镇党委组织办", "镇档案室")
ROUND = f"/villages/{VILLAGE}/party-votes/1/"
LATER = at(2021, 1, 8)


@pytest.fixture
def prepared(a: PartyVoteWalk) -> Contest:
    """The members' ballot, of which nothing is counted."""
    a.up_to_the_ballot()
    return a.prepare()


def test_the_forms_of_the_count_begin_with_the_scrutineers_that_the_assembly_adopted(
    prepared: Contest, a: PartyVoteWalk, client_of: Browser
) -> None:
    """A-ASM-12, A-CNT-04: nobody else oversees the count, so nobody else need be typed."""
    browser = client_of(a.clerk)
    for page in ("enter", "papers"):
        form = browser.get(f"{ROUND}boxes/1/{page}/").context["form"]
        assert form["scrutineers"].value() == "、".join(scrutineers_at(prepared, "")) != ""


@pytest.fixture
def elected(a: PartyVoteWalk) -> Contest:
    """The vote on the members, confirmed."""
    contest = a.members_elected()
    contest.refresh_from_db()
    return contest


def found_out(contest: Contest, **more: Any) -> InvalidityDraft:
    """The first of those elected bought votes."""
    holder = holders_of(contest)[0]
    told = {"post": holder.post, "person": holder.person, "scope": "person", "ground": "improper_competition"}
    return InvalidityDraft(**(told | {"reason": "送礼拉票", "decision": "白纪决〔2021〕2号"} | more))


def broken(ground: str) -> InvalidityDraft:
    """The assembly's vote broke its procedure, on this ground."""
    return InvalidityDraft(
        scope="whole", ground=ground, reason="未当场检查票箱即发票", decision="白镇党〔2021〕6号"
    )


class TestBox:
    """A-ASM-15: scrutineers check the box on the spot; every paper is issued, replaced or left over."""

    def test_the_box_is_shown_empty_in_the_assembly_and_needs_no_polling_place(
        self, prepared: Contest, a: PartyVoteWalk, teller: User
    ) -> None:
        box = prepared.boxes.get()
        record = show_box(by=teller, box=box, shown=SHOWN, now=DAY)
        assert (record.seal, record.received) == ("D001", 50)
        told = LedgerEntry.objects.get(act=Act.BOX_SHOWN_EMPTY)
        assert (told.data["body"], told.step) == (PARTY, a.rules.assembly_step)
        with pytest.raises(Refusals) as refused:
            look_over_place(by=teller, box=box, seen={"secret_booth": "胡监票"}, now=DAY)
        assert [each.code for each in refused.value.refusals] == ["check_unknown"]

    def test_it_is_shown_on_the_day_of_the_meeting_and_before_the_count(
        self, prepared: Contest, a: PartyVoteWalk
    ) -> None:
        box = prepared.boxes.get()
        with pytest.raises(Refusals) as refused:
            show_box(by=a.clerk, box=box, shown=replace(SHOWN, shown_at=at(2021, 1, 4), seal=" "), now=DAY)
        assert [each.code for each in refused.value.refusals] == ["not_on_the_day", "words_needed"]
        a.count(prepared, {"party_member": VOTES}, 46)
        with pytest.raises(CountBegun):
            show_box(by=a.clerk, box=box, shown=SHOWN, now=DAY)

    def test_its_papers_add_up_and_are_no_more_than_people_present(
        self, prepared: Contest, a: PartyVoteWalk
    ) -> None:
        """A-ASM-17."""
        box = prepared.boxes.get()
        with pytest.raises(BoxNotShown):
            account_for_papers(by=a.clerk, box=box, account=FITS, now=DAY)
        show_box(by=a.clerk, box=box, shown=SHOWN, now=DAY)
        with pytest.raises(Refusals) as refused:
            account_for_papers(by=a.clerk, box=box, account=replace(FITS, issued=47), now=DAY)
        assert [each.code for each in refused.value.refusals] == ["account_off", "issued_over_present"]
        account_for_papers(by=a.clerk, box=box, account=FITS, now=DAY)
        assert BoxRecord.objects.get(box=box).issued == 46

    def test_the_first_meeting_has_a_box_of_its_own(self, a: PartyVoteWalk) -> None:
        a.members_elected()
        box = a.meet().boxes.get()
        show_box(by=a.clerk, box=box, shown=replace(SHOWN, received=5), now=DAY)
        account = Account(issued=5, replaced=0, left=0)
        account_for_papers(by=a.clerk, box=box, account=account, now=DAY)
        told = LedgerEntry.objects.get(act=Act.PAPERS_ACCOUNTED)
        assert told.data["body"] == FIRST_MEETING


class TestAfter:
    """Ballots under seal, and an election found invalid later."""

    def test_the_ballots_of_the_assembly_are_sealed_on_its_day(
        self, prepared: Contest, a: PartyVoteWalk, township: User
    ) -> None:
        with pytest.raises(NotCounted):
            seal_ballots(by=a.clerk, contest=prepared, sealed=SEALED, now=DAY)
        a.count(prepared, {"party_member": VOTES}, 46)
        with pytest.raises(NotThere):
            seal_ballots(by=township, contest=prepared, sealed=SEALED, now=DAY)
        with pytest.raises(Refusals) as refused:
            early = replace(SEALED, sealed_at=at(2021, 1, 4, 9), packets=0)
            seal_ballots(by=a.clerk, contest=prepared, sealed=early, now=DAY)
        assert [each.code for each in refused.value.refusals] == ["sealed_at_wrong_time", "no_packets"]
        seal_ballots(by=a.clerk, contest=prepared, sealed=SEALED, now=DAY)
        keeping = keeping_of(prepared, DAY.date())
        assert not keeping.late and not keeping.over
        assert LedgerEntry.objects.get(act=Act.BALLOTS_SEALED).data["body"] == PARTY
        assert unsealed_in([prepared.election]) == []

    @pytest.mark.parametrize(("reading", "void"), [(None, False), ("recorded", False), ("void", True)])
    def test_sc_108_one_elected_by_the_assembly_by_the_reading_in_force(
        self, reading: str | None, void: bool, elected: Contest, a: PartyVoteWalk, township: User
    ) -> None:
        """AMB-63: reading 1 or silent, a decision on record; reading 2, the seat falls vacant and a round is due."""
        if reading is not None:
            under_changed_rules(
                a.election.cycle,
                lambda data: data["result"].update(party_invalidity={"value": reading, "clause": "A-RES-02"}),
            )
        contest = Contest.objects.get(pk=elected.pk)
        made = declare_invalid(by=township, contest=contest, draft=found_out(contest), now=LATER)
        vote = party_vote_of(contest.election).members
        assert (made.void, vote.standing.vacant, vote.reopened) == (void, int(void), void)
        told = LedgerEntry.objects.get(act=Act.RESULT_DECLARED_INVALID)
        assert (told.data["body"], told.step) == (PARTY, a.rules.assembly_step)
        found = list(in_meetings(occasions.declared_invalid)(VILLAGE))
        assert [each.subject for each in found] == ([made] if void else [])
        assert list(occasions.declared_invalid(VILLAGE)) == []
        if void:
            assert "党组织换届选举" in party_invalidity_notice(made, LATER.date()).heading.election
        else:
            with pytest.raises(PaperNotReady):
                party_invalidity_notice(made, LATER.date())

    @pytest.mark.parametrize("ground", ["election_method_violated", "unlawful_procedure"])
    @pytest.mark.parametrize("confirmed", [False, True])
    def test_a_vote_that_broke_its_procedure_is_void_as_a_whole_and_held_anew(
        self,
        ground: str,
        confirmed: bool,
        prepared: Contest,
        a: PartyVoteWalk,
        township: User,
        client_of: Browser,
    ) -> None:
        """A-CNT-02: from the count on, before the meeting confirms it or after; AMB-63 is about one person's election."""
        a.count(prepared, {"party_member": VOTES}, 46)
        if confirmed:
            a.confirm()
        contest = Contest.objects.get(pk=prepared.pk)
        page = client_of(township).get(f"/villages/{VILLAGE}/party-votes/1/invalid/")
        asked = {
            name: [code for code, _label in field.choices]
            for name, field in page.context["form"].fields.items()
            if name in ("who", "ground")
        }
        assert ("whole" in asked["who"], len(asked["who"]) > 2) == (True, confirmed)
        assert asked["ground"][:3] == ["", "election_method_violated", "unlawful_procedure"]
        assert (len(asked["ground"]) > 3) == confirmed
        made = declare_invalid(by=township, contest=contest, draft=broken(ground), now=DAY)
        assert (made.scope, made.clause, made.void) == ("whole", "A-CNT-02", True)
        vote = party_vote_of(contest.election).members
        assert (len(vote.standing.elected), vote.standing.due.anew) == (0, True)
        with pytest.raises(RoundPending) as pending:
            a.confirm()
        assert (pending.value.clause, pending.value.data["anew"]) == ("A-CNT-02", True)
        anew = open_party_round(by=a.clerk, contest=contest, now=DAY)
        assert (anew.round, anew.number) == ("first", 2)
        a.count(anew, {"party_member": VOTES}, 46)
        a.confirm()
        assert len(party_vote_of(contest.election).elected) == 5

    def test_the_items_that_rest_on_a_void_vote_are_held_once_more(
        self, a: PartyVoteWalk, township: User
    ) -> None:
        """A-CNT-02: nothing that the assembly did with a void vote stays as done; what came before stays."""
        contest = a.members_elected()
        a.hold("election", box_checked_by="胡监票")
        a.hold("result_reported")
        contest = Contest.objects.get(pk=contest.pk)
        before = [shown.item.key for shown in agenda_of(a.election).items if shown.record]
        declare_invalid(by=township, contest=contest, draft=broken("unlawful_procedure"), now=DAY)
        agenda = agenda_of(a.election)
        assert [shown.item.key for shown in agenda.items if shown.record] == before[:-2]
        assert agenda.current is not None and agenda.current.item.key == "election"
        gone = AgendaRecord.objects.exclude(withdrawn_at=None)
        assert {record.withdrawn_because for record in gone} == {"未当场检查票箱即发票"}
        told = LedgerEntry.objects.filter(act=Act.AGENDA_ITEM_TAKEN_BACK).order_by("seq")
        assert [entry.data["item"] for entry in told] == ["result_reported", "election"]
        anew = open_party_round(by=a.clerk, contest=contest, now=DAY)
        a.count(anew, {"party_member": VOTES}, 46)
        a.confirm()
        assert a.hold("election", box_checked_by="胡监票").issued == 46

    def test_one_persons_election_declared_invalid_leaves_the_items_as_they_are(
        self, a: PartyVoteWalk, township: User
    ) -> None:
        contest = a.members_elected()
        a.hold("election", box_checked_by="胡监票")
        contest = Contest.objects.get(pk=contest.pk)
        declare_invalid(by=township, contest=contest, draft=found_out(contest), now=DAY)
        assert not AgendaRecord.objects.exclude(withdrawn_at=None).exists()

    def test_before_it_is_confirmed_only_a_breach_of_procedure_is_declared_of_the_whole(
        self, prepared: Contest, a: PartyVoteWalk, township: User
    ) -> None:
        with pytest.raises(NotConfirmed):
            declare_invalid(by=township, contest=prepared, draft=broken("unlawful_procedure"), now=DAY)
        a.count(prepared, {"party_member": VOTES}, 46)
        contest = Contest.objects.get(pk=prepared.pk)
        for draft in (broken("forged_ballots"), replace(found_out(contest), ground="unlawful_procedure")):
            with pytest.raises(NotConfirmed):
                declare_invalid(by=township, contest=contest, draft=draft, now=DAY)

    @pytest.mark.parametrize(
        ("plan", "clause"),
        [
            ("county-town-2020", "A-CNT-02"),
            ("district-town-2020", "B-CNT-01"),
            ("city-town-2020", "C-CNT-03"),
        ],
    )
    def test_every_plan_voids_a_party_vote_that_broke_its_procedure(self, plan: str, clause: str) -> None:
        """B-CNT-01 and C-CNT-03 are silent; plan A's rule is proposed."""
        place = SimpleNamespace(kind="village")
        held = SimpleNamespace(
            body=PARTY,
            election=SimpleNamespace(village=place, cycle=SimpleNamespace(rules=load_rulebook(plan))),
        )
        rules = invalidity_rules(cast(Contest, held))
        for ground in ("election_method_violated", "unlawful_procedure"):
            assert rules.of("whole")[InvalidGround(ground)] == clause
            assert rules.voids_by("whole", ground) and not rules.voids_by("person", ground)

    def test_nothing_is_declared_of_a_vote_that_is_not_confirmed(
        self, prepared: Contest, a: PartyVoteWalk, township: User
    ) -> None:
        a.count(prepared, {"party_member": VOTES}, 46)
        contest = Contest.objects.get(pk=prepared.pk)
        with pytest.raises(NotConfirmed):
            declare_invalid(by=township, contest=contest, draft=found_out(contest), now=LATER)


class TestRulers:
    """A-CNT-04: the meeting's count is overseen by the scrutineers on the list that the assembly adopted."""

    def test_another_scrutineer_does_not_sign_a_sheet(self, prepared: Contest, a: PartyVoteWalk) -> None:
        with pytest.raises(ScrutineerNotNamed) as refused:
            a.count(prepared, {"party_member": VOTES}, 46, scrutineers="肖国华")
        assert (refused.value.field, refused.value.clause) == ("scrutineers", "A-CNT-04")
        assert "胡监票" in str(refused.value)
        a.count(prepared, {"party_member": VOTES}, 46, scrutineers="胡监票、何计票")

    def test_nobody_else_rules_as_scrutineer_or_chief(self, prepared: Contest, a: PartyVoteWalk) -> None:
        box, told = prepared.boxes.get(), told_sheet(prepared, 46)
        other = told | {"issued": 45, "returned": 45}
        for by, data in ((a.clerk, told), (a.second, other)):
            enter_count(by=by, box=box, data=data, key=uuid4(), scrutineers="胡监票", now=DAY)
        given = {
            "by": a.clerk,
            "box": box,
            "values": {"issued": 46, "returned": 46},
            "reason": "复核",
            "now": DAY,
        }
        for names in (
            {"scrutineers": "肖国华", "chief": "胡监票"},
            {"scrutineers": "胡监票", "chief": "谭国安"},
        ):
            with pytest.raises(ScrutineerNotNamed):
                settle_count(**given, **names)
        settle_count(**given, scrutineers="胡监票", chief="何计票")
        box.refresh_from_db()
        assert box.settled_chief == "何计票"

    def test_box_by_papers_is_opened_and_closed_by_them(self, prepared: Contest, a: PartyVoteWalk) -> None:
        box = prepared.boxes.get()
        with pytest.raises(ScrutineerNotNamed):
            open_papers(by=a.clerk, box=box, head=CountHead(46, 1, "何计票", "肖国华"), now=DAY)
        open_papers(by=a.clerk, box=box, head=CountHead(46, 1, "何计票", "胡监票"), now=DAY)
        paper = PaperAct(uuid4(), {"marks": {}})
        enter_papers(by=a.clerk, box=box, version=1, group=1, acts=[paper], now=DAY)
        with pytest.raises(ScrutineerNotNamed):
            close_papers(by=a.clerk, box=box, scrutineers="胡监票", chief="谭国安", now=DAY)
        close_papers(by=a.clerk, box=box, scrutineers="胡监票", chief="何计票", now=DAY)


class TestWorkbook:
    """The count sheets of the assembly's box as a workbook."""

    def test_two_people_bring_theirs_and_the_vote_is_tallied(
        self, prepared: Contest, a: PartyVoteWalk, teller: User
    ) -> None:
        content = blanks_book([filled(prepared.boxes.get(), told_sheet(prepared, 46), scrutineers="胡监票")])
        for by in (a.clerk, teller):
            take_over_book(by=by, contest=prepared, content=content, file_name="党员大会.xlsx", now=DAY)
        run_jobs()
        prepared.refresh_from_db()
        assert len(holders_of(prepared)) == 5
        assert LedgerEntry.objects.filter(act=Act.SHEETS_IMPORTED).first().data["body"] == PARTY

    def test_more_papers_than_people_present_are_told_with_their_cell(
        self, prepared: Contest, a: PartyVoteWalk
    ) -> None:
        content = blanks_book([filled(prepared.boxes.get(), told_sheet(prepared, 47), scrutineers="胡监票")])
        with pytest.raises(Refusals) as refused:
            take_over_book(by=a.clerk, contest=prepared, content=content, file_name="x.xlsx", now=DAY)
        assert "issued_over_present" in {each.data["code"] for each in refused.value.refusals}


def told_sheet(contest: Contest, papers: int) -> dict[str, Any]:
    """A count sheet in the tally's terms."""
    lines = contest.positions.get().lines.order_by("order")
    votes = dict(zip((line.choice.key for line in lines), VOTES, strict=True))
    return {
        "issued": papers,
        "returned": papers,
        "spoilt": 0,
        "positions": {"party_member": {"invalid": 0, "votes": votes}},
    }


class TestPapers:
    """Count sheet, opening record, account and sealing record under the Party organisation's head."""

    def test_they_bear_its_head_and_the_scrutineers_of_the_agenda(
        self, prepared: Contest, a: PartyVoteWalk
    ) -> None:
        box = prepared.boxes.get()
        sheet = party_count_sheet(box, DAY.date())
        assert "党组织换届选举" in sheet.heading.election and "村民委员会" not in sheet.heading.issuer
        assert (sheet.papers, [duty.names for duty in sheet.signs][1]) == (46, ("胡监票", "何计票"))
        with pytest.raises(PaperNotReady):
            party_opening_record(box, DAY.date())
        show_box(by=a.clerk, box=box, shown=SHOWN, now=DAY)
        assert party_opening_record(box, DAY.date()).seal == "D001"
        account_for_papers(by=a.clerk, box=box, account=FITS, now=DAY)
        assert party_papers_account(prepared, DAY.date()).lines[0].issued == 46
        a.count(prepared, {"party_member": VOTES}, 46)
        seal_ballots(by=a.clerk, contest=prepared, sealed=SEALED, now=DAY)
        assert party_sealing_record(prepared, DAY.date()).holder == "镇党委组织办"
        for found in (
            occasions.boxes,
            occasions.shown_boxes,
            occasions.accounted_rounds,
            occasions.sealed_rounds,
        ):
            assert list(found(VILLAGE)) == []
            assert len(list(in_meetings(found)(VILLAGE))) == 1


class TestPages:
    """Reached from the pages of the Party's vote; turnout by the hour has no place in a meeting."""

    @pytest.fixture
    def clocked(self, prepared: Contest) -> Contest:
        prepared.election.cycle.clock = DAY
        prepared.election.cycle.save()
        return prepared

    def test_box_account_count_and_seal_on_their_pages(
        self, clocked: Contest, client_of: Browser, clerk: User, teller: User, township: User
    ) -> None:
        browser, counter, office = client_of(clerk), client_of(teller), client_of(township)
        votes = browser.get(f"/villages/{VILLAGE}/party-votes/").content.decode()
        assert f"{ROUND}day/" in votes and f"{ROUND}workbook/" in votes
        box = f"{ROUND}boxes/1/day/"
        page = counter.get(box).content.decode()
        assert f"{box}shown/" in page and "turnout" not in page and "A-ASM" in page
        shown = {
            "shown_at": "08:50",
            "seal": "D001",
            "shown_by": "胡监票",
            "witnesses": "党员",
            "received": "50",
        }
        assert counter.post(f"{box}shown/", shown | {"seal": ""}).status_code == 409
        assert counter.post(f"{box}shown/", shown).headers["Location"] == box
        account = {"issued": "46", "replaced": "1", "left": "3", "destroyed_by": "胡监票", "note": ""}
        assert counter.post(f"{box}papers/", account | {"issued": "40"}).status_code == 409
        assert counter.post(f"{box}papers/", account).headers["Location"] == box
        day = office.get(f"{ROUND}day/")
        assert day.status_code == 200 and "turnout" not in day.content.decode()
        assert (
            browser.get(f"{ROUND}count.xlsx").headers["Content-Disposition"].endswith('party-votes-1.xlsx"')
        )
        assert browser.get(f"{ROUND}workbook/").status_code == 200
        for user in (browser, counter):
            sent = page_sheet(clocked, {"party_member": list(VOTES)}, 46)
            assert user.post(f"{ROUND}boxes/1/enter/", sent).status_code == 302
        run_jobs()
        assert f"{ROUND}sealing/" in browser.get(ROUND).content.decode()
        sealed = {
            "day": "2021-01-05", "at": "09:00", "packets": "1", "seals": "D101", "sealed_by": "胡监票",
            "holder": "镇党委组织办", "place": "镇档案室",
        }  # fmt: skip
        assert browser.post(f"{ROUND}sealing/record/", sealed).headers["Location"] == f"{ROUND}sealing/"
        assert "镇档案室" in office.get(f"{ROUND}sealing/").content.decode()
        assert Sealing.objects.get().contest == clocked

    def test_a_meeting_has_no_turnout_and_no_place_to_look_over(
        self, clocked: Contest, client_of: Browser, teller: User
    ) -> None:
        browser = client_of(teller)
        for part in ("turnout", "place"):
            assert browser.post(f"{ROUND}boxes/1/day/{part}/", {}).status_code == 404

    def test_an_election_is_declared_invalid_by_the_township(
        self, elected: Contest, client_of: Browser, township: User, clerk: User
    ) -> None:
        elected.election.cycle.clock = LATER
        elected.election.cycle.save()
        office, page = client_of(township), f"{ROUND}invalid/"
        holder = holders_of(elected)[0]
        assert page in office.get(ROUND).content.decode()
        form = {
            "who": holder.key, "ground": "improper_competition", "reason": "送礼拉票",
            "decision": "白纪决〔2021〕2号",
        }  # fmt: skip
        assert client_of(clerk).post(f"{page}declare/", form).status_code == 404
        assert office.post(f"{page}declare/", form).headers["Location"] == page
        assert "AMB" in office.get(page).content.decode() or "白纪决" in office.get(page).content.decode()

    def test_a_program_does_the_same(self, clocked: Contest, teller: User, clerk: User) -> None:
        here, program = f"villages/{VILLAGE}/party-votes/1/", Program(teller)
        shown = {
            "shown_at": "2021-01-05T08:50:00+08:00", "seal": "D001", "shown_by": "胡监票",
            "witnesses": "党员", "received": 50,
        }  # fmt: skip
        assert program.post(f"{here}boxes/1/shown/", shown).status_code == 200
        told = program.post(f"{here}boxes/1/account/", {"issued": 46, "replaced": 0, "left": 3})
        assert {each["code"] for each in problem(told)["problems"]} == {"account_off", "words_needed"}
        assert program.get(f"{here}day/").json()["boxes"][0]["record"]["seal"] == "D001"
        sealing = {
            "sealed_at": "2021-01-05T09:00:00+08:00", "packets": 1, "seals": "D101", "sealed_by": "胡监票",
            "holder": "镇", "place": "档案室",
        }  # fmt: skip
        assert problem(Program(clerk).post(f"{here}sealing/", sealing))["code"] == "not_counted"


def test_the_addresses_of_the_committees_vote_stay() -> None:
    """The control: the committee's pages stand where they stood."""
    assert reverse("voting:sealing", args=[VILLAGE, "village_committee", 1]).endswith("/votes/1/sealing/")
