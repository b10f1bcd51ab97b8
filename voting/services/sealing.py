"""The ballots of a counted round under seal: who holds them, where, until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from elections.enums import Act
from elections.services.gate import gate
from elections.services.ledger import record_act
from voting.models import Contest, Sealing
from voting.queries.contest import counted, voting_ends
from voting.refusals.after import KeptTooShort, NoPackets, NotCounted, SealedAlready, SealedTooEarly
from voting.refusals.polling_day import WordsNeeded
from voting.services.contest import lock_contest, result_step, told_round
from voting.services.polling import polling_begins

WORDS = {
    "seals": _("Write down the numbers of the seals."),
    "sealed_by": _("Name who sealed the ballots and signed."),
    "holder": _("Name who holds the ballots."),
    "place": _("Say where the ballots are kept."),
}


@dataclass(frozen=True, slots=True)
class Sealed:
    """Ballots under seal; `keep_until` is a day of the office's own, None where the rule alone holds."""

    sealed_at: datetime
    packets: int
    seals: str
    sealed_by: str
    holder: str
    place: str
    keep_until: date | None = None


def seal_ballots(*, by: User, contest: Contest, sealed: Sealed, now: datetime) -> Sealing:
    """Record that the ballots of a counted round are under seal.

    Raises NotCounted, SealedAlready, what the gate raises; Refusals with SealedTooEarly, NoPackets, WordsNeeded,
    KeptTooShort.
    """
    office = require(by, "count.settle", contest.election.village_id)
    with transaction.atomic():
        contest = lock_contest(contest)
        step = gate(result_step(contest), contest.election, now).step
        if not counted(contest):
            raise NotCounted(_("The round is not counted yet."))
        if contest.sealings.filter(broken_at=None).exists():
            raise SealedAlready(_("The ballots of this round are under seal already."))
        faults = list(_faults(contest, sealed, now))
        if faults:
            raise Refusals(faults)
        made = Sealing.objects.create(
            contest=contest,
            sealed_at=sealed.sealed_at,
            packets=sealed.packets,
            seals=sealed.seals.strip(),
            sealed_by=sealed.sealed_by.strip(),
            holder=sealed.holder.strip(),
            place=sealed.place.strip(),
            keep_until=sealed.keep_until,
            recorded_by=by,
            recorded_at=now,
        )
        record_act(
            by=by,
            office=office,
            act=Act.BALLOTS_SEALED,
            election=contest.election,
            step=step,
            data={
                **told_round(contest),
                "sealed_at": made.sealed_at.isoformat(),
                "packets": made.packets,
                "seals": made.seals,
                "sealed_by": made.sealed_by,
                "holder": made.holder,
                "place": made.place,
                "keep_until": made.keep_until.isoformat() if made.keep_until else None,
            },
            now=now,
        )
    return made


def _faults(contest: Contest, sealed: Sealed, now: datetime) -> Iterator[Refusal]:
    after = voting_ends(contest) if contest.by_roll else polling_begins(contest)
    if not after <= sealed.sealed_at <= now:
        told = (
            _("Ballots are sealed after voting, which ended on %(ends)s, and not in the future.")
            if contest.by_roll
            else _("Ballots are sealed after the vote of %(ends)s, and not in the future.")
        )
        ends = after if contest.by_roll else contest.day
        yield SealedTooEarly(told, {"ends": ends}, field="day")
    if sealed.packets < 1:
        yield NoPackets(_("Enter how many packets were sealed."), field="packets")
    for name, told in WORDS.items():
        if not getattr(sealed, name).strip():
            yield WordsNeeded(told, field=name)
    if sealed.keep_until is not None and sealed.keep_until <= localtime(sealed.sealed_at).date():
        yield KeptTooShort(_("Ballots are kept beyond the day on which they are sealed."), field="keep_until")


@part_of_an_act
def break_seal(contest: Contest, now: datetime) -> None:
    """The boxes of a locked round are opened again; its ballots are sealed anew afterwards."""
    contest.sealings.filter(broken_at=None).update(broken_at=now)
