"""Relatives among those who are voted on, and among those elected to either committee."""

from collections.abc import Collection, Mapping

from candidates.eligibility.kin import Avoidance
from candidates.models import Candidacy
from candidates.queries.relatives import Pair, Person, pairs_with_elected
from candidates.queries.written_in import known_written_in
from elections.models import Election
from voting.models import Contest
from voting.queries.giving_way import Won, seats_won
from voting.queries.written_in import residents_written_in
from voting.rounds import BODIES, FIRST_MEETING, PARTY, WRITTEN_IN

PARTY_VOTES = (PARTY, FIRST_MEETING)


def kept_apart(election: Election) -> list[Pair]:
    """The pairs of relatives of an election who may not both hold office: no approval lets both stand.

    Where only a seat in the supervisory committee is barred (C-KIN-02), whoever is elected to the committee never gives
    way: that pair is looked at when the supervisory committee is elected.
    """
    return [
        pair
        for pair in pairs_with_elected(election)
        if pair.ground.avoidance != Avoidance.SUPERVISORY
        and (pair.decision is None or pair.decision.yields is not None)
    ]


def kin_among(contest: Contest) -> list[tuple[str, str]]:
    """Of a round, the pairs of choices that may not hold office together; by the keys of the tally."""
    keys = contest.candidates.values_list("key", flat=True)
    key_of = {resident: key for key, resident in residents_compared(contest.election, keys).items()}
    pairs = [
        tuple(key_of.get(person.resident.pk) for person in pair.people)
        for pair in kept_apart(contest.election)
    ]
    return [(first, second) for first, second in pairs if first and second]


def elected_pairs(election: Election) -> list[tuple[Pair, Mapping[int, Collection[str]]]]:
    """The pairs of relatives of whom both are elected, or one is and the other sits, with the keys of those elected. Who
    gave way to the other counts as elected: the pair stays told.

    Whoever was written in is known by name only, and is compared where one resident alone bears it; else by hand.
    """
    keys = [won.person for won in seats_won(election)]
    elected: dict[int, list[str]] = {}
    for key, resident in residents_compared(election, keys).items():
        elected.setdefault(resident, []).append(key)
    if not elected:
        return []
    return [
        (pair, {one.resident.pk: elected.get(one.resident.pk, ()) for one in pair.people})
        for pair in kept_apart(election)
        if all(one.resident.pk in elected or _sits(one) for one in pair.people)
        and any(one.resident.pk in elected for one in pair.people)
    ]


def undecided_pairs(election: Election, bodies: Collection[str] = BODIES) -> list[Pair]:
    """The pairs of relatives elected of whom nobody gives way, of whom one is elected by a vote of these bodies."""
    won = seats_won(election)
    keys = elected_by(won, bodies)
    return [
        pair
        for pair, elected in elected_pairs(election)
        if not gives_way(pair, elected, won) and any(key in keys for here in elected.values() for key in here)
    ]


def gives_way(pair: Pair, elected: Mapping[int, Collection[str]], won: Collection[Won]) -> bool:
    """Whether one of a pair gives way: it is decided, and that one's seats are empty.

    A decision of before the count empties no seat where the registers did not tell the two as related when it was made
    known: told by them later, the two wait for it to be recorded anew (AMB-16).
    """
    if pair.decision is None or pair.decision.yields_id is None:
        return False
    sits = {each.person for each in won if not each.given_up}
    return sits.isdisjoint(elected[pair.decision.yields_id])


def elected_by(won: Collection[Won], bodies: Collection[str]) -> set[str]:
    """The keys of those elected by a vote of these bodies."""
    return {each.person for each in won if each.body in bodies}


def _sits(person: Person) -> bool:
    return any(place.sits for place in person.places)


def residents_of(election: Election, keys: Collection[str]) -> dict[str, int]:
    """The residents behind the keys of a vote; a person written in has one once it is said who that is."""
    written = [key for key in keys if key.startswith(WRITTEN_IN)]
    named = residents_written_in([election.pk]) if written else {}
    numbers = {int(key[1:]): key for key in keys if key.startswith("c") and key[1:].isdigit()}
    rows = Candidacy.objects.filter(election=election, pk__in=numbers).values_list("pk", "resident_id")
    found = {numbers[pk]: resident for pk, resident in rows}
    return found | {key: named[election.pk, key] for key in written if (election.pk, key) in named}


def residents_compared(election: Election, keys: Collection[str]) -> dict[str, int]:
    """The residents whose kinship is looked up: of a person written in also who alone bears the name."""
    known = known_written_in(election) if any(key.startswith(WRITTEN_IN) for key in keys) else ()
    return {each.key: each.resident.pk for each in known if each.key in keys} | residents_of(election, keys)
