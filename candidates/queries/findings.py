from collections.abc import Collection, Mapping

from django.db.models import prefetch_related_objects

from candidates.eligibility import Facts, Finding, findings
from candidates.models import Candidacy
from candidates.states import GONE
from elections.rulebook import Rulebook
from villages.enums import Body
from voting.enums import RollState
from voting.models import Roll, RollEntry
from voting.queries.roll import VOTER

OnRoll = Mapping[int, set[bytes]]


def findings_of(candidacies: Collection[Candidacy], rules: Rulebook) -> dict[int, list[Finding]]:
    """What the rulebook finds of each person, gravest first, by candidacy, in four queries.

    The candidacies are of one cycle and come with their election and its village.
    """
    return {candidacy.pk: findings(rules, facts) for candidacy, facts in facts_of(candidacies)}


def facts_of(candidacies: Collection[Candidacy]) -> list[tuple[Candidacy, Facts]]:
    """What the registers say of each person."""
    people = list(candidacies)
    prefetch_related_objects(people, "resident__posts")
    on_roll, together = _on_roll(people), _households(people)
    return [(person, _facts(person, on_roll, together)) for person in people]


def _facts(person: Candidacy, on_roll: OnRoll, together: Mapping[tuple[int, int], dict[int, str]]) -> Facts:
    election, resident = person.election, person.resident
    voters = on_roll.get(election.pk)
    others = together.get((election.pk, resident.household_id), {})
    return Facts(
        post=person.post,
        place_kind=election.village.kind,
        election_day=election.election_day,
        birth_date=person.birth_date,
        education=person.education,
        held=tuple(
            (post.body, post.post)
            for post in resident.posts.all()
            if post.until is None and post.body != Body.SUPERVISORY
        ),
        on_roll=None if voters is None else bytes(resident.id_index) in voters,
        accepted_on=person.accepted_on,
        housemates=tuple(name for pk, name in sorted(others.items()) if pk != resident.pk),
    )


def _on_roll(people: Collection[Candidacy]) -> OnRoll:
    """The voters among these people, by election; elections without a roll are left out."""
    rolls = _rolls_in_force({person.election_id for person in people})
    found: dict[int, set[bytes]] = {election: set() for election in rolls}
    entries = RollEntry.objects.filter(
        VOTER, roll__in=rolls.values(), id_index__in={bytes(person.resident.id_index) for person in people}
    )
    for election, index in entries.values_list("roll__election_id", "id_index"):
        found[election].add(bytes(index))
    return found


def _rolls_in_force(elections: Collection[int]) -> dict[int, int]:
    """The published roll of each election, or its draft before there is one."""
    rolls = Roll.objects.filter(election__in=elections).exclude(state=RollState.REPLACED)
    rows = rolls.values_list("election_id", "state", "pk")
    return {
        election: pk for election, _state, pk in sorted(rows, key=lambda row: row[1] == RollState.PUBLISHED)
    }


def _households(people: Collection[Candidacy]) -> dict[tuple[int, int], dict[int, str]]:
    """All who stand in these elections, by election and household: {resident: name}."""
    rows = (
        Candidacy.objects.filter(election__in={person.election_id for person in people})
        .exclude(state__in=GONE)
        .values_list("election_id", "resident__household_id", "resident_id", "name")
    )
    together: dict[tuple[int, int], dict[int, str]] = {}
    for election, household, resident, name in rows:
        together.setdefault((election, household), {})[resident] = name
    return together
