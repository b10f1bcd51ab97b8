"""Finding the other end of a bond."""

from django.core.signing import BadSignature, Signer

from villages.models import KinTie, Resident
from villages.sealing import blind_index

SALT = "villages.kinship.person"
PEOPLE = Resident.objects.select_related("village__township", "group", "household").defer("id_sealed")


def person_by_number(id_number: str) -> Resident | None:
    """Who has this identity number, in any place; the row of the place where the person is registered first."""
    found = PEOPLE.filter(id_index=blind_index(id_number.strip().upper()), left_on=None)
    return found.order_by("-registered_here", "pk").first()


def mark_of(person: Resident) -> str:
    """A person who was found, for an address: who was not found by the officer cannot be guessed by counting."""
    return Signer(salt=SALT).sign(str(person.pk))


def person_marked(mark: str) -> Resident | None:
    """Whom a mark means, None where it is none."""
    try:
        pk = Signer(salt=SALT).unsign(mark)
    except BadSignature:
        return None
    return PEOPLE.filter(pk=pk).first()


def ties_of(person: Resident) -> list[KinTie]:
    """The bonds added by hand of whoever this is, in any register, the latest first, in one query."""
    index = bytes(person.id_index)
    ties = KinTie.objects.filter(first__id_index=index) | KinTie.objects.filter(second__id_index=index)
    return list(
        ties.select_related("first__village", "second__village", "made_by").order_by("-made_at", "-pk")
    )


def tie_in(village_code: str, pk: int) -> KinTie | None:
    """A bond added by hand of which one end stands in this village's register."""
    ties = KinTie.objects.filter(first__village=village_code) | KinTie.objects.filter(
        second__village=village_code
    )
    return ties.select_related("first__village", "second__village").filter(pk=pk).first()
