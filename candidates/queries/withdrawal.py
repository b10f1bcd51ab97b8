"""Who stands no longer, by letter or by a decision, and what that changes on the formal list, read."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from candidates.enums import CandidacyState, WithdrawalCause
from candidates.models import Candidacy, ListChange, NoticePerson, Withdrawal
from candidates.queries.candidacy import candidacies_of
from candidates.states import GONE, WITHDRAWABLE
from elections.models import Election
from villages.enums import Body


def withdrawals_of(election: Election) -> QuerySet[Withdrawal]:
    """Everybody who withdrew, in the order of the records."""
    return _of([election]).filter(cause=WithdrawalCause.LETTER)


def cancellations_of(elections: Collection[Election]) -> QuerySet[Withdrawal]:
    """The cancelled candidacies of these elections, for whatever body, in the order of the records."""
    return _of(elections).filter(cause=WithdrawalCause.DECISION)


def cancelled_publicly(election: Election) -> QuerySet[Withdrawal]:
    """Of them those whose name the public knows: from a posted list, or from a public notice."""
    noticed = NoticePerson.objects.filter(notice__election=election)
    named = Q(from_list=True) | Q(candidacy__in=noticed.values("candidacy"))
    return cancellations_of([election]).filter(named)


def _of(elections: Collection[Election]) -> QuerySet[Withdrawal]:
    found = Withdrawal.objects.filter(candidacy__election__in=elections)
    return found.select_related("candidacy", "change", "recorded_by")


def pending_withdrawals(election: Election) -> QuerySet[Withdrawal]:
    """Those who left the formal list since it was posted last."""
    return _of([election]).filter(from_list=True, change=None)


def who_may_withdraw(election: Election) -> QuerySet[Candidacy]:
    """Nominees and candidates of the committee who still stand."""
    return candidacies_of(election).filter(state__in=WITHDRAWABLE)


def who_may_be_cancelled(election: Election) -> QuerySet[Candidacy]:
    """Everybody who still stands, for whatever body, the committee's people first."""
    standing = Candidacy.objects.filter(election=election).exclude(state__in=GONE)
    return standing.select_related("resident").order_by("-body", "post", "pk")


def cancelled_residents(election: Election) -> set[int]:
    """Whose candidacy was cancelled: they do not stand again, for any post."""
    return set(cancellations_of([election]).values_list("candidacy__resident", flat=True))


def waiting_for_list(election: Election) -> QuerySet[Candidacy]:
    """Those who passed every review and are on no list yet, with what their findings are asked of."""
    passed = Candidacy.objects.filter(
        election=election, body=Body.COMMITTEE, state=CandidacyState.COUNTY_PASSED
    )
    return passed.select_related("election__village", "resident").order_by("pk")


def list_change_due(election: Election) -> bool:
    """Whether the published list is to be posted again: somebody left it."""
    return pending_withdrawals(election).exists()


def list_changes_of(election: Election) -> QuerySet[ListChange]:
    """The lists posted again, the oldest first, with who left and who joined."""
    found = ListChange.objects.filter(election=election)
    return found.prefetch_related("withdrawals__candidacy", "joined").select_related("published_by")
