"""What stands against the records of polling day; every fault is told at once."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Protocol

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from voting.enums import ContestState, DayCheck
from voting.models import Box, BoxRecord, Contest
from voting.polling_day_rules import polling_day_rules
from voting.queries.ballot import handed_out
from voting.refusals.ballot import CountBegun
from voting.refusals.count import TimeAndPlaceNotPublished
from voting.refusals.polling_day import (
    AccountDiffers,
    AccountOff,
    BoxNotShown,
    CheckUnknown,
    NotOnTheDay,
    PlaceNotReady,
    SealTwice,
    WordsNeeded,
)
from voting.refusals.sheet import IssuedOverElectors, IssuedOverPresent

WORDS = {
    "seal": _("Write down the number of the seal."),
    "shown_by": _("Name who showed the box and sealed it."),
    "witnesses": _("Name those before whom the box was shown."),
    "destroyed_by": _("Name who destroyed the papers that were left."),
}


class OpeningTold(Protocol):
    """What is told of a box shown empty."""

    @property
    def shown_at(self) -> datetime: ...
    @property
    def seal(self) -> str: ...
    @property
    def shown_by(self) -> str: ...
    @property
    def witnesses(self) -> str: ...


class AccountTold(Protocol):
    """What is told of a place's ballot papers."""

    @property
    def issued(self) -> int: ...
    @property
    def replaced(self) -> int: ...
    @property
    def left(self) -> int: ...
    @property
    def destroyed_by(self) -> str: ...
    @property
    def note(self) -> str: ...


def refuse_unpublished_or_counted(contest: Contest) -> None:
    """Raises TimeAndPlaceNotPublished before the places stand, CountBegun once a box is counted."""
    if contest.by_roll and contest.places_published_at is None:
        raise TimeAndPlaceNotPublished(
            _("Time and place of this vote are not published."),
            clause=contest.election.cycle.rules.voting.time_and_place_published.clause or None,
        )
    if contest.state != ContestState.PREPARED:
        raise CountBegun(_("The boxes are being counted; what is on record of the day stands."))


def unknown_checks(contest: Contest, box: Box, seen: Mapping[str, str]) -> Iterator[Refusal]:
    """CheckUnknown for what a place of this kind is not looked over for."""
    known = {check.code.value for check in polling_day_rules(contest.election, contest.body).of(box.kind)}
    for code in (code for code in seen if code not in known):
        yield CheckUnknown(_("This place is not looked over for “%(check)s”."), {"check": code})


def words_needed(**words: str) -> Iterator[Refusal]:
    """WordsNeeded for each of these that is empty."""
    return (WordsNeeded(WORDS[name], field=name) for name, text in words.items() if not text.strip())


def opening_faults(contest: Contest, box: Box, shown: OpeningTold, now: datetime) -> Iterator[Refusal]:
    """What is wrong with a box shown empty: day, place, words, seal."""
    if localtime(shown.shown_at).date() != contest.day or shown.shown_at > now:
        yield NotOnTheDay(
            _("The box is shown empty on %(day)s; it is %(now)s now."),
            {"day": contest.day, "now": now},
            field="shown_at",
        )
    yield from place_faults(contest, box)
    yield from words_needed(seal=shown.seal, shown_by=shown.shown_by, witnesses=shown.witnesses)
    seal = shown.seal.strip()
    other = BoxRecord.objects.filter(box__contest=contest, seal=seal).exclude(box=box).first()
    if seal and other is not None:
        yield SealTwice(
            _("Box %(number)s bears the seal %(seal)s already."),
            {"number": other.box.number, "seal": seal},
            field="seal",
        )


def place_faults(contest: Contest, box: Box) -> Iterator[Refusal]:
    """PlaceNotReady for everything without which the place is not opened."""
    ticked = set(box.ticks.values_list("check_code", flat=True))
    for check in polling_day_rules(contest.election, contest.body).of(box.kind):
        if check.needed and check.code not in ticked:
            yield PlaceNotReady(
                _("Not seen at this place yet: %(check)s."),
                {"check": DayCheck(check.code).label},
                clause=check.clause or None,
                data={"check": check.code.value},
            )


def refuse_unshown(contest: Contest, box: Box) -> None:
    """Raises BoxNotShown before the box was shown empty, where the rulebook, or its reading, asks for that."""
    rules = polling_day_rules(contest.election, contest.body)
    if rules.shown_first and not BoxRecord.objects.filter(box=box).exists():
        raise BoxNotShown(
            _("Box %(number)s was not shown empty and sealed yet. Record that first; then ballots go out."),
            {"number": box.number},
            clause=rules.shown_clause or None,
        )


def need_record(box: Box) -> BoxRecord:
    """The record of a box, locked. Raises BoxNotShown."""
    record = BoxRecord.objects.select_for_update(of=("self",)).filter(box=box).first()
    if record is None:
        raise BoxNotShown(
            _("Nothing is on record of box %(number)s: neither that it was shown empty nor its papers."),
            {"number": box.number},
        )
    return record


def account_faults(contest: Contest, box: Box, record: BoxRecord, told: AccountTold) -> Iterator[Refusal]:
    """What does not add up in the account of a place's papers, and what differs from what is known otherwise."""
    given = told.issued + told.replaced + told.left
    figures = {
        "received": record.received,
        "issued": told.issued,
        "replaced": told.replaced,
        "left": told.left,
        "sum": given,
        "gap": abs(record.received - given),
    }
    if given < record.received:
        message = _(
            "%(received)s papers received, but issued %(issued)s + replaced %(replaced)s + left %(left)s = %(sum)s: "
            "%(gap)s are missing."
        )
        yield AccountOff(message, figures, field="left", data=figures)
    elif given > record.received:
        message = _(
            "%(received)s papers received, but issued %(issued)s + replaced %(replaced)s + left %(left)s = %(sum)s: "
            "%(gap)s are too many."
        )
        yield AccountOff(message, figures, field="left", data=figures)
    yield from _too_many(contest, told.issued)
    if told.left:
        yield from words_needed(destroyed_by=told.destroyed_by)
    if not told.note.strip():
        yield from _differences(box, told.issued)


def _too_many(contest: Contest, issued: int) -> Iterator[Refusal]:
    """No more papers than voters on the roll; of a meeting no more than people present who may vote (A-ASM-17)."""
    if contest.by_roll and issued > contest.electors:
        yield IssuedOverElectors(
            _("%(issued)s papers issued, but only %(electors)s voters are on the roll."),
            {"issued": issued, "electors": contest.electors},
            field="issued",
        )
    if contest.present is not None and issued > contest.present:
        yield IssuedOverPresent(
            _("%(issued)s papers issued for %(present)s present with the right to vote."),
            {"issued": issued, "present": contest.present},
            field="issued",
        )


def _differences(box: Box, issued: int) -> Iterator[Refusal]:
    kept, agreed = handed_out(box), box.agreed
    if kept is not None and kept != issued:
        yield AccountDiffers(
            _("The account says %(issued)s issued, the register of ballots %(other)s. Write down why."),
            {"issued": issued, "other": kept},
            field="issued",
            data={"issued": issued, "register": kept},
        )
    if agreed is not None and agreed["issued"] != issued:
        yield AccountDiffers(
            _("The account says %(issued)s issued, the count %(other)s. Write down why."),
            {"issued": issued, "other": agreed["issued"]},
            field="issued",
            data={"issued": issued, "count": agreed["issued"]},
        )
