"""The written result of the joint review: what it says, and whom it has reached."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import QuerySet

from candidates.enums import CandidacyState, FeedbackLevel, ReviewLevel
from candidates.models import FeedbackReceipt, Review
from candidates.review_levels import latest_of
from elections.models import Election


def joint_results(election: Election) -> Sequence[Review]:
    """The county's latest verdict on everybody on whom it has decided, the earliest first."""
    given: dict[int, list[Review]] = defaultdict(list)
    rows = Review.objects.filter(candidacy__election=election)
    for review in rows.select_related("candidacy").order_by("reviewed_at", "pk"):
        given[review.candidacy_id].append(review)
    found = [latest_of(reviews).get(ReviewLevel.COUNTY) for reviews in given.values()]
    decided = [review for review in found if review and review.candidacy.state != CandidacyState.PROPOSED]
    return sorted(decided, key=lambda review: (review.reviewed_at, review.pk))


def receipts_of(election: Election) -> QuerySet[FeedbackReceipt]:
    """Who has the written result in hand, the earliest first."""
    return FeedbackReceipt.objects.filter(election=election).select_related("recorded_by")


def reached(election: Election, level: FeedbackLevel) -> bool:
    """Whether the written result has reached a level."""
    return receipts_of(election).filter(level=level).exists()
