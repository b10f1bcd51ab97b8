"""Recorded votes kept as contests with their outcome: nomination, preselection, recommendation, bodies."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.exempt import part_of_an_act
from elections.chain import digest
from elections.models import Election
from voting.enums import ContestState
from voting.models import Contest, Outcome
from voting.recorded import RecordedVote


@part_of_an_act
def keep_votes(*, election: Election, votes: Sequence[RecordedVote], now: datetime) -> dict[str, Any]:
    """Keep votes as they were counted; what was recorded of them before stays. Returns what the ledger says of them.

    The election is locked by the act.
    """
    before = Counter(
        Contest.recorded.filter(election=election, about__in={vote.about for vote in votes}).values_list(
            "about", "unit"
        )
    )
    kept = Contest.everywhere.bulk_create(
        Contest(
            election=election,
            body=vote.count["contest"]["body"],
            round=vote.count["contest"]["round"],
            number=before[vote.about, vote.unit] + 1,
            state=ContestState.CONFIRMED,
            day=vote.day,
            electors=vote.count["electors"],
            present=vote.count["present"],
            rule=vote.count["rule"],
            created_at=now,
            confirmed_at=now,
            about=vote.about,
            unit=vote.unit,
            decision=vote.decision,
            chosen=list(vote.chosen),
        )
        for vote in votes
    )
    outcomes = Outcome.objects.bulk_create(
        Outcome(
            contest=contest,
            count=vote.count,
            data=vote.outcome,
            digest=digest(vote.outcome),
            computed_at=now,
        )
        for contest, vote in zip(kept, votes, strict=True)
    )
    return {"counted": [{"count": digest(one.count), "outcome": one.digest} for one in outcomes]}
