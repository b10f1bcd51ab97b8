"""The figures of rolls: by group, sex and age, who is not registered and why, and how they grow."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet
from django.db.models.expressions import RawSQL

from accounts.models import User
from accounts.rules import offices_with
from elections.models import Cycle, Election
from voting.enums import Ground, RollState
from voting.models import Roll
from voting.queries.registration import TO_ASK
from voting.queries.roll import VOTER, away_codes
from voting.queries.roll_changes import Changes, changes_between, published_before

# The first year of each band after the first, which begins with the voting age.
BANDS = (30, 40, 50, 60, 70, 80)
PARTS = 1000


@dataclass(frozen=True)
class Bar:
    """One line of a chart: men and women, and its length against the longest line, in thousandths."""

    label: str
    men: int
    women: int
    longest: int

    @property
    def all(self) -> int:
        return self.men + self.women

    @property
    def width_men(self) -> int:
        return self.men * PARTS // self.longest if self.longest else 0

    @property
    def width_women(self) -> int:
        return self.women * PARTS // self.longest if self.longest else 0


@dataclass(frozen=True)
class Figures:
    """One version of a roll in figures. `changes` are those against the version published before it."""

    roll: Roll
    voters: int
    men: int
    women: int
    away: int
    foreign: int
    not_registered: int
    to_ask: int
    population: int
    groups: Sequence[Bar]
    ages: Sequence[Bar]
    grounds: Mapping[str, int]
    before: Roll | None
    voters_before: int
    changes: Changes | None

    @property
    def added(self) -> int:
        return len(self.changes.added) if self.changes else 0

    @property
    def removed(self) -> int:
        return len(self.changes.removed) if self.changes else 0

    @property
    def share(self) -> int | None:
        """Voters in a thousand of the population; None where the population is not known."""
        return self.voters * PARTS // self.population if self.population else None


@dataclass(frozen=True)
class VillageFigures:
    """One village in the table of all: the roll in force, or the draft while there is none."""

    election: Election
    roll: Roll | None
    voters: int
    women: int
    away: int
    not_registered: int

    @property
    def share(self) -> int | None:
        population = self.election.village.population
        return self.voters * PARTS // population if population and self.roll else None


def figures_of_roll(roll: Roll, day: date) -> Figures:
    """A version in figures, in seven queries; ages are those on `day`, the election day."""
    people = list(
        roll.entries.order_by()
        .values("group", "sex", band=_band(day))
        .annotate(n=Count("pk"))
        .filter(VOTER)
        .values_list("group", "sex", "band", "n")
    )
    told = _told(roll)
    before = published_before(roll)
    return Figures(
        roll=roll,
        voters=sum(n for *_rest, n in people),
        men=sum(n for _group, sex, _band, n in people if sex == "M"),
        women=sum(n for _group, sex, _band, n in people if sex == "F"),
        away=told["away"],
        foreign=told["foreign"],
        not_registered=told["others"],
        to_ask=told["to_ask"],
        population=roll.election.village.population,
        groups=_bars({group for group, *_rest in people}, people, place=0),
        ages=_ages(roll, people),
        grounds=_grounds(roll),
        before=before,
        voters_before=before.entries.filter(VOTER).count() if before else 0,
        changes=changes_between(before, roll) if before else None,
    )


def _told(roll: Roll) -> dict[str, int]:
    kinds = roll.election.cycle.rules.roll.categories
    foreign = [kind.code for kind in kinds if "application" in kind.needs]
    return roll.entries.aggregate(
        others=Count("pk", filter=~VOTER),
        to_ask=Count("pk", filter=TO_ASK),
        away=Count("pk", filter=VOTER & Q(category__in=away_codes(roll.election))),
        foreign=Count("pk", filter=VOTER & Q(category__in=foreign)),
    )


def _band(day: date) -> RawSQL:
    """The number of the band in which somebody is on the day."""
    return RawSQL(
        "width_bucket(date_part('year', age(%s::date, birth_date))::int, %s::int[])",
        [day, list(BANDS)],
        output_field=IntegerField(),
    )


def _bars(keys: Collection[int], people: Sequence[tuple[Any, ...]], *, place: int) -> list[Bar]:
    """A bar for each key, which stands at `place` of the counted rows."""
    men, women = (dict.fromkeys(keys, 0) for _sex in "MF")
    for row in people:
        (women if row[1] == "F" else men)[row[place]] += row[3]
    longest = max((men[key] + women[key] for key in keys), default=0)
    return [Bar(str(key), men[key], women[key], longest) for key in sorted(keys)]


def _ages(roll: Roll, people: Sequence[tuple[int, str, int, int]]) -> list[Bar]:
    """The bands, the youngest first; each side of the picture is as long as its longest bar."""
    rule = roll.election.cycle.rules.roll.voter_min_age
    bars = _bars(range(len(BANDS) + 1), people, place=2)
    longest = max((max(bar.men, bar.women) for bar in bars), default=0)
    edges = [rule.value if rule.stated else 0, *BANDS]
    ends = [f"{first}–{after - 1}" for first, after in zip(edges, BANDS, strict=False)]
    labels = [*ends, f"{BANDS[-1]}+"]
    return [Bar(label, bar.men, bar.women, longest) for label, bar in zip(labels, bars, strict=True)]


def _grounds(roll: Roll) -> dict[str, int]:
    """How many are not registered, by ground; those of a sheet that names none count as another reason."""
    rows = roll.entries.exclude(VOTER).order_by().values_list("refusal").annotate(n=Count("pk"))
    found = {ground.value: 0 for ground in Ground}
    for ground, n in rows:
        found[ground or Ground.OTHER.value] += n
    return {ground: n for ground, n in found.items() if n}


def figures_of_all(user: User, cycle: Cycle) -> list[VillageFigures]:
    """Every village of the cycle that the officer looks after, in two queries."""
    scopes = Q(pk__in=[])
    for office in offices_with(user, "roll.view"):
        scopes |= Q(village__code__startswith=office.scope)
    elections = list(cycle.elections.filter(scopes).select_related("village", "cycle").order_by("village_id"))
    rolls = {roll.election_id: roll for roll in _in_force(elections)}
    return [_of_village(election, rolls.get(election.pk)) for election in elections]


def _in_force(elections: Collection[Election]) -> QuerySet[Roll]:
    """The rolls that count, one of an election: the published one comes last and so stands for its election."""
    away = {code for election in elections for code in away_codes(election)}
    return (
        Roll.objects.filter(election__in=elections, state__in=[RollState.DRAFT, RollState.PUBLISHED])
        .annotate(
            voters=Count("entries", filter=Q(entries__not_registered="")),
            women=Count("entries", filter=Q(entries__not_registered="", entries__sex="F")),
            away=Count("entries", filter=Q(entries__not_registered="", entries__category__in=away)),
            others=Count("entries", filter=~Q(entries__not_registered="")),
        )
        .order_by("election_id", F("published_at").asc(nulls_first=True))
    )


def _of_village(election: Election, roll: Roll | None) -> VillageFigures:
    told = {name: getattr(roll, name, 0) for name in ("voters", "women", "away")}
    return VillageFigures(election, roll, **told, not_registered=getattr(roll, "others", 0))
