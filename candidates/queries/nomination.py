from collections import Counter
from collections.abc import Collection, Sequence

from candidates.enums import CandidacyState
from candidates.models import Candidacy, Nomination, NominationVote, Withdrawal
from candidates.queries.seats import seats_of
from candidates.states import GONE
from elections.models import Election
from villages.enums import Body
from villages.models import Resident
from voting.queries.roll import draft_roll, published_roll, voters_of


def nomination_of(election: Election) -> Nomination | None:
    """The recorded result of the nomination, with its votes, or None."""
    found = Nomination.objects.select_related("preselection").prefetch_related(
        "votes__resident__group", "groups"
    )
    return found.filter(election=election).first()


def registered_by_group(election: Election) -> dict[int, int]:
    """How many are registered in each group, by its number: on the published roll, or on the draft (AMB-40)."""
    roll = published_roll(election) or draft_roll(election)
    return dict(sorted(Counter(voters_of(roll).values_list("group", flat=True)).items())) if roll else {}


def registered_voters(election: Election) -> int:
    """The voters of the published roll, or of the draft before it is published (AMB-40); 0: no roll."""
    roll = published_roll(election) or draft_roll(election)
    return voters_of(roll).count() if roll else 0


def residents_named(village_code: str, names: Collection[str]) -> dict[str, list[Resident]]:
    """The residents of a village with these names, by name; oldest first where several have one name."""
    found: dict[str, list[Resident]] = {}
    people = Resident.objects.filter(village=village_code, name__in=names).select_related("group")
    for resident in people.order_by("birth_date", "pk"):
        found.setdefault(resident.name, []).append(resident)
    return found


def next_in_line(election: Election) -> dict[str, list[NominationVote]]:
    """Who comes next by votes for each post with a place free; several where they are level.

    A place is free while fewer people stand than seats and differential ask for; once the formal list is published,
    only where somebody left it since. Nobody comes next for a post whose preselection is still to be held.
    """
    people = Candidacy.objects.filter(election=election, body=Body.COMMITTEE)
    standing = list(people.values_list("post", "resident", "state"))
    published = any(state == CandidacyState.FORMAL for _post, _resident, state in standing)
    left = _left_the_list(election) if published else set()
    tried = {(post, resident) for post, resident, _state in standing}
    barred = {resident for _post, resident, state in standing if state == CandidacyState.CANCELLED}
    waiting: dict[str, list[NominationVote]] = {}
    for vote in _ranked(election):
        if (vote.post, vote.resident_id) not in tried and vote.resident_id not in barred:
            waiting.setdefault(vote.post, []).append(vote)
    live = Counter(post for post, _resident, state in standing if state not in GONE)
    free = [
        plan.post
        for plan in seats_of(election)
        if live[plan.post] < plan.places and (not published or plan.post in left)
    ]
    return {post: _level(waiting[post]) for post in free if post in waiting}


def _left_the_list(election: Election) -> set[str]:
    """The posts that somebody left since the formal list was posted last."""
    gone = Withdrawal.objects.filter(candidacy__election=election, from_list=True, change=None)
    return set(gone.values_list("candidacy__post", flat=True))


def _ranked(election: Election) -> list[NominationVote]:
    """The votes that decide, most first, of every post that is decided; without those who have none."""
    votes = NominationVote.objects.filter(nomination__election=election, votes__gt=0)
    decided = [
        vote
        for vote in votes.select_related("nomination", "resident")
        if vote.preselection_votes is not None or vote.post not in vote.nomination.preselected_posts
    ]
    return sorted((vote for vote in decided if vote.deciding_votes), key=lambda v: (-v.deciding_votes, v.pk))


def _level(line: Sequence[NominationVote]) -> list[NominationVote]:
    return [vote for vote in line if vote.deciding_votes == line[0].deciding_votes]
