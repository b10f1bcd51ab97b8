"""What waits beside the steps: sheets, bodies to take on file, letters, inspections, counting rules, boxes, terms."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import may
from elections.models import Election
from elections.queries.progress import Progress
from overview.queries import handed_rows as rows


@dataclass(frozen=True)
class Sort:
    """A sort of thing that waits: who it waits for by permission, what is told, where it is done.

    `waiting` gives how many there are, and what the page is told beside the place. `together`: done once for all places
    of a kind in a cycle.
    """

    permission: str
    told: Promise | str
    url_name: str
    waiting: Callable[[User, Progress, rows.Row], rows.Waiting]
    together: bool = False


@dataclass(frozen=True)
class Handed:
    """So many things of a sort that wait for the officer at one place; `more` is what the page is told beside it."""

    election: Election
    sort: Sort
    number: int
    more: tuple[Any, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.sort.url_name, args=[self.election.village_id, *self.more])


SORTS = (
    Sort(
        "candidate.review_township",
        _("Introduction sheets to check"),
        "candidates:introductions",
        rows.counted_in("sheets_waiting"),
    ),
    Sort(
        "candidate.propose",
        _("Introduction sheets returned"),
        "candidates:introductions",
        rows.counted_in("sheets_returned"),
    ),
    Sort(
        "candidate.review_township",
        _("Introduction sheets of the Party’s candidates to check"),
        "candidates:party_introductions",
        rows.counted_in("party_sheets_waiting"),
    ),
    Sort(
        "candidate.propose",
        _("Introduction sheets of the Party’s candidates returned"),
        "candidates:party_introductions",
        rows.counted_in("party_sheets_returned"),
    ),
    Sort("bodies.file", _("Bodies to take on file"), "candidates:bodies", rows.counted_in("bodies_filed")),
    Sort("letter.record", _("Commitment letters to sign"), "candidates:letters", rows.letters),
    Sort(
        "party.act",
        _("People for the Party organisation to inspect"),
        "candidates:party_stage",
        rows.party_inspections,
    ),
    Sort(
        "candidate.review_township",
        _("Candidates for the committee to inspect"),
        "candidates:committee_inspections",
        rows.committee_inspections,
    ),
    Sort(
        "counting.confirm",
        _("Counting rule to confirm, for all places of this kind"),
        "voting:counting_rule",
        rows.counting_rules,
        together=True,
    ),
    Sort(
        "assembly.record",
        _("Elections of sub-branches to record"),
        "candidates:branch_elections",
        rows.branches,
    ),
    Sort("count.settle", _("Ballots of the Party’s vote not under seal"), "voting:sealing", rows.boxes),
    Sort("register.edit", _("Terms of those elected to enter"), "candidates:terms", rows.terms),
)


def handed_to(user: User, found: Sequence[Progress]) -> list[Handed]:
    """What waits for the officer in the places in sight, in one query; nothing is asked for an office without such work."""
    elections = [progress.election for progress in found]
    if not any(may(user, sort.permission, e.village_id) for sort in SORTS for e in elections):
        return []
    asked = Election.objects.filter(pk__in=[e.pk for e in elections]).order_by()
    told = {row["pk"]: row for row in asked.values("pk", **rows.columns())}
    first: dict[tuple[Any, ...], Handed] = {}
    for progress in found:
        for one in _at(user, progress, told[progress.election.pk]):
            first.setdefault(_once(one), one)
    return list(first.values())


def _at(user: User, progress: Progress, row: rows.Row) -> Iterator[Handed]:
    """What waits for the officer at one place."""
    for sort in SORTS:
        if may(user, sort.permission, progress.election.village_id):
            for number, more in sort.waiting(user, progress, row):
                if number:
                    yield Handed(progress.election, sort, number, more)


def _once(one: Handed) -> tuple[Any, ...]:
    """What is done for all places of a kind is told at the first of them."""
    election = one.election
    place = (election.cycle_id, election.village.kind) if one.sort.together else (election.pk,)
    return (one.sort.url_name, one.sort.told, *place, *one.more)
