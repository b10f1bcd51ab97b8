"""The stages that are a paper: decision on the secretary, request, reply."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.said import Listed, Said
from candidates import party_refusals as refusals
from candidates.models import Candidacy, PartyDecision
from candidates.queries.party_path import standing_party
from candidates.queries.sign_off import PATH, signings_in
from candidates.refusals import ReasonNeeded
from candidates.services.stage import Opened, day_faults, keep_decision, open_stage, refuse_deciding_on
from candidates.told import told_name
from elections.calendar.counting import add_months
from elections.enums import Act
from elections.models import Election
from elections.rulebook.wording import word


def record_stage(
    *,
    by: User,
    election: Election,
    stage: str,
    held_on: date,
    note: str,
    now: datetime,
    document: str = "",
) -> PartyDecision:
    """Record the decision on the secretary once all have signed (A-REV-05, B-REV-01, C-REV-05), the request to the
    township or its reply (A-REV-07, C-ASM-04).

    Raises what opens a stage refuses, OwnCandidacy, RelativeCandidacy (A-COM-07), and at once
    all of DateInTheFuture, HeldTooEarly, ReasonNeeded, SignatureMissing
    (a candidate for secretary on whom somebody above has not signed), and AssemblyTooEarly where the assembly's day is
    set within the month after the request.
    """
    with transaction.atomic():
        kinds = ("approval", "request", "reply")
        opened = open_stage(by=by, election=election, key=stage, kinds=kinds, now=now)
        if opened.stage.kind == "approval":
            refuse_deciding_on(opened, [person.resident for person in _about(opened)])
        faults = [
            *day_faults(opened, held_on),
            *_note_faults(opened, note),
            *_signature_faults(opened),
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
            document=document,
        )


def _about(opened: Opened) -> list[Candidacy]:
    people = standing_party(opened.election)
    return [person for person in people if opened.stage.concerns(person.post)]


def _note_faults(opened: Opened, note: str) -> Iterator[Refusal]:
    if not note.strip():
        told = _("Say what was decided or handed in.")
        yield ReasonNeeded(told, clause=opened.stage.clause, field="note")


def _signature_faults(opened: Opened) -> Iterator[Refusal]:
    """The decision waits until all who must sign a candidate for secretary have, in their order."""
    if opened.stage.kind != "approval":
        return
    rule = opened.election.cycle.rules.review.secretary_final_approver
    for signing in signings_in(opened.election):
        if signing.missing:
            yield refusals.SignatureMissing(
                _("%(name)s still has to be signed by: %(who)s."),
                {
                    "name": told_name(signing.candidacy.name),
                    "who": Listed(Said(word(role, PATH)) for role in signing.missing),
                },
                clause=rule.clause,
                data={"candidacy": signing.candidacy.pk, "wanted": list(signing.missing)},
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
