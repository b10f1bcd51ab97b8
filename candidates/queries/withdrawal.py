"""Withdrawals and what they change on the formal list, read."""

from django.db.models import QuerySet

from candidates.enums import CandidacyState
from candidates.models import Candidacy, ListChange, Withdrawal
from candidates.queries.candidacy import candidacies_of
from candidates.states import WITHDRAWABLE
from elections.models import Election
from villages.enums import Body


def withdrawals_of(election: Election) -> QuerySet[Withdrawal]:
    """Everybody who withdrew, in the order of the records."""
    found = Withdrawal.objects.filter(candidacy__election=election)
    return found.select_related("candidacy", "change", "recorded_by")


def pending_withdrawals(election: Election) -> QuerySet[Withdrawal]:
    """Those who left the formal list since it was posted last."""
    return withdrawals_of(election).filter(from_list=True, change=None)


def who_may_withdraw(election: Election) -> QuerySet[Candidacy]:
    """Nominees and candidates of the committee who still stand."""
    return candidacies_of(election).filter(state__in=WITHDRAWABLE)


def waiting_for_list(election: Election) -> QuerySet[Candidacy]:
    """Those who passed every review after the list was published."""
    return Candidacy.objects.filter(
        election=election, body=Body.COMMITTEE, state=CandidacyState.COUNTY_PASSED
    ).order_by("pk")


def list_change_due(election: Election) -> bool:
    """Whether the published list is to be posted again: somebody left it."""
    return pending_withdrawals(election).exists()


def list_changes_of(election: Election) -> QuerySet[ListChange]:
    """The lists posted again, the oldest first, with who left and who joined."""
    found = ListChange.objects.filter(election=election)
    return found.prefetch_related("withdrawals__candidacy", "joined").select_related("published_by")
