from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import part_of_an_act
from accounts.models import User
from accounts.rules import require
from documents.enums import JobState
from documents.models import Job
from documents.services.job import start_job
from elections.chain import digest
from elections.enums import Act
from elections.services.gate import gate
from elections.services.ledger import record
from villages.services.locks import lock_place
from voting.counting import grounds_of
from voting.enums import ContestState
from voting.models import Contest, Outcome
from voting.queries.count import TALLY, count_of, tallies_of
from voting.refusals.count import BoxesOpen
from voting.relatives import settle_relatives
from voting.services.contest import lock_contest, move, step_of, told_round
from voting.tally import tally


def tally_again(*, by: User, contest: Contest, now: datetime) -> Job:
    """Ask for the tally again where it broke off. Raises BoxesOpen while boxes are not agreed."""
    require(by, "count.enter", contest.election.village_id)
    with transaction.atomic():
        contest = lock_contest(contest)
        gate(step_of(contest), contest.election, now)
        if contest.state != ContestState.COUNTING or contest.boxes.filter(agreed_at=None).exists():
            raise BoxesOpen(_("Not every box is agreed."))
        return start_tally(by=by, contest=contest)


@part_of_an_act
def start_tally(*, by: User, contest: Contest) -> Job:
    """Ask for the tally of a round whose boxes are all agreed; once for each state of its boxes."""
    broken = tallies_of(contest).filter(state__in=[JobState.FAILED, JobState.CANCELLED]).count()
    versions = "-".join(str(version) for version in contest.boxes.values_list("version", flat=True))
    return start_job(
        by=by,
        kind=TALLY,
        place_code=contest.election.village_id,
        arguments={"contest": contest.pk},
        key=uuid5(NAMESPACE_URL, f"{TALLY}:{contest.pk}:{versions}:{broken}"),
    )


def tally_round(*, contest: Contest, job: Job, now: datetime) -> dict[str, Any]:
    """Tally a round whose boxes are all agreed and keep the outcome; returns its status.

    The tally is the rest of the act by which the last box was agreed: it passes the same gate at that act's moment, so
    that a slow queue makes no count late. Harmless when run twice. A count that does not add up is kept as such; the
    round stays open for a recount. Whoever is elected and gives way to a relative by a decision made before holds no
    seat. Raises PlaceClosed, what the gate raises.
    """
    office = require(job.asked_by, "count.enter", contest.election.village_id)
    with transaction.atomic():
        lock_place(contest.election.village)  # a relative elected before may give way, and a term end
        contest = lock_contest(contest)
        if contest.state != ContestState.COUNTING:
            return {"status": contest.state}
        if contest.boxes.filter(agreed_at=None).exists():
            return {"status": "boxes_open"}
        last = max(box.agreed_at for box in contest.boxes.all() if box.agreed_at is not None)
        gate(step_of(contest), contest.election, last)
        count = count_of(contest)
        grounds = grounds_of(
            contest.election.cycle.rules, contest.body, contest.round, contest.election.village.kind
        )
        outcome = tally(count, grounds=grounds)
        kept, _created = Outcome.objects.update_or_create(
            contest=contest,
            defaults={
                "count": count,
                "data": outcome,
                "digest": digest(outcome),
                "computed_at": now,
                "job": job,
            },
        )
        if outcome["status"] != "inconsistent":
            move(contest, ContestState.TALLIED, now)
        gave_way = settle_relatives(contest.election, job.asked_by, now)
        record(
            by=job.asked_by,
            office=office,
            act=Act.COUNT_TALLIED,
            cycle=contest.election.cycle,
            place_code=contest.election.village_id,
            step=step_of(contest),
            subject=str(contest.election.village),
            data=_tallied(contest, kept) | ({"gave_way": gave_way} if gave_way else {}),
            now=now,
        )
    return {"status": outcome["status"]}


def _tallied(contest: Contest, outcome: Outcome) -> dict[str, Any]:
    return {
        **told_round(contest),
        "status": outcome.data["status"],
        "totals": outcome.data["totals"],
        "elected": {position["id"]: position["elected"] for position in outcome.data["positions"]},
        "count": digest(outcome.count),
        "outcome": outcome.digest,
    }
