"""What follows a final result: the terms of those elected, then group leaders, council and supervisory committee."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction

from candidates.enums import MeetingBasis, RepresentativeState
from candidates.models import Candidacy, Representative
from candidates.queries.supporting import committee_names, entitled_to, posts_beside, secretary_of
from candidates.queries.terms import terms_of_body
from candidates.services.names import VoteLine
from candidates.services.supporting import file_body, publish_body, receive_body
from candidates.services.supporting_checks import MeetingHeld
from candidates.services.supporting_votes import record_body_meeting
from candidates.services.terms import enter_terms
from overview.rehearsal.bodies import Elders
from overview.rehearsal.figures import part
from overview.rehearsal.walk import Walk
from villages.enums import Body, Post
from villages.models import Group, Resident
from villages.queries.kinship import families_between
from villages.services.cadre import Holding, enter_cadre
from voting.queries.written_in import namesakes
from voting.rounds import COMMITTEE
from voting.services.written_in import name_resident

CAME, FOR = Fraction(3, 4), Fraction(9, 10)
SUPERVISORS = 3
# Why a body departs from what is usual.
REASONS = {
    Body.GROUP_LEADERS: "",
    Body.COUNCIL: "按村（居）民小组各推选一名",
    Body.SUPERVISORY: "现任党组织成员中无合适人选，由代表会议推选",
}


def enter_committee(walk: Walk, now: datetime) -> None:
    """The clerk says who was written in, and enters the terms of the committee in the register of posts."""
    board = terms_of_body(walk.election, Body.COMMITTEE)
    assert board is not None
    for one in board.unmatched:
        name = one.seat.name
        found = namesakes(walk.election, name)[0]
        name_resident(
            by=walk.clerk, election=walk.election, name=name, resident=found, now=now, body=COMMITTEE
        )
    enter_terms(by=walk.clerk, election=walk.election, body=Body.COMMITTEE, now=now)


def elect_bodies(walk: Walk, now: datetime) -> None:
    """Each body is elected, handed in, taken on file by the township and published (A-POST-01 to A-POST-04)."""
    if secretary_of(walk.election) is None:
        _seat_secretary(walk, now)
    for body, reason in REASONS.items():
        for held in _meetings(walk, body, now):
            record_body_meeting(by=walk.clerk, election=walk.election, held=held, now=now)
        file_body(by=walk.clerk, election=walk.election, body=body, reason=reason, now=now)
        receive_body(by=walk.above.office, election=walk.election, body=body, now=now)
        publish_body(by=walk.clerk, election=walk.election, body=body, now=now)


def _seat_secretary(walk: Walk, now: datetime) -> None:
    """A Party election held on paper gives no term here: the township enters the secretary in the register by hand."""
    elected = Candidacy.objects.filter(election=walk.election, post=Post.SECRETARY).order_by("place", "pk")[0]
    holding = Holding(Body.PARTY, Post.SECRETARY, walk.days.party_election)
    enter_cadre(by=walk.above.office, resident=elected.resident, holding=holding, now=now)


def _meetings(walk: Walk, body: Body, now: datetime) -> Iterator[MeetingHeld]:
    if body == Body.SUPERVISORY:
        director, *others = _supervisors(walk)
        yield _held(walk, Post.HEAD_SUPERVISOR, None, [director], now)
        yield _held(walk, Post.SUPERVISOR, None, others, now)
        return
    post = Post.GROUP_LEADER if body == Body.GROUP_LEADERS else Post.COUNCILLOR
    convener = secretary_of(walk.election)
    for group in Group.objects.filter(village=walk.election.village_id).order_by("number"):
        rows = Representative.objects.filter(
            unit__book__election=walk.election, state=RepresentativeState.ELECTED, resident__group=group
        )
        people = [row.resident for row in rows.select_related("resident").order_by("-votes", "pk")]
        yield _held(walk, post, group, [one for one in people if one != convener][:1], now)


def _supervisors(walk: Walk) -> list[Resident]:
    """People of whom nobody sits in a committee, stood for one, or is related to who does, or to one another."""
    stood = Candidacy.objects.filter(election=walk.election).values_list("resident", flat=True)
    apart = list(Resident.objects.filter(pk__in={*stood, *posts_beside(walk.election)}))
    elders = Elders(walk.election).people
    related = families_between([*apart, *elders]).pairs([*apart, *elders])
    chosen: list[Resident] = []
    for one in elders:
        near = any((one.pk, other.pk) in related for other in [*apart, *chosen])
        if one not in apart and not near and len(chosen) < SUPERVISORS:
            chosen.append(one)
    return chosen


def _held(
    walk: Walk, post: Post, group: Group | None, people: Sequence[Resident], now: datetime
) -> MeetingHeld:
    """A meeting to which three in four come, and nine in ten of these are for whoever is put up."""
    basis = MeetingBasis.REPRESENTATIVES if group is None else MeetingBasis.ADULTS
    entitled = entitled_to(walk.election, group, basis, now.date())
    present = part(entitled, CAME)
    return MeetingHeld(
        post=post,
        group=group.number if group else None,
        held_on=now.date(),
        chaired_by=committee_names(walk.election)[0],
        basis=basis,
        entitled=entitled,
        present=present,
        places=len(people),
        lines=[VoteLine("", one.name, part(present, FOR), one.pk) for one in people],
    )
