from typing import ClassVar

from accounts.refusals import Refusal


class MemberThere(Refusal):
    """The person is a Party member on record already."""

    code: ClassVar[str] = "member_there"


class MemberLeft(Refusal):
    """The person has left the register."""

    code: ClassVar[str] = "member_left"


class MemberGone(Refusal):
    """The member was taken off the list meanwhile."""

    code: ClassVar[str] = "member_gone"


class MemberDaysFaulty(Refusal):
    """A day of a member is still to come, or lies before the birth; a discipline has no end of its influence."""

    code: ClassVar[str] = "member_days_faulty"


class BranchElsewhere(Refusal):
    """The branch belongs to another place, or is no more."""

    code: ClassVar[str] = "branch_elsewhere"


class MemberHeadsBranch(Refusal):
    """The member is secretary of a sub-branch, which needs another first."""

    code: ClassVar[str] = "member_heads_branch"


class GroupThere(Refusal):
    """The place has a Party group of that name already (A-ORG-05)."""

    code: ClassVar[str] = "party_group_there"


class GroupGone(Refusal):
    """The Party group was ended meanwhile."""

    code: ClassVar[str] = "party_group_gone"
