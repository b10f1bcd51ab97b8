"""People on the way of the Party's election, put where a test needs them."""

from datetime import datetime
from typing import Any

from candidates.enums import ReviewLevel, Verdict
from candidates.models import Candidacy, Review
from elections.models import Election
from tests.cast import at
from villages.models import Resident


def stands_for_the_party(
    election: Election,
    resident: Resident,
    post: str = "secretary",
    state: str = "township_passed",
    **more: Any,
) -> Candidacy:
    """A candidacy for the Party organisation."""
    return Candidacy.objects.create(
        election=election,
        body="party",
        post=post,
        name=resident.name,
        sex=resident.sex,
        birth_date=resident.birth_date,
        resident=resident,
        votes=0,
        state=state,
        changed_at=at(2020, 12, 20),
        **more,
    )


def passed_the_party_review(candidacy: Candidacy, by: object, now: datetime) -> Review:
    """The county's joint review passed the person for the Party's election."""
    return Review.objects.create(
        candidacy=candidacy,
        level=ReviewLevel.COUNTY,
        verdict=Verdict.PASS,
        reviewed_by=by,
        office="县联审组",
        reviewed_at=now,
    )
