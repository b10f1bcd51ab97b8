"""Who an officer is in the registers, so that nobody judges the own case or a relative's (A-COM-07)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.rules import require
from villages.acts import remember
from villages.enums import RegisterAct
from villages.models import OfficerPerson, Resident
from villages.queries.officer import scope_of
from villages.refusals.officer import OwnEntryStays


@ungated("Who an officer is in the registers stands beside every election, like the officer's account.")
def link_officer(*, user: User, resident: Resident) -> OfficerPerson:
    """Enter who an officer is in the registers; what stood there before is replaced. For who runs the server."""
    with transaction.atomic():
        made, _created = OfficerPerson.objects.update_or_create(user=user, defaults={"resident": resident})
    return made


@ungated("Who an officer is in the registers stands beside every election, like the officer's account.")
def record_officer(*, by: User, user: User, resident: Resident, now: datetime) -> OfficerPerson:
    """Record who an officer of the own area is in the registers; what stood there before is replaced.

    Raises NotThere, OwnEntryStays (nobody changes what stands of oneself).
    """
    office = require(by, "officer.link", scope_of(user))
    with transaction.atomic():
        before = _held(by, user)
        made = link_officer(user=user, resident=resident)
        _remember(by, office, user, before, resident, now)
    return made


@ungated("Who an officer is in the registers stands beside every election, like the officer's account.")
def clear_officer(*, by: User, user: User, now: datetime) -> None:
    """Take away who an officer is in the registers; the ledger keeps it. Raises NotThere, OwnEntryStays."""
    office = require(by, "officer.link", scope_of(user))
    with transaction.atomic():
        before = _held(by, user)
        if before is not None:
            before.delete()
            _remember(by, office, user, before, None, now)


def _held(by: User, user: User) -> OfficerPerson | None:
    """What stands of the officer, held for the act: the officer's row first, which is always there."""
    User.objects.select_for_update().get(pk=user.pk)
    before = OfficerPerson.objects.filter(user=user).first()
    if before is not None and by.pk == user.pk:
        raise OwnEntryStays(_("This stands of you already; another officer changes it or takes it away."))
    return before


def _remember(
    by: User, office: Office, user: User, before: OfficerPerson | None, after: Resident | None, now: datetime
) -> None:
    remember(
        by=by,
        office=office,
        act=RegisterAct.OFFICER_LINKED,
        place_code=scope_of(user),
        subject=user.name,
        data={
            "officer": user.username,
            "before": before.resident_id if before else None,
            "resident": after.pk if after else None,
        },
        now=now,
    )
