"""What a village's own additions to the negative list refuse. Each class is a code; sentences stand where the rule is asked."""

from accounts.refusals import Refusal


class BarsNotAllowed(Refusal):
    """The plan lets no village add to the negative list."""

    code = "bars_not_allowed"


class BarsInUse(Refusal):
    """People were judged by the list as it stands, so it does not change any more."""

    code = "bars_in_use"


class BarIncomplete(Refusal):
    """The circumstance, who proposed it, or the document that it stands in is missing (A-NEG-12)."""

    code = "bar_incomplete"


class BarKnown(Refusal):
    """The list has this circumstance already."""

    code = "bar_known"


class BarAdoptedElsewhere(Refusal):
    """Not the meeting by which the plan has the election method adopted (A-MET-05, C-MET-03)."""

    code = "bar_adopted_elsewhere"


class BarNotJudged(Refusal):
    """No department of the joint review judges the circumstance, so nobody could be cleared of it; `data.departments`
    are those to choose from.
    """

    code = "bar_not_judged"
