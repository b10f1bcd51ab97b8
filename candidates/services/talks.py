"""Talks before the election (谈心谈话), and who wishes to stand without being nominated (A-PRE-04, B-PRE-05, C-PRE-08)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.refusals import NotThere, Refusal, Refusals
from accounts.rules import require
from candidates import letter_refusals
from candidates.models import Candidacy, Talk, WouldBe
from candidates.queries.talks import TalkBoard, talks_of
from candidates.refusals import NotAResident
from candidates.states import GONE
from candidates.told import told_name
from elections.enums import Act
from elections.models import Election
from elections.refusals import DateInTheFuture
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.models import Resident


@dataclass(frozen=True)
class TalkHeld:
    """A talk with some people of one group: `roles` are the offices, as the rulebook names them, that were there."""

    group: str
    residents: Collection[int]
    held_on: date
    held_by: str
    roles: Collection[str] = ()
    gist: str = ""


@ungated("Talks go on from the preparation to after the vote; the plan counts whom they reached, not when.")
def record_talks(*, by: User, election: Election, held: TalkHeld, now: datetime) -> list[Talk]:
    """Enter a talk with each of these people; who was talked to in the group keeps the first talk.

    Raises NotThere for a group that the plan does not name; at once all of NobodyChosen, NotOfTheGroup,
    TalkerMissing, DateInTheFuture, InterviewersMissing.
    """
    office = require(by, "talk.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        board = talks_of(election)
        coverage = board.group(held.group) if board else None
        if board is None or coverage is None:
            raise NotThere
        people = {person.pk: person for person, _talk in coverage.people}
        faults = list(_faults(board, held, people.keys(), now))
        if faults:
            raise Refusals(faults)
        made = Talk.objects.bulk_create(
            Talk(
                election=election,
                group=held.group,
                resident=person,
                held_on=held.held_on,
                held_by=held.held_by.strip(),
                roles=sorted(held.roles),
                gist=held.gist.strip(),
                entered_by=by,
                entered_at=now,
            )
            for person in coverage.open
            if person.pk in held.residents
        )
        record_act(
            by=by,
            office=office,
            act=Act.TALKS_HELD,
            election=election,
            subject=held.held_by.strip(),
            data={
                "group": held.group,
                "names": [talk.resident.name for talk in made],
                "held_on": held.held_on.isoformat(),
                "roles": sorted(held.roles),
            },
            now=now,
        )
    return made


def _faults(board: TalkBoard, held: TalkHeld, people: Collection[int], now: datetime) -> Iterator[Refusal]:
    if not held.residents:
        yield letter_refusals.NobodyChosen(_("Choose whom the talk was with."), field="residents")
    if not set(held.residents) <= set(people):
        yield letter_refusals.NotOfTheGroup(_("Choose people of this group."), field="residents")
    if not held.held_by.strip():
        yield letter_refusals.TalkerMissing(_("Say who held the talk."), field="held_by")
    if held.held_on > localtime(now).date():
        yield DateInTheFuture(_("%(day)s is still to come."), {"day": held.held_on}, field="held_on")
    if board.together is not None and set(held.residents) & set(board.principals):
        missing = [role for role in board.together.value if role not in held.roles]
        if missing:
            yield letter_refusals.InterviewersMissing(
                _("With the secretary or the director these talk together; missing: %(n)s of %(all)s."),
                {"n": len(missing), "all": len(board.together.value)},
                clause=board.together.clause,
                field="roles",
                data={"missing": missing},
            )


@ungated("A wish to stand is heard whenever it is voiced.")
def enter_would_be(*, by: User, election: Election, resident: Resident, now: datetime) -> WouldBe:
    """Put a resident down who strongly wishes to stand and is not nominated. Raises NotAResident, WouldBeKnown."""
    office = require(by, "talk.record", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        if resident.village_id != election.village_id or resident.left_on is not None:
            raise NotAResident(_("Choose a resident whom the register of this place has."), field="resident")
        stands = Candidacy.objects.filter(election=election, resident=resident).exclude(state__in=GONE)
        if stands.exists() or WouldBe.objects.filter(election=election, resident=resident).exists():
            raise letter_refusals.WouldBeKnown(
                _("%(name)s stands, or is on the list already."), {"name": told_name(resident.name)}
            )
        made = WouldBe.objects.create(election=election, resident=resident, entered_by=by, entered_at=now)
        record_act(
            by=by,
            office=office,
            act=Act.WOULD_BE_ENTERED,
            election=election,
            subject=resident.name,
            data={"resident": resident.pk},
            now=now,
        )
    return made
