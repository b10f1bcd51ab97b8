import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from accounts.models import User
from accounts.rules import require
from elections.enums import Act
from elections.models import Election, LedgerEntry, LedgerHead
from elections.queries.ledger import breaks_in, entries_for
from elections.services.ledger import record
from tests.cast import VILLAGE, at


def write(clerk: User, election: Election, subject: str = "一件事") -> LedgerEntry:
    with transaction.atomic():
        return record(
            by=clerk,
            office=require(clerk, "roll.publish", VILLAGE),
            act=Act.STEP_RECORDED,
            cycle=election.cycle,
            place_code=VILLAGE,
            subject=subject,
            data={"what": subject},
            now=at(2020, 12, 29),
        )


def without_the_triggers(statement: str, *values: object) -> None:
    """What only someone with the database's own rights can do."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET session_replication_role = DEFAULT")


def test_each_entry_continues_the_one_before_it(clerk: User, election: Election) -> None:
    first, second = write(clerk, election), write(clerk, election)
    assert (first.seq, second.seq) == (1, 2)
    assert second.previous == first.hash
    assert list(breaks_in()) == []


@pytest.mark.django_db(transaction=True)
def test_an_act_without_transaction_is_not_recorded(clerk: User, election: Election) -> None:
    with pytest.raises(RuntimeError):
        record(
            by=clerk,
            office=require(clerk, "roll.publish", VILLAGE),
            act=Act.STEP_RECORDED,
            cycle=election.cycle,
            place_code=VILLAGE,
            subject="",
            data={},
            now=at(2020, 12, 29),
        )


@pytest.mark.parametrize("change", ["UPDATE", "DELETE"])
def test_the_database_refuses_to_change_or_delete(clerk: User, election: Election, change: str) -> None:
    entry = write(clerk, election)
    rows = LedgerEntry.objects.filter(pk=entry.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(subject="另一件事") if change == "UPDATE" else rows.delete()


def test_a_changed_row_is_found_and_named(clerk: User, election: Election) -> None:
    write(clerk, election)
    changed = write(clerk, election)
    write(clerk, election)
    without_the_triggers("UPDATE elections_ledgerentry SET subject = '别的' WHERE id = %s", changed.pk)
    assert [(found.chain, found.seq) for found in breaks_in()] == [(VILLAGE, 2)]
    with pytest.raises(CommandError):
        call_command("verify_ledger")


def test_changed_data_are_found(clerk: User, election: Election) -> None:
    entry = write(clerk, election)
    without_the_triggers("UPDATE elections_ledgerentry SET data = '{}' WHERE id = %s", entry.pk)
    assert [found.seq for found in breaks_in(VILLAGE)] == [1]


def test_a_row_taken_out_of_the_middle_or_the_end_is_found(clerk: User, election: Election) -> None:
    entries = [write(clerk, election) for _turn in range(3)]
    without_the_triggers("DELETE FROM elections_ledgerentry WHERE id = %s", entries[1].pk)
    assert list(breaks_in(VILLAGE))
    without_the_triggers("DELETE FROM elections_ledgerentry WHERE chain = %s AND seq > 0", VILLAGE)
    assert [found.seq for found in breaks_in(VILLAGE)] == [3]


def test_an_officer_sees_the_acts_of_the_own_places(
    clerk: User, other_clerk: User, township: User, election: Election
) -> None:
    entry = write(clerk, election)
    assert entry in entries_for(clerk)
    assert entry in entries_for(township)
    assert entry not in entries_for(other_clerk)


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_make_one_chain(clerk: User, election: Election) -> None:
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        for turn in range(5):
            write(clerk, election, f"第{turn}件")
        connections.close_all()

    threads = [threading.Thread(target=work) for _writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert LedgerHead.objects.get(chain=VILLAGE).seq == 20
    assert list(breaks_in(VILLAGE)) == []
