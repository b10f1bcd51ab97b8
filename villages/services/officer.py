from django.db import transaction

from accounts.exempt import ungated
from accounts.models import User
from villages.models import OfficerPerson, Resident


@ungated("Who an officer is in the registers stands beside every election, like the officer's account.")
def link_officer(*, user: User, resident: Resident) -> OfficerPerson:
    """Enter who an officer is in the registers; what stood there before is replaced."""
    with transaction.atomic():
        made, _created = OfficerPerson.objects.update_or_create(user=user, defaults={"resident": resident})
    return made
