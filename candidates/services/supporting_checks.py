"""What stands against an election to a supporting body, and against handing the body in."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.said import Listed, Said
from candidates import supporting_refusals
from candidates.counted import Figures, counted
from candidates.duties import DIRECTS
from candidates.eligibility.kin import Avoidance, ground_of
from candidates.enums import MeetingBasis, RepresentativeState
from candidates.models import BodyMeeting, BodyMember, SupportingBody
from candidates.queries.supporting import (
    BodyBoard,
    Unit,
    commissioners_beside,
    committee_names,
    posts_beside,
    representatives_of,
)
from candidates.refusals import ReasonNeeded
from candidates.services.names import Nominee, VoteLine
from candidates.services.nomination_checks import day_faults
from candidates.structure import supervisors_counted, with_director
from candidates.supporting_rules import BodyRules
from candidates.tallied import NOBODY, meeting_asked
from candidates.told import told_name
from elections.models import Election, StepRecord
from elections.refusals import HeldTooEarly, RecordedAlready
from elections.rulebook.value import Strength
from elections.rulebook.wording import word
from villages.enums import BODY_OF, Body, Post
from villages.models import Group, Resident
from villages.queries.kinship import families_between

SITS = RepresentativeState.ELECTED
# What makes one of two relatives give way; what only takes an approval to stand is decided before the list.
GIVES_WAY = (Avoidance.SUPERVISORY, Avoidance.OFFICE, Avoidance.BARRED)


@dataclass(frozen=True)
class MeetingHeld:
    """What a meeting came to: `group` is the number of the group, None the whole place. `places` is how many it
    elects; `decided` are residents taken among equals, `decision` tells how.
    """

    post: str
    group: int | None
    held_on: date
    chaired_by: str
    basis: MeetingBasis
    entitled: int
    present: int
    places: int
    lines: Sequence[VoteLine]
    decided: frozenset[int] = frozenset()
    decision: str = ""


def refuse_on_record(election: Election, rules: BodyRules) -> None:
    """Raises RecordedAlready where the body was elected off-line and is on record so."""
    records = StepRecord.objects.filter(election=election, step=rules.step.key, withdrawn_at=None)
    parts = [part for kept in records.values_list("parts", flat=True) for part in kept]
    if (rules.body in parts) if rules.part else (rules.step.offline and records.exists()):
        raise RecordedAlready(
            _("This is on record as done off-line; withdraw that record before you enter it here."),
            clause=rules.clause,
        )


def meeting_faults(
    election: Election, rules: BodyRules, held: MeetingHeld, opens: datetime | None, now: datetime
) -> Iterator[Refusal]:
    """The day, who came, who chaired."""
    yield from day_faults(held.held_on, now)
    if opens is not None and held.held_on < localtime(opens).date():
        yield HeldTooEarly(
            _("“%(step)s” could be done from %(opens)s; %(day)s is before that."),
            {"step": Said(rules.step.title), "opens": localtime(opens).date(), "day": held.held_on},
            field="held_on",
        )
    yield from _presence_faults(rules, held)
    if rules.chaired_by_committee and held.chaired_by.strip() not in committee_names(election):
        yield supporting_refusals.ChairNotOfCommittee(
            _("%(name)s is no member of the committee; one of its members chairs the group’s meeting."),
            {"name": told_name(held.chaired_by.strip())},
            clause=rules.section.group_meeting_chaired_by.clause,
            field="chaired_by",
        )


def _presence_faults(rules: BodyRules, held: MeetingHeld) -> Iterator[Refusal]:
    if held.present > held.entitled:
        told = _("%(present)s came, but only %(entitled)s could.")
        params = {"present": held.present, "entitled": held.entitled}
        yield supporting_refusals.MeetingTooSmall(told, params, field="present")
        return
    found = counted(meeting_asked(rules, held.basis), NOBODY, Figures(held.entitled, held.present))
    if found.quorum is not None and not found.quorum.passed:
        yield supporting_refusals.MeetingTooSmall(
            _("%(present)s of %(entitled)s came; %(need)s are needed."),
            {
                "present": held.present,
                "entitled": held.entitled,
                "need": found.need,
            },
            clause=found.quorum.clause,
            field="present",
        )


def places_faults(rules: BodyRules, held: MeetingHeld, free: int) -> Iterator[Refusal]:
    """How many the meeting elects."""
    fixed = rules.places(held.post)
    rule = rules.section.group_leaders_per_group
    if held.places < 1 or (fixed is not None and held.places != fixed):
        yield supporting_refusals.SupportingPlacesFaulty(
            _("This meeting elects %(n)s."),
            {"n": fixed or 1},
            clause=(rule.clause if rules.body == Body.GROUP_LEADERS else rules.clause) or None,
            field="places",
        )


def people_faults(
    election: Election,
    rules: BodyRules,
    book: SupportingBody,
    before: BodyMeeting | None,
    group: Group | None,
    nominees: Sequence[Nominee],
) -> Iterator[Refusal]:
    """Who may have votes: a group's representatives alone; nobody twice in the body."""
    allowed = representatives_of(election, group) if rules.from_representatives and group else None
    others = BodyMember.objects.filter(body=book, state=SITS)
    if before is not None and book.filed_at is None:
        others = others.exclude(meeting=before)
    sitting = set(others.values_list("resident_id", flat=True))
    for one in nominees:
        if allowed is not None and one.votes and one.resident.pk not in allowed:
            yield supporting_refusals.NotTheGroupsRepresentative(
                _("%(name)s is no representative of this group; the leader is one of them."),
                {"name": told_name(one.resident.name)},
                clause=rules.section.group_leaders_from.clause,
                field=f"name-{one.row}",
                data={"row": one.row},
            )
        if one.votes and one.resident.pk in sitting:
            yield supporting_refusals.SitsAlready(
                _("%(name)s is in this body already."),
                {"name": told_name(one.resident.name)},
                field=f"name-{one.row}",
                data={"row": one.row},
            )


def filing_faults(board: BodyBoard, election: Election, reason: str) -> Iterator[Refusal]:
    """Everything that stands against handing a body in."""
    wanting = board.wanting
    if wanting:
        yield supporting_refusals.MeetingsMissing(
            _("Not recorded yet: %(meetings)s."),
            {"meetings": Listed(_named(unit) for unit in wanting)},
            clause=board.rules.clause,
            data={"meetings": [{"post": unit.post.value, "group": unit.number} for unit in wanting]},
        )
        return
    if board.rules.body == Body.COUNCIL:
        yield from _council(board, reason)
    if board.rules.body == Body.SUPERVISORY:
        yield from _supervisory(board, election, reason)


def _named(unit: Unit) -> Any:
    return str(unit.group) if unit.group else unit.post.label


def _council(board: BodyBoard, reason: str) -> Iterator[Refusal]:
    size, n = board.rules.size, len(board.people)
    if size is not None and n not in size.value and not reason.strip():
        yield ReasonNeeded(
            _("The council has %(n)s members; about %(least)s to %(most)s are wanted. Give the reason."),
            {"n": n, "least": size.value.min, "most": size.value.max},
            clause=size.clause,
            field="reason",
        )


def _supervisory(board: BodyBoard, election: Election, reason: str) -> Iterator[Refusal]:
    rules, people = board.rules, board.people
    heads = [one for one in people if one.post == Post.HEAD_SUPERVISOR]
    counted = supervisors_counted(rules.rules, len(heads), len(people) - len(heads))
    if rules.size is not None and counted not in rules.size.value:
        told = _("The supervisory committee counts %(n)s; %(least)s to %(most)s are wanted.")
        yield supporting_refusals.BodySizeOutside(
            told,
            {"n": counted, "least": rules.size.value.min, "most": rules.size.value.max},
            clause=rules.size.clause,
            data={"with_director": with_director(rules.rules)},
        )
    beside = posts_beside(election)
    yield from _in_committee(rules, people, beside)
    if not reason.strip():
        yield from _director(rules, heads, beside, commissioners_beside(election))
    yield from _relatives(rules, people, beside)


def _bodies(posts: set[str]) -> set[Body]:
    return {BODY_OF[post] for post in posts}


def _in_committee(
    rules: BodyRules, people: Sequence[BodyMember], beside: dict[int, set[str]]
) -> Iterator[Refusal]:
    """Members of the committee, as the law or the plan bars them; the director by what the plan says of the director."""
    barred, apart = rules.rules.kin.supervisory_barred, rules.section.supervisory_director_off_committee
    for one in people:
        sits = Body.COMMITTEE in _bodies(beside.get(one.resident_id, set()))
        own_rule = apart.stated and one.post == Post.HEAD_SUPERVISOR
        if sits and barred.stated and barred.value and not own_rule:
            yield supporting_refusals.SupervisorBarred(
                _("%(name)s sits in the committee and cannot supervise it."),
                {"name": told_name(one.name)},
                clause=barred.clause,
                data={"person": one.pk},
            )


def _director(
    rules: BodyRules, heads: Sequence[BodyMember], beside: dict[int, set[str]], commissioners: Collection[int]
) -> Iterator[Refusal]:
    """The director is of those whom the plan names, and not of the committee, or there is a reason (A-POST-02, C-POST-01)."""
    apart, wanted = rules.section.supervisory_director_off_committee, rules.section.supervisory_director
    for head in heads:
        posts = beside.get(head.resident_id, set())
        bodies = _bodies(posts)
        if apart.stated and apart.value and Body.COMMITTEE in bodies:
            told = _("%(name)s directs the supervisory committee and sits in the committee. Give the reason.")
            yield ReasonNeeded(told, {"name": told_name(head.name)}, clause=apart.clause, field="reason")
        elif wanted.stated and not _named_by(wanted.value, posts, head.resident_id in commissioners):
            told = _(
                "%(name)s directs the supervisory committee; in principle that is: %(wanted)s. Give the reason."
            )
            named = Listed(Said(word(each)) for each in wanted.value)
            yield ReasonNeeded(
                told, {"name": told_name(head.name), "wanted": named}, clause=wanted.clause, field="reason"
            )


def _named_by(wanted: Collection[str], posts: Collection[str], commissioner: bool) -> bool:
    return (commissioner and not DIRECTS.isdisjoint(wanted)) or not set(posts).isdisjoint(wanted)


def _relatives(
    rules: BodyRules, people: Sequence[BodyMember], beside: dict[int, set[str]]
) -> Iterator[Refusal]:
    """Supervisors who are related to one another or to the two committees, as the rulebook forbids it."""
    supervisors = {one.resident_id: one for one in people}
    everyone = Resident.objects.in_bulk([*supervisors, *beside])
    family = families_between(list(everyone.values()))
    kinships = family.pairs(everyone.values())
    for first, second in combinations(sorted(everyone), 2):
        if (first, second) not in kinships or not {first, second} & set(supervisors):
            continue
        pair = [_places(key, supervisors, beside) for key in (first, second)]
        relation = kinships[first, second].relation
        grounds = [
            ground
            for mine in pair[0]
            for theirs in pair[1]
            if Body.SUPERVISORY in (mine, theirs)
            and (ground := ground_of(rules.rules, mine, theirs, relation)) is not None
            and ground.avoidance in GIVES_WAY
            and ground.rule.strength == Strength.HARD
        ]
        if grounds:
            yield supporting_refusals.SupervisorBarred(
                _("%(first)s and %(second)s are relatives; one of them cannot sit."),
                {"first": told_name(everyone[first].name), "second": told_name(everyone[second].name)},
                clause=grounds[0].rule.clause,
                data={"people": [first, second]},
            )


def _places(key: int, supervisors: dict[int, BodyMember], beside: dict[int, set[str]]) -> set[Body]:
    found = _bodies(beside.get(key, set()))
    return found | {Body.SUPERVISORY} if key in supervisors else found
