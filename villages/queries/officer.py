from accounts.models import User
from villages.models import OfficerPerson, Resident


def person_of(user: User) -> Resident | None:
    """Who the officer is in the registers; None where nobody has entered it."""
    found = OfficerPerson.objects.select_related("resident").filter(user=user).first()
    return found.resident if found else None
