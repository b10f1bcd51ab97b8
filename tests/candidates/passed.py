"""People who passed the reviews, put on record at once: for tests whose subject comes after them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.timezone import localtime

from accounts.models import Office, User
from candidates.eligibility.changes import snapshot
from candidates.enums import CandidacyState, ReviewLevel, Verdict
from candidates.models import Candidacy, Inspection, Review
from candidates.queries.findings import findings_of

LEFT_IN = {
    ReviewLevel.TOWNSHIP: CandidacyState.TOWNSHIP_PASSED,
    ReviewLevel.COUNTY: CandidacyState.COUNTY_PASSED,
}


def passed(
    people: Iterable[Candidacy], by: Mapping[ReviewLevel, User], now: datetime, reason: str = ""
) -> None:
    """Everyone passed these levels, as the service leaves people and reviews; but for the ledger and the history, and
    without the gate and the departments (test_review.py holds the two against each other).
    """
    pks = [person.pk for person in people]
    for level, reviewer in by.items():
        people = list(Candidacy.objects.filter(pk__in=pks).select_related("election__cycle", "resident"))
        found = findings_of(people, people[0].election.cycle.rules, localtime(now).date())
        office = Office.objects.get(user=reviewer).title
        Review.objects.bulk_create(
            Review(
                candidacy=person,
                level=level,
                verdict=Verdict.PASS,
                reason=reason,
                findings=snapshot(found[person.pk]),
                reviewed_by=reviewer,
                office=office,
                reviewed_at=now,
            )
            for person in people
        )
        for person in people:
            person.state, person.changed_at = LEFT_IN[level], now
        Candidacy.objects.bulk_update(people, ["state", "changed_at"])
        if level == ReviewLevel.COUNTY and people[0].election.cycle.rules.review.committee_inspected.stated:
            inspected(people, reviewer, now)


def inspected(people: Iterable[Candidacy], by: User, now: datetime) -> None:
    """Everyone of these passed the inspection."""
    Inspection.objects.bulk_create(
        Inspection(
            candidacy=person,
            held_on=localtime(now).date(),
            inspectors="镇党委考察组",
            passed=True,
            recorded_at=now,
            recorded_by=by,
            office="镇换届办",
        )
        for person in people
    )
