"""What refuses the publication of a draft: people not heard, evidence not on record; and its confirmation as final."""

from datetime import datetime

from django.db import transaction
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import require
from accounts.said import Listed
from elections.enums import Act, Step
from elections.models import Election
from elections.queries.progress import progress_of_one
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from elections.states import last_day
from villages.templatetags.names import person
from voting.evidence import away, categories_of
from voting.models import Roll
from voting.queries.appeal import open_appeals, unpublished_adjustments
from voting.queries.registration import lacking_of, to_ask_of
from voting.queries.roll import draft_roll, published_roll
from voting.refusals.roll import AppealsNotOver, EvidenceMissing, PeopleToAsk, RollConfirmed

NAMED = 5
person_lazy = lazy(person, str)


def refuse_unheard(election: Election, roll: Roll) -> None:
    """Raises PeopleToAsk: somebody lives elsewhere and was not heard on taking part (A-ROLL-05, A-ROLL-16)."""
    waiting = list(to_ask_of(roll).order_by("number").values_list("number", "name"))
    if waiting:
        kind = away(categories_of(election.cycle.rules, election.village.kind))
        raise PeopleToAsk(
            _("%(n)s people who live elsewhere are still to be asked: %(names)s."),
            {"n": len(waiting), "names": named([name for _number, name in waiting])},
            clause=kind.clause if kind else None,
            data={"numbers": [number for number, _name in waiting]},
        )


def refuse_lacking(election: Election, roll: Roll, now: datetime) -> None:
    """Raises EvidenceMissing: somebody's category needs what is not on record."""
    found = lacking_of(roll, now)
    if found:
        raise EvidenceMissing(
            _("What their category needs is not on record for %(n)s people: %(names)s."),
            {"n": len(found), "names": named([each.name for each in found])},
            clause=election.cycle.rules.step(Step.REGISTRATION).clause,
            data={"numbers": [each.number for each in found], "needs": {e.number: [*e.needs] for e in found}},
        )


def named(names: list[str]) -> Listed:
    """The first few names."""
    more = ["…"] if len(names) > NAMED else []
    return Listed([*(person_lazy(name) for name in names[:NAMED]), *more])


def confirm_roll(*, by: User, election: Election, now: datetime) -> Roll:
    """Confirm the published roll as final, once the time for objections is over, every objection is decided, and what
    they changed is published: from then on voter cards go out (A-ROLL-20 to A-ROLL-23).

    Raises AppealsNotOver with what stands in the way, RollConfirmed the second time, and what the gate raises.
    """
    office = require(by, "roll.publish", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.APPEALS, election, now)
        roll = published_roll(election)
        assert roll is not None  # the gate asks for a publication
        _refuse_open(election, roll, now)
        roll.confirmed_at = now
        roll.save(update_fields=["confirmed_at"])
        record_act(
            by=by,
            office=office,
            act=Act.ROLL_CONFIRMED,
            election=election,
            step=Step.APPEALS,
            subject=f"{election.village} {roll.version}",
            data={"version": roll.version, "digest": roll.digest},
            now=now,
        )
    return roll


def _refuse_open(election: Election, roll: Roll, now: datetime) -> None:
    rules = election.cycle.rules.roll
    if roll.confirmed_at is not None:
        raise RollConfirmed(_("Version %(version)s is confirmed already."), {"version": roll.version})
    closes = progress_of_one(election, now).steps[Step.APPEALS].window.closes
    if closes is not None and now < closes:
        raise AppealsNotOver(
            _("Objections may be raised until %(day)s, 24:00; the roll is confirmed after that."),
            {"day": last_day(closes)},
            clause=rules.appeals_close.clause or None,
        )
    waiting = open_appeals(election).count()
    if waiting:
        raise AppealsNotOver(
            _("%(n)s objections are not decided yet."),
            {"n": waiting},
            clause=rules.appeal_decided.clause or None,
        )
    if draft_roll(election) is not None or unpublished_adjustments(election).exists():
        raise AppealsNotOver(
            _("A correction is not published yet. Publish it, or put it away, first."),
            clause=rules.adjusted_republished.clause or None,
        )
