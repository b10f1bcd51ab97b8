"""What the archive takes out of the joint review and the notices."""

from django.db.models import Q, QuerySet

from accounts.exempt import part_of_an_act
from candidates.enums import WithdrawalCause
from candidates.models import (
    DepartmentReview,
    NotExpected,
    NoticeObjection,
    Talk,
    TeamFact,
    VerdictSheet,
    Withdrawal,
)
from documents.services.file import forget_files
from elections.models import Cycle


def count_documents(cycle: Cycle) -> int:
    """How many documents and sheets of departments are kept."""
    return _documents(cycle).count() + VerdictSheet.objects.filter(cycle=cycle).count()


@part_of_an_act
def forget_documents(cycle: Cycle) -> int:
    """Delete the documents and the sheets; the answers stay."""
    sheets = VerdictSheet.objects.filter(cycle=cycle)
    files = [
        *_documents(cycle).values_list("file", flat=True),
        *sheets.values_list("file", flat=True),
    ]
    cleared = _documents(cycle).update(file=None, file_name="")
    DepartmentReview.history.filter(cycle=cycle.pk).update(file=None, file_name="")
    gone, _kinds = sheets.delete()
    forget_files(files)
    return cleared + gone


def count_notice_contacts(cycle: Cycle) -> int:
    """How many objections to notices hold who objected or how to reach them."""
    return _objections(cycle).count()


@part_of_an_act
def forget_notice_contacts(cycle: Cycle) -> int:
    """Take it out of them; that and how they were decided stays."""
    return _objections(cycle).update(objector="", contact="")


def count_team_facts(cycle: Cycle) -> int:
    """How many persons of teams have something stated that no register says."""
    return _team_facts(cycle).count()


@part_of_an_act
def forget_team_facts(cycle: Cycle) -> int:
    """Delete it; what the team was held to stays in the filed targets and the ledger."""
    gone, _kinds = _team_facts(cycle).delete()
    return gone


def _team_facts(cycle: Cycle) -> QuerySet[TeamFact]:
    return TeamFact.objects.filter(election__cycle=cycle)


def count_reasons_left_out(cycle: Cycle) -> int:
    """How many entries say why a member was left out of the number expected at the assembly."""
    return _left_out(cycle).count()


@part_of_an_act
def forget_reasons_left_out(cycle: Cycle) -> int:
    """Take the reason out of them; that the member was left out, and by whose approval, stays."""
    return _left_out(cycle).update(situation="", detail="", since=None)


def count_cancel_evidence(cycle: Cycle) -> int:
    """How many cancelled candidacies say what was found and on what that rests."""
    return _evidence(cycle).count()


@part_of_an_act
def forget_cancel_evidence(cycle: Cycle) -> int:
    """Take it out of them; that the candidacy was cancelled, on which ground and by which decision, stays."""
    return _evidence(cycle).update(evidence="", reason="")


def _evidence(cycle: Cycle) -> QuerySet[Withdrawal]:
    decided = Withdrawal.objects.filter(cause=WithdrawalCause.DECISION, candidacy__election__cycle=cycle)
    return decided.exclude(evidence="", reason="")


def _left_out(cycle: Cycle) -> QuerySet[NotExpected]:
    return NotExpected.objects.filter(~Q(situation="", detail=""), election__cycle=cycle)


def count_gists(cycle: Cycle) -> int:
    """How many talks say what they were about."""
    return _gists(cycle).count()


@part_of_an_act
def forget_gists(cycle: Cycle) -> int:
    """Take it out of them; that somebody was talked to, when and by whom, stays."""
    return _gists(cycle).update(gist="")


def _gists(cycle: Cycle) -> QuerySet[Talk]:
    return Talk.objects.filter(~Q(gist=""), election__cycle=cycle)


def _documents(cycle: Cycle) -> QuerySet[DepartmentReview]:
    return DepartmentReview.objects.filter(cycle=cycle, file__isnull=False)


def _objections(cycle: Cycle) -> QuerySet[NoticeObjection]:
    return NoticeObjection.objects.filter(~Q(objector="", contact=""), notice__election__cycle=cycle)
