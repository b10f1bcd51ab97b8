"""Teams read: who sits, who stands, who is elected, with all facts; of one village or of many in as many queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from accounts.models import User
from candidates.eligibility.schooling import REGISTER_WORDS
from candidates.models import Candidacy, TeamFact
from candidates.queries.party_vote import seated_in
from candidates.queries.sitting import sitting_before
from candidates.states import GONE
from candidates.structure import Figures, Finding, Member, Team, figures_of, findings_of
from elections.models import Election
from elections.rulebook import Rulebook
from villages.enums import Body
from villages.models import Resident
from villages.queries.kinship import families_of
from villages.queries.resident import search
from voting.enums import ContestState
from voting.queries.result import Vote, all_votes_of
from voting.rounds import COMMITTEE, FIRST_MEETING, PARTY

FOUND = 10
OF_A_TEAM = (Body.PARTY, Body.COMMITTEE, Body.SUPERVISORY)


class View(TextChoices):
    """Which team is looked at."""

    SITTING = "sitting", pgettext_lazy("team", "Sitting")
    STANDING = "standing", pgettext_lazy("team", "Standing")
    ELECTED = "elected", pgettext_lazy("team", "Elected")


Held = Mapping[int, Mapping[int, set[str]]]  # {election: {resident: posts}}


@dataclass(frozen=True)
class TeamBoard:
    """A team with its numbers and what the rulebook finds."""

    team: Team
    figures: Figures
    findings: Sequence[Finding]

    @property
    def unmet(self) -> int:
        return sum(found.standing == "unmet" for found in self.findings)


def board_of_team(rules: Rulebook, team: Team) -> TeamBoard:
    return TeamBoard(team, figures_of(team), findings_of(rules, team))


def team_day(election: Election) -> date:
    """The day on which ages are counted: the rulebook's, else election day, else the day the Party votes.

    Before any is set, the day the cycle was opened.
    """
    fixed = election.cycle.rules.qualification.age_reference_date
    if fixed.stated:
        day: date = fixed.value
        return day
    return election.election_day or election.party_day or election.cycle.opened_at.date()


def team_of(election: Election, view: str) -> Team:
    """The team of a village in a view, with its relatives: nine queries, however many people."""
    held = held_of([election], view).get(election.pk, {})
    people = _residents(held)
    facts = _facts([election])
    return _team(election, held, people, facts, view, related_among(people.values()))


def teams_of(elections: Collection[Election], view: str) -> dict[int, Team]:
    """The teams of many villages, without their relatives: at most four queries, however many villages."""
    found = held_of(elections, view)
    people = _residents({key: posts for held in found.values() for key, posts in held.items()})
    facts = _facts(elections)
    return {e.pk: _team(e, found.get(e.pk, {}), people, facts, view, ()) for e in elections}


def held_of(elections: Collection[Election], view: str) -> Held:
    """Who holds or stands for which posts: {election: {resident: posts}}."""
    return {View.SITTING: _sitting, View.STANDING: _standing, View.ELECTED: _elected}[View(view)](elections)


def _sitting(elections: Collection[Election]) -> Held:
    of_village = {election.village_id: election.pk for election in elections}
    rows = sitting_before(of_village.values()).filter(village__in=of_village, body__in=OF_A_TEAM)
    return _by_election(
        (of_village[village], resident, post)
        for village, resident, post in rows.values_list("village_id", "resident_id", "post")
    )


def _standing(elections: Collection[Election]) -> Held:
    rows = Candidacy.objects.filter(election__in=[e.pk for e in elections]).exclude(state__in=GONE)
    return _by_election(rows.values_list("election_id", "resident_id", "post"))


def _elected(elections: Collection[Election]) -> Held:
    """Those elected to either committee; who was written in and stands in no list is known by name only, and left out."""
    standing = Candidacy.objects.filter(election__in=[e.pk for e in elections])
    residents = {f"c{pk}": resident for pk, resident in standing.values_list("pk", "resident_id")}
    return _by_election(
        (election, residents[person], post)
        for election, person, post in _seated(all_votes_of(elections))
        if person in residents
    )


def _seated(votes: Mapping[tuple[int, str], Vote]) -> Iterator[tuple[int, str, str]]:
    """Every seat of the rounds that are confirmed; a member of the Party committee is told by the highest post."""
    for (election, body), vote in votes.items():
        if body == PARTY:
            for person, posts in seated_in(vote, votes.get((election, FIRST_MEETING))).items():
                yield from ((election, person, post) for post in posts)
        elif body == COMMITTEE:
            yield from (
                (election, seat.person, seat.post)
                for seat in vote.standing.elected
                if vote.round(seat.number).state == ContestState.CONFIRMED
            )


def _by_election(rows: Iterable[tuple[int, int, str]]) -> Held:
    found: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for election, resident, post in rows:
        found[election][resident].add(post)
    return found


def _residents(keys: Iterable[int]) -> dict[int, Resident]:
    return Resident.objects.in_bulk(list(keys))


def _facts(elections: Collection[Election]) -> dict[tuple[int, int], TeamFact]:
    rows = TeamFact.objects.filter(election__in=[e.pk for e in elections])
    return {(fact.election_id, fact.resident_id): fact for fact in rows}


def related_among(people: Collection[Resident]) -> Collection[tuple[int, int]]:
    """The pairs of relatives among these people, in three queries."""
    return {(a, b) for a, b in families_of(people).pairs(people) if a < b} if len(people) > 1 else ()


def member_of(resident: Resident, posts: Iterable[str], fact: TeamFact | None) -> Member:
    """A resident as a member of a team."""
    return Member(
        key=resident.pk,
        name=resident.name,
        sex=resident.sex,
        birth_date=resident.birth_date,
        schooled=REGISTER_WORDS.get(resident.education.strip()),
        posts=frozenset(posts),
        computer=fact.computer if fact else None,
        womens_chair=fact.womens_chair if fact else None,
        source=fact.source if fact else "",
        reserve=fact.reserve if fact else None,
        origin=fact.origin if fact else "",
    )


def _team(
    election: Election,
    held: Mapping[int, set[str]],
    people: Mapping[int, Resident],
    facts: Mapping[tuple[int, int], TeamFact],
    view: str,
    related: Collection[tuple[int, int]],
) -> Team:
    return Team(
        kind=election.village.kind,
        people=tuple(
            member_of(people[key], posts, facts.get((election.pk, key)))
            for key, posts in sorted(held.items())
            if key in people
        ),
        day=team_day(election),
        population=election.village.population,
        settled=view != View.STANDING,
        related=related,
    )


def tried_team(election: Election, chosen: Mapping[int, set[str]]) -> Team:
    """The team that these people in these posts would be; nobody stands or is chosen by it. Five queries."""
    people = {r.pk: r for r in Resident.objects.filter(pk__in=list(chosen), village=election.village_id)}
    return _team(
        election, chosen, people, _facts([election]), View.SITTING, related_among(list(people.values()))
    )


def people_found(user: User, election: Election, words: str) -> list[Resident]:
    """The first residents of the place whom the words mean, to be tried in the team; nobody without words."""
    if not words:
        return []
    return list(search(user, words, place=election.village_id).people[:FOUND])


def fact_of(election: Election, resident: Resident) -> TeamFact | None:
    """What is stated of a person in an election, or None."""
    return TeamFact.objects.filter(election=election, resident=resident).first()
