from collections.abc import Iterable

from accounts.exempt import ungated
from villages.models import Cadre, PartyMember


@ungated("A register of the village, loaded before an election is opened.")
def add_party_members(members: Iterable[PartyMember]) -> None:
    """Enter the members of a village's Party organisation."""
    PartyMember.objects.bulk_create(members)


@ungated("A register of the village, loaded before an election is opened.")
def add_cadres(cadres: Iterable[Cadre]) -> None:
    """Enter those who hold the posts of the sitting term."""
    Cadre.objects.bulk_create(cadres)
