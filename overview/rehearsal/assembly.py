"""The Party members' assembly of a rehearsal: item by item, with the vote on its members and the first meeting."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localtime

from candidates.queries.assembly import expected_at
from candidates.queries.assembly_chair import outgoing_committee
from candidates.queries.party_path import formal_party, standing_party
from candidates.services.agenda import hold_item
from candidates.services.agenda_checks import Held, Votes
from candidates.services.first_meeting import prepare_first_meeting
from candidates.services.formal_opinion import Opinion
from candidates.services.party_result import confirm_party_vote
from candidates.services.party_vote import prepare_party_vote
from documents.services.job import run
from elections.rulebook import AgendaItem
from overview.rehearsal.party import JOINED, POSTS, decide
from overview.rehearsal.people import party_people
from overview.rehearsal.polling_day import put_under_seal
from overview.rehearsal.vote import confirm_rule
from overview.rehearsal.walk import Walk
from villages.enums import Post
from villages.models import PartyMember
from villages.services.party import add_party_members
from voting.models import Contest
from voting.queries.count import plan_of, tallies_of
from voting.rounds import FIRST_MEETING, PARTY
from voting.services.count import enter_count

MEMBERS, ABSENT = 46, 3
WATCHERS = ("胡建湘", "何小满")
BEHIND = 9  # votes of each who is not elected


def call_together(walk: Walk, now: datetime) -> None:
    """As many members are in the register as an assembly needs."""
    known = PartyMember.objects.filter(village=walk.election.village)
    taken = set(known.values_list("resident_id", flat=True))
    others = [person for person in party_people(walk.election, MEMBERS) if person.pk not in taken]
    add_party_members(
        PartyMember(village=walk.election.village, resident=person, joined_on=JOINED)
        for person in others[: max(0, MEMBERS - len(taken))]
    )


def hold(walk: Walk, now: datetime) -> None:
    """Every item in its order; the assembly's opinion decides the formal list, the members are elected, then the new
    committee fills its posts."""
    present = expected(walk, now) - ABSENT
    for item in walk.election.cycle.rules.assembly_agenda:
        if item.ballots:
            _decide_formal_list(walk, present, now)
            contest = prepare_party_vote(by=walk.clerk, election=walk.election, now=now)
            _vote(walk, contest, present, now)
        if item.result_of == FIRST_MEETING:
            elected = sum(post.seats for post in plan_of(contest).posts)
            contest = prepare_first_meeting(by=walk.clerk, election=walk.election, present=elected, now=now)
            _vote(walk, contest, elected, now)
        _hold(walk, item, present, now)


def _decide_formal_list(walk: Walk, present: int, now: datetime) -> None:
    """Of each person on the approved list one member fewer is in favour than of the one before."""
    standing = standing_party(walk.election)
    favour = {person.pk: present - place for place, person in enumerate(standing)}
    decide(walk, "formal_list", now, opinion=Opinion(favour))


def count_too_few(walk: Walk, now: datetime) -> None:
    """Those present are counted, one fewer than the quorum asks for: refused."""
    quorum = walk.election.cycle.rules.tally_rule(PARTY, "first")["quorum"]
    numerator, denominator = map(int, quorum["at_least"].split("/"))
    least = -(-expected(walk, now) * numerator // denominator)
    (first,) = [item for item in walk.election.cycle.rules.assembly_agenda if item.counts][:1]
    _hold(walk, first, least - 1, now)


def expected(walk: Walk, now: datetime) -> int:
    """How many members are expected, after those left out."""
    return expected_at(walk.election, localtime(now).date()).number


def _hold(walk: Walk, item: AgendaItem, present: int, now: datetime) -> None:
    held = Held(
        present=present if item.counts else None,
        votes=dict.fromkeys(item.votes, Votes(present)),
        names=dict.fromkeys(item.names, WATCHERS),
        box_checked_by=WATCHERS[0] if item.ballots else "",
        chair=next(iter(outgoing_committee(walk.election)), ""),
    )
    hold_item(by=walk.clerk, election=walk.election, item=item.key, held=held, now=now)


def _vote(walk: Walk, contest: Contest, present: int, now: datetime) -> None:
    """Everyone present votes, most for the highest posts; two people enter the sheet, a scrutineer reports, the ballots go
    under seal."""
    ranks = {f"c{person.pk}": POSTS.index(Post(person.post)) for person in formal_party(walk.election)}
    posts = plan_of(contest).posts
    sheet = {
        "issued": present,
        "returned": present,
        "spoilt": 0,
        "positions": {
            post.post: {
                "invalid": 0,
                "votes": _votes(sorted(post.printed, key=ranks.__getitem__), post.seats, present),
            }
            for post in posts
        },
    }
    box = contest.boxes.get()
    for who in (walk.clerk, walk.staff.second_clerk):
        key = uuid.UUID(int=walk.random.getrandbits(128))
        enter_count(by=who, box=box, data=sheet, key=key, scrutineers="、".join(WATCHERS), now=now)
    for job in tallies_of(contest):
        run(job.pk, lambda: now)
    confirm_rule(walk, contest.body, now)
    confirm_party_vote(
        by=walk.clerk, election=walk.election, body=contest.body, reported_by=WATCHERS[0], now=now
    )
    put_under_seal(walk, contest, now)


def _votes(keys: Sequence[str], seats: int, present: int) -> dict[str, int]:
    """As many as there are seats are elected, each with a vote fewer than the one before; the others get the rest."""
    behind = min(BEHIND, present // 3) if len(keys) > seats else 0
    return {key: present - behind - place if place < seats else behind for place, key in enumerate(keys)}
