"""Relatives among those who stand in an election, and against who sits: the supervisory committee, and a Party committee elected
off-line.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.timezone import localtime

from accounts.queries.fixed import Among as OneOf
from accounts.queries.fixed import Asked, FixedModels
from candidates.eligibility.kin import Avoidance, Ground, ground_of
from candidates.enums import CandidacyState
from candidates.models import ElectedTerm, KinDecision
from candidates.queries.written_in import WrittenIn, known_written_in
from candidates.states import GONE
from elections.models import Election, StepRecord
from elections.queries.posts import posts_for_all
from elections.rulebook import Rulebook
from villages.enums import BODY_OF, Body, Post
from villages.models import Cadre, Resident
from villages.queries.kinship import Family, Kinship, families_between
from villages.queries.kinship_graph import Graph, graphs_between
from voting.models import Contest
from voting.rounds import PARTY

STANDING = frozenset(CandidacyState) - GONE
STANDS_FOR = {f"stands_{name}": F(f"candidacies__{name}") for name in ("election", "body", "post")}
NOBODY: Mapping[int, Sequence[WrittenIn]] = {}


@dataclass(frozen=True)
class Place:
    """Where somebody stands, or sits."""

    body: Body
    post: Post
    sits: bool = False


@dataclass
class Person:
    """Somebody who stands in an election or sits beside those who do, with all their places."""

    resident: Resident
    places: list[Place] = field(default_factory=list)

    @property
    def stands(self) -> bool:
        return any(not place.sits for place in self.places)


@dataclass(frozen=True)
class Pair:
    """Two relatives of whom the rulebook asks something; `kinship` is what the second is to the first."""

    first: Person
    second: Person
    kinship: Kinship
    ground: Ground
    decision: KinDecision | None

    @property
    def people(self) -> tuple[Person, Person]:
        return self.first, self.second

    @property
    def open(self) -> bool:
        """Whether a decision is still owed."""
        return self.decision is None

    @property
    def bars_both(self) -> bool:
        """Whether the two may not both be nominees without an approval."""
        return self.ground.avoidance in (Avoidance.BARRED, Avoidance.CONSENT)

    @property
    def would_yield(self) -> tuple[Person, ...]:
        """Who would have to give way: of a member and a supervisor the supervisor, else either (AMB-16)."""
        supervisors = [p for p in self.people if any(place.body == Body.SUPERVISORY for place in p.places)]
        if self.ground.avoidance == Avoidance.SUPERVISORY and supervisors:
            return tuple(supervisors)
        return self.people


@dataclass(frozen=True)
class Board:
    """The relatives of an election as its page shows them: pairs, their drawings, how many people were compared."""

    pairs: Sequence[Pair]
    graphs: Sequence[Graph]
    people: int

    @property
    def open(self) -> int:
        """Pairs on which a decision is still owed."""
        return sum(pair.open for pair in self.pairs)

    def pair(self, first: int, second: int) -> Pair | None:
        """The pair of two residents, in whatever order."""
        asked = {first, second}
        return next((p for p in self.pairs if {one.resident.pk for one in p.people} == asked), None)


@dataclass(frozen=True)
class Among:
    """The people of some elections with their families, and the pairs of whom something is asked."""

    people: Mapping[int, Mapping[int, Person]]
    family: Family
    kinships: Mapping[int, Mapping[tuple[int, int], Kinship]]
    decisions: Mapping[tuple[int, int, int], KinDecision]

    def pairs(self, election: int, rules: Rulebook) -> list[Pair]:
        """The pairs of an election, gravest first."""
        found = [self._pair(election, rules, first, second) for first, second in self._related(election)]
        order = list(Avoidance)
        return sorted(
            (pair for pair in found if pair is not None),
            key=lambda pair: (order.index(pair.ground.avoidance), pair.first.resident.pk),
        )

    def of(self, election: int, resident: int) -> list[tuple[Person, Kinship, KinDecision | None]]:
        """The relatives of one person among them, what each is to the person, and what is decided."""
        people = self.people.get(election, {})
        return [
            (people[second], kinship, self._decision(election, first, second))
            for (first, second), kinship in self.kinships.get(election, {}).items()
            if first == resident
        ]

    def _related(self, election: int) -> Iterable[tuple[int, int]]:
        return (pair for pair in self.kinships.get(election, {}) if pair[0] < pair[1])

    def _decision(self, election: int, first: int, second: int) -> KinDecision | None:
        return self.decisions.get((election, min(first, second), max(first, second)))

    def _pair(self, election: int, rules: Rulebook, first: int, second: int) -> Pair | None:
        one, other = self.people[election][first], self.people[election][second]
        kinship = self.kinships[election][first, second]
        ground = _gravest(rules, one, other, kinship.relation)
        if ground is None:
            return None
        return Pair(one, other, kinship, ground, self._decision(election, first, second))


def _gravest(rules: Rulebook, one: Person, other: Person, relation: str) -> Ground | None:
    """What the rulebook asks of two people over all their places; nothing of two who both only sit."""
    grounds = [
        ground
        for mine in one.places
        for theirs in other.places
        if not (mine.sits and theirs.sits)
        and (ground := ground_of(rules, mine.body, theirs.body, relation)) is not None
    ]
    order = list(Avoidance)
    return min(grounds, key=lambda ground: order.index(ground.avoidance), default=None)


def relatives_among(elections: Collection[int], elected: Mapping[int, Sequence[WrittenIn]] = NOBODY) -> Among:
    """All who stand in these elections and all who sit beside them, in seven queries; one more where
    a Party committee sits of which no post is new.

    These are the supervisory committee, and the Party committee whose vote was held off-line (A-KIN-01, C-KIN-01).

    `elected` are those elected without standing, as far as the register knows who that is, by election.
    """
    people = _people(elections)
    for election, written in elected.items():
        for each in written:
            _add(
                people.setdefault(election, {}),
                each.resident,
                Place(Body(BODY_OF[each.post]), Post(each.post)),
            )
    everyone = [person.resident for here in people.values() for person in here.values()]
    family = families_between(everyone)
    return Among(
        people=people,
        family=family,
        kinships={pk: family.pairs(p.resident for p in here.values()) for pk, here in people.items()},
        decisions={
            (decision.election_id, decision.first_id, decision.second_id): decision
            for decision in _decided(elections)
        },
    )


_decided = FixedModels(
    lambda elections: KinDecision.objects.filter(OneOf("election", elections)).select_related(
        "yields", "decided_by"
    )
)


def pairs_of(election: Election) -> list[Pair]:
    """The pairs of relatives of an election of whom its rulebook asks something, gravest first."""
    return relatives_among([election.pk]).pairs(election.pk, election.cycle.rules)


def pairs_with_elected(election: Election) -> list[Pair]:
    """The same with those elected by write-in whose name one resident alone bears."""
    return _with_elected(election).pairs(election.pk, election.cycle.rules)


def _with_elected(election: Election) -> Among:
    return relatives_among([election.pk], {election.pk: known_written_in(election)})


def board_of_relatives(election: Election) -> Board:
    """The page of a village's relatives, those elected by write-in among them; as many queries, however many stand."""
    among = _with_elected(election)
    pairs = among.pairs(election.pk, election.cycle.rules)
    told = {
        person.resident.pk: " · ".join(str(place.post.label) for place in person.places)
        for person in among.people.get(election.pk, {}).values()
    }
    drawn = [(pair.first.resident, pair.second.resident) for pair in pairs]
    return Board(
        pairs=pairs,
        graphs=graphs_between(among.family, drawn, told),
        people=len(told),
    )


_standing = FixedModels(
    lambda elections: (
        Resident.objects.filter(OneOf("candidacies__election", elections), candidacies__state__in=STANDING)
        .annotate(**STANDS_FOR)
        .order_by("candidacies")
    )
)


def _people(elections: Collection[int]) -> dict[int, dict[int, Person]]:
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    for resident in _standing(elections):
        election, body, post = (getattr(resident, name) for name in STANDS_FOR)
        _add(found[election], resident, Place(Body(body), Post(post)))
    for cadre, election in _sitting(elections):
        _add(found[election], cadre.resident, Place(Body(cadre.body), Post(cadre.post), sits=True))
    return dict(found)


def _add(here: dict[int, Person], resident: Resident, place: Place) -> None:
    here.setdefault(resident.pk, Person(resident)).places.append(place)


def _sitting(elections: Collection[int]) -> list[tuple[Cadre, int]]:
    """Who sits in the supervisory committee, or in a Party committee elected off-line, with the election of the village."""
    held = Election.objects.filter(pk__in=elections).select_related("cycle")
    election_of = {each.village_id: each for each in held}
    found = _beside(elections, election_of)
    renewed = {
        cadre.village_id
        for cadre in found
        if cadre.body == Body.PARTY and cadre.since >= _party_day(election_of[cadre.village_id])
    }
    in_question = {cadre.village_id for cadre in found if cadre.body == Body.PARTY} - renewed
    if in_question:
        renewed |= _appointed([election_of[village] for village in in_question])
    return [
        (cadre, election_of[cadre.village_id].pk)
        for cadre in found
        if cadre.body == Body.SUPERVISORY or cadre.village_id in renewed
    ]


def _not_entered(elections: Asked, villages: Asked) -> QuerySet[Cadre]:
    """Who sits in these villages without being elected in these elections."""
    entered_here = ElectedTerm.objects.filter(OneOf("election", elections), term=OuterRef("pk"))
    sitting = posts_for_all(elections).filter(
        ~Exists(entered_here), OneOf("village", villages), body__in=(Body.SUPERVISORY, Body.PARTY), until=None
    )
    return sitting.select_related("resident")


_beside = FixedModels(_not_entered)


def _appointed(elections: Collection[Election]) -> set[str]:
    """Villages whose Party committee, not voted on here, is in office by the record of its approval.

    Where every member was elected again, no post of the register is new: whoever sits there sits in the new committee.
    """
    asked = {each.pk: each.cycle.rules.party_appointment for each in elections}
    voted_here = Contest.objects.filter(election=OuterRef("election"), body=PARTY, about="")
    records = StepRecord.objects.filter(~Exists(voted_here), election__in=asked, withdrawn_at=None)
    return {
        village
        for election, village, step, parts in records.values_list(
            "election", "election__village", "step", "parts"
        )
        if (rule := asked[election]) is not None
        and rule[0].key == step
        and (rule[1] is None or rule[1].key in parts)
    }


def _party_day(election: Election) -> date:
    """From when on a Party post is one of the new committee: the day the Party votes, else that the cycle was opened on.

    One such post tells that the outcome was typed into the register: whoever sits there then sits in the new committee. So does
    the record of the approval, where nobody new was elected (`_appointed`).
    """
    return election.party_day or localtime(election.cycle.opened_at).date()
