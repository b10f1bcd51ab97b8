"""Names that were typed one after another, and whom they mean."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.said import Listed
from elections.models import Election
from villages.models import Resident
from voting.count_sheet import called
from voting.models import RollEntry
from voting.queries.electors import voter_numbered, voters_named
from voting.refusals.staff import StaffNamesakes, StaffUnknown

BETWEEN = "，,、；;\n\r\t"


@dataclass(frozen=True, slots=True)
class Named:
    """A person who was named: a villager with the blind index, or somebody from outside with the name alone."""

    name: str
    index: bytes | None = None
    number: int | None = None


def typed_names(text: str) -> tuple[str, ...]:
    """The names in a text, however they are set apart."""
    for sign in BETWEEN:
        text = text.replace(sign, " ")
    return tuple(text.split())


def people_named(election: Election, typed: Sequence[str], field: str) -> tuple[list[Named], list[Refusal]]:
    """Whom names or numbers of the roll mean, and what is wrong with them: StaffUnknown, StaffNamesakes."""
    names = [word for word in typed if not word.isdecimal()]
    voters: dict[str, list[RollEntry]] = defaultdict(list)
    for entry in voters_named(election, names):
        voters[entry.name].append(entry)
    residents: dict[str, list[bytes]] = defaultdict(list)
    listed = Resident.objects.filter(village_id=election.village_id, name__in=names, left_on=None)
    for name, index in listed.values_list("name", "id_index"):
        residents[name].append(bytes(index))
    found, faults = list[Named](), list[Refusal]()
    for word in typed:
        if word.isdecimal():
            voter = voter_numbered(election, int(word[:9]))
            faults += [] if voter else [_unknown(word, field)]
            found += [_voter(voter)] if voter else []
        elif len(voters[word]) > 1:
            faults.append(_namesakes(word, voters[word], field))
        else:
            found.append(_by_name(word, voters[word], residents[word]))
    return found, faults


def _by_name(name: str, voters: Sequence[RollEntry], residents: Sequence[bytes]) -> Named:
    """The one voter, else the one resident of the name; else somebody from outside."""
    if voters:
        return _voter(voters[0])
    return Named(name, residents[0] if len(residents) == 1 else None)


def _voter(entry: RollEntry) -> Named:
    return Named(entry.name, bytes(entry.id_index), entry.number)


def _unknown(word: str, field: str) -> Refusal:
    return StaffUnknown(_("No voter on the roll has the number %(number)s."), {"number": word}, field=field)


def _namesakes(name: str, voters: Sequence[RollEntry], field: str) -> Refusal:
    numbers = sorted(entry.number for entry in voters)
    return StaffNamesakes(
        _("Several voters are called %(name)s; write the number on the roll instead: %(numbers)s."),
        {"name": called(name), "numbers": Listed(numbers)},
        field=field,
        data={"numbers": numbers},
    )


def twice(people: Sequence[Named]) -> Iterator[str]:
    """The names of those who are named more than once."""
    seen: set[bytes | str] = set()
    for person in people:
        key = person.index or person.name
        if key in seen:
            yield person.name
        seen.add(key)
