from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.said import Listed, Said
from candidates import party_refusals as refusals
from candidates.duties import duty_of
from candidates.models import Candidacy, Inspection
from candidates.queries.party_path import standing_party
from candidates.recusal import recusals
from candidates.refusals import ReasonNeeded
from candidates.services.stage import Opened, day_faults, open_stage
from candidates.told import told_name
from elections.enums import Act
from elections.models import Election
from elections.rulebook.wording import word
from elections.services.ledger import record_act
from villages.enums import Duty


@dataclass(frozen=True)
class Inspected:
    """What the inspection of one person found: the result with its reason, and a finding under each standard."""

    candidacy_id: int
    passed: bool
    reason: str = ""
    form: Mapping[str, str] = field(default_factory=dict)
    ways: Sequence[str] = ()
    mass_appraisal: str = ""
    discipline_opinion: str = ""


def record_inspections(
    *,
    by: User,
    election: Election,
    stage: str,
    held_on: date,
    inspectors: str,
    found: Sequence[Inspected],
    now: datetime,
) -> list[Inspection]:
    """Record the inspection of people by the office that the plan names for their posts (A-REV-04, C-REV-03).

    One who does not pass has a reason. Where the plan asks for it, the masses' appraisal (B-REV-02), the ways for the
    secretary and the discipline commission's opinion (C-REV-03) are there. Raises what opens a stage refuses, and at
    once all of DateInTheFuture, ReasonNeeded, NotOnTheList, InspectedAlready, OwnCandidacy, RelativeCandidacy,
    AppraisalMissing, WayMissing, OpinionMissing. Fields are `inspectors`, `held_on`, and of a person such as `reason-`
    and the id.
    """
    with transaction.atomic():
        opened = open_stage(by=by, election=election, key=stage, kinds=("inspection",), now=now)
        known = {person.pk: person for person in standing_party(opened.election)}
        faults = [*day_faults(opened, held_on), *_faults(opened, inspectors, found, known)]
        if faults:
            raise Refusals(faults)
        made = [_keep(opened, known[each.candidacy_id], each, held_on, inspectors) for each in found]
        record_act(
            by=by,
            office=opened.office,
            act=Act.PARTY_INSPECTED,
            election=opened.election,
            step=opened.stage.step,
            data={
                "held_on": held_on.isoformat(),
                "inspectors": inspectors,
                "people": [_told(each, known[each.candidacy_id]) for each in found],
            },
            now=now,
        )
    return made


def _faults(
    opened: Opened, inspectors: str, found: Sequence[Inspected], known: Mapping[int, Candidacy]
) -> Iterator[Refusal]:
    if not inspectors.strip():
        told = _("Name who inspected.")
        yield ReasonNeeded(told, clause=opened.stage.clause, field="inspectors")
    if not found:
        yield refusals.NotOnTheList(_("Nobody is to be inspected."), clause=opened.stage.clause)
    recused = recusals(opened.by, known.values())
    for each in found:
        person = known.get(each.candidacy_id)
        if person is None or not opened.stage.concerns(person.post):
            yield refusals.NotOnTheList(
                _("This stage does not inspect that person."),
                clause=opened.stage.clause,
                data={"candidacy": each.candidacy_id},
            )
        else:
            yield from _person_faults(opened, each, person)
            if person.pk in recused:
                yield recused[person.pk]


def _person_faults(opened: Opened, each: Inspected, person: Candidacy) -> Iterator[Refusal]:
    rules, told = opened.election.cycle.rules.review, {"name": told_name(person.name)}
    if hasattr(person, "inspection"):
        message = _("%(name)s is inspected already.")
        yield refusals.InspectedAlready(message, told, data={"candidacy": person.pk})
    if not each.passed and not each.reason.strip():
        message = _("%(name)s does not pass; say why.")
        yield ReasonNeeded(message, told, clause=opened.stage.clause, field=f"reason-{person.pk}")
    if rules.mass_appraisal.stated and rules.mass_appraisal.value and not each.mass_appraisal.strip():
        message = _("%(name)s: enter the appraisal by the masses.")
        clause, field_name = rules.mass_appraisal.clause, f"mass_appraisal-{person.pk}"
        yield refusals.AppraisalMissing(message, told, clause=clause, field=field_name)
    yield from _ways(opened, each, person)
    opinion = rules.discipline_opinion
    duty = duty_of(opened.election.cycle.rules, person.post, person.duty)
    wanted = opinion.stated and opinion.value and duty == Duty.DISCIPLINE
    if wanted and not each.discipline_opinion.strip():
        message = _(
            "%(name)s is meant as discipline commissioner; enter the discipline commission's opinion."
        )
        field_name = f"discipline_opinion-{person.pk}"
        yield refusals.OpinionMissing(message, told, clause=opinion.clause, field=field_name)


def _ways(opened: Opened, each: Inspected, person: Candidacy) -> Iterator[Refusal]:
    """Every way that the plan names for the secretary's candidate was used."""
    missing = [way for way in ways_of(opened.election, person.post) if way not in each.ways]
    if missing:
        yield refusals.WayMissing(
            _("%(name)s: still to be done: %(ways)s."),
            {"name": told_name(person.name), "ways": Listed(Said(word(way)) for way in missing)},
            clause=opened.election.cycle.rules.review.secretary_inspection_ways.clause,
            field=f"ways-{person.pk}",
            data={"missing": missing},
        )


def ways_of(election: Election, post: str) -> list[str]:
    """The ways in which the plan has people of a post inspected, where it names any."""
    rule = election.cycle.rules.review.secretary_inspection_ways
    return list(rule.value) if rule.stated and post == "secretary" else []


def _keep(opened: Opened, person: Candidacy, each: Inspected, held_on: date, inspectors: str) -> Inspection:
    return Inspection.objects.create(
        candidacy=person,
        held_on=held_on,
        inspectors=inspectors,
        passed=each.passed,
        reason=each.reason,
        form=dict(each.form),
        ways=list(each.ways),
        mass_appraisal=each.mass_appraisal,
        discipline_opinion=each.discipline_opinion,
        recorded_at=opened.now,
        recorded_by=opened.by,
        office=opened.office.title,
    )


def _told(each: Inspected, person: Candidacy) -> dict[str, object]:
    return {
        "name": person.name,
        "post": person.post,
        "passed": each.passed,
        "reason": each.reason,
        "form": dict(each.form),
        "ways": list(each.ways),
        "mass_appraisal": each.mass_appraisal,
        "discipline_opinion": each.discipline_opinion,
    }
