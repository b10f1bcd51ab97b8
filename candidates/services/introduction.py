from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import Office, User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import refusals, standing_refusals
from candidates.enums import IntroductionWay
from candidates.list_rules import list_rules
from candidates.models import Introduction
from candidates.queries.introduction import list_posted_on
from candidates.services.nomination_checks import day_faults
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act
from elections.services.locks import lock_election


def record_introduction(
    *,
    by: User,
    election: Election,
    held_on: date,
    way: IntroductionWay,
    arranged_by: str,
    note: str,
    now: datetime,
) -> Introduction:
    """Record that the formal candidates were introduced to the voters, or met them (A-REV-12, VCOL-15.1).

    It is held between the publication of the formal list and the day before the vote; on polling day there is none
    (A-VOTE-10). Raises StepClosed after election day, NotPublished, and at once all of DateInTheFuture,
    IntroductionTooEarly, IntroductionTooLate, ReasonNeeded where nobody is named who arranged it.
    """
    office = require(by, "candidate.propose", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate_ahead(Step.VOTING, election, now)
        faults = list(introduction_faults(election, held_on, arranged_by, now))
        if faults:
            raise Refusals(faults)
        return introduced(
            by, office, election, held_on=held_on, way=way, arranged_by=arranged_by, note=note, now=now
        )


@part_of_an_act
def introduced(
    by: User,
    office: Office,
    election: Election,
    *,
    held_on: date,
    way: IntroductionWay,
    arranged_by: str,
    note: str,
    now: datetime,
    **told: object,
) -> Introduction:
    """Keep one introduction and enter it in the ledger, with what else is `told` of it there."""
    made = Introduction.objects.create(
        election=election,
        held_on=held_on,
        way=way,
        arranged_by=arranged_by.strip(),
        note=note,
        recorded_by=by,
        recorded_at=now,
    )
    record_act(
        by=by,
        office=office,
        act=Act.CANDIDATES_INTRODUCED,
        election=election,
        step=Step.FORMAL_CANDIDATES,
        data={
            "held_on": held_on.isoformat(),
            "way": made.way,
            "arranged_by": made.arranged_by,
            "note": note,
            **told,
        },
        now=now,
    )
    return made


def introduction_faults(
    election: Election, held_on: date, arranged_by: str, now: datetime
) -> Iterator[Refusal]:
    """What stands against an introduction on that day. Raises NotPublished before there is a list."""
    rules = list_rules(election)
    first = list_posted_on(election)
    if first is None:
        raise standing_refusals.NotPublished(
            _("The formal candidates are not published yet."), clause=rules.introduce_clause
        )
    posted = localtime(first).date()
    yield from day_faults(held_on, now)
    if held_on < posted:
        yield standing_refusals.IntroductionTooEarly(
            _("The formal list was posted on %(day)s; its candidates are introduced from then on."),
            {"day": posted},
            clause=rules.introduce_clause,
            field="held_on",
        )
    if rules.introduce_by is not None and held_on > rules.introduce_by:
        yield standing_refusals.IntroductionTooLate(
            _(
                "Candidates are introduced by %(last)s at the latest; on polling day there is no introduction."
            ),
            {"last": rules.introduce_by},
            clause=rules.introduce_clause,
            field="held_on",
            data={"last": rules.introduce_by.isoformat()},
        )
    if not arranged_by.strip():
        yield refusals.ReasonNeeded(
            _("Name who arranged it: nobody campaigns on the own account."),
            clause=rules.stops_clause,
            field="arranged_by",
        )
