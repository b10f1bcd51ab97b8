"""What the joint review of the departments and the signatures above refuse. Each class is a code."""

from accounts.refusals import Refusal


class RelativeCandidacy(Refusal):
    """Nobody reviews a near relative (A-COM-07)."""

    code = "relative_candidacy"


class FeedbackNotOrdered(Refusal):
    """The plan does not order that the result of the joint review is told in writing."""

    code = "feedback_not_ordered"


class FeedbackNotGiven(Refusal):
    """The joint review has decided on nobody yet, so that there is no result to receive (A-REV-02)."""

    code = "feedback_not_given"


class FeedbackNotPassedOn(Refusal):
    """The written result goes level by level: the township has it before the village (A-REV-02)."""

    code = "feedback_not_passed_on"


class DepartmentAnswered(Refusal):
    """The department has answered already; often a colleague was quicker."""

    code = "department_answered"


class DepartmentWaitsForVillage(Refusal):
    """The department has asked the village, which has not answered yet."""

    code = "department_waits_for_village"


class DepartmentNotAsked(Refusal):
    """The person does not wait for the joint review any more."""

    code = "department_not_asked"


class ItemNotJudged(Refusal):
    """The circumstance is none that this department judges."""

    code = "item_not_judged"


class DepartmentsUnasked(Refusal):
    """Departments of the rulebook have no officer to ask, and it is not said how they answered (A-REV-01)."""

    code = "departments_unasked"


class DepartmentsOpen(Refusal):
    """Departments have not answered yet, so that the county cannot conclude (A-REV-01)."""

    code = "departments_open"


class DepartmentFails(Refusal):
    """A department found a circumstance of the negative list."""

    code = "department_fails"


class NoQuestion(Refusal):
    """No question of this department waits for the village."""

    code = "no_question"


class VerdictSheetFaulty(Refusal):
    """The sheet has rows that cannot be taken over."""

    code = "verdict_sheet_faulty"


class VerdictSheetUsed(Refusal):
    """The sheet was taken over already."""

    code = "verdict_sheet_used"


class VerdictSheetEmpty(Refusal):
    """No row of the sheet has a verdict."""

    code = "verdict_sheet_empty"


class NotForThisPost(Refusal):
    """Signatures above are for the candidate for Party secretary only."""

    code = "not_for_this_post"


class SignOffOrder(Refusal):
    """Another signature comes first, or this one is recorded already."""

    code = "sign_off_order"
