"""Clerks at once, on real connections. Each race is run again without the lock, and must then go wrong."""

import threading
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from accounts.models import User
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.services import gate as gates
from elections.services import locks
from tests.cast import at
from tests.races import at_once, held_until, meeting_after, meeting_at
from tests.voting.ballots import publish
from tests.voting.proxies import ASKED, entrust, entry
from tests.voting.roll_fixtures import launch
from voting.models import Contest, IssuedBallot, MobileVoter, Proxy, Roll, RollEntry
from voting.services import ballot, mobile, proxy, roll
from voting.services import contest as contests
from voting.services.ballot import issue_ballot
from voting.services.mobile import request_mobile
from voting.services.roll import publish_roll

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The election's row is read and not locked, wherever the acts of these races lock it."""

    def unlocked(election: Election) -> Election:
        return Election.objects.select_related("cycle__township", "village").get(pk=election.pk)

    for module in (gates, proxy, mobile, roll, contests):
        monkeypatch.setattr(module, "lock_election", unlocked)
    monkeypatch.setattr(locks, "_held", lambda pks: [])  # whoever else locks the election
    monkeypatch.setattr(roll, "lock_county", lambda election: None)


@pytest.fixture
def full_but_one(election: Election, roll: Roll, clerk: User, monkeypatch: pytest.MonkeyPatch) -> Election:
    """Voter 10 holds four proxies of five."""
    for principal in range(1, 5):
        entrust(clerk, election, principal, 10)
    meeting_after(monkeypatch, proxy.proxy_checks, "checked")
    return election


def two_more(clerk: User, second_clerk: User, election: Election) -> list[str]:
    return at_once(lambda: entrust(clerk, election, 5, 10), lambda: entrust(second_clerk, election, 6, 10))


def test_of_two_clerks_who_fill_a_holder_at_once_one_is_refused(
    clerk: User, second_clerk: User, full_but_one: Election
) -> None:
    assert two_more(clerk, second_clerk, full_but_one) == ["done", "holder_full"]
    assert Proxy.objects.filter(holder_number=10).count() == 5


def test_without_the_lock_a_holder_gets_one_too_many(
    clerk: User, second_clerk: User, full_but_one: Election, no_locks: None
) -> None:
    two_more(clerk, second_clerk, full_but_one)
    assert Proxy.objects.filter(holder_number=10).count() == 6


def proxy_and_box(clerk: User, second_clerk: User, election: Election) -> list[str]:
    """One voter gives a proxy and asks for the mobile box, at two desks at once."""
    return at_once(
        lambda: entrust(clerk, election, 1, 10),
        lambda: request_mobile(
            by=second_clerk, election=election, voter=entry(election, 1), reason="ill", key=uuid4(), now=ASKED
        ),
    )


def at_two_desks(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting_at(monkeypatch, (proxy.proxy_checks, "checked"), (mobile.mobile_checks, "faults"))


def test_nobody_gets_a_proxy_and_the_mobile_box_at_once(
    clerk: User, second_clerk: User, election: Election, roll: Roll, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_two_desks(monkeypatch)
    outcomes = proxy_and_box(clerk, second_clerk, election)
    assert outcomes in (["done", "has_given_proxy"], ["done", "on_mobile_list"])
    assert Proxy.objects.count() + MobileVoter.objects.count() == 1


def test_without_the_lock_a_voter_gets_both(
    clerk: User,
    second_clerk: User,
    election: Election,
    roll: Roll,
    monkeypatch: pytest.MonkeyPatch,
    no_locks: None,
) -> None:
    at_two_desks(monkeypatch)
    proxy_and_box(clerk, second_clerk, election)
    assert Proxy.objects.count() + MobileVoter.objects.count() == 2


@pytest.fixture
def correction(election: Election, roll: Roll, township: User) -> Roll:
    """A draft of the second version, in which voter 1 is struck and voter 2 has another number."""
    launch(election, township)
    made = Roll.objects.create(election=election, version=2)
    for entry_ in roll.entries.exclude(number=1):
        entry_.pk, entry_.roll = None, made
        entry_.number = 500 if entry_.number == 2 else entry_.number
        entry_.save(force_insert=True)
    return made


def correct_and_entrust(clerk: User, second_clerk: User, election: Election, correction: Roll) -> list[str]:
    """One clerk publishes the corrected roll; two take in proxies of the one struck, and of the one renumbered."""
    return at_once(
        lambda: publish_roll(by=clerk, roll=correction, now=ASKED),
        lambda: entrust(second_clerk, election, 1, 10),
        lambda: entrust(clerk, election, 2, 10),
    )


def damage(correction: Roll) -> list[str]:
    """What was written after the correction as if it had not been: by the order of the ledger."""
    published = LedgerEntry.objects.get(act=Act.ROLL_PUBLISHED).seq
    on_roll = {bytes(index): n for index, n in correction.entries.values_list("id_index", "number")}
    later = LedgerEntry.objects.filter(act=Act.PROXY_REQUESTED, seq__gt=published)
    found = []
    for each in Proxy.objects.filter(pk__in=[told.data["proxy"] for told in later]):
        if on_roll.get(bytes(each.principal_index)) != each.principal_number:
            found.append(each.principal)
    return found


def held_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever takes a proxy in waits, after its checks, for the correction to be published; it waits for both checks."""
    passed, checked = threading.Event(), proxy.proxy_checks.checked
    publishing = roll.record
    looked: set[int] = set()

    def check(*args: Any) -> Any:
        found = checked(*args)
        looked.add(threading.get_ident())
        held_until(passed.is_set)
        return found

    def publish_(**told: Any) -> Any:
        held_until(lambda: len(looked) > 1)
        made = publishing(**told)
        transaction.on_commit(passed.set)
        return made

    monkeypatch.setattr(proxy.proxy_checks, "checked", check)
    monkeypatch.setattr(roll, "record", publish_)


def test_what_is_corrected_and_entrusted_at_once_is_written_one_after_the_other(
    clerk: User,
    second_clerk: User,
    election: Election,
    correction: Roll,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held_up(monkeypatch)
    outcomes = correct_and_entrust(clerk, second_clerk, election, correction)
    assert set(outcomes) <= {"done", "principal_not_on_roll"}
    assert outcomes.count("done") >= 2
    assert Roll.objects.get(state="published").version == 2
    assert damage(correction) == []
    assert RollEntry.objects.filter(roll=correction, id_index=(2).to_bytes(16)).count() == 1


def test_without_the_lock_a_proxy_is_taken_in_of_somebody_just_struck(
    clerk: User,
    second_clerk: User,
    election: Election,
    correction: Roll,
    monkeypatch: pytest.MonkeyPatch,
    no_locks: None,
) -> None:
    held_up(monkeypatch)
    correct_and_entrust(clerk, second_clerk, election, correction)
    assert damage(correction) != []


def two_tellers(clerk: User, teller: User, contest: Contest) -> list[str]:
    box, voter = contest.boxes.get(number=1), entry(contest.election, 7)
    return at_once(
        lambda: issue_ballot(by=clerk, box=box, voter=voter, key=uuid4(), now=at(2021, 1, 20, 9)),
        lambda: issue_ballot(by=teller, box=box, voter=voter, key=uuid4(), now=at(2021, 1, 20, 9)),
    )


@pytest.fixture
def polling(contest: Contest, clerk: User, monkeypatch: pytest.MonkeyPatch) -> Contest:
    opened = publish(contest, clerk)
    meeting_after(monkeypatch, ballot.ballot_checks, "refuse_taken")
    return opened


def test_of_two_tellers_who_hand_one_voter_a_ballot_at_once_one_is_refused(
    clerk: User, teller: User, polling: Contest
) -> None:
    assert two_tellers(clerk, teller, polling) == ["ballot_taken", "done"]
    assert IssuedBallot.objects.count() == 1


def test_without_the_lock_only_the_database_stops_the_second_ballot(
    clerk: User, teller: User, polling: Contest, no_locks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballot, "lock_contest", lambda contest: contest)
    assert two_tellers(clerk, teller, polling) == ["IntegrityError", "done"]
