"""What the departments' answers hold against the county's pass of a person."""

from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.said import Listed, Said
from candidates.department_refusals import DepartmentFails, DepartmentsOpen, DepartmentsUnasked
from candidates.enums import DepartmentVerdict
from candidates.joint_rules import WITH_REASON, unanswered
from candidates.models import Candidacy
from candidates.queries.department import DepartmentLine, department_lines
from candidates.refusals import ReasonNeeded


def refuse_departments(candidacy: Candidacy, reason: str, on_paper: str, now: datetime) -> None:
    """Raises DepartmentFails, DepartmentsOpen, DepartmentsUnasked (nobody to ask, and not said how they answered),
    ReasonNeeded (a concern, or an overdue answer that is left out).
    """
    every = department_lines(candidacy, localtime(now).date())
    lines = [line for line in every if line.review]
    _refuse_failures([line for line in lines if _said(line) == DepartmentVerdict.FAIL])
    open_ = [line for line in lines if not _said(line)]
    may_go = unanswered(candidacy.election.cycle.rules) == WITH_REASON
    _refuse_open([line for line in open_ if not (line.overdue and may_go)])
    _refuse_unasked([line for line in every if not line.review], on_paper)
    doubtful = [line for line in lines if _said(line) in ("", DepartmentVerdict.CONCERN)]
    if doubtful and not reason.strip():
        told = _(
            "These departments have a concern or are overdue: %(names)s. Say why the person is passed all the same."
        )
        raise ReasonNeeded(told, {"names": _names(doubtful)}, clause=_clause(doubtful), field="reason")


def _said(line: DepartmentLine) -> str:
    return line.review.verdict if line.review else ""


def _refuse_failures(failures: list[DepartmentLine]) -> None:
    if failures:
        told = _("The negative list stands against passing: %(names)s.")
        raise DepartmentFails(
            told,
            {"names": _names(failures)},
            clause=_clause(failures),
            field="verdict",
            data=_data(failures) | {"items": [line.review.item for line in failures if line.review]},
        )


def _refuse_open(lines: list[DepartmentLine]) -> None:
    if lines:
        told = _("These departments have not answered yet: %(names)s.")
        raise DepartmentsOpen(
            told, {"names": _names(lines)}, clause=_clause(lines), field="verdict", data=_data(lines)
        )


def _refuse_unasked(lines: list[DepartmentLine], on_paper: str) -> None:
    if lines and not on_paper.strip():
        told = _(
            "Nobody could be asked in these departments: %(names)s. Say how they answered, or why they were not asked."
        )
        raise DepartmentsUnasked(
            told, {"names": _names(lines)}, clause=_clause(lines), field="on_paper", data=_data(lines)
        )


def _names(lines: list[DepartmentLine]) -> Listed:
    return Listed(Said(line.department.title) for line in lines)


def _clause(lines: list[DepartmentLine]) -> str | None:
    return lines[0].department.clause or None


def _data(lines: list[DepartmentLine]) -> dict[str, list[str]]:
    return {"departments": [line.department.key for line in lines]}
