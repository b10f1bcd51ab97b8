"""What putting an election day off would move, what would refuse it, and what posted papers it made wrong."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from documents.models import Paper, Posting
from documents.queries.paper import posted_in
from elections.calendar import Calendar, Item
from elections.enums import Step
from elections.models import Election, Postponement
from elections.queries import possible
from elections.queries.possible import Days
from elections.queries.progress import Progress
from elections.refusals import ElectionDayFixed
from elections.rulebook.items import ITEM_KEYS

# What happened to a roll that is posted anew counts no longer.
OF_THE_ROLL = ("roll_published", "appeal_received", "proxies_reviewed")


@dataclass(frozen=True)
class Moved:
    """A date that moves with the election day, before and after."""

    before: Item
    after: Item


@dataclass(frozen=True)
class Preview:
    """What a postponement means: by how many days, what moves, whether the roll is posted anew, what refuses it."""

    days: int
    moved: list[Moved]
    renews_roll: bool
    refusals: list[Refusal]


def renews_roll(election: Election, first: date, to: date) -> bool:
    """Whether the roll is published anew: so many days or more, as the rulebook says (A-ROLL-22, AMB-24)."""
    least = election.cycle.rules.roll.postponement_days
    return bool(least.stated) and (to - first).days >= least.value


def postponement_objections(
    before: Progress, days: Days, now: datetime, *, renews: bool
) -> Iterator[Refusal]:
    """What refuses putting the day off to another one."""
    yield from _voted(before)
    after = _after(before, days, renews=renews)
    if renews:
        yield from possible.too_late(after, localtime(now).date(), keys=("roll_published",), field="to")
    yield from possible.contradicted(before.calendar, after, field="to")


def preview_of(before: Progress, to: date, party_day: date | None, now: datetime) -> Preview | None:
    """What putting the day off to `to` would mean; None where there is no earlier day to put off, or it is over."""
    election = before.election
    first = election.election_day
    if first is None or to <= first or to < localtime(now).date():
        return None
    days = Days(to, party_day or election.party_day)
    renews = renews_roll(election, first, to)
    after = _after(before, days, renews=renews)
    return Preview(
        days=(to - first).days,
        moved=_moved(before.calendar, after),
        renews_roll=renews,
        refusals=list(postponement_objections(before, days, now, renews=renews)),
    )


def last_postponements(elections: Collection[Election]) -> dict[int, Postponement]:
    """The newest postponement of each election that was put off."""
    found = Postponement.objects.filter(election__in=[e.pk for e in elections]).order_by("pk")
    return {each.election_id: each for each in found}


def to_correct(elections: Collection[Election], now: datetime) -> dict[str, list[Posting]]:
    """By village: what hangs on its board since before its day was put off, and was not issued anew after it.

    A kind of paper that was issued again after the postponement is put right. Two queries for however many.
    """
    moments = {last.election_id: last.made_at for last in last_postponements(elections).values()}
    put_off = {e.village_id: moments[e.pk] for e in elections if e.pk in moments}
    if not put_off:
        return {}
    villages = list(put_off)
    anew = {
        (place, kind)
        for place, kind, issued_at in Paper.objects.filter(
            place_code__in=villages, issued_at__gt=min(put_off.values())
        ).values_list("place_code", "kind", "issued_at")
        if issued_at > put_off[place]
    }
    found: dict[str, list[Posting]] = {}
    for posting in posted_in(villages, now):
        wrong = posting.posted_at <= put_off[posting.place_code]
        if wrong and (posting.place_code, posting.paper.kind) not in anew:
            found.setdefault(posting.place_code, []).append(posting)
    return found


def _voted(before: Progress) -> Iterator[ElectionDayFixed]:
    voting = before.steps.get(Step.VOTING)
    if voting is not None and voting.evidence.done_at is not None:
        yield ElectionDayFixed(
            _("%(village)s has voted; there is nothing to put off."), {"village": before.election.village}
        )


def _after(before: Progress, days: Days, *, renews: bool) -> Calendar:
    """The calendar on the new days; a roll that is to be posted anew is not posted yet."""
    return before.calendar.on(
        election_day=days.election_day,
        party_day=days.party_day,
        forgotten=OF_THE_ROLL if renews else (),
    )


def _moved(before: Calendar, after: Calendar) -> list[Moved]:
    """The items whose days differ, in the order of the rulebook's questions; tasks and phases move by themselves."""
    pairs = ((before[key], after[key]) for key in before.keys if key in ITEM_KEYS)
    return [
        Moved(old, new)
        for old, new in pairs
        if (old.not_before, old.not_after) != (new.not_before, new.not_after)
    ]
