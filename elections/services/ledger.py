from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models.functions import Now

from accounts.exempt import part_of_an_act
from accounts.models import Office, User
from elections import chain
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry, LedgerHead

NOBODY: Final[dict[str, Any]] = {"user": None, "user_name": "", "office": "", "role": ""}


@part_of_an_act
def record(
    *,
    by: User,
    office: Office,
    act: Act,
    cycle: Cycle | None,
    place_code: str,
    subject: str,
    data: dict[str, Any],
    now: datetime,
    step: str = "",
) -> LedgerEntry:
    """Add one act to the chain of a place, inside the caller's transaction.

    `cycle` is None for what holds beyond one cycle: a rulebook, the holidays of a year. `data` is JSON-able and
    holds no identity numbers. The head of the chain stays locked until the transaction ends, so acts of one village
    stand in one order and the chain cannot fork.
    """
    who = {"user": by.pk, "user_name": by.name, "office": office.title, "role": office.role}
    return _added(who, act, cycle, place_code, step, subject, data, now)


@part_of_an_act
def record_from_outside(
    *, act: Act, election: Election, step: str, subject: str, data: dict[str, Any], now: datetime
) -> LedgerEntry:
    """Add what somebody wrote on a public page, inside the caller's transaction.

    Nobody of an office acted, so that the entry names no officer: who wrote is not known, only what was received, and
    when.
    """
    return _added(NOBODY, act, election.cycle, election.village_id, step, subject, data, now)


def _added(
    who: dict[str, Any],
    act: Act,
    cycle: Cycle | None,
    place_code: str,
    step: str,
    subject: str,
    data: dict[str, Any],
    now: datetime,
) -> LedgerEntry:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An act and its ledger entry belong to one transaction.")
    head = _locked_head(place_code)
    fields: dict[str, Any] = {
        "chain": place_code,
        "seq": head.seq + 1,
        "at": now,
        "written_at": _database_time(),
        "cycle": cycle.pk if cycle else None,
        **who,
        "step": step,
        "act": act.value,
        "subject": subject,
        "digest": chain.digest(data),
        "previous": head.hash,
    }
    fields["hash"] = chain.entry_hash(fields)
    entry = LedgerEntry.objects.create(data=data, **{_column(name): value for name, value in fields.items()})
    LedgerHead.objects.filter(chain=place_code).update(seq=entry.seq, hash=entry.hash)
    return entry


@part_of_an_act
def record_act(
    *,
    by: User,
    office: Office,
    act: Act,
    election: Election,
    data: dict[str, Any],
    now: datetime,
    step: str = "",
    subject: str = "",
) -> LedgerEntry:
    """Add an act to the chain of an election's village, inside the caller's transaction."""
    return record(
        by=by,
        office=office,
        act=act,
        cycle=election.cycle,
        place_code=election.village_id,
        step=step,
        subject=subject or str(election.village),
        data=data,
        now=now,
    )


def _locked_head(place_code: str) -> LedgerHead:
    LedgerHead.objects.bulk_create([LedgerHead(chain=place_code)], ignore_conflicts=True)
    return LedgerHead.objects.select_for_update().get(chain=place_code)


def _database_time() -> datetime:
    return LedgerHead.objects.annotate(written=Now()).values_list("written", flat=True)[0]


def _column(name: str) -> str:
    return {"cycle": "cycle_id", "user": "user_id"}.get(name, name)
