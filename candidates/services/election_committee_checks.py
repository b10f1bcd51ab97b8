"""What must be true of an election committee before it is recorded."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from candidates import body_refusals
from candidates.models import CommitteeMember
from candidates.queries.election_committee import (
    Roster,
    forming_bodies,
    lacks_of,
)
from candidates.queries.representative import book_of
from candidates.refusals import ReasonNeeded
from candidates.told import told_name
from elections.models import Election

REPRESENTATIVES_MEETING = "representatives_meeting"
NO_CATEGORY = "none"


def forming_faults(election: Election, formed_by: str) -> Iterator[Refusal]:
    """Whether this meeting may form the committee, and the representatives may decide (A-COM-01, A-REP-09)."""
    rules = election.cycle.rules
    allowed = forming_bodies(election)
    if allowed and formed_by not in allowed:
        told = _("The plan does not let this meeting form the election committee.")
        clause = rules.election_committee.formed_by.clause or None
        yield body_refusals.NotAFormingBody(
            told, clause=clause, field="formed_by", data={"allowed": list(allowed)}
        )
    filing = rules.representatives.filing
    if formed_by == REPRESENTATIVES_MEETING and filing.stated and not new_set_decides(election):
        told = _("The representatives decide nothing before their register is filed and published.")
        yield body_refusals.RepresentativesNotFiled(told, clause=filing.clause, field="formed_by")


def new_set_decides(election: Election) -> bool:
    """Whether the representatives of this term are filed and published; until then the last term's act (AMB-06)."""
    book = book_of(election)
    return book is not None and book.received_at is not None and book.published_at is not None


def size_faults(rules: Any, people: Sequence[CommitteeMember], reason: str) -> Iterator[Refusal]:
    """The number of members: refused where the plan's words are hard, with a reason where they are soft."""
    for lack in lacks_of(rules, people):
        if lack.code == "woman":
            continue
        hard = lack.code != "even" and rules.size.strength == "hard"
        if hard or (lack.code == "even" and lack.hard):
            yield body_refusals.CommitteeSizeOutside(lack.text, lack.params, clause=lack.clause, field="size")
        elif not reason.strip():
            yield ReasonNeeded(lack.text, lack.params, clause=lack.clause, field="reason")


def chair_faults(
    rules: Any,
    roster: Roster,
    votes: Mapping[int, int],
    chair: int,
    deputies: Collection[int],
    category: str,
    reason: str,
) -> Iterator[Refusal]:
    """What stands against this chair and these deputies (A-COM-04, A-COM-05)."""
    members = {one.pk: one for one in roster.serving}
    clause = rules.chair_elected_by.clause or None
    if chair not in members or not set(deputies) <= set(members) or chair in deputies:
        told = _("Chair and deputies are chosen from among the members, one chair who is no deputy.")
        yield body_refusals.ChairMissing(told, clause=clause, field="chair")
        return
    given = sum(votes.get(pk, 0) for pk in members)
    if given > len(members):
        told = _("%(given)s votes for chair, but there are %(members)s members.")
        params = {"given": given, "members": len(members)}
        yield body_refusals.ChairVotesFaulty(told, params, clause=clause, field="chair")
    if votes.get(chair, 0) < max((votes.get(pk, 0) for pk in members), default=0):
        told = _("Another member has more votes for chair than %(name)s.")
        named = {"name": told_name(members[chair].name)}
        yield body_refusals.ChairVotesFaulty(told, named, clause=clause, field="chair")
    yield from _soft(rules, roster, members, chair, deputies, category, reason)


def _soft(
    rules: Any,
    roster: Roster,
    members: Mapping[int, CommitteeMember],
    chair: int,
    deputies: Collection[int],
    category: str,
    reason: str,
) -> Iterator[Refusal]:
    """The plan's wish who is chair and deputy: departed from with a reason."""
    rule = rules.chair_categories
    if not rule.stated or reason.strip():
        return
    outside = [members[pk] for pk in (chair, *deputies) if members[pk].resident_id not in roster.party]
    if category not in rule.value:
        told = _("The chair is none of those whom the plan wishes. Give the reason.")
        yield ReasonNeeded(told, clause=rule.clause, field="reason")
    for member in outside:
        told = _("%(name)s is no Party member; the plan wishes chair and deputies to be. Give the reason.")
        yield ReasonNeeded(told, {"name": told_name(member.name)}, clause=rule.clause, field="reason")
