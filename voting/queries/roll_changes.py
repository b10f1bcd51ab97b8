"""What changed between two versions of a roll: who is new, who is off, who moved between the lists, what reads otherwise."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import connection

from elections.models import Election
from voting.models import Roll, RollEntry

# The particulars that are compared; numbers stay with the person and are not among them.
COMPARED = ("name", "group", "household", "sex", "birth_date", "category", "not_registered", "relocation")
DIFFERING = """
    SELECT b.id, a.id
    FROM (SELECT * FROM voting_rollentry WHERE roll_id = %s) b
    FULL JOIN (SELECT * FROM voting_rollentry WHERE roll_id = %s) a ON a.id_index = b.id_index
    WHERE (b.name, b."group", b.household, b.sex, b.birth_date, b.category, b.not_registered, b.relocation)
        IS DISTINCT FROM
        (a.name, a."group", a.household, a.sex, a.birth_date, a.category, a.not_registered, a.relocation)
    ORDER BY coalesce(a."group", b."group"), coalesce(a.number, b.number)
"""


class Kind(StrEnum):
    """What became of a person between two versions."""

    NEW = "new"  # on the roll, and on neither list before
    ENTERED = "entered"  # on the roll, and listed as not registered before
    REFUSED = "refused"  # listed as not registered, and on the roll before
    OFF = "off"  # on neither list any more
    LISTED = "listed"  # listed as not registered, and on neither list before
    CHANGED = "changed"  # on the same list, with other particulars


@dataclass(frozen=True)
class Difference:
    """One particular of a person, before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """A person on whom two versions differ; `before` or `after` is None where the person is not on that one."""

    kind: Kind
    before: RollEntry | None
    after: RollEntry | None
    differences: Sequence[Difference] = field(default=())

    @property
    def entry(self) -> RollEntry:
        """The person as the later version has them, else as the earlier one had."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True)
class Changes:
    """Everything that differs from one version to another."""

    before: Roll
    after: Roll
    people: Sequence[Change]

    def of(self, *kinds: Kind) -> list[Change]:
        return [change for change in self.people if change.kind in kinds]

    @property
    def added(self) -> list[Change]:
        """The voters who came onto the roll."""
        return self.of(Kind.NEW, Kind.ENTERED)

    @property
    def removed(self) -> list[Change]:
        """The voters who are on it no more: gone, or listed as not registered."""
        return [c for c in self.of(Kind.OFF, Kind.REFUSED) if c.before and not c.before.not_registered]

    @property
    def counts(self) -> dict[str, int]:
        """How many people of each kind."""
        return {kind.value: len(self.of(kind)) for kind in Kind}


def changes_between(before: Roll, after: Roll) -> Changes:
    """What `after` has otherwise than `before`, by group and number; in two queries."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERING, [before.pk, after.pk])
        pairs = cursor.fetchall()
    entries = RollEntry.objects.in_bulk([pk for pair in pairs for pk in pair if pk is not None])
    found = (_change(entries.get(old), entries.get(new)) for old, new in pairs)
    return Changes(before, after, list(found))


def pair_of(election: Election, earlier: str, later: str) -> tuple[Roll, Roll] | None:
    """The two versions that are asked for, the earlier first; by default the last two. None where there are not two."""
    rolls = {roll.version: roll for roll in election.rolls.order_by("version")}
    if len(rolls) < 2:
        return None
    known = list(rolls)
    last = int(later) if later.isdecimal() and int(later) in rolls else known[-1]
    earliest = [version for version in known if version < last] or [known[0]]
    first = int(earlier) if earlier.isdecimal() and int(earlier) in rolls else earliest[-1]
    return (rolls[first], rolls[last]) if first != last else None


def published_before(roll: Roll) -> Roll | None:
    """The version that was in force before this one."""
    earlier = roll.election.rolls.filter(version__lt=roll.version, published_at__isnull=False)
    return earlier.order_by("-version").first()


def _change(before: RollEntry | None, after: RollEntry | None) -> Change:
    if before is None:
        assert after is not None
        return Change(Kind.LISTED if after.not_registered else Kind.NEW, None, after)
    if after is None:
        return Change(Kind.OFF, before, None)
    moved = {(True, False): Kind.ENTERED, (False, True): Kind.REFUSED}
    kind = moved.get((bool(before.not_registered), bool(after.not_registered)), Kind.CHANGED)
    return Change(kind, before, after, tuple(_differences(before, after)))


def _differences(before: RollEntry, after: RollEntry) -> Iterator[Difference]:
    pairs: Iterable[tuple[str, str, str]] = (
        (name, str(getattr(before, name)), str(getattr(after, name))) for name in COMPARED
    )
    return (Difference(name, old, new) for name, old, new in pairs if old != new)
