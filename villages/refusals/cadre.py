from typing import ClassVar

from accounts.refusals import Refusal


class CadreSitsAlready(Refusal):
    """The person holds a sitting post of this body."""

    code: ClassVar[str] = "cadre_sits_already"


class PostOfOtherBody(Refusal):
    """The post is one of the other body: a committee has no secretary, a Party organisation no director."""

    code: ClassVar[str] = "post_of_other_body"


class CadreDaysFaulty(Refusal):
    """The end lies before the beginning, or a day is still to come."""

    code: ClassVar[str] = "cadre_days_faulty"


class AppraisalThere(Refusal):
    """The year has its appraisal already."""

    code: ClassVar[str] = "appraisal_there"


class AppraisalYearFaulty(Refusal):
    """The person held no post in that year, or it is not over."""

    code: ClassVar[str] = "appraisal_year_faulty"


class AuditFaulty(Refusal):
    """A finding is settled that does not exist, before it was made, or by an audit that is not done."""

    code: ClassVar[str] = "audit_faulty"
