"""Acts on the registers reach the ledger, in the transaction of the act and in the chain of the place."""

import pytest
from django.db import transaction

from accounts.discovery import discover
from accounts.models import User
from accounts.rules import require
from elections.enums import Act
from elections.models import LedgerEntry
from elections.queries.ledger import breaks_in
from tests.cast import VILLAGE, at
from villages.acts import records_acts, remember
from villages.enums import RegisterAct

NOW = at(2020, 12, 1)


def entered(by: User, act: str) -> None:
    office = require(by, "register.edit", VILLAGE)
    remember(
        by=by,
        office=office,
        act=act,
        place_code=VILLAGE,
        subject="王晓梅",
        data={"changed": ["name"]},
        now=NOW,
    )


def test_an_act_is_entered_in_the_chain_of_its_place(township: User) -> None:
    entered(township, RegisterAct.CHANGED)
    entry = LedgerEntry.objects.get()
    assert (entry.chain, entry.act, entry.subject) == (VILLAGE, Act.REGISTER_CHANGED, "王晓梅")
    assert (entry.at, entry.cycle_id, entry.user_id) == (NOW, None, township.pk)
    assert entry.data == {"changed": ["name"]}
    assert list(breaks_in(VILLAGE)) == []


def test_the_ledger_knows_every_act_on_the_registers() -> None:
    assert {act.value for act in RegisterAct} <= set(Act.values)


def test_an_act_that_the_ledger_does_not_know_is_not_entered(township: User) -> None:
    with pytest.raises(ValueError, match="painted"):
        entered(township, "register.painted")


def test_what_is_rolled_back_was_never_entered(township: User) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        entered(township, RegisterAct.CHANGED)
        1 / 0  # noqa: B018
    assert not LedgerEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_and_its_entry_are_one_transaction(township: User) -> None:
    with pytest.raises(RuntimeError):
        entered(township, RegisterAct.CHANGED)


def test_there_is_one_recorder() -> None:
    discover("register_acts")
    with pytest.raises(RuntimeError):
        records_acts(lambda **_given: None)
