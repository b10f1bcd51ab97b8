"""What an election to a supporting body refuses. Each class is a code; sentences stand where it is asked."""

from accounts.refusals import Refusal


class MeetingTooSmall(Refusal):
    """Fewer came to the meeting than the law asks for (VCOL-28.1, VCOL-22.1, VCOL-26.2)."""

    code = "meeting_too_small"


class MajorityMissing(Refusal):
    """Fewer people than places have the majority of those present; the meeting votes again (VCOL-28.1)."""

    code = "majority_missing"


class NotTheGroupsRepresentative(Refusal):
    """A group leader is one of the representatives of the same group (A-POST-03)."""

    code = "not_the_groups_representative"


class ChairNotOfCommittee(Refusal):
    """A member of the new committee chairs the group's meeting (A-POST-03)."""

    code = "chair_not_of_committee"


class SitsAlready(Refusal):
    """The person was elected to the body by another meeting."""

    code = "sits_already"


class SupportingPlacesFaulty(Refusal):
    """A meeting elects as many as the plan says: one leader of a group, one director of a supervisory committee."""

    code = "supporting_places_faulty"


class MeetingsMissing(Refusal):
    """The body is handed in when every meeting has elected; the data name those that have not."""

    code = "meetings_missing"


class BodySizeOutside(Refusal):
    """More or fewer members of the supervisory committee than the plan allows (A-POST-02, AMB-47)."""

    code = "body_size_outside"


class SupervisorBarred(Refusal):
    """A member of the supervisory committee sits in the committee, or is kept out by a relative (C-KIN-02, A-KIN-01)."""

    code = "supervisor_barred"


class ConvenerMissing(Refusal):
    """The council is convened by the Party secretary; the register of posts names none (A-POST-04)."""

    code = "convener_missing"


class NoFreeSeat(Refusal):
    """The body is handed in and nobody of this meeting has left since."""

    code = "no_free_seat"
