"""How the rulebook has the Party organisation elected: members by the assembly, posts by the new committee."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from candidates.party_vote_refusals import CandidatesForPost
from elections.rulebook import Rulebook
from villages.enums import Post
from voting.enums import Round
from voting.rounds import FIRST_MEETING, PARTY

POSTS = (Post.SECRETARY, Post.PARTY_DEPUTY)  # filled from the members, by the first meeting
OPEN, BALLOTS, FURTHER, BASE = "AMB-32", "AMB-36", "AMB-35", "AMB-34"


@dataclass(frozen=True, slots=True)
class VoteRules:
    """`equal`: secretary and deputies have as many candidates as seats, on the ground of `equal_clause`.

    `secretaries`: how many stand for secretary at least, on the ground of `secretaries_clause`.

    `direct`: the assembly may elect the secretary itself; `directly`: it does so unless something else is chosen.
    """

    equal: bool
    equal_clause: str
    direct: bool
    directly: bool
    mode_clause: str
    secretaries: int
    secretaries_clause: str


def vote_rules(rules: Rulebook) -> VoteRules:
    """What holds for the vote of the Party organisation under this rulebook."""
    own = rules.nomination
    kind, mode, direct = (
        own.secretary_election_kind,
        own.secretary_election_mode,
        own.secretary_direct_allowed,
    )
    directly = mode.stated and mode.value == "by_assembly"
    return VoteRules(
        equal=not kind.stated or kind.value == "equal",
        equal_clause=kind.clause if kind.stated else OPEN,
        direct=directly or (direct.stated and direct.value),
        directly=directly,
        mode_clause=mode.clause if mode.stated else "AMB-32",
        secretaries=secretaries_at_least(rules),
        secretaries_clause=own.differential_posts.clause if own.differential_posts.stated else OPEN,
    )


def secretaries_at_least(rules: Rulebook) -> int:
    """How many names for secretary a list has at least: the differential may cover the secretary (AMB-32)."""
    kind, posts = rules.nomination.secretary_election_kind, rules.nomination.differential_posts
    differs = kind.stated and kind.value == "differential" and posts.stated and "secretary" in posts.value
    return 2 if differs else 1


def number_fault(rules: VoteRules, post: str, *, have: int, seats: int) -> CandidatesForPost | None:
    """What is wrong with so many candidates for a post: as many as seats, or with a choice as many as it needs.

    With a choice the secretary has two candidates at least (B-NOM-02); equal means as many as seats (A-ASM-13).
    """
    data = {"post": post, "have": have, "seats": seats}
    told = {"post": Post(post).label, "have": have, "seats": seats, "least": rules.secretaries}
    if post == Post.SECRETARY and not rules.equal:
        if have >= rules.secretaries:
            return None
        sentence = _("%(post)s: %(have)s candidates for %(seats)s seats. At least %(least)s are needed.")
        return CandidatesForPost(
            sentence,
            told,
            clause=rules.secretaries_clause,
            field=post,
            data=data | {"least": rules.secretaries},
        )
    if have == seats:
        return None
    sentence = _("%(post)s: %(have)s candidates for %(seats)s seats. As many as seats are needed.")
    return CandidatesForPost(sentence, told, clause=rules.equal_clause, field=post, data=data)


def readings(
    rules: Rulebook, bodies: Sequence[str] = (PARTY, FIRST_MEETING)
) -> Iterator[tuple[Promise | str, str]]:
    """How the count reads what the text leaves open, with the entry of each question."""
    if any(map(rules.unread_counted, bodies)):
        unread = _(
            "Marks that cannot be read are counted with the others: more of them than seats void the paper; "
            "a paper without a mark is valid and elects nobody."
        )
    else:
        unread = _(
            "Marks that can be read count, those that cannot do not; a paper without a mark is valid and elects nobody."
        )
    yield unread, BALLOTS
    bases = {(rules.tally_rule(body, Round.FIRST)["threshold"] or {}).get("of") for body in bodies}
    if "electors" in bases:
        yield (
            _("More than half is taken of those expected with the right to vote, not of those present."),
            BASE,
        )
    yield (
        _(
            "After a tie most votes elect; in a further round the majority of the first round is asked for again."
        ),
        FURTHER,
    )
