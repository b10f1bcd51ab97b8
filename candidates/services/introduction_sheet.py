"""The sheets that introduce the formal candidates: written by the village, checked by the township, published together."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from accounts.said import Listed, Said
from candidates import standing_refusals as refusals
from candidates.enums import IntroductionState, IntroductionWay
from candidates.introduction_rules import IntroductionRules, introduction_rules
from candidates.models import Candidacy, Introduction, IntroductionSheet
from candidates.queries.introduction import INTRODUCED, sheets_of
from candidates.recusal import refuse_recused
from candidates.refusals import ReasonNeeded
from candidates.services.candidacy import lock_candidacy
from candidates.services.introduction import introduced, introduction_faults, written_faults
from candidates.told import told_name
from elections.chain import digest
from elections.enums import Act
from elections.models import Election
from elections.rulebook.wording import word
from elections.services.gate import gate_ahead
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.enums import Body


def enter_sheet(
    *, by: User, candidacy: Candidacy, texts: Mapping[str, str], now: datetime
) -> IntroductionSheet:
    """Write down what is told of a candidate who is to be introduced, under every heading of the plan (A-REV-12, A-REV-14).

    `texts` are by the codes of the headings. What was written before is replaced, and goes to the township again where
    the plan has it checked. Raises StepClosed after the vote, SheetNotInPlan, NotPublished, SheetPublished, and at
    once all of IntroductionTooLate, HeadingMissing, HeadingUnknown, IdentityNumberWritten, each by its heading.
    """
    office = require(by, "candidate.propose", candidacy.election.village_id)
    with transaction.atomic():
        candidacy = lock_candidacy(candidacy)
        rules = introduction_rules(candidacy.election, candidacy.body)
        election = gate_ahead(rules.step, candidacy.election, now).election
        known = IntroductionSheet.objects.filter(candidacy=candidacy).first()
        _refuse_entry(rules, candidacy, known)
        day = localtime(now).date()
        faults = [*introduction_faults(election, rules, day, office.title, now), *_text_faults(rules, texts)]
        if faults:
            raise Refusals(faults)
        made, _new = IntroductionSheet.objects.update_or_create(
            candidacy=candidacy,
            defaults={
                "texts": {heading: texts[heading].strip() for heading in rules.headings},
                "state": IntroductionState.WAITING if rules.checked else IntroductionState.READY,
                "entered_by": by,
                "entered_at": now,
                "checked_by": None,
                "checked_at": None,
                "reason": "",
            },
        )
        record_act(
            by=by,
            office=office,
            act=Act.INTRODUCTION_ENTERED,
            election=election,
            step=rules.under,
            subject=candidacy.name,
            data={"name": candidacy.name, "post": candidacy.post, "texts": _digest(made)},
            now=now,
        )
    return made


def check_sheet(
    *, by: User, candidacy: Candidacy, passed: bool, reason: str, now: datetime
) -> IntroductionSheet:
    """The township lets a sheet be published, or returns it with a reason (A-LEAD-05).

    Raises StepClosed after election day, SheetNotWaiting, OwnCandidacy, RelativeCandidacy, ReasonNeeded.
    """
    office = require(by, "candidate.review_township", candidacy.election.village_id)
    with transaction.atomic():
        candidacy = lock_candidacy(candidacy)
        rules = introduction_rules(candidacy.election, candidacy.body)
        election, clause = gate_ahead(rules.step, candidacy.election, now).election, rules.checked_clause
        sheet = IntroductionSheet.objects.filter(candidacy=candidacy).first()
        if sheet is None or sheet.state != IntroductionState.WAITING:
            told = _("The sheet of %(name)s does not wait for the township.")
            raise refusals.SheetNotWaiting(told, {"name": told_name(candidacy.name)}, clause=clause)
        refuse_recused(by, candidacy)
        if not (passed or reason.strip()):
            raise ReasonNeeded(_("Say what is to be corrected."), clause=clause, field="reason")
        sheet.state = IntroductionState.READY if passed else IntroductionState.RETURNED
        sheet.reason = "" if passed else reason.strip()
        sheet.checked_by, sheet.checked_at = by, now
        sheet.save(update_fields=["state", "reason", "checked_by", "checked_at"])
        record_act(
            by=by,
            office=office,
            act=Act.INTRODUCTION_CHECKED,
            election=election,
            step=rules.under,
            subject=candidacy.name,
            data={"name": candidacy.name, "passed": passed, "reason": sheet.reason, "texts": _digest(sheet)},
            now=now,
        )
    return sheet


def publish_sheets(
    *, by: User, election: Election, now: datetime, body: Body = Body.COMMITTEE
) -> Introduction:
    """Publish the sheets of all who are on a body's list: with them the candidates are introduced in writing.

    After the list was posted again, those who joined it are published in a further introduction. Raises StepClosed
    after the vote, SheetNotInPlan, NotPublished, SheetPublished where all are, and at once all of
    IntroductionTooLate, SheetsNotReady.
    """
    office = require(by, "candidate.propose", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        rules, held_on = introduction_rules(election, body), localtime(now).date()
        gate_ahead(rules.step, election, now)
        _refuse_plan(rules)
        faults = [
            *introduction_faults(election, rules, held_on, office.title, now),
            *_unready(election, rules),
        ]
        if faults:
            raise Refusals(faults)
        ready = [
            line.sheet for line in sheets_of(election, body) if line.sheet and line.sheet.shown_id is None
        ]
        if not ready:
            raise refusals.SheetPublished(
                _("The sheets of all candidates are published."), clause=rules.headings_clause
            )
        made = introduced(
            by, office, election, rules, held_on=held_on, way=IntroductionWay.WRITTEN, arranged_by=office.title, note="",
            now=now, sheets=[{"name": each.candidacy.name, "texts": _digest(each)} for each in ready],
        )  # fmt: skip
        IntroductionSheet.objects.filter(pk__in=[each.pk for each in ready]).update(
            state=IntroductionState.PUBLISHED, shown=made
        )
    return made


def _refuse_plan(rules: IntroductionRules) -> None:
    if not rules.headings:
        raise refusals.SheetNotInPlan(
            _("The plan does not say what is to be told of a candidate in writing.")
        )


def _refuse_entry(rules: IntroductionRules, candidacy: Candidacy, known: IntroductionSheet | None) -> None:
    _refuse_plan(rules)
    told = {"name": told_name(candidacy.name)}
    if candidacy.state not in INTRODUCED[rules.body]:
        message = _("%(name)s does not stand on the list whose candidates are introduced.")
        raise refusals.NotPublished(message, told, clause=rules.introduce_clause)
    if known is not None and known.state == IntroductionState.PUBLISHED:
        message = _("The sheet of %(name)s is published; what the voters have read stays.")
        raise refusals.SheetPublished(message, told, clause=rules.headings_clause)


def _text_faults(rules: IntroductionRules, texts: Mapping[str, str]) -> Iterator[Refusal]:
    for heading in rules.headings:
        text = texts.get(heading, "").strip()
        if not text:
            yield refusals.HeadingMissing(
                _("%(heading)s: nothing is written yet."),
                {"heading": Said(word(heading, rules.path))},
                clause=rules.headings_clause,
                field=heading,
            )
        yield from written_faults(text, heading)
    for heading in texts.keys() - set(rules.headings):
        yield refusals.HeadingUnknown(
            _("The plan names no heading “%(heading)s”."), {"heading": heading}, field=heading
        )


def _unready(election: Election, rules: IntroductionRules) -> Iterator[Refusal]:
    wanting = [line.candidacy for line in sheets_of(election, rules.body) if not line.ready]
    if wanting:
        yield refusals.SheetsNotReady(
            _("All candidates are introduced alike. Still to be written or checked: %(names)s."),
            {"names": Listed(told_name(person.name) for person in wanting)},
            clause=rules.headings_clause,
            data={"people": [person.pk for person in wanting]},
        )


def _digest(sheet: IntroductionSheet) -> str:
    return digest(sheet.texts)
