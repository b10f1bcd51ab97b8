"""Bonds of kinship that no household register tells, added and taken away by hand."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.refusals import Refusals
from accounts.rules import require
from accounts.said import Listed
from villages.acts import remember
from villages.enums import RegisterAct, Tie
from villages.models import KinTie, Resident
from villages.queries.kinship import families_of
from villages.refusals.kinship import KinGone, KinOdd
from villages.services.kinship_checks import oddities_of, refusals_of
from villages.services.locks import lock_place


@ungated("Who is related to whom holds in every election, and between them.")
def add_tie(
    *,
    by: User,
    first: Resident,
    tie: Tie,
    second: Resident,
    proof: str,
    now: datetime,
    place: str = "",
    confirmed: bool = False,
) -> KinTie:
    """Enter that `first` is the spouse, parent or sibling of `second`, and what shows it.

    The two may be of different places; `place` is that of the officer's own register, where none is given that of
    `first`. `confirmed` accepts what is unlikely. Raises Refusals with all that speaks against it, KinOdd, PlaceClosed.
    """
    own = place if place in (first.village_id, second.village_id) else first.village_id
    office = require(by, "register.edit", own)
    with transaction.atomic():
        for village in sorted({first.village, second.village}, key=lambda each: str(each.pk)):
            lock_place(village)
        family = families_of([first, second])
        refused = list(refusals_of(family, first, tie, second))
        if refused:
            raise Refusals(refused)
        odd = oddities_of(family, first, tie, second)
        if odd and not confirmed:
            raise KinOdd(
                _("Unlikely: %(odd)s Confirm it if it is so."),
                {"odd": Listed(told for _code, told in odd)},
                field="confirmed",
                data={"odd": [code for code, _told in odd]},
            )
        made = KinTie.objects.create(
            first=first, second=second, tie=tie, proof=proof.strip(), made_by=by, made_at=now
        )
        _record(by, office, made, {"change": "added", "proof": made.proof}, now)
    return made


@ungated("A bond entered by mistake is taken away whenever it is found.")
def remove_tie(*, by: User, tie: KinTie, place: str, reason: str, now: datetime) -> None:
    """Take a bond away that was added by hand; the ledger keeps that it was there, and why it went. Raises KinGone.

    `place` is that of the officer's own register, one of the two.
    """
    own = place if place in (tie.first.village_id, tie.second.village_id) else tie.first.village_id
    office = require(by, "register.edit", own)
    with transaction.atomic():
        found = (
            KinTie.objects.select_for_update(of=("self",))
            .select_related("first", "second")
            .filter(pk=tie.pk)
            .first()
        )
        if found is None:
            raise KinGone(_("This bond was taken away already."))
        _record(by, office, found, {"change": "removed", "proof": found.proof, "reason": reason.strip()}, now)
        found.delete()


def _record(by: User, office: Office, tie: KinTie, data: dict[str, str], now: datetime) -> None:
    """Enter the act in the ledger of each place concerned."""
    for place in sorted({tie.first.village_id, tie.second.village_id}):
        remember(
            by=by,
            office=office,
            act=RegisterAct.KIN_RECORDED,
            place_code=place,
            subject=f"{tie.first.name} — {tie.second.name}",
            data={"first": tie.first_id, "second": tie.second_id, "tie": tie.tie, **data},
            now=now,
        )
