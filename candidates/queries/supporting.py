"""Supporting bodies, read: group leaders, council and supervisory committee of a place, meeting by meeting."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.db.models import Q

from candidates.duties import duty_of
from candidates.enums import MeetingBasis, RepresentativeState
from candidates.models import BodyMeeting, BodyMember, Representative, SupportingBody
from candidates.queries.commissioners import commissioners
from candidates.queries.team import View, held_of
from candidates.supporting_rules import BodyRules, bodies_in_plan
from elections.calendar.counting import add_months
from elections.models import Election
from elections.queries.posts import posts_for
from elections.queries.progress import Progress, StepProgress
from villages.enums import BODY_OF, TWO_COMMITTEES, Body, Post
from villages.models import Group, Household, Resident
from voting.queries.result import elected_of

SITS = RepresentativeState.ELECTED
ADULT, MONTHS = 18, 12


@dataclass(frozen=True)
class Unit:
    """A meeting that is to elect, or has: `group` None is the whole place."""

    post: Post
    group: Group | None
    meeting: BodyMeeting | None
    people: Sequence[BodyMember]

    @property
    def number(self) -> int:
        """The number of its group; 0 is the whole place."""
        return self.group.number if self.group else 0

    @property
    def sitting(self) -> list[BodyMember]:
        return [one for one in self.people if one.state == SITS]

    @property
    def free(self) -> int:
        """Places that somebody left."""
        return self.meeting.places - len(self.sitting) if self.meeting else 0


@dataclass(frozen=True)
class BodyBoard:
    """A body with its meetings; `by_office` is who is in it without a meeting, `target` the day to be done by."""

    rules: BodyRules
    book: SupportingBody | None
    units: Sequence[Unit]
    by_office: Sequence[BodyMember]
    step: StepProgress | None = None
    target: date | None = None
    target_clause: str | None = None
    in_two_committees: int = 0

    @property
    def people(self) -> list[BodyMember]:
        return [*self.by_office, *(one for unit in self.units for one in unit.sitting)]

    @property
    def wanting(self) -> list[Unit]:
        return [unit for unit in self.units if unit.meeting is None or unit.free > 0]

    @property
    def stale(self) -> bool:
        """Whether somebody came or went since it was published."""
        return bool(self.book and self.book.published_at and self.book.changed_at)


class Way(Protocol):
    """How far something that is handed in has come."""

    @property
    def filed_at(self) -> datetime | None: ...
    @property
    def received_at(self) -> datetime | None: ...
    @property
    def published_at(self) -> datetime | None: ...


def done_at(book: Way, ways: Collection[str]) -> datetime | None:
    """When a body had gone every way that the plan asks for; None before."""
    wanted = [book.filed_at]
    if "filed_with_township" in ways:
        wanted.append(book.received_at)
    if "published" in ways:
        wanted.append(book.published_at)
    moments = [moment for moment in wanted if moment is not None]
    return max(moments) if len(moments) == len(wanted) else None


def boards_of(election: Election, progress: Progress | None = None) -> list[BodyBoard]:
    """The bodies of a place that its plan elects, in five queries however many groups there are."""
    books = {book.body: book for book in SupportingBody.objects.filter(election=election)}
    meetings = BodyMeeting.objects.filter(body__election=election).select_related("group", "body")
    people = BodyMember.objects.filter(body__election=election).select_related("resident__party_member")
    by_meeting: dict[int | None, list[BodyMember]] = {}
    for one in people.order_by("-votes", "pk"):
        by_meeting.setdefault(one.meeting_id, []).append(one)
    held = {(meeting.post, meeting.group_id): meeting for meeting in meetings}
    groups = list(Group.objects.filter(village=election.village_id).order_by("number"))
    two = _in_two_committees(election, by_meeting)
    return [
        _board(rules, books.get(rules.body), held, by_meeting, groups, progress, two)
        for rules in bodies_in_plan(election)
    ]


def _in_two_committees(election: Election, people: dict[int | None, list[BodyMember]]) -> set[int]:
    residents = [one.resident_id for found in people.values() for one in found]
    rows = posts_for(election).filter(resident__in=residents, until=None, body__in=TWO_COMMITTEES)
    return set(rows.values_list("resident_id", flat=True))


def _board(
    rules: BodyRules,
    book: SupportingBody | None,
    held: dict[tuple[str, int | None], BodyMeeting],
    people: dict[int | None, list[BodyMember]],
    groups: Sequence[Group],
    progress: Progress | None,
    two: Collection[int],
) -> BodyBoard:
    units = []
    for post in rules.posts:
        for group in groups if rules.by_groups else [None]:
            meeting = held.get((post, group.pk if group else None))
            units.append(Unit(post, group, meeting, people.get(meeting.pk, []) if meeting else []))
    office = [one for one in people.get(None, []) if BODY_OF[one.post] == rules.body and one.state == SITS]
    sitting = [*office, *(one for unit in units for one in unit.sitting)]
    due = progress.calendar[rules.part.due] if progress and rules.part and rules.part.due else None
    return BodyBoard(
        rules,
        book,
        units,
        office,
        step=progress.steps[rules.step.key] if progress else None,
        target=due.not_after if due else None,
        target_clause=due.clause if due else None,
        in_two_committees=len({one.resident_id for one in sitting} & set(two)),
    )


def board_of_body(election: Election, body: str, progress: Progress | None = None) -> BodyBoard | None:
    """One body of a place, or None where the plan does not elect it."""
    return next((board for board in boards_of(election, progress) if board.rules.body == body), None)


def body_member(election: Election, pk: int) -> BodyMember | None:
    found = BodyMember.objects.filter(pk=pk, body__election=election).select_related("body", "meeting__group")
    return found.first()


def entitled_to(election: Election, group: Group | None, basis: str, day: date) -> int:
    """How many could come to a meeting, by the registers: adults on the day, households, or representatives.

    Until an election has representatives of its own, those who sit act on (AMB-06).
    """
    village = election.village_id
    here = Q(village=village) if group is None else Q(village=village, group=group)
    if basis == MeetingBasis.HOUSEHOLDS:
        return Household.objects.filter(here).count()
    if basis == MeetingBasis.REPRESENTATIVES:
        sitting = posts_for(election).filter(village=village, body=Body.REPRESENTATIVES, until=None)
        return (
            Representative.objects.filter(unit__book__election=election, state=SITS).count()
            or sitting.count()
        )
    born = add_months(day, -ADULT * MONTHS)
    return Resident.objects.filter(here, left_on=None, birth_date__lte=born).count()


def representatives_of(election: Election, group: Group) -> set[int]:
    """The residents of a group who are representatives of the place."""
    rows = Representative.objects.filter(unit__book__election=election, state=SITS, resident__group=group)
    return set(rows.values_list("resident_id", flat=True))


def committee_names(election: Election) -> list[str]:
    """The names of the new committee; before its result those who sit."""
    elected = [one.name for one in elected_of(election)]
    if elected:
        return list(dict.fromkeys(elected))
    sitting = posts_for(election).filter(village=election.village_id, body=Body.COMMITTEE, until=None)
    return list(sitting.values_list("resident__name", flat=True))


def posts_beside(election: Election) -> dict[int, set[str]]:
    """The posts in the two committees by resident: those of the new committee, and those who sit in the Party's."""
    elected = held_of([election], View.ELECTED).get(election.pk, {})
    found = {resident: set(posts) for resident, posts in elected.items()}
    sitting = posts_for(election).filter(village=election.village_id, until=None, body=Body.PARTY)
    for resident, post in sitting.values_list("resident_id", "post"):
        found.setdefault(resident, set()).add(post)
    return found


def commissioners_beside(election: Election) -> set[int]:
    """The discipline commissioners beside it: who was elected here as one, and who sits as one (A-POST-02)."""
    sitting = posts_for(election).filter(village=election.village_id, until=None, body=Body.PARTY)
    found = {
        resident
        for resident, post, duty in sitting.values_list("resident_id", "post", "duty")
        if duty_of(election.cycle.rules, post, duty)
    }
    return found | commissioners(
        election, View.ELECTED, held_of([election], View.ELECTED).get(election.pk, {})
    )


def secretary_of(election: Election) -> Resident | None:
    """The Party secretary as the register of posts names the person."""
    sitting = posts_for(election).filter(village=election.village_id, post=Post.SECRETARY, until=None)
    found = sitting.select_related("resident").order_by("-since").first()
    return found.resident if found else None
