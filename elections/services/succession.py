"""A township merges one of its places into another, or gives it another code."""

import re
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.rules import require
from elections.models import Election
from elections.refusals import CodeFaulty, DateInTheFuture, PeopleInBoth, PlaceInCycle, SuccessorFaulty
from villages.acts import remember
from villages.enums import RegisterAct, SuccessionKind
from villages.models import Division, Succession, Village
from villages.queries.succession import people_in_both
from villages.services.locks import lock_place
from villages.services.succession import make_successor, move_registers

CODE = re.compile(r"\d{12}")


@ungated("Refused while a cycle runs in either place: no step can be open.")
def merge_places(
    *, by: User, before: Village, after: Village, on: date, document: str, now: datetime
) -> Succession:
    """Merge a place into another of the township; its registers go over, and its own row stays, closed.

    Raises SuccessorFaulty, PlaceInCycle, PeopleInBoth, DateInTheFuture, PlaceClosed.
    """
    office = require(by, "place.edit", before.pk)
    require(by, "place.edit", after.pk)
    if before.pk == after.pk or before.township_id != after.township_id:
        raise SuccessorFaulty(_("A place is merged into another of the same township."), field="after")
    with transaction.atomic():
        _lock_township(before)
        first, second = sorted((before, after), key=lambda place: str(place.pk))
        locked = {place.pk: place for place in (lock_place(first), lock_place(second))}
        before, after = locked[before.pk], locked[after.pk]
        _refuse(now, on, before, after)
        both = people_in_both(before, after).count()
        if both:
            raise PeopleInBoth(
                _("%(n)s people stand in both registers; end one of their two entries first."),
                {"n": both},
                field="after",
                data={"people": both},
            )
        made = move_registers(
            before=before, after=after, kind=SuccessionKind.MERGED, on=on, document=document, by=by, now=now
        )
        _record(by, office, made, now)
    return made


@ungated("Refused while a cycle runs in the place: no step can be open.")
def recode_place(
    *, by: User, before: Village, code: str, name: str, on: date, document: str, now: datetime
) -> Succession:
    """Give a place another code, and another name where it has one; all its registers go over to the new row.

    Raises CodeFaulty, PlaceInCycle, DateInTheFuture, PlaceClosed.
    """
    office = require(by, "place.edit", before.pk)
    with transaction.atomic():
        _lock_township(before)
        before = lock_place(before)
        _refuse(now, on, before)
        if not CODE.fullmatch(code) or not code.startswith(before.township_id):
            raise CodeFaulty(
                _("A code has 12 digits and begins with the township's %(township)s."),
                {"township": before.township_id},
                field="code",
            )
        if Village.objects.filter(pk=code).exists():
            raise CodeFaulty(_("Another place has this code."), field="code")
        after = make_successor(before=before, code=code, name=name.strip() or before.name, by=by, now=now)
        made = move_registers(
            before=before, after=after, kind=SuccessionKind.RECODED, on=on, document=document, by=by, now=now
        )
        _record(by, office, made, now)
    return made


def _lock_township(place: Village) -> None:
    """As opening a cycle does: neither overtakes the other."""
    Division.objects.select_for_update().get(pk=place.township_id)


def _refuse(now: datetime, on: date, *places: Village) -> None:
    running = Election.objects.filter(village__in=places, cycle__closed_at=None).select_related("cycle")
    for election in running:
        raise PlaceInCycle(
            _("%(place)s votes in “%(cycle)s”; close that cycle first."),
            {"place": election.village.name, "cycle": election.cycle.name},
        )
    if on > localtime(now).date():
        raise DateInTheFuture(_("%(day)s is still to come."), {"day": on}, field="on")


def _record(by: User, office: Office, made: Succession, now: datetime) -> None:
    """Enter the act in the ledgers of both places."""
    for code in sorted((made.before_id, made.after_id)):
        remember(
            by=by,
            office=office,
            act=RegisterAct.PLACE_MERGED,
            place_code=code,
            subject=f"{made.before.name} → {made.after.name}",
            data={
                "before": made.before_id,
                "after": made.after_id,
                "kind": made.kind,
                "on": made.on.isoformat(),
                "document": made.document,
                "people": made.people,
            },
            now=now,
        )
