"""Who an officer is in the registers."""

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User
from villages.models import Resident, Village
from villages.queries.officer import person_of
from villages.sealing import unseal


def typed(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(words))


def test_an_officer_is_found_by_the_identity_number(
    township: User, village: Village, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    resident = Resident.objects.filter(village=village).first()
    assert resident is not None
    number = unseal(bytes(resident.id_sealed))
    typed(monkeypatch, number.lower() + "\n")
    call_command("link_officer", township.username)
    assert person_of(township) == resident
    assert number not in capsys.readouterr().out


def test_an_unknown_number_is_refused(township: User, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "430423199001011234\n")
    with pytest.raises(CommandError):
        call_command("link_officer", township.username)
    assert person_of(township) is None
