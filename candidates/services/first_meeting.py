"""The first meeting of the new Party committee: its members elect secretary and deputies from among themselves."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from candidates import party_vote_refusals as refusals
from candidates.party_vote_rules import number_fault, vote_rules
from candidates.queries.party_path import formal_party
from candidates.queries.party_vote import PartyVote, party_vote_of
from candidates.services.party_vote import refuse_present
from elections.models import Election
from elections.services.gate import gate
from villages.enums import Post
from voting.enums import BoxKind, Round
from voting.models import Contest, box
from voting.queries.result import Elected
from voting.rounds import FIRST_MEETING, PARTY
from voting.services.box import BoxDraft, replace_boxes
from voting.services.contest import ChoiceDraft, Meeting, PositionDraft, prepare_contest

BOX = BoxDraft(BoxKind.VENUE, box.FIRST_MEETING)


def prepare_first_meeting(
    *,
    by: User,
    election: Election,
    present: int,
    now: datetime,
    standing: Mapping[str, Sequence[str]] | None = None,
    consent: str = "",
) -> Contest:
    """Prepare the ballot of the first meeting for secretary and deputies; the members elected are its electors.

    Those stand who stood for the post on the formal list and were elected (A-ASM-14), unless `standing` names others by
    post and key, with the township's `consent`. Raises what the gate raises, MembersNotElected, NobodyPresent,
    ContestExists; Refusals with all of NotElectedMember, ConsentUnnamed, CandidatesForPost.
    """
    office = require(by, "assembly.record", election.village_id)
    with transaction.atomic():
        election = gate(election.cycle.rules.assembly_step, election, now).election
        vote = party_vote_of(election)
        if not vote.is_confirmed(PARTY) or not vote.posts:
            raise refusals.MembersNotElected(
                _("The first meeting follows when the vote on the members is confirmed."),
                clause=vote_rules(election.cycle.rules).mode_clause,
            )
        refuse_present(present, len(vote.elected))
        named = stand_for_posts(election, vote) if standing is None else standing
        faults = [*_stranger_faults(vote, named), *_number_faults(election, vote, named)]
        if standing is not None and standing != stand_for_posts(election, vote) and not consent.strip():
            faults.append(refusals.ConsentUnnamed(_("Name the township’s consent."), field="consent"))
        if faults:
            raise Refusals(faults)
        contest = prepare_contest(
            by=by,
            office=office,
            election=election,
            round=Round.FIRST,
            positions=_positions(vote, named),
            day=localtime(now).date(),
            now=now,
            step=election.cycle.rules.assembly_step,
            body=FIRST_MEETING,
            meeting=Meeting(len(vote.elected), present),
            consent=consent.strip(),
        )
        replace_boxes(contest, [BOX])
    return contest


def stand_for_posts(election: Election, vote: PartyVote) -> dict[str, list[str]]:
    """Who stands for each post by the formal list: those named for it and elected as members, by key."""
    elected = {each.key for each in vote.elected}
    listed = [(person.post, f"c{person.pk}") for person in formal_party(election)]
    return {post: [key for wanted, key in listed if wanted == post and key in elected] for post in vote.posts}


def _stranger_faults(vote: PartyVote, named: Mapping[str, Sequence[str]]) -> list[Refusal]:
    elected = {each.key for each in vote.elected}
    return [
        refusals.NotElectedMember(
            _("%(post)s: who stands must have been elected as a member."),
            {"post": Post(post).label},
            field=post,
        )
        for post, keys in named.items()
        if post in vote.posts and not set(keys) <= elected
    ]


def _number_faults(election: Election, vote: PartyVote, named: Mapping[str, Sequence[str]]) -> list[Refusal]:
    """As many candidates as seats, or more where the plan elects with a choice (A-ASM-13, B-NOM-02)."""
    rules = vote_rules(election.cycle.rules)
    found = [
        number_fault(rules, post, have=len(set(named.get(post, ()))), seats=seats)
        for post, seats in vote.posts.items()
    ]
    return [fault for fault in found if fault is not None]


def _positions(vote: PartyVote, named: Mapping[str, Sequence[str]]) -> list[PositionDraft]:
    people = {each.key: each for each in vote.elected}
    return [
        PositionDraft(post=post, rank=rank, seats=seats, choices=_choices(people, named[post]))
        for rank, (post, seats) in enumerate(vote.posts.items(), start=1)
    ]


def _choices(people: Mapping[str, Elected], keys: Sequence[str]) -> tuple[ChoiceDraft, ...]:
    return tuple(ChoiceDraft(key, people[key].name, people[key].sex) for key in dict.fromkeys(keys))
