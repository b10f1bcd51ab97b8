"""Looking a voter up on the roll in force and choosing one, on the pages that need a person."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.functional import Promise

from elections.models import Election
from elections.queries.progress import StepProgress
from voting.models import RollEntry
from voting.queries.electors import entry_of, find_voters
from voting.queries.roll import published_roll


@dataclass(frozen=True, slots=True)
class Picker:
    """A field that is chosen from what was found: `found` holds the chosen one, too."""

    role: str
    label: Promise | str
    words: str
    found: list[RollEntry]
    chosen: RollEntry | None

    @property
    def searched(self) -> bool:
        return bool(self.words)


def picker(request: HttpRequest, election: Election, role: str, label: Promise | str) -> Picker:
    """The state of the field as the request has it: what was typed, what that finds, who was chosen."""
    given = request.POST if request.method == "POST" else request.GET
    words, pk, roll = given.get(f"{role}_q", "").strip(), given.get(role, ""), published_roll(election)
    chosen = entry_of(election, int(pk)) if pk.isdecimal() and len(pk) < 16 else None
    found = find_voters(roll, words) if roll is not None and words else []
    if chosen is not None and all(entry.pk != chosen.pk for entry in found):
        found = [chosen, *found]
    if len(found) == 1 and chosen is None:
        chosen = found[0]
    return Picker(role, label, words, found, chosen)


def before_lock(step: StepProgress, now: datetime) -> bool:
    """Whether requests may still come in, so that a page offers to take one."""
    return step.window.locks is None or now < step.window.locks
