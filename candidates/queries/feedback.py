"""The written result of the joint review: what it says, and whom it has reached."""

from collections.abc import Sequence

from django.db.models import QuerySet

from candidates.enums import CandidacyState, FeedbackLevel, ReviewLevel
from candidates.models import FeedbackReceipt, Review
from elections.models import Election


def joint_results(election: Election) -> Sequence[Review]:
    """The county's latest verdict on everybody on whom it has decided, the earliest first."""
    latest: dict[int, Review] = {}
    rows = Review.objects.filter(candidacy__election=election, level=ReviewLevel.COUNTY)
    for review in rows.select_related("candidacy").order_by("reviewed_at", "pk"):
        latest[review.candidacy_id] = review
    return [review for review in latest.values() if review.candidacy.state != CandidacyState.PROPOSED]


def receipts_of(election: Election) -> QuerySet[FeedbackReceipt]:
    """Who has the written result in hand, the earliest first."""
    return FeedbackReceipt.objects.filter(election=election).select_related("recorded_by")


def reached(election: Election, level: FeedbackLevel) -> bool:
    """Whether the written result has reached a level."""
    return receipts_of(election).filter(level=level).exists()
