"""What the vote of the Party organisation refuses. Each class is a code; sentences stand where the rule is asked."""

from accounts.refusals import Refusal


class FormalListMissing(Refusal):
    """No formal candidates of the Party organisation are on record, so there is nothing to vote on (A-ASM-02)."""

    code = "formal_list_missing"


class PartyVoteOpen(Refusal):
    """The item tells of a vote whose result is not confirmed (A-CNT-03, C-CNT-01)."""

    code = "party_vote_open"


class BallotsCounted(Refusal):
    """The count of the ballots has begun; what they rest on is not taken back."""

    code = "ballots_counted"


class DirectNotAllowed(Refusal):
    """Under this rulebook the assembly elects members only, and they the secretary (A-ASM-13)."""

    code = "direct_not_allowed"


class MembersNotElected(Refusal):
    """The first meeting is that of the members elected; their vote is not confirmed (A-ASM-13)."""

    code = "members_not_elected"


class NotElectedMember(Refusal):
    """Who stands for secretary or deputy was not elected as a member (A-ASM-13)."""

    code = "not_elected_member"


class CandidatesForPost(Refusal):
    """The rulebook asks for another number of candidates for the post (A-ASM-13, B-NOM-02)."""

    code = "candidates_for_post"


class ConsentUnnamed(Refusal):
    """Somebody stands who is not on the approved list; the consent of the township must be named (A-ASM-14)."""

    code = "consent_unnamed"


class NobodyPresent(Refusal):
    """A meeting needs people, and no more than belong to it."""

    code = "nobody_present"


class AttendanceNeeded(Refusal):
    """Another assembly counts those present again."""

    code = "attendance_needed"


class ReporterMissing(Refusal):
    """The result is confirmed as a scrutineer reports it; no name is given (A-ASM-18, C-CNT-01)."""

    code = "reporter_missing"


class NotScrutineer(Refusal):
    """Who reports the result is none of the scrutineers whom the assembly named (A-CNT-04)."""

    code = "not_scrutineer"
