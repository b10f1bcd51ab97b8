"""What this package knows of the relatives of a vote; found by `voting.relatives`."""

from django.urls import reverse

from candidates.queries.elected import PARTY_VOTES, elected_by, elected_pairs, kin_among
from candidates.queries.written_in import looked_at_by_hand
from candidates.services.yielded import settle_again
from elections.models import Election
from voting.relatives import ElectedPair, Source, knows


def told_pairs(election: Election) -> list[ElectedPair]:
    """The pairs of relatives that an election has come to, as its result tells them."""
    pairs = elected_pairs(election)
    party = elected_by(election, PARTY_VOTES) if pairs else ()
    return [
        ElectedPair(
            first=pair.first.resident.name,
            second=pair.second.resident.name,
            relation=pair.kinship.label,
            clause=pair.ground.rule.clause or None,
            gives_way=pair.decision.yields.name if pair.decision and pair.decision.yields else "",
            held_back=[
                key
                for resident, keys in elected.items()
                for key in keys
                if pair.decision is None or pair.decision.yields_id == resident
            ],
            page=reverse("candidates:relatives", args=[election.village_id]),
            party=any(key in party for keys in elected.values() for key in keys),
        )
        for pair, elected in pairs
    ]


knows(Source(among=kin_among, elected=told_pairs, by_hand=looked_at_by_hand, settle=settle_again))
