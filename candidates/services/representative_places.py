"""Places of representatives, allotted to electing units (A-REP-01 to A-REP-05)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import body_refusals
from candidates.enums import Allotment
from candidates.models import ElectingUnit, RepresentativeBook
from candidates.queries.representative import book_of, share_of
from candidates.refusals import ReasonNeeded
from candidates.representative_rules import RepresentativeRules, representative_rules
from elections.enums import Act, Step
from elections.models import Election
from elections.services.gate import gate
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.models import Group


@dataclass(frozen=True)
class UnitPlan:
    """A unit to be: `group` is the number of the village's group where places are allotted by groups."""

    name: str
    households: int
    places: int
    women_places: int
    group: int | None = None


def allot_places(
    *,
    by: User,
    election: Election,
    mode: Allotment,
    units: Sequence[UnitPlan],
    now: datetime,
    reason: str = "",
) -> RepresentativeBook:
    """Allot the places of representatives to the electing units, the women's places among them named.

    By households so many places as their number allows; by groups every group, in communities as many each as the
    plan says. Beyond the usual number a `reason` is recorded (A-REP-03). May be done anew until a unit has elected.
    Raises what the gate raises, UnitsCounted, and at once all of UnitsFaulty, PlacesOutsideRange, WomenPlacesTooFew,
    ReasonNeeded. Fields of units are `name-0`, `places-0` and `women-0`, counted from 0.
    """
    office = require(by, "bodies.work", election.village_id)
    with transaction.atomic():
        election = lock_election(election)
        gate(Step.REPRESENTATIVES, election, now)
        book = book_of(election)
        if book is not None and book.units.exclude(counted_at=None).exists():
            raise body_refusals.UnitsCounted(
                _("A unit has elected already; the places stay as they are allotted.")
            )
        rules, groups = representative_rules(election), _groups(election)
        faults = [
            *_unit_faults(mode, units, groups),
            *_number_faults(rules, mode, units),
            *_women_faults(rules, units),
            *_cap_faults(rules, units, reason),
        ]
        if faults:
            raise Refusals(faults)
        book = _store(election, book, mode, units, groups, reason, now)
        data = {
            "mode": mode.value,
            "units": [
                {"name": u.name, "households": u.households, "places": u.places, "women": u.women_places}
                for u in units
            ],
            "reason": reason,
        }
        act, step = Act.REPRESENTATIVES_ALLOTTED, Step.REPRESENTATIVES
        record_act(by=by, office=office, act=act, election=election, step=step, data=data, now=now)
    return book


def _groups(election: Election) -> dict[int, Group]:
    return {group.number: group for group in Group.objects.filter(village=election.village_id)}


def _unit_faults(mode: Allotment, units: Sequence[UnitPlan], groups: dict[int, Group]) -> Iterator[Refusal]:
    if not units:
        yield body_refusals.UnitsFaulty(_("Name at least one electing unit."))
    names = Counter(unit.name for unit in units)
    for row, unit in enumerate(units):
        if names[unit.name] > 1:
            told = _("“%(name)s” stands twice.")
            yield body_refusals.UnitsFaulty(told, {"name": unit.name}, field=f"name-{row}", data={"row": row})
        if mode == Allotment.GROUPS and unit.group not in groups:
            told = _("The place has no group “%(name)s”.")
            yield body_refusals.UnitsFaulty(told, {"name": unit.name}, field=f"name-{row}", data={"row": row})
        if unit.women_places > unit.places or unit.places < 1:
            yield body_refusals.UnitsFaulty(
                _("“%(name)s”: at least one place, and no more places for women than places."),
                {"name": unit.name},
                field=f"women-{row}",
                data={"row": row},
            )
    left_out = sorted(set(groups) - {unit.group for unit in units}) if mode == Allotment.GROUPS else []
    if left_out:
        told = _("Every group elects; left out: %(groups)s.")
        params = {"groups": "、".join(str(number) for number in left_out)}
        yield body_refusals.UnitsFaulty(told, params, data={"groups": left_out})


def _number_faults(
    rules: RepresentativeRules, mode: Allotment, units: Sequence[UnitPlan]
) -> Iterator[Refusal]:
    households, places = sum(u.households for u in units), sum(u.places for u in units)
    bounds = rules.bounds(mode, households)
    if bounds and bounds.least is not None and places < bounds.least:
        told = _("%(households)s households elect at least %(least)s representatives; allotted: %(places)s.")
        yield body_refusals.PlacesOutsideRange(
            told,
            {"households": households, "least": bounds.least, "places": places},
            clause=bounds.clause,
            data={"least": bounds.least, "most": bounds.most},
        )
    if bounds and bounds.most is not None and places > bounds.most:
        told = _("%(households)s households elect at most %(most)s representatives; allotted: %(places)s.")
        yield body_refusals.PlacesOutsideRange(
            told,
            {"households": households, "most": bounds.most, "places": places},
            clause=bounds.clause,
            data={"least": bounds.least, "most": bounds.most},
        )
    per_group = rules.per_group
    if mode == Allotment.GROUPS and per_group is not None and per_group.stated:
        for row, unit in enumerate(units):
            if unit.places not in per_group.value:
                told = _("“%(name)s”: a group elects %(least)s to %(most)s.")
                span = per_group.value
                yield body_refusals.PlacesOutsideRange(
                    told,
                    {"name": unit.name, "least": span.min, "most": span.max},
                    clause=per_group.clause,
                    field=f"places-{row}",
                    data={"row": row},
                )


def _women_faults(rules: RepresentativeRules, units: Sequence[UnitPlan]) -> Iterator[Refusal]:
    rule = rules.section.women_share
    places, women = sum(u.places for u in units), sum(u.women_places for u in units)
    if rule.stated and not share_of(women, places, rule.value).enough:
        need = -(-places * rule.value.numerator // rule.value.denominator)
        yield body_refusals.WomenPlacesTooFew(
            _("Of %(places)s places at least %(need)s are for women; allotted: %(women)s."),
            {"places": places, "need": need, "women": women},
            clause=rule.clause,
            data={"need": need},
        )


def _cap_faults(rules: RepresentativeRules, units: Sequence[UnitPlan], reason: str) -> Iterator[Refusal]:
    places = sum(u.places for u in units)
    if rules.cap is not None and places > rules.cap and not reason.strip():
        yield ReasonNeeded(
            _("%(places)s representatives; usually there are at most %(cap)s. Give the reason."),
            {"places": places, "cap": rules.cap},
            clause=rules.section.max_number.clause,
            field="reason",
        )


def _store(
    election: Election,
    book: RepresentativeBook | None,
    mode: Allotment,
    units: Sequence[UnitPlan],
    groups: dict[int, Group],
    reason: str,
    now: datetime,
) -> RepresentativeBook:
    if book is None:
        book = RepresentativeBook(election=election)
    book.mode, book.reason, book.allotted_at = mode, reason.strip(), now
    book.save()
    book.units.all().delete()
    ElectingUnit.objects.bulk_create(
        ElectingUnit(
            book=book,
            number=number,
            name=unit.name,
            group=groups.get(unit.group) if unit.group is not None else None,
            households=unit.households,
            places=unit.places,
            women_places=unit.women_places,
        )
        for number, unit in enumerate(units, start=1)
    )
    return book
