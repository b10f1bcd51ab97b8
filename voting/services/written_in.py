"""Somebody written in on the ballots is known by name only; the clerk says which resident it is."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.rules import require
from elections.enums import Act
from elections.models import Election
from elections.services.ledger import record_act
from elections.services.locks import lock_election
from villages.models import Resident
from villages.names.plain import plain
from villages.services.locks import lock_place
from voting.models import WriteInReview
from voting.refusals.result import WriteInElsewhere, WriteInUnknown
from voting.relatives import settle_relatives
from voting.rounds import COMMITTEE


@ungated("Who somebody is does not change with the calendar; the review before it passed the gate.")
def name_resident(
    *, by: User, election: Election, name: str, resident: Resident, now: datetime, body: str = COMMITTEE
) -> list[WriteInReview]:
    """Say which resident was elected by a name written in, in a vote of a body; a later word takes the place of it.

    Now that the registers tell whose relative that is, the seats are brought into line with what is decided on the two
    (A-REV-13, A-KIN-01). Raises PlaceClosed, WriteInUnknown where nobody of that name passed the review,
    WriteInElsewhere.
    """
    office = require(by, "register.edit", election.village_id)
    with transaction.atomic():
        lock_place(election.village)  # a relative elected before may give way, and a term end
        election = lock_election(election)
        reviews = WriteInReview.objects.filter(contest__election=election, contest__body=body, passed=True)
        found = list(reviews.filter(name=plain(name)))
        if not found:
            raise WriteInUnknown(_("Nobody of that name was elected by write-in and passed the review."))
        if resident.village_id != election.village_id or resident.left_on is not None:
            raise WriteInElsewhere(
                _("Choose a resident whom the register of this place has."), field="resident"
            )
        for review in found:
            review.resident = resident
            review.save(update_fields=["resident"])
        gave_way = settle_relatives(election, by, now)
        record_act(
            by=by,
            office=office,
            act=Act.WRITE_IN_KNOWN,
            election=election,
            subject=resident.name,
            data={"body": body, "written_in": plain(name), "resident": resident.pk}
            | ({"gave_way": gave_way} if gave_way else {}),
            now=now,
        )
    return found
