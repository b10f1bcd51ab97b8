"""What a village's meeting adds to the negative list for its own candidates (A-NEG-12, C-QUAL-03)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import NotThere, Refusal, Refusals
from accounts.rules import require
from candidates import bar_refusals as refusals
from candidates.models import OwnBar
from candidates.own_bar_rules import bars_allowed, meetings_of
from candidates.queries.own_bars import list_in_use, negative_list_of
from candidates.refusals import ReasonNeeded
from elections.enums import Act, Step
from elections.models import Election
from elections.refusals import DateInTheFuture
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act


@dataclass(frozen=True, kw_only=True)
class BarDraft:
    """A circumstance as the meeting adopted it; fields as in the model."""

    title: str
    origin: str
    adopted_by: str
    adopted_on: date
    document: str
    title_en: str = ""
    judged_by: Collection[str] = ()


def add_bar(*, by: User, election: Election, draft: BarDraft, now: datetime) -> OwnBar:
    """Put a circumstance on the village's list; from now on it is asked of everybody who stands.

    The list prepares the nomination: it may change before that opens, not after it is locked, nor once somebody was
    judged by it. Raises BarsNotAllowed, what the gate raises, BarsInUse; at once all of BarIncomplete, BarKnown,
    BarAdoptedElsewhere, BarNotJudged, DateInTheFuture.
    """
    office = require(by, "bars.record", election.village_id)
    with transaction.atomic():
        election = gate_ahead(Step.NOMINATION, election, now).election
        clause = _changeable(election)
        faults = list(_faults(election, draft, now))
        if faults:
            raise Refusals(faults)
        made = OwnBar.objects.create(
            election=election,
            title=draft.title.strip(),
            title_en=draft.title_en.strip(),
            origin=draft.origin.strip(),
            adopted_by=draft.adopted_by,
            adopted_on=draft.adopted_on,
            document=draft.document.strip(),
            judged_by=sorted(draft.judged_by),
            clause=clause,
            entered_by=by,
            entered_at=now,
        )
        record_act(
            by=by,
            office=office,
            act=Act.BAR_ADDED,
            election=election,
            subject=made.title,
            data={
                "item": made.bar.key,
                "title_en": made.title_en,
                "origin": made.origin,
                "adopted_by": made.adopted_by,
                "adopted_on": made.adopted_on.isoformat(),
                "document": made.document,
                "judged_by": made.judged_by,
                "clause": made.clause,
            },
            now=now,
        )
    return made


def strike_bar(*, by: User, bar: OwnBar, reason: str, now: datetime) -> OwnBar:
    """Take a circumstance off the village's list again; it stays on record with the reason.

    Raises what the gate raises, NotThere when it was struck already, BarsInUse, ReasonNeeded.
    """
    office = require(by, "bars.record", bar.election.village_id)
    with transaction.atomic():
        election = gate_ahead(Step.NOMINATION, bar.election, now).election
        struck = OwnBar.objects.filter(election=election, pk=bar.pk, struck_at=None).first()
        if struck is None:
            raise NotThere
        clause = _changeable(election)
        if not reason.strip():
            raise ReasonNeeded(_("Say why it is struck."), clause=clause, field="reason")
        struck.struck_at, struck.struck_by, struck.struck_reason = now, by, reason.strip()
        struck.save(update_fields=["struck_at", "struck_by", "struck_reason"])
        record_act(
            by=by,
            office=office,
            act=Act.BAR_STRUCK,
            election=election,
            subject=struck.title,
            data={"item": struck.bar.key, "reason": struck.struck_reason},
            now=now,
        )
    return struck


def _changeable(election: Election) -> str:
    """The clause by which the village may add. Raises BarsNotAllowed, BarsInUse."""
    rules = election.cycle.rules
    if not bars_allowed(rules):
        raise refusals.BarsNotAllowed(_("The plan lets no village add to the negative list."))
    clause = str(rules.qualification.local_additions.clause)
    if list_in_use(election):
        raise refusals.BarsInUse(
            _("People were reviewed by the list as it stands; it does not change any more."), clause=clause
        )
    return clause


def _faults(election: Election, draft: BarDraft, now: datetime) -> Iterator[Refusal]:
    rules = election.cycle.rules
    for name, told in (
        ("title", _("Write the circumstance as the meeting adopted it.")),
        ("origin", _("Say who proposed it.")),
        ("document", _("Name the election method or plan that it stands in.")),
    ):
        if not getattr(draft, name).strip():
            yield refusals.BarIncomplete(told, field=name)
    if draft.title.strip() in {bar.title.zh for bar in negative_list_of(election)}:
        yield refusals.BarKnown(_("The list has this circumstance already."), field="title")
    if draft.adopted_by not in meetings_of(rules):
        yield refusals.BarAdoptedElsewhere(
            _("Choose the meeting that the plan names."),
            clause=rules.method.adopted_by.clause or None,
            field="adopted_by",
            data={"meetings": list(meetings_of(rules))},
        )
    if draft.adopted_on > localtime(now).date():
        yield DateInTheFuture(_("%(day)s is still to come."), {"day": draft.adopted_on}, field="adopted_on")
    departments = [each.key for each in rules.review.departments]
    judging = {each.key for each in rules.review.departments if not each.items} | set(draft.judged_by)
    if not set(draft.judged_by) <= set(departments) or (departments and not judging):
        yield refusals.BarNotJudged(
            _("Choose which departments of the joint review judge it."),
            field="judged_by",
            data={"departments": departments},
        )
