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
from candidates.introduction_rules import IntroductionRules, introduction_rules
from candidates.models import Introduction
from candidates.queries.introduction import list_posted_on
from candidates.services.nomination_checks import day_faults
from elections.enums import Act
from elections.models import Election
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.enums import Body
from voting.receipts import refuse_identity_numbers
from voting.refusals.appeal import IdentityNumberWritten

NO_LIST = {
    Body.COMMITTEE: _("The formal candidates are not published yet."),
    Body.PARTY: _("The prospective candidates are not listed yet."),
}
FROM_THEN_ON = {
    Body.COMMITTEE: _("The formal list was posted on %(day)s; its candidates are introduced from then on."),
    Body.PARTY: _("The prospective list was decided on %(day)s; its candidates are introduced from then on."),
}
NO_LATER = {
    Body.COMMITTEE: _(
        "Candidates are introduced by %(last)s at the latest; on polling day there is no introduction."
    ),
    Body.PARTY: _("The candidates are introduced at the assembly of %(last)s at the latest."),
}


def record_introduction(
    *,
    by: User,
    election: Election,
    held_on: date,
    way: IntroductionWay,
    arranged_by: str,
    note: str,
    now: datetime,
    body: Body = Body.COMMITTEE,
    asked: str = "",
) -> Introduction:
    """Record that a body's candidates were introduced, or met those who elect (A-REV-12, VCOL-15.1; A-REV-14, B-NOM-03).

    The committee's between the publication of the formal list and the day before the vote; on polling day there is none
    (A-VOTE-10). The Party's from the prospective list to the assembly, with what was `asked` and answered. Raises
    StepClosed after the vote, NotPublished, and at once all of DateInTheFuture, IntroductionTooEarly,
    IntroductionTooLate, WayNotOffered, IdentityNumberWritten, ReasonNeeded where nobody is named who arranged it.
    """
    office = require(by, "candidate.propose", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        rules = introduction_rules(election, body)
        gate_ahead(rules.step, election, now)
        faults = [
            *introduction_faults(election, rules, held_on, arranged_by, now),
            *_way_faults(rules, way),
            *written_faults(asked, "asked"),
        ]
        if faults:
            raise Refusals(faults)
        return introduced(
            by, office, election, rules, held_on=held_on, way=way, arranged_by=arranged_by, note=note,
            asked=asked.strip(), now=now,
        )  # fmt: skip


@part_of_an_act
def introduced(
    by: User,
    office: Office,
    election: Election,
    rules: IntroductionRules,
    *,
    held_on: date,
    way: IntroductionWay,
    arranged_by: str,
    note: str,
    now: datetime,
    asked: str = "",
    **told: object,
) -> Introduction:
    """Keep one introduction and enter it in the ledger, with what else is `told` of it there."""
    made = Introduction.objects.create(
        election=election,
        body=rules.body,
        held_on=held_on,
        way=way,
        arranged_by=arranged_by.strip(),
        note=note,
        asked=asked,
        recorded_by=by,
        recorded_at=now,
    )
    record_act(
        by=by,
        office=office,
        act=Act.CANDIDATES_INTRODUCED,
        election=election,
        step=rules.under,
        data={
            "body": made.body,
            "held_on": held_on.isoformat(),
            "way": made.way,
            "arranged_by": made.arranged_by,
            "note": note,
            "asked": asked,
            **told,
        },
        now=now,
    )
    return made


def introduction_faults(
    election: Election, rules: IntroductionRules, held_on: date, arranged_by: str, now: datetime
) -> Iterator[Refusal]:
    """What stands against an introduction on that day. Raises NotPublished before there is a list."""
    first = list_posted_on(election, rules.body)
    if first is None:
        raise standing_refusals.NotPublished(NO_LIST[rules.body], clause=rules.introduce_clause)
    posted = localtime(first).date()
    yield from day_faults(held_on, now)
    if held_on < posted:
        yield standing_refusals.IntroductionTooEarly(
            FROM_THEN_ON[rules.body],
            {"day": posted},
            clause=rules.introduce_clause,
            field="held_on",
        )
    if rules.introduce_by is not None and held_on > rules.introduce_by:
        yield standing_refusals.IntroductionTooLate(
            NO_LATER[rules.body],
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


def _way_faults(rules: IntroductionRules, way: IntroductionWay) -> Iterator[Refusal]:
    if way not in rules.ways:
        yield standing_refusals.WayNotOffered(
            _("The committee’s candidates are not introduced in this way: %(way)s."),
            {"way": way.label},
            clause=rules.ways_clause,
            field="way",
        )


def written_faults(text: str, field: str) -> Iterator[Refusal]:
    """An identity number within a text that others read."""
    try:
        refuse_identity_numbers(text, field)
    except IdentityNumberWritten as written:
        yield written
