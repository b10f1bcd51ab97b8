"""A polling place on the day: looked over, its box shown empty and sealed, its ballot papers accounted for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusals
from accounts.rules import require
from elections.enums import Act
from elections.services.gate import gate, gate_ahead
from elections.services.ledger import record_act
from voting.models import Box, BoxRecord, PlaceTick
from voting.refusals.polling_day import AccountClosed
from voting.services import polling_day_checks as checks
from voting.services.contest import told_round, voting_step
from voting.services.counting import lock_box, refuse_before_the_end


@dataclass(frozen=True, slots=True)
class Shown:
    """A box shown empty: when, under which seal, by whom, before whom, and how many ballot papers came to the place."""

    shown_at: datetime
    seal: str
    shown_by: str
    witnesses: str
    received: int


@dataclass(frozen=True, slots=True)
class Account:
    """The ballot papers of a place at the close. `note` says why it differs from the register or the count."""

    issued: int
    replaced: int
    left: int
    destroyed_by: str = ""
    note: str = ""


def look_over_place(*, by: User, box: Box, seen: Mapping[str, str], now: datetime) -> list[PlaceTick]:
    """Record what is there at a polling place: {DayCheck: who looked}. What is not named is not ticked any more.

    Raises TimeAndPlaceNotPublished, CountBegun, what the gate raises; Refusals with CheckUnknown.
    """
    office = require(by, "ballot.issue", box.contest.election.village_id)
    with transaction.atomic():
        contest, box = lock_box(box)
        gate_ahead(voting_step(contest), contest.election, now)
        checks.refuse_unpublished_or_counted(contest)
        faults = list(checks.unknown_checks(contest, box, seen))
        if faults:
            raise Refusals(faults)
        named = {code: who.strip()[:50] for code, who in seen.items() if who.strip()}
        before = dict(box.ticks.values_list("check_code", "person"))
        if named != before:
            box.ticks.exclude(check_code__in=named).delete()
            for code in (code for code, who in named.items() if before.get(code) != who):
                PlaceTick.objects.update_or_create(
                    box=box,
                    check_code=code,
                    defaults={"person": named[code], "ticked_by": by, "ticked_at": now},
                )
            record_act(
                by=by,
                office=office,
                act=Act.PLACE_TICKED,
                election=contest.election,
                step=voting_step(contest),
                subject=box.name,
                data={**told_round(contest), "box": box.number, "seen": named, "before": before},
                now=now,
            )
    return list(box.ticks.all())


def show_box(*, by: User, box: Box, shown: Shown, now: datetime) -> BoxRecord:
    """Record that a box was shown empty and sealed before witnesses, and what papers came; or put that right.

    Raises TimeAndPlaceNotPublished, CountBegun, AccountClosed, what the gate raises; Refusals with NotOnTheDay,
    PlaceNotReady, WordsNeeded, SealTwice.
    """
    office = require(by, "ballot.issue", box.contest.election.village_id)
    with transaction.atomic():
        contest, box = lock_box(box)
        gate(voting_step(contest), contest.election, now)
        checks.refuse_unpublished_or_counted(contest)
        known = BoxRecord.objects.select_for_update(of=("self",)).filter(box=box).first()
        if known is not None and known.accounted_at is not None:
            raise AccountClosed(_("The papers of this box are accounted for; its opening stands as it is."))
        faults = list(checks.opening_faults(contest, box, shown, now))
        if faults:
            raise Refusals(faults)
        record, _made = BoxRecord.objects.update_or_create(
            box=box, defaults={**_shown(shown), "recorded_by": by, "recorded_at": now}
        )
        record_act(
            by=by,
            office=office,
            act=Act.BOX_SHOWN_EMPTY,
            election=contest.election,
            step=voting_step(contest),
            subject=box.name,
            data={**told_round(contest), "box": box.number}
            | _shown(shown)
            | {"shown_at": shown.shown_at.isoformat()},
            now=now,
        )
    return record


def _shown(shown: Shown) -> dict[str, Any]:
    return {
        "shown_at": shown.shown_at,
        "seal": shown.seal.strip(),
        "shown_by": shown.shown_by.strip(),
        "witnesses": shown.witnesses.strip(),
        "received": shown.received,
    }


def account_for_papers(*, by: User, box: Box, account: Account, now: datetime) -> BoxRecord:
    """Close the account of a box's ballot papers after voting, or put it right until the result is confirmed.

    Raises VotingNotOver, ResultConfirmed, BoxNotShown, what the gate raises; Refusals with AccountOff, IssuedOverElectors,
    WordsNeeded, AccountDiffers.
    """
    office = require(by, "ballot.issue", box.contest.election.village_id)
    with transaction.atomic():
        contest, box = lock_box(box)
        refuse_before_the_end(contest, now)
        record = checks.need_record(box)
        faults = list(checks.account_faults(contest, box, record, account))
        if faults:
            raise Refusals(faults)
        record.issued, record.replaced, record.left = account.issued, account.replaced, account.left
        record.destroyed_by, record.note = account.destroyed_by.strip(), account.note.strip()
        record.accounted_by, record.accounted_at = by, now
        record.save()
        record_act(
            by=by,
            office=office,
            act=Act.PAPERS_ACCOUNTED,
            election=contest.election,
            step=voting_step(contest),
            subject=box.name,
            data={
                **told_round(contest),
                "box": box.number,
                "received": record.received,
                "issued": record.issued,
                "replaced": record.replaced,
                "left": record.left,
                "destroyed_by": record.destroyed_by,
                "note": record.note,
            },
            now=now,
        )
    return record
