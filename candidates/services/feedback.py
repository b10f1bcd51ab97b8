from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import department_refusals as refusals
from candidates.enums import FeedbackLevel
from candidates.models import FeedbackReceipt
from candidates.queries.feedback import joint_results, reached
from candidates.refusals import ReasonNeeded
from elections.enums import Act
from elections.models import Election
from elections.refusals import DateInTheFuture
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act

RECORDS_CLOSE = "archive"


def record_feedback(
    *, by: User, election: Election, received_on: date, received_by: str, document: str, now: datetime
) -> FeedbackReceipt:
    """Record that the office's level has the written result of the joint review in hand (A-REV-02).

    The township's office records the township's receipt, the clerk that of the village, level by level. The persons
    on whom the county has decided by now are kept with it. Raises StepClosed once the records are closed,
    FeedbackNotOrdered, and at once all of FeedbackNotGiven, FeedbackNotPassedOn, DateInTheFuture, ReasonNeeded.
    """
    office = require(by, "feedback.receive", election.village_id)
    level = FeedbackLevel.TOWNSHIP if office.role == Role.TOWNSHIP_OFFICE else FeedbackLevel.VILLAGE
    with transaction.atomic():
        election = gate_ahead(RECORDS_CLOSE, election, now).election
        rule = election.cycle.rules.review.written_feedback
        if not (rule.stated and rule.value):
            raise refusals.FeedbackNotOrdered(
                _("The plan does not order that the result is told in writing.")
            )
        people = [
            {"name": each.candidacy.name, "post": each.candidacy.post, "verdict": each.verdict}
            for each in joint_results(election)
        ]
        faults = [
            *_order(election, level, rule.clause, bool(people)),
            *_typed(rule.clause, received_on, received_by, document, now),
        ]
        if faults:
            raise Refusals(faults)
        made = FeedbackReceipt.objects.create(
            election=election,
            level=level,
            received_on=received_on,
            received_by=received_by.strip(),
            document=document.strip(),
            people=people,
            recorded_by=by,
            recorded_at=now,
        )
        record_act(
            by=by,
            office=office,
            act=Act.FEEDBACK_RECEIVED,
            election=election,
            data={
                "level": level,
                "received_on": received_on.isoformat(),
                "received_by": made.received_by,
                "document": made.document,
                "people": people,
            },
            now=now,
        )
    return made


def _order(election: Election, level: FeedbackLevel, clause: str, decided: bool) -> Iterator[Refusal]:
    if not decided:
        yield refusals.FeedbackNotGiven(_("The joint review has decided on nobody yet."), clause=clause)
    elif level == FeedbackLevel.VILLAGE and not reached(election, FeedbackLevel.TOWNSHIP):
        told = _("The result goes level by level: the township has not recorded that it has it.")
        yield refusals.FeedbackNotPassedOn(told, clause=clause)


def _typed(
    clause: str, received_on: date, received_by: str, document: str, now: datetime
) -> Iterator[Refusal]:
    if received_on > localtime(now).date():
        yield DateInTheFuture(_("%(day)s is still to come."), {"day": received_on}, field="received_on")
    if not received_by.strip():
        yield ReasonNeeded(_("Name who took the paper."), clause=clause, field="received_by")
    if not document.strip():
        yield ReasonNeeded(_("Say which paper it was."), clause=clause, field="document")
