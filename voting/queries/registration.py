"""The draft as the clerk works on it: who is to be asked, whose evidence is missing, who is listed twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from elections.models import Election
from voting.enums import Ground
from voting.evidence import DECLINES, Residence, categories_of, missing, residence_of
from voting.models import Roll, RollEntry
from voting.queries.roll import VOTER, places_elsewhere

TO_ASK = Q(refusal=Ground.NO_STATEMENT, evidence__has_key="contacts") & ~Q(
    evidence__contains={"contacts": [{"result": DECLINES}]}
)


class Filter(StrEnum):
    """What the clerk looks at on the page of the registration."""

    ALL = "all"
    ASK = "ask"
    MISSING = "missing"
    RELOCATED = "relocated"
    REFUSED = "refused"
    DOUBLES = "doubles"


@dataclass(frozen=True)
class Lacking:
    """A voter whose category needs what is not on record, by the rulebook's words."""

    pk: int
    number: int
    name: str
    needs: Sequence[str]


@dataclass(frozen=True)
class Registration:
    """A list as it is worked on: how many stand under each filter, who lacks what, who stands twice."""

    roll: Roll
    counts: dict[Filter, int]
    lacking: dict[int, Lacking]
    doubles: dict[int, str]

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way of publishing."""
        return not (self.lacking or self.counts[Filter.ASK])


def registration_of(roll: Roll, now: datetime) -> Registration:
    """The state of a list, in five queries."""
    lacking = {each.pk: each for each in lacking_of(roll, now)}
    doubles = doubles_of(roll)
    told = roll.entries.aggregate(
        all=Count("pk"),
        ask=Count("pk", filter=TO_ASK),
        relocated=Count("pk", filter=~Q(relocation="")),
        refused=Count("pk", filter=~VOTER),
    )
    counts = {Filter(name): n for name, n in told.items()}
    counts |= {Filter.MISSING: len(lacking), Filter.DOUBLES: len(doubles)}
    return Registration(roll, counts, lacking, doubles)


def people_of(state: Registration, shown: Filter) -> QuerySet[RollEntry]:
    """The entries under a filter, by number."""
    entries = state.roll.entries.all()
    chosen = {
        Filter.ALL: Q(),
        Filter.ASK: TO_ASK,
        Filter.MISSING: Q(pk__in=state.lacking),
        Filter.RELOCATED: ~Q(relocation=""),
        Filter.REFUSED: ~VOTER,
        Filter.DOUBLES: Q(pk__in=state.doubles),
    }
    return entries.filter(chosen[shown])


def entry_of(election: Election, pk: int) -> RollEntry | None:
    """An entry of a version of this election, with its roll."""
    return RollEntry.objects.filter(roll__election=election, pk=pk).select_related("roll").first()


def to_ask_of(roll: Roll) -> QuerySet[RollEntry]:
    """Those who live elsewhere and were not heard on taking part."""
    return roll.entries.filter(TO_ASK)


def lacking_of(roll: Roll, now: datetime) -> list[Lacking]:
    """The voters whose category needs what is not on record, by number. Categories that ask for nothing, and those
    that the rulebook does not know any more, are not looked at.
    """
    kinds = {kind.code: kind for kind in categories_of(roll.election.cycle.rules, roll.election.village.kind)}
    asking = [code for code, kind in kinds.items() if kind.needs]
    residence = residence_for(roll.election, now)
    rows = roll.entries.filter(VOTER, category__in=asking).order_by("number")
    found = (
        Lacking(pk, number, name, missing(kinds[category], evidence, residence, note))
        for pk, number, name, category, evidence, note in rows.values_list(
            "pk", "number", "name", "category", "evidence", "statement"
        )
    )
    return [each for each in found if each.needs]


def residence_for(election: Election, now: datetime) -> Residence | None:
    """How long a voter who is not registered here must have been here; None without an election day or such a rule."""
    if election.election_day is None:
        return None
    registered_on = election.registration_day or localtime(now).date()
    return residence_of(election.cycle.rules, election.election_day, registered_on)


def doubles_of(roll: Roll) -> dict[int, str]:
    """The entries of people who stand on another place's roll as well (its name), or share name and birthday with
    another entry of this list ("").
    """
    same = roll.entries.order_by().values("name", "birth_date").annotate(n=Count("pk")).filter(n__gt=1)
    names = {(each["name"], each["birth_date"]) for each in same}
    alike = roll.entries.filter(name__in={name for name, _born in names})
    found = {
        pk: "" for pk, name, born in alike.values_list("pk", "name", "birth_date") if (name, born) in names
    }
    people = {
        bytes(index).hex(): pk for pk, index in roll.entries.filter(VOTER).values_list("pk", "id_index")
    }
    return found | {people[index]: place for index, place in places_elsewhere(roll.election, people)}
