"""What this package knows of the relatives of a vote; found by `voting.relatives`."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from candidates.queries.elected import PARTY_VOTES, elected_by, elected_pairs, gives_way, kin_among
from candidates.queries.relatives import Pair
from candidates.queries.written_in import looked_at_by_hand
from candidates.services.yielded import settle_again
from elections.models import Election
from voting.queries.giving_way import Won, seats_won
from voting.relatives import ElectedPair, Source, knows


def told_pairs(election: Election) -> list[ElectedPair]:
    """The pairs of relatives that an election has come to, as its result tells them."""
    pairs = elected_pairs(election)
    won = seats_won(election) if pairs else []
    party = elected_by(won, PARTY_VOTES)
    return [_told(election, pair, elected, won, party) for pair, elected in pairs]


def _told(
    election: Election,
    pair: Pair,
    elected: Mapping[int, Collection[str]],
    won: Collection[Won],
    party: Collection[str],
) -> ElectedPair:
    yields = pair.decision.yields if pair.decision and gives_way(pair, elected, won) else None
    return ElectedPair(
        first=pair.first.resident.name,
        second=pair.second.resident.name,
        relation=pair.kinship.label,
        clause=pair.ground.rule.clause or None,
        gives_way=yields.name if yields else "",
        recorded=pair.decision is not None,
        held_back=[
            key
            for resident, keys in elected.items()
            for key in keys
            if yields is None or yields.pk == resident
        ],
        page=reverse("candidates:relatives", args=[election.village_id]),
        party=any(key in party for keys in elected.values() for key in keys),
    )


knows(Source(among=kin_among, elected=told_pairs, by_hand=looked_at_by_hand, settle=settle_again))
