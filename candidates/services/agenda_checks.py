"""What must be true of an item of the assembly before it is put on record."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal, Refusals
from accounts.said import Listed, Said
from candidates import assembly_refusals as refusals
from candidates.assembly_rules import AssemblyRules, Ruled, assembly_rules, set_day
from candidates.models import AgendaRecord, NotExpected
from candidates.party_refusals import AssemblyTooEarly, PresentMissing, PresentOverExpected
from candidates.party_vote_refusals import PartyVoteOpen
from candidates.queries.assembly import Expected, candidates_named, expected_at
from candidates.queries.assembly_chair import is_of, names_chair, outgoing_committee
from candidates.queries.officiants import kept_off_duty
from candidates.queries.party_path import decisions_of, formal_party
from candidates.queries.party_vote import PartyVote
from candidates.services.party_list_checks import assembly_from
from candidates.told import told_name
from elections.models import Election
from elections.rulebook import AgendaItem
from elections.rulebook.wording import word
from voting.refusals.sheet import IssuedOverPresent
from voting.rounds import PARTY

# More ballots than there may be, by whether those who are absent may entrust others.
OVER = {
    False: _("%(issued)s ballots for %(present)s present with the right to vote: nobody votes for another."),
    True: _("%(issued)s ballots, but only %(expected)s are expected."),
}


@dataclass(frozen=True, slots=True)
class Votes:
    """How the assembly voted on one matter."""

    in_favour: int
    against: int = 0
    abstained: int = 0

    @property
    def cast(self) -> int:
        return self.in_favour + self.against + self.abstained


@dataclass(frozen=True, slots=True)
class Adopted:
    """A vote of the assembly on one matter, with those present who may vote."""

    present: int
    votes: Votes


@dataclass(frozen=True, slots=True)
class Held:
    """What an item was: those present and how many of them have no vote, votes by matter, names by duty, ballots
    handed out, who checked the box, and for whom (elector, helper) somebody wrote.
    """

    present: int | None = None
    without_vote: int = 0
    votes: Mapping[str, Votes] = field(default_factory=dict)
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    issued: int | None = None
    box_checked_by: str = ""
    helpers: Sequence[tuple[str, str]] = ()
    note: str = ""
    chair: str = ""


@dataclass(frozen=True, slots=True)
class Here:
    """An item whose turn it is, who is expected, and the latest count before it."""

    election: Election
    item: AgendaItem
    expected: Expected
    counted: AgendaRecord | None
    vote: PartyVote

    def with_figures(self, held: Held) -> Held:
        """What is said of the item, with the ballots as they were counted, where they were counted here."""
        counted_here = self.item.ballots and self.vote.members is not None
        return replace(held, issued=self.vote.issued) if counted_here else held

    @property
    def rules(self) -> AssemblyRules:
        return assembly_rules(self.election.cycle.rules)

    def voting(self, held: Held) -> int:
        """How many are present who may vote, by the count of this item or the latest before it."""
        if self.item.counts:
            return (held.present or 0) - held.without_vote
        return self.counted.voting if self.counted else 0


def refuse_other_day(election: Election, now: datetime, vote: PartyVote | None = None) -> None:
    """Raises AssemblyNotToday where another day is set, and no round of its vote was held today."""
    day, today = set_day(election), localtime(now).date()
    rounds = vote.members.rounds if vote and vote.members else ()
    if day is not None and today not in (day, *(held.day for held in rounds)):
        raise refusals.AssemblyNotToday(
            _("The assembly is set for %(day)s; today is %(today)s."),
            {"day": day, "today": today},
            data={"day": day.isoformat()},
        )


def refuse_early(election: Election, now: datetime) -> None:
    """Raises AssemblyTooEarly within the months after the request that the plan names (C-ASM-04)."""
    earliest = assembly_from(election, {each.stage: each for each in decisions_of(election)})
    if earliest is not None and localtime(now).date() < earliest:
        raise AssemblyTooEarly(
            _("The assembly may be held from %(earliest)s."),
            {"earliest": earliest},
            clause=election.cycle.rules.assembly.requested.clause,
            data={"earliest": earliest.isoformat()},
        )


def faults_of(here: Here, held: Held) -> Iterator[Refusal]:
    """Every fault of what an item is said to have been."""
    voting = here.voting(held)
    if here.item.counts:
        yield from _of_count(here, voting)
    else:
        yield from _not_adopted(here.rules, here.expected, voting)
    yield from _of_chair(here, held)
    yield from _of_votes(here, held, voting)
    yield from _of_names(here, held)
    yield from _of_relatives(here, held)
    yield from _of_result(here)
    if here.item.ballots:
        yield from _of_ballots(here, held, voting)


@dataclass(frozen=True, slots=True)
class Attended:
    """Those present at a meeting, and how many of them have no vote."""

    present: int
    without_vote: int = 0

    @property
    def voting(self) -> int:
        return self.present - self.without_vote


def refuse_attendance(election: Election, expected: Expected, attended: Attended) -> None:
    """Raises Refusals with PresentOverExpected or NoQuorum, of an assembly that meets again."""
    quorum = assembly_rules(election.cycle.rules).quorum
    faults = list(_attendance(quorum, attended.voting, expected.number, expected.number))
    if faults:
        raise Refusals(faults)


def _of_count(here: Here, voting: int) -> Iterator[Refusal]:
    """The quorum, exactly; at the opening also as if those who wait for the assembly's vote were left out (AMB-33)."""
    expected = here.expected.number
    as_adopted = here.expected.number_if_adopted if here.counted is None else expected
    yield from _attendance(here.rules.quorum, voting, expected, as_adopted)


def _attendance(quorum: Ruled, voting: int, expected: int, as_adopted: int) -> Iterator[Refusal]:
    if voting > expected:
        yield PresentOverExpected(
            _("%(present)s present with the right to vote, but only %(expected)s are expected."),
            {"present": voting, "expected": expected},
            clause=quorum.clause,
            field="present",
        )
    if not quorum.value.met(voting, min(expected, as_adopted)):
        need = quorum.value.need(as_adopted)
        yield refusals.NoQuorum(
            _(
                "%(present)s of %(expected)s expected are present with the right to vote; %(need)s are needed. "
                "The assembly cannot be held."
            ),
            {"present": voting, "expected": as_adopted, "need": need},
            clause=quorum.clause,
            field="present",
            data={"present": voting, "expected": as_adopted, "need": need},
        )


def leaving_out_faults(entry: NotExpected, held_on: date, adopted: Adopted | None) -> Iterator[Refusal]:
    """What stands against the assembly's vote on one who is to be left out (C-ASM-02, AMB-33).

    The quorum is looked at with those left out for whom only this vote is missing. PresentMissing, PresentOverExpected,
    NoQuorum, VotesOverPresent, NotAdopted.
    """
    rules, expected = assembly_rules(entry.election.cycle.rules), expected_at(entry.election, held_on)
    if adopted is None:
        told = _("Say how many who may vote were present when the assembly adopted it, and how they voted.")
        yield PresentMissing(told, clause=rules.approvals.clause, field="present")
        return
    present, what = adopted.present, told_name(entry.name)
    yield from _attendance(rules.quorum, present, expected.number, expected.number_if_adopted)
    yield from adoption_faults(what, adopted.votes, present, rules, rules.approvals.clause, "in_favour")


def meeting_faults(election: Election, expected: Expected, voting: int) -> Iterator[Refusal]:
    """What stands against an act of the assembly with so many present who may vote.

    PresentOverExpected, NoQuorum; LeavingOutNotAdopted where the quorum rests on members who are left out.
    """
    rules = assembly_rules(election.cycle.rules)
    short = list(_attendance(rules.quorum, voting, expected.number, expected.number_if_adopted))
    yield from short or _not_adopted(rules, expected, voting)


def _not_adopted(rules: AssemblyRules, expected: Expected, voting: int) -> Iterator[Refusal]:
    """Where the quorum rests on members who are left out, the assembly adopts that first (C-ASM-02, AMB-33)."""
    if not rules.quorum.value.met(voting, expected.number):
        yield refusals.LeavingOutNotAdopted(
            _(
                "%(present)s of %(expected)s are present: first the assembly adopts who is left out, then %(after)s are "
                "expected."
            ),
            {"present": voting, "expected": expected.number, "after": expected.number_if_adopted},
            clause=rules.approvals.clause,
            data={"expected": expected.number, "if_adopted": expected.number_if_adopted},
        )


def _of_chair(here: Here, held: Held) -> Iterator[Refusal]:
    """Somebody of the outgoing committee chairs, as far as the register of posts tells who sat in it."""
    if not names_chair(here.election, here.item):
        return
    committee, rule = outgoing_committee(here.election), here.election.cycle.rules.assembly.chaired_by
    if committee and not held.chair.strip():
        told = _("Name who of the outgoing Party committee chairs the assembly.")
        yield refusals.AssemblyChairMissing(told, clause=rule.clause, field="chair")
    elif committee and not is_of(committee, held.chair):
        yield refusals.ChairNotOutgoing(
            _("%(name)s is not of the outgoing Party committee, which chairs the assembly."),
            {"name": told_name(held.chair.strip())},
            clause=rule.clause,
            field="chair",
        )


def _of_votes(here: Here, held: Held, voting: int) -> Iterator[Refusal]:
    for what in here.item.votes:
        votes, at = held.votes.get(what, Votes(0)), f"votes-{what}"
        yield from adoption_faults(Said(word(what)), votes, voting, here.rules, here.item.clause, at)


def adoption_faults(
    what: Any, votes: Votes, voting: int, rules: AssemblyRules, clause: str, field: str
) -> Iterator[Refusal]:
    """What stands against a matter as adopted, so many present who may vote: VotesOverPresent, or NotAdopted by
    `assembly.adoption`.
    """
    told, rule = {"what": what, "present": voting}, rules.adoption
    need = needed(rule, votes, voting)
    if votes.cast > voting:
        yield refusals.VotesOverPresent(
            _("%(what)s: %(cast)s votes, but only %(present)s are present with the right to vote."),
            {**told, "cast": votes.cast},
            clause=clause,
            field=field,
        )
    elif votes.in_favour < need:
        yield refusals.NotAdopted(
            _("%(what)s: %(in_favour)s of %(present)s in favour; %(need)s are needed."),
            {**told, "in_favour": votes.in_favour, "need": need},
            clause=rule.clause,
            field=field,
            data={"need": need},
        )


def needed(rule: Ruled, votes: Votes, voting: int) -> int:
    """How many in favour adopt a matter: the share of the rulebook, or more than are against (AMB-56)."""
    return int(rule.value.need(voting)) if rule.value is not None else votes.against + 1


def _of_names(here: Here, held: Held) -> Iterator[Refusal]:
    for duty in here.item.names:
        names = held.names.get(duty, ())
        if not names:
            yield refusals.NamesMissing(
                _("Name them: %(duty)s."),
                {"duty": Said(word(duty))},
                clause=here.item.clause,
                field=f"names-{duty}",
            )
        standing = candidates_named(here.election, names)
        if standing:
            yield refusals.CandidateOnDuty(
                _("Candidates are neither scrutineers nor tellers: %(names)s."),
                {"names": Listed(map(told_name, standing))},
                clause=here.item.clause,
                field=f"names-{duty}",
            )


def _of_relatives(here: Here, held: Held) -> Iterator[Refusal]:
    """Where the rulebook keeps relatives of candidates off these duties; where it is silent they are told."""
    rule = here.election.cycle.rules.assembly.tellers_not
    named: dict[str, Sequence[str]] = {duty: held.names.get(duty, ()) for duty in here.item.names}
    for pair in kept_off_duty(here.election, named) if rule.stated else []:
        yield refusals.RelativeOnDuty(
            _("%(name)s is related to the candidate %(candidate)s (%(relation)s) and cannot be: %(duty)s."),
            {
                "name": told_name(pair.officiant.resident.name),
                "candidate": told_name(pair.related.candidacy.name),
                "relation": pair.related.kinship.label,
                "duty": pair.officiant.what,
            },
            clause=rule.clause,
        )


def _of_result(here: Here) -> Iterator[Refusal]:
    """An item that tells of a vote held here waits for its confirmed result (A-CNT-03, C-CNT-01)."""
    if awaits_vote(here.election, here.item, here.vote):
        yield PartyVoteOpen(
            _("“%(item)s” is put on record when its vote is counted and confirmed."),
            {"item": Said(here.item.title)},
            clause=here.item.clause,
            data={"body": here.item.result_of},
        )


def awaits_vote(election: Election, item: AgendaItem, vote: PartyVote) -> bool:
    """Whether an item tells of a vote that is held here and not confirmed; without a formal list there is none here."""
    body = item.result_of
    if body is None or vote.is_confirmed(body):
        return False
    if vote.members is None:
        return body == PARTY and formal_party(election).exists()
    return body == PARTY or bool(vote.posts)


def _of_ballots(here: Here, held: Held, voting: int) -> Iterator[Refusal]:
    """No more ballots than people present who may vote: nobody votes for another (A-ASM-17).

    Where the rulebook lets those who are absent entrust others, no more than are expected. Ballots that were counted
    here were held against those present when they were counted.
    """
    most = here.expected.number if here.rules.proxy.value else voting
    counted_here = here.vote.members is not None
    if held.issued is None and not counted_here:
        yield refusals.BallotsNotCounted(
            _("Enter how many ballots were handed out."), clause=here.item.clause, field="issued"
        )
    elif held.issued is not None and held.issued > most and not counted_here:
        yield IssuedOverPresent(
            OVER[bool(here.rules.proxy.value)],
            {"issued": held.issued, "present": voting, "expected": most},
            clause=here.rules.proxy.clause,
            field="issued",
            data={"issued": held.issued, "present": voting},
        )
    if not held.box_checked_by.strip():
        yield refusals.BoxNotChecked(
            _("Say which scrutineers checked the box."), clause=here.item.clause, field="box_checked_by"
        )
    writing = candidates_named(here.election, [helper for _elector, helper in held.helpers])
    if writing:
        yield refusals.CandidateWrites(
            _("Candidates write no ballot for another: %(names)s."),
            {"names": Listed(map(told_name, writing))},
            clause=here.rules.helper.clause,
            field="helpers",
        )
