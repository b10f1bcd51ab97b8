"""A result, or one person's election, declared invalid: in the review of an announced result, or when the ground for it
is found later (A-RES-02, A-RES-04).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import require
from elections.enums import Act
from elections.services.ledger import record_act
from villages.enums import Post
from villages.services.locks import lock_place
from voting.after_rules import InvalidityRules, invalidity_rules
from voting.enums import InvalidGround, InvalidScope
from voting.falls import follow_fall
from voting.models import Contest, Invalidity
from voting.queries.after import Holder, may_be_breach, may_fall
from voting.queries.result import seated_by
from voting.refusals.after import DeclaredAlready, GroundUnknown, NotConfirmed, NotElectedHere
from voting.refusals.count import RoundFollowed
from voting.refusals.polling_day import WordsNeeded
from voting.services.contest import lock_contest, result_step


@dataclass(frozen=True, slots=True)
class InvalidityDraft:
    """What is declared invalid, on which ground, by which document. `person` is a key of the tally, with its post."""

    scope: str
    ground: str
    reason: str
    decision: str
    post: str = ""
    person: str = ""


@ungated(
    "No plan gives a last day for it: an election is declared invalid whenever that is found, once it was announced; in a "
    "meeting a breach of procedure, once it was counted."
)
def declare_invalid(*, by: User, contest: Contest, draft: InvalidityDraft, now: datetime) -> Invalidity:
    """Declare the whole result of an announced or confirmed vote invalid, or the election of one who holds a seat by this round.

    The seat falls vacant, a term that stands on it ends, and the outcome asks for a further round, unless it is no more
    than a recorded decision (AMB-63). A Party vote that broke its procedure is void as a whole and held anew, also before
    it is confirmed (A-CNT-02). Raises NotConfirmed, RoundFollowed for a whole result that a round followed,
    DeclaredAlready, PlaceClosed; Refusals with GroundUnknown, NotElectedHere, WordsNeeded.
    """
    office = require(by, "result.invalidate", contest.election.village_id)
    with transaction.atomic():
        lock_place(contest.election.village)
        contest = lock_contest(contest)
        rules = invalidity_rules(contest)
        _refuse(contest, draft, rules)
        holder = next(
            (each for each in seated_by(contest) if (each.post, each.person) == (draft.post, draft.person)),
            None,
        )
        faults = list(_faults(contest, draft, rules, holder))
        if faults:
            raise Refusals(faults)
        made = Invalidity.objects.create(
            contest=contest,
            scope=draft.scope,
            post=draft.post,
            person=draft.person,
            name=holder.name if holder else "",
            ground=draft.ground,
            clause=rules.of(draft.scope)[InvalidGround(draft.ground)],
            reason=draft.reason.strip()[:500],
            decision=draft.decision.strip()[:100],
            void=rules.voids_by(draft.scope, draft.ground),
            declared_by=by,
            declared_at=now,
        )
        record_act(
            by=by,
            office=office,
            act=Act.RESULT_DECLARED_INVALID,
            election=contest.election,
            step=result_step(contest),
            subject=made.name,
            data={
                "round": contest.number,
                "body": contest.body,
                "scope": made.scope,
                "post": made.post,
                "person": made.name,
                "ground": made.ground,
                "clause": made.clause,
                "reason": made.reason,
                "decision": made.decision,
                "void": made.void,
                "terms_ended": follow_fall(made, by, now),
            },
            now=now,
        )
    return made


def _refuse(contest: Contest, draft: InvalidityDraft, rules: InvalidityRules) -> None:
    breach = rules.is_breach(draft.scope, draft.ground)
    if not (may_be_breach(contest) if breach else may_fall(contest)):
        raise NotConfirmed(_("The result of this round is not confirmed; nothing of it can be invalid yet."))
    if draft.scope == InvalidScope.WHOLE and Contest.objects.filter(parent=contest).exists():
        raise RoundFollowed(
            _("A further round followed; the whole result is declared invalid at the last one.")
        )
    known = contest.invalidities.filter(post=draft.post, person=draft.person)
    if known.exists() or contest.invalidities.filter(scope=InvalidScope.WHOLE, void=True).exists():
        raise DeclaredAlready(_("This was declared invalid already."))


def _faults(
    contest: Contest, draft: InvalidityDraft, rules: InvalidityRules, holder: Holder | None
) -> Iterator[Refusal]:
    if draft.ground not in {ground.value for ground in rules.of(draft.scope)}:
        yield GroundUnknown(_("The plan does not know this ground for what is declared."), field="ground")
    if draft.scope == InvalidScope.PERSON and holder is None:
        label = Post(draft.post).label if draft.post in Post.values else draft.post
        yield NotElectedHere(
            _("The person holds no seat of %(post)s by this round."), {"post": label}, field="who"
        )
    if not draft.reason.strip():
        yield WordsNeeded(_("Write down what was found."), field="reason")
    if not draft.decision.strip():
        yield WordsNeeded(_("Name the document by which it was decided."), field="decision")
