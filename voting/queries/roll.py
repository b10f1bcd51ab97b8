"""The voter roll, read: its versions, its people by group, its figures, and who is on another place's roll."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import BooleanField, Count, Q, QuerySet
from django.db.models.expressions import RawSQL

from elections.chain import canonical
from elections.models import Election
from voting.enums import RollState
from voting.evidence import categories_of
from voting.models import Roll, RollEntry

VOTER = Q(not_registered="")
COUNTY_DIGITS = 6
LAST_PLACES = 4
DIGEST_FIELDS = (
    "number",
    "group",
    "household",
    "name",
    "sex",
    "category",
    "statement",
    "not_registered",
    "birth_date",
    "id_index",
)


@dataclass(frozen=True)
class GroupOfVoters:
    """A villager group and its voters, in the order of their numbers."""

    number: int
    voters: Sequence[RollEntry]


@dataclass(frozen=True)
class RollFigures:
    """How many stand on a roll. `groups` holds the voters by group number."""

    voters: int
    not_registered: int
    women: int
    away: int
    groups: Mapping[int, int]


def published_roll(election: Election) -> Roll | None:
    """The version in force: the one published last."""
    return election.rolls.filter(state=RollState.PUBLISHED).first()


def draft_roll(election: Election) -> Roll | None:
    """The version being prepared."""
    return election.rolls.filter(state=RollState.DRAFT).first()


def latest_roll(election: Election) -> Roll | None:
    """The version worked on: the draft, else the published one."""
    return election.rolls.exclude(state=RollState.REPLACED).first()


def roll_version(election: Election, version: int) -> Roll | None:
    return election.rolls.filter(version=version).first()


def versions_of(election: Election) -> QuerySet[Roll]:
    """Every version, the newest first, each with its number of voters."""
    return election.rolls.annotate(voters=Count("entries", filter=Q(entries__not_registered="")))


def on_roll(election: Election, name: str, group: int) -> list[RollEntry]:
    """The voters of this name in this group, on the published roll or, before there is one, on the draft."""
    roll = published_roll(election) or draft_roll(election)
    return [] if roll is None else list(roll.entries.filter(VOTER, name=name, group=group))


def voters_of(roll: Roll) -> QuerySet[RollEntry]:
    """Those who may vote, by number."""
    return roll.entries.filter(VOTER)


def not_registered_of(roll: Roll) -> QuerySet[RollEntry]:
    """Those listed with the roll as not registered, by number (A-ROLL-18)."""
    return roll.entries.exclude(VOTER)


def entries_by_group(roll: Roll) -> list[GroupOfVoters]:
    """All voters by group, in one query."""
    grouped = groupby(voters_of(roll).order_by("group", "number"), key=lambda entry: entry.group)
    return [GroupOfVoters(number, list(voters)) for number, voters in grouped]


def search_roll(roll: Roll, words: str, group: int | None = None) -> QuerySet[RollEntry]:
    """The voters of a group (None: all) whose name, pinyin or last four places of the identity number match."""
    found = voters_of(roll) if group is None else voters_of(roll).filter(group=group)
    return matching(found, words)


def matching(entries: QuerySet[RollEntry], words: str) -> QuerySet[RollEntry]:
    """Those whose name, pinyin or last four places of the identity number match; all for no words."""
    typed = "".join(words.split())
    if not typed:
        return entries
    matches = Q(name__contains=typed) | Q(pinyin__startswith=typed.lower())
    return entries.filter(matches | Q(id_last4=typed.upper()) if len(typed) == LAST_PLACES else matches)


def figures_of(roll: Roll) -> RollFigures:
    """The figures of one version, in one query. Away are those of a category that asks for their own statement."""
    rows = list(
        roll.entries.values("group")
        .annotate(
            voters=Count("pk", filter=VOTER),
            others=Count("pk", filter=~VOTER),
            women=Count("pk", filter=VOTER & Q(sex="F")),
            away=Count("pk", filter=VOTER & Q(category__in=away_codes(roll.election))),
        )
        .order_by("group")
    )
    return RollFigures(
        voters=sum(row["voters"] for row in rows),
        not_registered=sum(row["others"] for row in rows),
        women=sum(row["women"] for row in rows),
        away=sum(row["away"] for row in rows),
        groups={row["group"]: row["voters"] for row in rows if row["voters"]},
    )


def away_codes(election: Election) -> list[str]:
    """The codes of the categories of those who live elsewhere and have said to take part."""
    kinds = categories_of(election.cycle.rules, election.village.kind)
    return [kind.code for kind in kinds if kind.needs == ("statement",)]


def digest_of(roll: Roll) -> str:
    """SHA-256 (hex) over the election day, the version and every entry in the order of their numbers."""
    head = [roll.election.village_id, roll.version, str(roll.election.election_day)]
    digest = hashlib.sha256(canonical(head))
    for line in _lines(roll.entries.order_by("number").values_list(*DIGEST_FIELDS).iterator(chunk_size=5000)):
        digest.update(line)
    return digest.hexdigest()


def _lines(rows: Iterable[tuple[Any, ...]]) -> Iterator[bytes]:
    for *fields, birth_date, index in rows:
        yield b"\n" + canonical([*fields, birth_date.isoformat(), bytes(index).hex()])


def rolls_elsewhere(election: Election) -> QuerySet[Roll]:
    """The drafts and published rolls of the county's other places, in cycles of the same sort."""
    return Roll.objects.filter(
        state__in=[RollState.DRAFT, RollState.PUBLISHED],
        election__village__code__startswith=election.village_id[:COUNTY_DIGITS],
        election__cycle__training=election.cycle.training,
    ).exclude(election__village_id=election.village_id)


def voters_elsewhere(election: Election) -> QuerySet[RollEntry]:
    """The voters on those rolls."""
    return RollEntry.objects.filter(
        VOTER,
        village_id__startswith=election.village_id[:COUNTY_DIGITS],
        roll__state__in=[RollState.DRAFT, RollState.PUBLISHED],
        roll__election__cycle__training=election.cycle.training,
    ).exclude(village_id=election.village_id)


def places_elsewhere(election: Election, indexes: Iterable[str]) -> list[tuple[str, str]]:
    """Those of the blind indexes (hex) that stand on another place's roll, each with the name of that place."""
    if not rolls_elsewhere(election).exists():
        return []
    # one array written into the statement: hashed once, whatever the planner knows of the table
    wanted = RawSQL(
        "voting_rollentry.id_index = ANY(%s)",
        [[bytes.fromhex(index) for index in indexes]],
        output_field=BooleanField(),
    )
    found = voters_elsewhere(election).filter(wanted).order_by("village_id")
    return [
        (index.hex(), place)
        for index, place in found.values_list("id_index", "roll__election__village__name")
    ]
