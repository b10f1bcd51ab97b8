"""The roll poster and the voter cards from the published roll."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from documents.refusals import PaperNotReady
from elections.models import Election
from elections.queries.days import calendar_of
from elections.refusals import HolidaysNotAnnounced
from voting.enums import Ground
from voting.models import Roll, RollEntry
from voting.papers.about import heading_of
from voting.papers.card import VoterCard, VoterCards
from voting.papers.roll import Appeal, NameGroup, RollPoster
from voting.papers.words import SEXES
from voting.queries.certificates import certificates_may_be_issued
from voting.queries.contest import round_of
from voting.queries.drawing import REASONS
from voting.queries.renewal import first_publication
from voting.queries.roll import entries_by_group, not_registered_of, published_roll, voters_of

DEFAULT_CARD = "选民证"


def roll_in_force(election: Election) -> Roll:
    """The published roll. Raises PaperNotReady while there is none."""
    roll = published_roll(election)
    if roll is None or roll.published_at is None:
        raise PaperNotReady(_("The voter roll is not published yet."))
    return roll


def roll_poster(election: Election, day: date) -> RollPoster:
    """The poster of the roll in force. Raises PaperNotReady."""
    roll = roll_in_force(election)
    assert roll.published_at is not None
    published_on = localtime(roll.published_at).date()
    groups = tuple(NameGroup(f"第{g.number}组", told_apart(g.voters)) for g in entries_by_group(roll))
    return RollPoster(
        heading=heading_of(election),
        version=roll.version,
        published_on=published_on,
        groups=groups,
        refused=refused_groups(not_registered_of(roll)),
        appeal=appeal_of(election, roll),
        fingerprint=roll.fingerprint,
    )


def told_apart(voters: Sequence[RollEntry]) -> tuple[str, ...]:
    """The names of one group; those who share a name get the least that tells them apart: the sex, where that is the
    same the year of birth, and where that is too the household.
    """
    alike: dict[str, list[RollEntry]] = {}
    for voter in voters:
        alike.setdefault(voter.name, []).append(voter)

    def told(voter: RollEntry) -> str:
        others = [each for each in alike[voter.name] if each is not voter]
        if not others:
            return voter.name
        mine = _marks(voter)
        telling = (
            mark
            for mark, taken in zip(mine, zip(*map(_marks, others), strict=True), strict=True)
            if mark not in taken
        )
        return f"{voter.name}（{next(telling, mine[-1])}）"

    return tuple(told(voter) for voter in voters)


def _marks(voter: RollEntry) -> tuple[str, str, str]:
    """What may tell a voter apart on a wall, the least first."""
    return SEXES[voter.sex], f"{voter.birth_date.year}年", f"{voter.household}户"


def refused_groups(entries: Iterable[RollEntry]) -> tuple[NameGroup, ...]:
    """Those not registered, by reason; where somebody is registered elsewhere the place is not told."""
    people = sorted(entries, key=lambda entry: (_reason(entry), entry.group, entry.number))
    return tuple(
        NameGroup(reason, tuple(f"{entry.name}（第{entry.group}组）" for entry in found))
        for reason, found in groupby(people, key=_reason)
    )


def _reason(entry: RollEntry) -> str:
    return REASONS[Ground.ELSEWHERE] if entry.refusal == Ground.ELSEWHERE else entry.not_registered


def appeal_of(election: Election, roll: Roll) -> Appeal | None:
    """Until when one may object to the roll, by the rulebook's calendar (A-ROLL-19, A-ROLL-20). A corrected version
    does not begin the time anew; None where it is over already when the version is posted (AMB-23).
    """
    rules, published_at = election.cycle.rules, roll.published_at
    assert published_at is not None
    first = localtime(first_publication(roll)).date()
    item = calendar_of(election, {"roll_published": first})["roll_appeals_close"]
    if item.unannounced is not None:
        raise HolidaysNotAnnounced(item.unannounced, clause=item.clause)
    if item.not_after is None or item.days is None or item.not_after < localtime(published_at).date():
        return None
    decided = rules.roll.appeal_decided
    return Appeal(item.days, item.not_after, decided.value.count if decided.stated else None)


def roll_of_cards(election: Election) -> Roll:
    """The roll whose voter cards may go out. Raises PaperNotReady while they may not (A-ROLL-21, A-ROLL-23)."""
    may = certificates_may_be_issued(election)
    if not may:
        raise PaperNotReady(may.why_not, clause=may.clause or None)
    return roll_in_force(election)


def voter_cards(election: Election, day: date) -> VoterCards:
    """A card for every voter of the roll in force; with hours and place once they are published."""
    roll = roll_of_cards(election)
    first = round_of(election, 1)
    fixed = first if first and first.places_published_at else None
    boxes = list(fixed.boxes.all()) if fixed else []
    return VoterCards(
        heading=heading_of(election),
        name=card_name(election),
        cards=tuple(
            VoterCard(voter.number, voter.name, SEXES[voter.sex], f"第{voter.group}组")
            for voter in voters_of(roll).order_by("number")
        ),
        day=first.day if first else heading_of(election).election_day,
        opens=fixed.opens_at if fixed else None,
        closes=fixed.closes_at if fixed else None,
        place=boxes[0].address or boxes[0].name if len(boxes) == 1 else "",
    )


def card_name(election: Election) -> str:
    """What the plan calls the voter's card: 选民证, 参选证."""
    stated = election.cycle.rules.papers.voter_certificate
    return str(stated.value) if stated.stated else DEFAULT_CARD
