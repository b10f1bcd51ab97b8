"""What public notices refuse. Each class is a code."""

from accounts.refusals import Refusal


class NoticeNotInPlan(Refusal):
    """The plan names no time for a notice of this kind."""

    code = "notice_not_in_plan"


class NoticeEmpty(Refusal):
    """A notice names nobody."""

    code = "notice_empty"


class NoticeStands(Refusal):
    """A notice of this kind for these people stands already."""

    code = "notice_stands"


class NoticeIncomplete(Refusal):
    """A notice of the Party's path leaves somebody out, or names others; the data name whom it has to name."""

    code = "notice_incomplete"


class ElectedNotSettled(Refusal):
    """Those elected are posted when the Party's vote is over and confirmed (C-RES-02)."""

    code = "elected_not_settled"


class NoticeRunning(Refusal):
    """The notice has not run out yet; the data name its last day (A-REV-06)."""

    code = "notice_running"


class ObjectionsOpen(Refusal):
    """Objections to the notice are not decided (C-RES-02); the data name them."""

    code = "objections_open"


class NoticeOver(Refusal):
    """The days of the notice are over; nothing is taken in any more."""

    code = "notice_over"


class NotOnNotice(Refusal):
    """The person is not named on the notice."""

    code = "not_on_notice"


class ObjectionDecided(Refusal):
    """The objection is decided already."""

    code = "objection_decided"
