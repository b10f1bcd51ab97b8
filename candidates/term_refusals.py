"""What the terms of those elected refuse. Each class is a code; sentences stand where the rule is asked."""

from accounts.refusals import Refusal


class ResultMissing(Refusal):
    """No confirmed result of the body is in the application; posts filled on paper are entered in the register."""

    code = "result_missing"


class PartyVoteUnsettled(Refusal):
    """Secretary and deputies are still to be elected, or their vote to be confirmed (A-ASM-13)."""

    code = "party_vote_unsettled"


class NotAppointed(Refusal):
    """Those elected to the Party organisation are not approved yet (B-RES-01, C-RES-02, A-RES-03)."""

    code = "not_appointed"


class WriteInUnmatched(Refusal):
    """Somebody was written in, and it is not said which resident that is."""

    code = "write_in_unmatched"


class TermsEntered(Refusal):
    """The terms of everybody elected are in the register already."""

    code = "terms_entered"
