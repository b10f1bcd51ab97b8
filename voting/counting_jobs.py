from datetime import datetime
from typing import Any

from documents.jobs import Progress, handles
from documents.models import Job
from voting.models import Contest
from voting.queries.count import TALLY
from voting.services.tally import tally_round


@handles(TALLY)
def tally_job(job: Job, progress: Progress, now: datetime) -> dict[str, Any]:
    """Tally a round; the time of the outcome is that of the cycle's clock."""
    progress("tally", 0, 1)
    contest = Contest.objects.select_related("election__cycle", "election__village").get(
        pk=job.arguments["contest"]
    )
    result = tally_round(contest=contest, job=job, now=contest.election.cycle.now(now))
    progress("tally", 1, 1)
    return result
