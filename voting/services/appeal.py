"""Objections to the published roll: taken in with a receipt, and decided with an answer (A-ROLL-19 to A-ROLL-21)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.rules import require
from elections.chain import digest
from elections.enums import Act, Step
from elections.models import Election
from elections.queries.progress import progress_of_one
from elections.services.gate import gate
from elections.services.ledger import record_act, record_from_outside
from elections.services.locks import lock_election
from villages.names.plain import plain
from voting.appeal_rules import REFUSED, VOTERS, appellants, late_appeals, outcomes
from voting.enums import AppealAbout, AppealChannel, AppealState
from voting.models import Appeal, Roll
from voting.queries.appeal import UNDECIDED, listed_as, time_of
from voting.queries.roll import published_roll
from voting.receipts import new_receipt, refuse_identity_numbers
from voting.refusals.appeal import (
    AnswerNeeded,
    AppealDecided,
    AppealLate,
    NotAnAppellant,
    OutcomeUnknown,
)
from voting.refusals.count import StalePage
from voting.services.correction import open_correction


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody has to say against the roll. No person named means: it is about whoever objects."""

    about: str
    appellant: str
    text: str
    appellant_group: int | None = None
    person: str = ""
    person_group: int | None = None
    contact: str = ""

    def settled(self) -> "Objection":
        """The same with names in one spelling and the person filled in."""
        appellant = plain(self.appellant)
        person = plain(self.person)
        return Objection(
            self.about,
            appellant,
            self.text.strip(),
            self.appellant_group,
            person or appellant,
            self.person_group if person else self.appellant_group,
            self.contact.strip(),
        )

    @property
    def about_oneself(self) -> bool:
        return (self.person, self.person_group) == (self.appellant, self.appellant_group)


def file_appeal(*, by: User, election: Election, objection: Objection, key: UUID, now: datetime) -> Appeal:
    """Take in an objection that somebody brings to the committee; the same key sent again is the same objection.

    Raises AppealLate, NotAnAppellant, IdentityNumberWritten, and what the gate of the appeals raises.
    """
    office = require(by, "appeal.file", election.village_id)
    with transaction.atomic():
        election = gate(Step.APPEALS, election, now).election
        known = _known(key, election)
        if known is not None:
            return known
        appeal = _take_in(election, objection.settled(), AppealChannel.CLERK, key, now, by)
        _record(Act.APPEAL_FILED, by, office, appeal, {"text": digest(appeal.text)}, now)
    return appeal


def file_publicly(*, election: Election, objection: Objection, key: UUID, now: datetime) -> Appeal:
    """Take in an objection that somebody writes on the public page of the village, without signing in.

    The ledger tells at once that it was received, without an officer. Raises what `file_appeal` raises.
    """
    with transaction.atomic():
        election = gate(Step.APPEALS, election, now).election
        known = _known(key, election)
        if known is not None:
            return known
        appeal = _take_in(election, objection.settled(), AppealChannel.PUBLIC, key, now, None)
        record_from_outside(
            act=Act.APPEAL_FILED,
            election=election,
            step=Step.APPEALS,
            subject=str(election.village),
            data=_told(appeal) | {"channel": appeal.channel, "text": digest(appeal.text)},
            now=now,
        )
    return appeal


def _known(key: UUID, election: Election) -> Appeal | None:
    """What the same page has sent before. Raises StalePage for a key of another village's page."""
    known = Appeal.objects.select_related("roll").filter(key=key).first()
    if known is None:
        return None
    if known.election_id != election.pk:
        raise StalePage(_("This page was used already. Open it anew."))
    known.election = election
    return known


def _take_in(
    election: Election,
    objection: Objection,
    channel: AppealChannel,
    key: UUID,
    now: datetime,
    by: User | None,
) -> Appeal:
    roll = published_roll(election)
    assert roll is not None  # the gate refuses without one
    refuse_identity_numbers(objection.text, "text")
    refuse_identity_numbers(objection.contact, "contact")
    _refuse_strangers(election, roll, objection)
    late = _is_late(election, now)
    return Appeal.objects.create(
        key=key,
        election=election,
        roll=roll,
        number=(election.appeals.aggregate(last=Max("number"))["last"] or 0) + 1,
        receipt=new_receipt(Appeal),
        channel=channel,
        about=AppealAbout(objection.about),
        appellant=objection.appellant,
        appellant_group=objection.appellant_group,
        contact=objection.contact,
        person=objection.person,
        person_group=objection.person_group,
        text=objection.text,
        filed_at=now,
        late=late,
        taken_by=by,
        state=AppealState.WITH_TOWNSHIP if late else AppealState.RECEIVED,
    )


def _refuse_strangers(election: Election, roll: Roll, objection: Objection) -> None:
    """Raises NotAnAppellant, by the reading of AMB-25 in force.

    Where everybody on either list may object, whoever is on neither may still say to be missing: that is what the
    lists are published for. Where only voters may, a voter has to say it for them.
    """
    who = appellants(election.cycle.rules)
    voters_only = who.value == VOTERS
    if listed_as(roll, objection.appellant, objection.appellant_group, voters_only=voters_only).exists():
        return
    if not voters_only and objection.about == AppealAbout.LEFT_OFF and objection.about_oneself:
        return
    told = (
        _("Only voters on the roll may object; %(name)s is not among them. Are name and group right?")
        if voters_only
        else _(
            "%(name)s stands on neither list of this village. Are name and group right? Whoever is on neither "
            "may say that they themselves are missing."
        )
    )
    raise NotAnAppellant(
        told,
        {"name": objection.appellant},
        clause=who.clause or None,
        field="appellant",
        data={"amb": who.amb, "reading": who.reading},
    )


def _is_late(election: Election, now: datetime) -> bool:
    """Whether the time to object is over. Raises AppealLate where the rulebook refuses what is late."""
    time, today = time_of(progress_of_one(election, now)), localtime(now).date()
    if not time.is_late(today):
        return False
    rule = late_appeals(election.cycle.rules)
    if rule.value == REFUSED:
        raise AppealLate(
            _("Objections to the roll could be raised until %(last)s, 24:00; today is %(today)s."),
            {"last": time.last, "today": today},
            clause=time.clause or rule.clause or None,
            data={"last": time.last.isoformat() if time.last else None},
        )
    return True


@ungated("What was taken in gets its answer, however late: A-ROLL-20 knows no day on which silence would do.")
def decide_appeal(*, by: User, appeal: Appeal, outcome: str, answer: str, now: datetime) -> Appeal:
    """Answer an objection: the roll is adjusted or stays as explained, or it was withdrawn (A-ROLL-20).

    A late one is decided by the township, which may also refuse it as late. Upheld, it opens the draft in which the
    roll is corrected; that opens with the gate and is refused once the step is locked. Raises AppealDecided,
    OutcomeUnknown, AnswerNeeded, IdentityNumberWritten, and what `open_correction` raises.
    """
    village = appeal.election.village_id
    office = require(by, "appeal.decide_late" if appeal.late else "appeal.decide", village)
    with transaction.atomic():
        election = lock_election(appeal.election)
        appeal = Appeal.objects.select_for_update(of=("self",)).select_related("roll").get(pk=appeal.pk)
        appeal.election = election
        _refuse_decision(appeal, outcome, answer)
        if outcome == AppealState.ADJUSTED:
            open_correction(by=by, election=election, now=now)
        appeal.state, appeal.answer = AppealState(outcome), answer.strip()
        appeal.decided_at, appeal.decided_by = now, by
        appeal.save(update_fields=["state", "answer", "decided_at", "decided_by"])
        told = {
            "channel": appeal.channel,
            "filed_at": appeal.filed_at.isoformat(),
            "answer": digest(appeal.answer),
        }
        _record(Act.APPEAL_DECIDED, by, office, appeal, told, now)
    return appeal


def _refuse_decision(appeal: Appeal, outcome: str, answer: str) -> None:
    if appeal.state not in UNDECIDED:
        raise AppealDecided(
            _("Objection %(number)s is decided already: %(state)s."),
            {"number": appeal.number, "state": AppealState(appeal.state).label},
            data={"state": appeal.state},
        )
    if outcome not in outcomes(late=appeal.late):
        raise OutcomeUnknown(
            _("An objection that came in time is upheld, explained or withdrawn."), field="outcome"
        )
    if not answer.strip():
        raise AnswerNeeded(
            _("Write the answer: whoever objected is told it, and it is printed."),
            clause=appeal.election.cycle.rules.roll.appeal_decided.clause or None,
            field="answer",
        )
    refuse_identity_numbers(answer, "answer")


def _record(act: Act, by: User, office: Office, appeal: Appeal, told: dict[str, Any], now: datetime) -> None:
    """Enter what was done with an objection; names, contact and words stay out of the ledger."""
    record_act(
        by=by,
        office=office,
        act=act,
        election=appeal.election,
        step=Step.APPEALS,
        data=_told(appeal) | told,
        now=now,
    )


def _told(appeal: Appeal) -> dict[str, Any]:
    return {
        "number": appeal.number,
        "about": appeal.about,
        "state": appeal.state,
        "late": appeal.late,
        "version": appeal.roll.version,
    }
