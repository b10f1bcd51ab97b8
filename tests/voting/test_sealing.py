"""The ballots of a counted round under seal: who holds them, where, until when; and what a recount does to that."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from tests.cast import at, under_changed_rules
from tests.voting.ballots import NOTHING, counted, made_final, sheet
from tests.voting.proxies import codes
from tests.voting.test_result import EVENING, FULL
from voting.models import Contest, Sealing
from voting.queries.after import keeping_of, keeping_over_in, unsealed_in
from voting.refusals.after import NotCounted, SealedAlready
from voting.services.count import reopen_box
from voting.services.sealing import Sealed, seal_ballots

SEALED = Sealed(
    sealed_at=at(2021, 1, 20, 16),
    packets=2,
    seals="F101、F102",
    sealed_by="王晓梅、刘建明",
    holder="镇换届办 谭国安",
    place="镇政府档案室",
)
TODAY = date(2021, 1, 20)


@pytest.fixture
def full(open_contest: Contest, clerk: User, teller: User) -> Contest:
    """A first round that fills every seat."""
    return counted(open_contest, clerk, teller, sheet(member=FULL), NOTHING)


def seal(by: User, contest: Contest, **more: Any) -> Sealing:
    return seal_ballots(by=by, contest=contest, sealed=replace(SEALED, **more), now=EVENING)


def test_the_record_tells_who_holds_what_and_where(full: Contest, clerk: User) -> None:
    assert [contest.pk for contest in unsealed_in([full.election])] == [full.pk]
    seal(clerk, full)
    told = LedgerEntry.objects.get(act=Act.BALLOTS_SEALED)
    assert (told.data["packets"], told.data["holder"]) == (2, "镇换届办 谭国安")
    assert unsealed_in([full.election]) == []
    keeping = keeping_of(full, TODAY)
    assert keeping.due == TODAY and not keeping.late and not keeping.over


def test_ballots_are_sealed_once_they_are_counted(full: Contest, clerk: User) -> None:
    further = Contest.objects.get(pk=full.pk)
    further.pk, further.number, further.parent, further.state = None, 2, full, "prepared"
    further.save()
    with pytest.raises(NotCounted):
        seal(clerk, further)


def test_all_that_is_missing_is_told_at_once(full: Contest, clerk: User) -> None:
    with pytest.raises(Refusals) as refused:
        seal(
            clerk,
            full,
            sealed_at=at(2021, 1, 20, 11),
            packets=0,
            seals=" ",
            sealed_by="",
            holder="",
            place="",
            keep_until=TODAY,
        )
    assert codes(refused) == [
        "sealed_at_wrong_time",
        "no_packets",
        *["words_needed"] * 4,
        "kept_too_short",
    ]
    assert not Sealing.objects.exists()


def test_a_recount_opens_them_and_they_are_sealed_anew(full: Contest, clerk: User) -> None:
    first = seal(clerk, full)
    with pytest.raises(SealedAlready):
        seal(clerk, full)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sealing.objects.create(
            contest=full,
            sealed_at=EVENING,
            packets=1,
            seals="F9",
            sealed_by="王",
            holder="王",
            place="村部",
            recorded_by=clerk,
            recorded_at=EVENING,
        )
    reopen_box(by=clerk, box=full.boxes.get(number=1), reason="重新清点", now=EVENING)
    first.refresh_from_db()
    assert first.broken_at == EVENING
    Contest.objects.update(state="tallied")
    seal(clerk, full, seals="F103")
    assert [each.seals for each in keeping_of(full, TODAY).broken] == ["F101、F102"]


def test_the_term_ends_when_the_next_election_of_the_village_is_confirmed(
    full: Contest, election: Election, cycle: Cycle, clerk: User, township: User
) -> None:
    made = seal(clerk, full, keep_until=date(2024, 1, 1))
    made_final(election, township, EVENING)
    later = Cycle.objects.get(pk=cycle.pk)
    Cycle.objects.filter(pk=cycle.pk).update(closed_at=at(2021, 6, 1))
    later.pk, later.opened_at, later.name = None, at(2023, 11, 1), "下一届"
    later.save()
    following = Election.objects.create(cycle=later, village=election.village, election_day=date(2024, 1, 20))
    assert keeping_over_in([following], date(2024, 2, 1)) == []
    contest = Contest.objects.get(pk=full.pk)
    contest.pk, contest.election = None, following
    contest.save()
    assert keeping_over_in([following], date(2023, 12, 1)) == []
    assert keeping_over_in([following], date(2024, 2, 1)) == [made]
    assert keeping_of(full, date(2024, 2, 1)).over


def test_a_rulebook_says_by_when_and_how_long(full: Contest, cycle: Cycle, clerk: User) -> None:
    """SH-23; plan A is silent, which is read as the day of the vote and the next election."""
    silent = keeping_of(full, TODAY).rules
    assert (silent.sealed_clause, silent.kept_clause) == ("", "")

    def change(data: dict[str, Any]) -> None:
        data["result"]["ballots_sealed"] = {"value": {"days": 1, "within": "election_day"}, "clause": "SH-23"}
        data["result"]["ballots_kept_until"] = {"value": "next_election", "clause": "SH-23"}

    under_changed_rules(cycle, change)
    contest = Contest.objects.get(pk=full.pk)
    keeping = keeping_of(contest, TODAY)
    assert keeping.due == date(2021, 1, 21) and keeping.rules.kept_clause == "SH-23"


def test_the_village_seals(full: Contest, township: User, teller: User) -> None:
    for officer in (township, teller):
        with pytest.raises(NotThere):
            seal(officer, full)
