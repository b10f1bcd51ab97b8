"""Who holds a post of one of the two committees, or held one; appraisals and audits of these persons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act, ungated
from accounts.models import Office, User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from villages.acts import remember
from villages.enums import POSTS_OF, AuditState, Body, RegisterAct
from villages.models import Appraisal, Audit, Cadre, Resident, Village
from villages.queries.posts import posts_in
from villages.refusals.cadre import (
    AppraisalThere,
    AppraisalYearFaulty,
    AuditFaulty,
    CadreDaysFaulty,
    CadreSitsAlready,
    PostOfOtherBody,
)
from villages.services.history import begin_history, save_changed
from villages.services.locks import lock_place


@dataclass(frozen=True)
class Holding:
    """A post held: `until` is None while the person sits; `term` as the place counts it (第十届); `duty` beside a Party post."""

    body: str
    post: str
    since: date
    until: date | None = None
    term: str = ""
    duty: str = ""


@dataclass(frozen=True, order=True)
class Appraised:
    """The outcome of a year (a Grade); `last` is ranked last among the township's."""

    year: int
    grade: str
    last: bool = False


@dataclass(frozen=True)
class Audited:
    """An audit of a term: its state on a day, what it found, and when the finding was settled."""

    state: str
    on: date
    finding: str = ""
    settled_on: date | None = None


@ungated(
    "A register is kept between elections as well as in them; what an election draws from it has its own gate."
)
def enter_cadre(*, by: User, resident: Resident, holding: Holding, now: datetime) -> Cadre:
    """Enter that a resident holds, or held, a post. Raises Refusals: CadreSitsAlready, PostOfOtherBody, CadreDaysFaulty."""
    office = require(by, "register.edit", resident.village_id)
    with transaction.atomic():
        village = lock_place(resident.village)
        cadre = put_in_cadre(village, resident, holding, by, now)
        told = {"change": "cadre_entered", "body": cadre.body, "post": cadre.post}
        _remember(by, office, cadre, told, now)
    return cadre


@part_of_an_act
def put_in_cadre(
    village: Village,
    resident: Resident,
    holding: Holding,
    by: User,
    now: datetime,
    training: int | None = None,
) -> Cadre:
    """A new post held at a place that is held; in the training cycle of that number, beside the register.

    Raises what enter_cadre raises.
    """
    _refuse(resident, holding, None, now, training)
    cadre = Cadre(village=village, resident=resident, training=training, **vars(holding))
    save_changed(cadre, by, now)
    return cadre


@ungated(
    "A register is kept between elections as well as in them; what an election draws from it has its own gate."
)
def change_cadre(*, by: User, cadre: Cadre, holding: Holding, now: datetime) -> Cadre:
    """Put a post held right, or put down that it ended. Raises what enter_cadre raises."""
    office = require(by, "register.edit", cadre.village_id)
    with transaction.atomic():
        lock_place(cadre.village)
        found = _locked(cadre)
        changed = put_right_cadre(found, holding, by, now)
        if changed:
            _remember(by, office, found, {"change": "cadre_changed", "fields": changed}, now)
    return found


@part_of_an_act
def put_right_cadre(cadre: Cadre, holding: Holding, by: User, now: datetime) -> list[str]:
    """Change a post held at a place that is held; the names of what was otherwise. Raises what enter_cadre raises."""
    _refuse(cadre.resident, holding, cadre, now, cadre.training)
    wanted = vars(holding)
    changed = sorted(name for name, value in wanted.items() if getattr(cadre, name) != value)
    if changed:
        begin_history([cadre], now)
        for name in changed:
            setattr(cadre, name, wanted[name])
        save_changed(cadre, by, now)
    return changed


@part_of_an_act
def end_in_training(cadre: Cadre, holding: Holding, by: User, now: datetime, training: int) -> None:
    """Put down how a post ended in a training cycle: the register keeps it as it is, with appraisals and audits.

    The caller holds the place. Raises what enter_cadre raises.
    """
    if cadre.training is not None:
        put_right_cadre(cadre, holding, by, now)
        return
    _refuse(cadre.resident, holding, cadre, now, training)
    apart = Cadre(
        village=cadre.village, resident=cadre.resident, training=training, stands_for=cadre, **vars(holding)
    )
    save_changed(apart, by, now)
    for records in (cadre.appraisals.all(), cadre.audits.all()):
        for each in records:
            each.pk, each.cadre_id = None, apart.pk
            each.save(force_insert=True)


@ungated("The township appraises its cadres every year, in an election or not.")
def record_appraisal(
    *, by: User, cadre: Cadre, year: int, grade: str, last: bool, now: datetime
) -> Appraisal:
    """Enter the yearly appraisal of a cadre. Raises AppraisalThere, AppraisalYearFaulty."""
    office = require(by, "place.edit", cadre.village_id)
    with transaction.atomic():
        found = _locked(cadre)
        _refuse_year(found, year, now)
        if found.appraisals.filter(year=year).exists():
            raise AppraisalThere(_("%(year)s has its appraisal already."), {"year": str(year)}, field="year")
        made = Appraisal.objects.create(cadre=found, year=year, grade=grade, last=last)
        data = {"change": "appraised", "cadre": found.pk, "year": year, "grade": grade, "last": last}
        _remember(by, office, found, data, now)
    return made


@part_of_an_act
def put_appraisals(cadre: Cadre, appraisals: Iterable[Appraised], now: datetime) -> None:
    """Enter the outcomes of years, each in the place of what stood for its year; other years stay.

    The caller holds the place and may appraise. Raises AppraisalYearFaulty.
    """
    for each in appraisals:
        _refuse_year(cadre, each.year, now)
        outcome = {"grade": each.grade, "last": each.last}
        Appraisal.objects.update_or_create(cadre=cadre, year=each.year, defaults=outcome)


@ungated("An appraisal entered by mistake is taken away whenever it is found.")
def remove_appraisal(*, by: User, appraisal: Appraisal, now: datetime) -> None:
    """Take an appraisal away, to be entered anew; the ledger keeps what it said."""
    office = require(by, "place.edit", appraisal.cadre.village_id)
    with transaction.atomic():
        found = _locked(appraisal.cadre)
        for each in found.appraisals.filter(pk=appraisal.pk):
            data = {"change": "appraisal_removed", "cadre": found.pk, "year": each.year, "grade": each.grade}
            _remember(by, office, found, data, now)
            each.delete()


@ungated("An audit runs before a cycle as well as in it; the step that waits for it has its own record.")
def record_audit(
    *, by: User, cadre: Cadre, audited: Audited, now: datetime, audit: Audit | None = None
) -> Audit:
    """Enter an audit of a cadre, or put `audit` right. Raises Refusals of AuditFaulty."""
    office = require(by, "place.edit", cadre.village_id)
    with transaction.atomic():
        found = _locked(cadre)
        on_record = None if audit is None else found.audits.select_for_update().get(pk=audit.pk)
        kept = put_audit(found, audited, on_record, now)
        data = {"change": "audited", "cadre": found.pk, "state": kept.state, "open": is_open(kept)}
        _remember(by, office, found, data, now)
    return kept


@part_of_an_act
def put_audit(cadre: Cadre, audited: Audited, audit: Audit | None, now: datetime) -> Audit:
    """A new audit of a post held, or `audit` put right. Raises Refusals of AuditFaulty."""
    faults = list(_faults_of_audit(audited, localtime(now).date()))
    if faults:
        raise Refusals(faults)
    kept = Audit(cadre=cadre) if audit is None else audit
    for name, value in vars(audited).items():
        setattr(kept, name, value)
    kept.save()
    return kept


def is_open(audit: Audit) -> bool:
    """Whether an audit found something that is not settled."""
    return bool(audit.finding) and audit.settled_on is None


def _faults_of_audit(audited: Audited, today: date) -> list[Refusal]:
    faults = list[Refusal]()
    if audited.on > today:
        faults.append(AuditFaulty(_("%(day)s is still to come."), {"day": audited.on}, field="on"))
    if audited.finding and audited.state != AuditState.DONE:
        faults.append(AuditFaulty(_("Only an audit that is done has a finding."), field="finding"))
    if audited.settled_on is None:
        return faults
    if not audited.finding:
        faults.append(AuditFaulty(_("There is no finding to be settled."), field="settled_on"))
    elif not audited.on <= audited.settled_on <= today:
        faults.append(
            AuditFaulty(_("A finding is settled after the report, and by today."), field="settled_on")
        )
    return faults


def _refuse(
    person: Resident, holding: Holding, cadre: Cadre | None, now: datetime, training: int | None = None
) -> None:
    faults = list[Refusal]()
    today = localtime(now).date()
    if holding.post not in POSTS_OF[holding.body]:
        faults.append(PostOfOtherBody(_("That is a post of the other body."), field="post"))
    if holding.duty and holding.body != Body.PARTY:
        faults.append(PostOfOtherBody(_("That is a duty of the Party organisation."), field="duty"))
    if holding.since > today or (holding.until is not None and holding.until > today):
        faults.append(CadreDaysFaulty(_("A day is still to come."), field="since"))
    if holding.until is not None and holding.until < holding.since:
        faults.append(CadreDaysFaulty(_("The end lies before the beginning."), field="until"))
    others = posts_in([] if training is None else [training])
    others = others.filter(resident=person, body=holding.body, until=None)
    others = others.exclude(pk=cadre.pk) if cadre else others
    if holding.until is None and others.exists():
        faults.append(
            CadreSitsAlready(
                _("%(name)s holds a sitting post of this body; put its end down first."),
                {"name": person.name},
                field="body",
            )
        )
    if faults:
        raise Refusals(faults)


def _refuse_year(cadre: Cadre, year: int, now: datetime) -> None:
    end = cadre.until or localtime(now).date()
    if not cadre.since.year <= year <= end.year:
        raise AppraisalYearFaulty(
            _("%(name)s held no post in %(year)s."),
            {"name": cadre.resident.name, "year": str(year)},
            field="year",
        )


def _locked(cadre: Cadre) -> Cadre:
    return Cadre.objects.select_for_update(of=("self",)).select_related("resident").get(pk=cadre.pk)


def _remember(by: User, office: Office, cadre: Cadre, data: dict[str, Any], now: datetime) -> None:
    remember(
        by=by,
        office=office,
        act=RegisterAct.CHANGED,
        place_code=cadre.village_id,
        subject=cadre.resident.name,
        data={"resident": cadre.resident_id, **data},
        now=now,
    )
