from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from elections.enums import Act, Step
from elections.services.gate import gate
from elections.services.ledger import record
from voting.enums import BoxKind
from voting.models import Box, Contest
from voting.queries.roll import figures_of, published_roll
from voting.refusals.count import (
    ClosesBeforeItOpens,
    MobileBoxNotAllowed,
    PlaceNamedTwice,
    PlaceNeeded,
    TimeAndPlaceFixed,
    TimeAndPlaceNotSet,
)
from voting.services.box_groups import group_faults
from voting.services.contest import lock_contest


@dataclass(frozen=True, slots=True)
class BoxDraft:
    """A ballot box and where it stands; `kind` is a BoxKind (A-VOTE-04, A-VOTE-05).

    `groups` are the numbers of those that vote here; none: all that vote nowhere else.
    """

    kind: str
    name: str
    address: str = ""
    groups: tuple[int, ...] = ()


def set_time_and_place(
    *, by: User, contest: Contest, opens_at: time, closes_at: time, boxes: Sequence[BoxDraft], now: datetime
) -> Contest:
    """Set the hours and the boxes of a round, as a draft that replaces the one before.

    Raises TimeAndPlaceFixed after publication; Refusals with every fault of hours and places.
    """
    require(by, "contest.prepare", contest.election.village_id)
    with transaction.atomic():
        contest = lock_contest(contest)
        _refuse_if_fixed(contest)
        gate(_step(contest), contest.election, now)
        faults = list(_faults(contest, opens_at, closes_at, boxes))
        if faults:
            raise Refusals(faults)
        contest.opens_at, contest.closes_at = opens_at, closes_at
        contest.save(update_fields=["opens_at", "closes_at"])
        replace_boxes(contest, boxes)
    return contest


def publish_time_and_place(*, by: User, contest: Contest, now: datetime) -> Contest:
    """Publish day, hours and boxes of a round; from here on they are fixed (A-VOTE-03).

    Raises TimeAndPlaceNotSet, TimeAndPlaceFixed.
    """
    office = require(by, "contest.prepare", contest.election.village_id)
    with transaction.atomic():
        contest = lock_contest(contest)
        _refuse_if_fixed(contest)
        here = gate(_step(contest), contest.election, now)
        boxes = list(contest.boxes.all())
        if contest.opens_at is None or not boxes:
            raise TimeAndPlaceNotSet(_("Set the hours and the places first."), clause=here.rule.clause)
        contest.places_published_at = now
        contest.save(update_fields=["places_published_at"])
        record(
            by=by,
            office=office,
            act=Act.TIME_PLACE_PUBLISHED,
            cycle=contest.election.cycle,
            place_code=contest.election.village_id,
            step=here.step,
            subject=str(contest.election.village),
            data=_recorded(contest, boxes),
            now=now,
        )
    return contest


@part_of_an_act
def replace_boxes(contest: Contest, boxes: Sequence[BoxDraft]) -> None:
    """Give a round that nothing is counted of these boxes, numbered in their order."""
    contest.boxes.all().delete()
    Box.objects.bulk_create(
        Box(
            contest=contest,
            number=number,
            kind=draft.kind,
            name=draft.name,
            address=draft.address,
            groups=sorted(draft.groups),
        )
        for number, draft in enumerate(boxes, start=1)
    )


def _step(contest: Contest) -> Step:
    return Step.RUNOFF if contest.parent_id else Step.TIME_AND_PLACE


def _refuse_if_fixed(contest: Contest) -> None:
    if contest.places_published_at is not None:
        raise TimeAndPlaceFixed(
            _("Time and place were published on %(day)s and are not changed at will."),
            {"day": contest.places_published_at},
            clause=contest.election.cycle.rules.voting.time_and_place_published.clause or None,
        )


def _faults(
    contest: Contest, opens_at: time, closes_at: time, boxes: Sequence[BoxDraft]
) -> Iterator[Refusal]:
    voting = contest.election.cycle.rules.voting
    if closes_at <= opens_at:
        yield ClosesBeforeItOpens(_("Voting must end after it begins."), field="closes_at")
    if all(box.kind == BoxKind.MOBILE for box in boxes):
        yield PlaceNeeded(
            _("An assembly or a polling station is needed; a mobile box only supplements it."),
            clause=voting.manners.clause or None,
        )
    names = [box.name for box in boxes]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield PlaceNamedTwice(
            _("Two boxes are called “%(name)s”; tellers could take one for the other."), {"name": name}
        )
    mobile = voting.mobile_box
    if mobile.stated and not mobile.value and any(box.kind == BoxKind.MOBILE for box in boxes):
        yield MobileBoxNotAllowed(_("This plan knows no mobile ballot box."), clause=mobile.clause)
    yield from group_faults(boxes, _groups(contest))


def _groups(contest: Contest) -> list[int]:
    """The groups that have voters on the roll in force."""
    roll = published_roll(contest.election)
    return list(figures_of(roll).groups) if roll is not None else []


def _recorded(contest: Contest, boxes: Sequence[Box]) -> dict[str, object]:
    return {
        "number": contest.number,
        "day": contest.day.isoformat(),
        "opens": str(contest.opens_at),
        "closes": str(contest.closes_at),
        "boxes": [
            {"kind": box.kind, "name": box.name, "address": box.address, "groups": box.groups}
            for box in boxes
        ],
    }
