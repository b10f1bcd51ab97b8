from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import party_refusals as refusals
from candidates.models import Candidacy, Inspection
from candidates.queries.inspection import committee_to_inspect
from candidates.recusal import recusals
from candidates.refusals import ReasonNeeded
from candidates.services.candidacy import move
from candidates.services.late_place import gate_of_way
from candidates.states import Move
from candidates.told import told_name
from elections.enums import Act, Step
from elections.models import Election
from elections.refusals import DateInTheFuture
from elections.services.ledger import record_act

ASKED_OF_THE_PERSON = frozenset({Step.PROPOSAL.value})


@dataclass(frozen=True)
class Seen:
    """What the inspection of one candidate found; one who does not pass has a reason."""

    candidacy_id: int
    passed: bool
    reason: str = ""


def inspect_candidates(
    *, by: User, election: Election, held_on: date, inspectors: str, found: Sequence[Seen], now: datetime
) -> list[Inspection]:
    """Record the inspection of candidates for the committee, beside their reviews (A-REV-09, A-REV-10).

    Who does not pass stands no longer. Raises what the gate of the township's review raises, InspectionNotOrdered, and
    at once all of DateInTheFuture, ReasonNeeded, NotOnTheList, OwnCandidacy, RelativeCandidacy. Fields are `held_on`,
    `inspectors`, and of a person `reason-` and the id.
    """
    office = require(by, "candidate.review_township", election.village_id)
    with transaction.atomic():
        election = gate_of_way(Step.TOWNSHIP_REVIEW, election, now, apart_from=ASKED_OF_THE_PERSON).election
        rule = election.cycle.rules.review.committee_inspected
        if not (rule.stated and rule.value):
            raise refusals.InspectionNotOrdered(
                _("The plan does not have candidates for the committee inspected.")
            )
        known = {person.pk: person for person in committee_to_inspect(election)}
        faults = [
            *_typed(rule.clause, held_on, inspectors, now),
            *_faults(by, rule.clause, found, known),
        ]
        if faults:
            raise Refusals(faults)
        made = [_keep(by, office, known[each.candidacy_id], each, held_on, inspectors, now) for each in found]
        record_act(
            by=by,
            office=office,
            act=Act.PARTY_INSPECTED,
            election=election,
            step=Step.TOWNSHIP_REVIEW,
            data={
                "held_on": held_on.isoformat(),
                "inspectors": inspectors,
                "people": [
                    {
                        "name": known[each.candidacy_id].name,
                        "post": known[each.candidacy_id].post,
                        "passed": each.passed,
                        "reason": each.reason,
                    }
                    for each in found
                ],
            },
            now=now,
        )
    return made


def _typed(clause: str, held_on: date, inspectors: str, now: datetime) -> Iterator[Refusal]:
    if held_on > localtime(now).date():
        yield DateInTheFuture(_("%(day)s is still to come."), {"day": held_on}, field="held_on")
    if not inspectors.strip():
        yield ReasonNeeded(_("Name who inspected."), clause=clause, field="inspectors")


def _faults(
    by: User, clause: str, found: Sequence[Seen], known: Mapping[int, Candidacy]
) -> Iterator[Refusal]:
    if not found:
        yield refusals.NotOnTheList(_("Nobody is to be inspected."), clause=clause)
    recused = recusals(by, known.values())
    seen: set[int] = set()
    for each in found:
        person = known.get(each.candidacy_id)
        if person is None or person.pk in seen:
            told = _("That person is not to be inspected, or is inspected already.")
            yield refusals.NotOnTheList(told, clause=clause, data={"candidacy": each.candidacy_id})
            continue
        seen.add(person.pk)
        if not each.passed and not each.reason.strip():
            told = _("%(name)s does not pass; say why.")
            name = {"name": told_name(person.name)}
            yield ReasonNeeded(told, name, clause=clause, field=f"reason-{person.pk}")
        if person.pk in recused:
            yield recused[person.pk]


def _keep(
    by: User, office: Office, person: Candidacy, seen: Seen, held_on: date, inspectors: str, now: datetime
) -> Inspection:
    if not seen.passed:
        move(person, Move.INSPECTION_REJECT, now)
    return Inspection.objects.create(
        candidacy=person,
        held_on=held_on,
        inspectors=inspectors.strip(),
        passed=seen.passed,
        reason=seen.reason.strip(),
        recorded_at=now,
        recorded_by=by,
        office=office.title,
    )
