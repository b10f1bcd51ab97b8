"""What the Party members' assembly refuses. Each class is a code; sentences stand where the rule is asked."""

from accounts.refusals import Refusal


class NobodyLeftOut(Refusal):
    """The rulebook lets nobody be left out of the number expected."""

    code = "nobody_left_out"


class NotAmongExpected(Refusal):
    """The person is no member who is expected at the assembly."""

    code = "not_among_expected"


class LeftOutAlready(Refusal):
    code = "left_out_already"


class SituationUnknown(Refusal):
    """The rulebook names no such situation (C-ASM-03)."""

    code = "situation_unknown"


class SpanTooShort(Refusal):
    """The situation has not lasted long enough on the day of the assembly (C-ASM-03)."""

    code = "span_too_short"


class ApprovalUnknown(Refusal):
    """The rulebook asks for no such approval."""

    code = "approval_unknown"


class LeavingOutOrder(Refusal):
    """An approval before this one is not on record, or this one is already (C-ASM-02)."""

    code = "leaving_out_order"


class LeavingOutWithdrawn(Refusal):
    """The entry was withdrawn."""

    code = "leaving_out_withdrawn"


class NoSuchItem(Refusal):
    """The agenda has no such item."""

    code = "no_such_item"


class AgendaOutOfOrder(Refusal):
    """An item before this one is open, or this one is held already (A-ASM-05 to A-ASM-18, C-ASM-08)."""

    code = "agenda_out_of_order"


class AssemblyNotToday(Refusal):
    """The assembly is set for another day."""

    code = "assembly_not_today"


class NoQuorum(Refusal):
    """Too few of those expected are present with the right to vote (A-ASM-05, B-ASM-03, C-ASM-05)."""

    code = "no_quorum"


class LeavingOutNotAdopted(Refusal):
    """The quorum rests on members left out whom the assembly has not adopted yet (C-ASM-02, AMB-33)."""

    code = "leaving_out_not_adopted"


class VotesOverPresent(Refusal):
    """More votes than people present who may vote."""

    code = "votes_over_present"


class BallotsNotCounted(Refusal):
    """Nobody said how many ballots were handed out."""

    code = "ballots_not_counted"


class NotAdopted(Refusal):
    """Too few votes for it."""

    code = "not_adopted"


class NamesMissing(Refusal):
    """Nobody is named for a duty."""

    code = "names_missing"


class CandidateOnDuty(Refusal):
    """A candidate is neither scrutineer nor teller (A-ASM-11)."""

    code = "candidate_on_duty"


class RelativeOnDuty(Refusal):
    """A relative of a candidate is scrutineer or teller of the assembly, where the rulebook keeps such relatives off."""

    code = "relative_on_duty"


class CandidateWrites(Refusal):
    """A candidate writes no ballot for another (A-ASM-16)."""

    code = "candidate_writes"


class BoxNotChecked(Refusal):
    """Nobody is named who checked the box (A-ASM-15)."""

    code = "box_not_checked"


class AgendaOpen(Refusal):
    """The assembly is not over while an item of its agenda is open (C-ASM-08)."""

    code = "agenda_open"


class AssemblyOver(Refusal):
    """The assembly is on record as held."""

    code = "assembly_over"


class NothingHeld(Refusal):
    """No item is on record that could be taken back."""

    code = "nothing_held"


class AssemblyChairMissing(Refusal):
    """Nobody is named who chairs the assembly (A-ASM-01, C-ASM-07)."""

    code = "assembly_chair_missing"


class ChairNotOutgoing(Refusal):
    """Who chairs the assembly is not of the outgoing Party committee (A-ASM-01, C-ASM-07)."""

    code = "chair_not_outgoing"


class BranchesNotElected(Refusal):
    """The plan orders no election of sub-branches after the Party's (A-ASM-04)."""

    code = "branches_not_elected"


class OrganisationNotElected(Refusal):
    """The new Party organisation is not elected yet, after which its sub-branches elect (A-ASM-04)."""

    code = "organisation_not_elected"


class BranchElectedAlready(Refusal):
    """The election of this sub-branch is on record already."""

    code = "branch_elected_already"


class BranchElectedTooEarly(Refusal):
    """A sub-branch's meeting lies before the election of the Party organisation it follows (A-ASM-04)."""

    code = "branch_elected_too_early"


class BranchFiguresFaulty(Refusal):
    """More members came to a sub-branch's meeting than should come."""

    code = "branch_figures_faulty"
