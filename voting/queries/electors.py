"""The voters of the roll in force as polling day and what prepares it look for them: by number, name or pinyin."""

from collections.abc import Collection

from django.db.models import Q

from elections.models import Election
from villages.names.pinyin import initials
from voting.enums import RollState
from voting.models import Roll, RollEntry
from voting.queries.roll import VOTER, voters_of

SHOWN = 20


def find_voters(roll: Roll, words: str, most: int = SHOWN) -> list[RollEntry]:
    """The voters whose number is typed, or whose name, pinyin or initials begin so; at most `most`, by number."""
    typed = "".join(words.split()).lower()
    if not typed:
        return []
    voters = voters_of(roll).order_by("number")
    if typed.isdecimal():
        return list(voters.filter(number=int(typed[:9])))
    if not typed.isascii():
        return list(voters.filter(name__contains=typed)[:most])
    found = voters.filter(pinyin__startswith=typed[0])
    return [entry for entry in found if entry.pinyin.startswith(typed) or _begins(entry, typed)][:most]


def _begins(entry: RollEntry, typed: str) -> bool:
    return initials(entry.name).startswith(typed)


def voters_by_index(election: Election, indexes: Collection[bytes]) -> dict[bytes, RollEntry]:
    """Those of the persons (blind indexes) who are voters on the roll in force."""
    entries = RollEntry.objects.filter(
        VOTER, roll__election=election, roll__state=RollState.PUBLISHED, id_index__in=list(indexes)
    )
    return {bytes(entry.id_index): entry for entry in entries}


def entry_of(election: Election, pk: int) -> RollEntry | None:
    """An entry of any version of the election's roll: a page that was open while the roll was corrected still names one."""
    return RollEntry.objects.filter(pk=pk, roll__election=election).first()


def voter_numbered(election: Election, number: int) -> RollEntry | None:
    """The voter of a number on the roll in force."""
    entries = RollEntry.objects.filter(VOTER, roll__election=election, roll__state=RollState.PUBLISHED)
    return entries.filter(number=number).first()


def voters_named(election: Election, names: Collection[str]) -> list[RollEntry]:
    """The voters on the roll in force that bear one of the names."""
    named = Q(name__in=list(names), roll__election=election, roll__state=RollState.PUBLISHED)
    return list(RollEntry.objects.filter(VOTER, named))
