"""Party members and the sitting committees of a demo village."""

from datetime import date
from random import Random

from villages.enums import Body, Post
from villages.models import Cadre, PartyMember, Resident, Village
from villages.services.party import add_cadres, add_party_members

SINCE = date(2017, 3, 1)
OLDEST, YOUNGEST = date(1960, 1, 1), date(1985, 12, 31)
POSTS = (
    (Body.PARTY, Post.SECRETARY),
    (Body.PARTY, Post.PARTY_DEPUTY),
    (Body.PARTY, Post.PARTY_MEMBER),
    (Body.COMMITTEE, Post.CHAIR),
    (Body.COMMITTEE, Post.DEPUTY),
    (Body.COMMITTEE, Post.MEMBER),
)
ONE_MEMBER_IN = 35


def add_party_and_cadres(village: Village, random: Random) -> None:
    """About one resident in 35 is in the Party; six of the members hold the posts of the sitting term."""
    fit = Resident.objects.filter(village=village, birth_date__gte=OLDEST, birth_date__lte=YOUNGEST)
    people = list(fit.order_by("pk"))
    chosen = random.sample(people, min(len(people), max(len(POSTS), village.population // ONE_MEMBER_IN)))
    add_party_members(
        PartyMember(
            village=village,
            resident=person,
            joined_on=date(random.randint(1990, 2019), random.randint(1, 12), 1),
            probationary=False,
        )
        for person in chosen
    )
    add_cadres(
        Cadre(village=village, resident=person, body=body, post=post, since=SINCE)
        for person, (body, post) in zip(chosen, POSTS, strict=False)
    )
