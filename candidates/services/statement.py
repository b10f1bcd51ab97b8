from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import refusals
from candidates.eligibility import StatementKind
from candidates.eligibility.asked.person import headings_of
from candidates.models import Candidacy, Statement
from candidates.queries.own_bars import negative_list_of
from candidates.recusal import refuse_recused
from candidates.services.candidacy import lock_candidacy
from elections.enums import Act
from elections.refusals import DateInTheFuture
from elections.services.ledger import record_act

# Kinds that are counted by the day on which they happened.
DATED = frozenset({StatementKind.ENVIRONMENT, StatementKind.UNQUALIFIED, StatementKind.WEAK})


# Kinds that name an item: of the negative list, or a heading of the standards.
OF_ITEMS = frozenset({StatementKind.NEGATIVE, StatementKind.STANDARDS})


@dataclass(frozen=True, kw_only=True)
class StatementDraft:
    """What an office states; fields as in the model."""

    kind: StatementKind
    holds: bool
    office: str
    stated_on: date
    item: str = ""
    day: date | None = None
    until: date | None = None
    weight: str = ""
    document: str = ""
    note: str = ""


@ungated(
    "An office states a fact whenever it learns of it, after a verdict too; the verdicts themselves are gated."
)
def record_statement(*, by: User, candidacy: Candidacy, draft: StatementDraft, now: datetime) -> Statement:
    """Keep what an office states of a person who stands; findings are asked anew with it.

    Raises OwnCandidacy, and at once all of StatementIncomplete, ReasonNeeded (no office named), DateInTheFuture.
    """
    office = require(by, "candidate.state_fact", candidacy.election.village_id)
    with transaction.atomic():
        candidacy = lock_candidacy(candidacy)
        refuse_recused(by, candidacy)
        faults = list(_faults(candidacy, draft, now))
        if faults:
            raise Refusals(faults)
        made = Statement.objects.create(
            election=candidacy.election,
            resident=candidacy.resident,
            kind=draft.kind,
            item=draft.item if draft.kind in OF_ITEMS else "",
            holds=draft.holds,
            day=draft.day,
            until=draft.until,
            weight=draft.weight if draft.kind == StatementKind.SANCTION else "",
            office=draft.office.strip(),
            stated_on=draft.stated_on,
            document=draft.document,
            note=draft.note,
            entered_by=by,
            entered_at=now,
        )
        record_act(
            by=by,
            office=office,
            act=Act.FACT_STATED,
            election=candidacy.election,
            subject=candidacy.name,
            data=_told(made),
            now=now,
        )
    return made


def _faults(candidacy: Candidacy, draft: StatementDraft, now: datetime) -> Iterator[Refusal]:
    today = localtime(now).date()
    if not draft.office.strip():
        yield refusals.ReasonNeeded(_("Name the office that states it."), field="office")
    for name, day in (("stated_on", draft.stated_on), ("day", draft.day)):
        if day is not None and day > today:
            yield DateInTheFuture(_("%(day)s is still to come."), {"day": day}, field=name)
    listed = {bar.key for bar in negative_list_of(candidacy.election, candidacy.body)}
    if draft.kind == StatementKind.NEGATIVE and draft.item not in (listed if draft.holds else listed | {""}):
        told = _("Choose the circumstance of the negative list.")
        yield refusals.StatementIncomplete(told, field="item", data={"items": sorted(listed)})
    if draft.kind == StatementKind.STANDARDS and draft.item:
        headings = headings_of(candidacy.election.cycle.rules, candidacy.post)
        if draft.item not in headings:
            told = _("Choose a heading of the standards of the plan.")
            yield refusals.StatementIncomplete(told, field="item", data={"items": headings})
    if draft.holds and draft.kind in DATED and draft.day is None:
        yield refusals.StatementIncomplete(_("Give the day: years are counted from it."), field="day")
    if draft.holds and draft.kind == StatementKind.SANCTION and not draft.weight:
        told = _("Say how heavy the sanction is; who decides depends on it.")
        yield refusals.StatementIncomplete(told, field="weight")


def _told(made: Statement) -> dict[str, object]:
    return {
        "kind": made.kind,
        "item": made.item,
        "holds": made.holds,
        "day": made.day.isoformat() if made.day else None,
        "until": made.until.isoformat() if made.until else None,
        "weight": made.weight,
        "office": made.office,
        "stated_on": made.stated_on.isoformat(),
        "document": made.document,
        "note": made.note,
    }
