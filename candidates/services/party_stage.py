"""The stages that are a paper or a signature: decision on the secretary, public notice, request, reply."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.said import Listed, Said
from candidates import party_refusals as refusals
from candidates.models import Candidacy, PartyDecision
from candidates.queries.party_path import standing_party
from candidates.refusals import ReasonNeeded
from candidates.services.stage import Opened, day_faults, keep_decision, open_stage
from elections.calendar.counting import add_months
from elections.enums import Act
from elections.models import Election
from elections.rulebook.wording import word


@dataclass(frozen=True)
class Signed:
    """Somebody who signed, by name and post."""

    name: str
    post: str

    def __str__(self) -> str:
        return f"{self.name} {self.post}".strip()


def record_stage(
    *,
    by: User,
    election: Election,
    stage: str,
    held_on: date,
    note: str,
    now: datetime,
    signers: Sequence[Signed] = (),
    document: str = "",
) -> PartyDecision:
    """Record a decision on the secretary with its signatures (A-REV-05, B-REV-01), a notice as posted (A-REV-06), the
    request to the township or its reply (A-REV-07, C-ASM-04).

    Raises what opens a stage refuses, and at once all of DateInTheFuture, HeldTooEarly, ReasonNeeded, SignatureMissing
    (an approval without everybody who must sign), and AssemblyTooEarly where the assembly's day is set within the month
    after the request.
    """
    with transaction.atomic():
        kinds = ("approval", "notice", "request", "reply")
        opened = open_stage(by=by, election=election, key=stage, kinds=kinds, now=now)
        faults = [
            *day_faults(opened, held_on),
            *_note_faults(opened, note),
            *_signature_faults(opened, signers),
            *_month_faults(opened, held_on),
        ]
        if faults:
            raise Refusals(faults)
        return keep_decision(
            opened,
            Act.PARTY_STAGE_RECORDED,
            held_on,
            note,
            _about(opened),
            signed_by="、".join(map(str, signers)),
            document=document,
        )


def _about(opened: Opened) -> list[Candidacy]:
    people = standing_party(opened.election)
    return [person for person in people if opened.stage.concerns(person.post)]


def _note_faults(opened: Opened, note: str) -> Iterator[Refusal]:
    if not note.strip():
        told = _("Say what was decided or handed in.")
        yield ReasonNeeded(told, clause=opened.stage.clause, field="note")


def _signature_faults(opened: Opened, signers: Sequence[Signed]) -> Iterator[Refusal]:
    """One signature for each office that decides on the secretary."""
    if opened.stage.kind != "approval":
        return
    rule = opened.election.cycle.rules.review.secretary_final_approver
    wanted = list(rule.value) if rule.stated else []
    if len([each for each in signers if each.name.strip()]) < len(wanted):
        yield refusals.SignatureMissing(
            _("Everybody who decides signs: %(who)s."),
            {"who": Listed(Said(word(each)) for each in wanted)},
            clause=rule.clause,
            field="signers",
            data={"wanted": wanted},
        )


def _month_faults(opened: Opened, held_on: date) -> Iterator[Refusal]:
    """A request less than a month before the day that is set for the assembly: the day moves first (C-ASM-04)."""
    rule = opened.election.cycle.rules.assembly.requested
    day = opened.election.party_day
    asks = rule.stated and rule.value.unit == "months" and opened.stage.kind == "request"
    if asks and day is not None and add_months(held_on, rule.value.count or 0) > day:
        earliest = add_months(held_on, rule.value.count or 0)
        yield refusals.AssemblyTooEarly(
            _("The assembly is set for %(day)s; asked for on %(asked)s it may be held from %(earliest)s."),
            {"day": day, "asked": held_on, "earliest": earliest},
            clause=rule.clause,
            field="held_on",
            data={"earliest": earliest.isoformat()},
        )
