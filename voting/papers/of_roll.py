"""The roll poster and the voter cards from the published roll."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from documents.refusals import PaperNotReady
from elections.models import Election
from elections.queries.days import calendar_of
from elections.refusals import HolidaysNotAnnounced
from voting.models import Roll, RollEntry
from voting.papers.about import heading_of
from voting.papers.card import VoterCard, VoterCards
from voting.papers.roll import Appeal, NameGroup, RollPoster
from voting.papers.words import SEXES
from voting.queries.certificates import certificates_may_be_issued
from voting.queries.contest import round_of
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
        refused=refused_groups(not_registered_of(roll).order_by("not_registered", "group", "number")),
        appeal=appeal_of(election, published_on),
        fingerprint=roll.fingerprint,
    )


def told_apart(voters: Sequence[RollEntry]) -> tuple[str, ...]:
    """The names of one group; those who share a name get their sex or, where that is the same, the year of birth."""
    names = Counter(voter.name for voter in voters)
    sexes = Counter((voter.name, voter.sex) for voter in voters)

    def told(voter: RollEntry) -> str:
        if names[voter.name] == 1:
            return voter.name
        mark = SEXES[voter.sex] if sexes[voter.name, voter.sex] == 1 else f"{voter.birth_date.year}年"
        return f"{voter.name}（{mark}）"

    return tuple(told(voter) for voter in voters)


def refused_groups(entries: Iterable[RollEntry]) -> tuple[NameGroup, ...]:
    """Those not registered, by reason; the entries come ordered by it."""
    by_reason = groupby(entries, key=lambda entry: entry.not_registered)
    return tuple(
        NameGroup(reason, tuple(f"{entry.name}（第{entry.group}组）" for entry in people))
        for reason, people in by_reason
    )


def appeal_of(election: Election, published_on: date) -> Appeal | None:
    """Until when one may object to the roll, by the rulebook's calendar (A-ROLL-19, A-ROLL-20)."""
    rules = election.cycle.rules
    item = calendar_of(election, {"roll_published": published_on})["roll_appeals_close"]
    if item.unannounced is not None:
        raise HolidaysNotAnnounced(item.unannounced, clause=item.clause)
    if item.not_after is None or item.days is None:
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
