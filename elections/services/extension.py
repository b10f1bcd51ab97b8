"""More time for a step: asked for by the village, granted or refused by the office that the rulebook names."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.rules import offices_with, require
from accounts.said import Said
from elections.enums import Act, Asked, State
from elections.models import Election, StepExtension
from elections.queries.progress import StepProgress, progress_of_one
from elections.refusals import (
    ExtensionAnswered,
    ExtensionAskedAlready,
    ExtensionNoLater,
    ExtensionTooLong,
    ExtensionUnlawful,
    NoEndToExtend,
    NotTheExtender,
    RecordedAlready,
)
from elections.services.gate import locked_step
from elections.services.ledger import record_act
from elections.states import last_day

# Who may answer in the place of the office that the rulebook names: the office above it.
ABOVE = {Role.TOWNSHIP_OFFICE: Role.COUNTY_OFFICE}


@ungated("Asked for when the gate is about to shut or has shut.")
def ask_extension(
    *, by: User, election: Election, step: str, wanted: date, reason: str, now: datetime
) -> StepExtension:
    """Ask for more time, before the last day or after it; `wanted` is the last day asked for.

    Raises NoEndToExtend, ExtensionUnlawful (the deadline is the law's), ExtensionTooLong, ExtensionNoLater,
    ExtensionAskedAlready, RecordedAlready (the step is done).
    """
    office = require(by, "step.ask_extension", election.village_id)
    with transaction.atomic():
        here = locked_step(step, election, now)
        _refuse_unlawful(here, wanted, now, field="wanted")
        if here.asked is not None:
            raise ExtensionAskedAlready(_("More time is asked for already and waits for an answer."))
        made = StepExtension.objects.create(
            election=here.election, step=step, wanted=wanted, reason=reason, asked_at=now, asked_by=by
        )
        _record(by, office, Act.EXTENSION_ASKED, here, {"wanted": wanted.isoformat(), "reason": reason}, now)
    return made


@ungated("Opens a gate that has shut; the office above answers whenever it is asked.")
def grant_extension(
    *, by: User, extension: StepExtension, until: date, answer: str, now: datetime
) -> StepExtension:
    """Grant more time, until the end of a day. Raises NotTheExtender, ExtensionAnswered, what asking raises."""
    office = require(by, "step.extend", extension.election.village_id)
    with transaction.atomic():
        here, extension = _waiting(by, extension, now)
        _refuse_unlawful(here, until, now, field="until")
        extension.state, extension.until = Asked.GRANTED, until
        _answer(extension, by, answer, now)
        data = {"wanted": extension.wanted.isoformat(), "until": until.isoformat(), "answer": answer}
        _record(by, office, Act.EXTENSION_GRANTED, here, data, now)
    return extension


@ungated("Answers a request; the office above answers whenever it is asked.")
def refuse_extension(*, by: User, extension: StepExtension, answer: str, now: datetime) -> StepExtension:
    """Refuse more time, with the reason. Raises NotTheExtender, ExtensionAnswered."""
    office = require(by, "step.extend", extension.election.village_id)
    with transaction.atomic():
        here, extension = _waiting(by, extension, now)
        extension.state = Asked.REFUSED
        _answer(extension, by, answer, now)
        data = {"wanted": extension.wanted.isoformat(), "answer": answer}
        _record(by, office, Act.EXTENSION_REFUSED, here, data, now)
    return extension


def may_extend(user: User, here: StepProgress) -> bool:
    """Whether the user's office is the one that the rulebook names for this step, or the one above it."""
    named = Role(here.rule.extender)
    roles = {named, ABOVE.get(named)}
    code = here.election.village_id
    return any(o.covers(code) and o.role in roles for o in offices_with(user, "step.extend"))


def require_extender(user: User, here: StepProgress) -> None:
    """Raises NotTheExtender where another office decides on this step."""
    if not may_extend(user, here):
        raise NotTheExtender(
            _("On “%(step)s” decides: %(extender)s."),
            {"step": Said(here.rule.title), "extender": Role(here.rule.extender).label},
            clause=here.rule.clause,
            data={"step": here.step, "extender": here.rule.extender},
        )


def _waiting(by: User, extension: StepExtension, now: datetime) -> tuple[StepProgress, StepExtension]:
    here = locked_step(extension.step, extension.election, now)
    require_extender(by, here)
    extension = StepExtension.objects.select_for_update().get(pk=extension.pk)
    if extension.state != Asked.OPEN:
        raise ExtensionAnswered(_("This request was answered already."))
    return here, extension


def _answer(extension: StepExtension, by: User, answer: str, now: datetime) -> None:
    extension.answer, extension.answered_by, extension.answered_at = answer, by, now
    extension.save(update_fields=["state", "until", "answer", "answered_by", "answered_at"])


def _refuse_unlawful(here: StepProgress, until: date, now: datetime, *, field: str) -> None:
    title = Said(here.rule.title)
    if here.standing.state == State.DONE:
        raise RecordedAlready(_("“%(step)s” is done; it needs no more time."), {"step": title})
    if here.window.closes is None:
        raise NoEndToExtend(_("“%(step)s” has no last day, so it needs no more time."), {"step": title})
    if here.rule.strength == "hard":
        raise ExtensionUnlawful(
            _(
                "The last day of “%(step)s” follows from the law and the election day; no office can move it alone. "
                "Put the election day off."
            ),
            {"step": title},
            clause=here.window.lock_clause or here.window.clause,
        )
    held = last_day(here.window.closes)
    if until <= held or until < localtime(now).date():
        raise ExtensionNoLater(
            _("%(day)s is no later than the last day that holds, %(held)s, or is over."),
            {"day": until, "held": held},
            field=field,
        )
    _refuse_crowding(here, until, now, field)


def _refuse_crowding(here: StepProgress, until: date, now: datetime, field: str) -> None:
    """A step may not run past the lawful last day of one that waits for it."""
    for other in progress_of_one(here.election, now).steps.values():
        waits = any(p.step == here.step for p in other.rule.prerequisites)
        if (
            waits
            and other.rule.strength == "hard"
            and other.window.locks
            and until > last_day(other.window.locks)
        ):
            raise ExtensionTooLong(
                _("“%(other)s” waits for this step and must be done by %(last)s; choose a day no later."),
                {"other": Said(other.rule.title), "last": last_day(other.window.locks)},
                clause=other.window.lock_clause,
                field=field,
                data={"step": other.step},
            )


def _record(
    by: User, office: Office, act: Act, here: StepProgress, data: dict[str, str], now: datetime
) -> None:
    record_act(
        by=by,
        office=office,
        act=act,
        election=here.election,
        step=here.step,
        subject=here.rule.title.zh,
        data={"step": here.step, **data},
        now=now,
    )
