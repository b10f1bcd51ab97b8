"""Names on nomination papers, and the residents they mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from candidates import refusals
from candidates.queries.nomination import residents_named
from candidates.queries.party_members import only_member_named
from candidates.told import told_name
from elections.models import Election
from villages.enums import BODY_OF, Body
from villages.models import Resident
from villages.names.plain import parts


@dataclass(frozen=True)
class VoteLine:
    """A name with its votes for a post. `resident_id` tells who is meant where several have the name."""

    post: str
    name: str
    votes: int
    resident_id: int | None = None


@dataclass(frozen=True)
class Nominee:
    """A line whose name was found; `row` is its place among the lines, from 0."""

    row: int
    post: str
    resident: Resident
    votes: int

    @property
    def key(self) -> int:
        return self.resident.pk

    @property
    def name(self) -> str:
        return self.resident.name


def spelt(name: str) -> str:
    """One spelling of a name: without spaces or notes, its parts joined by one kind of dot."""
    return "·".join(parts(name))


def resolve(election: Election, lines: Sequence[VoteLine]) -> tuple[list[Nominee], list[Refusal]]:
    """Who is meant by each line, and what cannot be resolved (NotAResident, SameName, NameTwice)."""
    known = residents_named(election.village_id, {spelt(line.name) for line in lines})
    found: list[Nominee] = []
    faults: list[Refusal] = []
    for row, line in enumerate(lines):
        meant = _meant(line, known.get(spelt(line.name), []))
        if len(meant) == 1:
            found.append(Nominee(row, line.post, meant[0], line.votes))
        else:
            faults.append(_several(row, line, meant) if meant else _nobody(row, line))
    return found, faults + list(_repeated(found))


def resolve_members(election: Election, lines: Sequence[VoteLine]) -> tuple[list[Nominee], list[Refusal]]:
    """Who is meant by each line; for a post of the Party organisation its one member of that name is."""
    sole = only_member_named(election, {spelt(line.name) for line in lines})
    return resolve(
        election,
        [
            replace(line, resident_id=sole.get(spelt(line.name)))
            if line.resident_id is None and BODY_OF[line.post] == Body.PARTY
            else line
            for line in lines
        ],
    )


def _meant(line: VoteLine, people: Sequence[Resident]) -> list[Resident]:
    if line.resident_id is None:
        return list(people)
    return [person for person in people if person.pk == line.resident_id]


def _nobody(row: int, line: VoteLine) -> Refusal:
    return refusals.NotAResident(
        _("“%(name)s” is not in the village's register. Check the characters, or have the person entered."),
        {"name": told_name(line.name)},
        field=f"name-{row}",
        data={"row": row, "name": line.name},
    )


def _several(row: int, line: VoteLine, people: Sequence[Resident]) -> Refusal:
    options = [
        {"id": person.pk, "group": person.group.number, "born": person.birth_date.year, "sex": person.sex}
        for person in people
    ]
    return refusals.SameName(
        _("%(count)s residents are called “%(name)s”; choose who is meant."),
        {"count": len(people), "name": told_name(line.name)},
        field=f"resident-{row}",
        data={"row": row, "options": options},
    )


def _repeated(found: Sequence[Nominee]) -> Iterator[Refusal]:
    seen: set[tuple[str, int]] = set()
    for nominee in found:
        if (nominee.post, nominee.resident.pk) in seen:
            yield refusals.NameTwice(
                _("“%(name)s” stands twice under one post; add the votes together."),
                {"name": told_name(nominee.resident.name)},
                field=f"name-{nominee.row}",
                data={"row": nominee.row},
            )
        seen.add((nominee.post, nominee.resident.pk))
