"""Every paper of a round at once: its notice, ballots, lists and sheets, as far as they can be issued now."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.rules import require
from documents.enums import JobState
from documents.models import Job, Paper
from documents.queries.paper import Issuable
from documents.refusals import PaperNotReady
from documents.services.paper import issue_paper
from documents.services.paper_job import PRINT, ask_for_paper
from voting.models import Contest
from voting.queries.round_papers import papers_about
from voting.services.contest import lock_contest


@dataclass(frozen=True, slots=True)
class RoundPapers:
    """What was issued, what a worker sets, and what cannot be issued yet, with the reason."""

    issued: tuple[Paper, ...]
    asked: tuple[Job, ...]
    waiting: tuple[tuple[Issuable, PaperNotReady], ...]


@ungated("Papers pass no gate, and these are no other than `issue_paper` prints one by one.")
def issue_round_papers(*, by: User, contest: Contest, now: datetime) -> RoundPapers:
    """Issue every paper of a round that is not in force yet; long ones are asked of a worker, once.

    All or nothing but for papers that are not ready, which are told. Raises NotThere, GlyphsMissing.
    """
    office = require(by, "paper.issue", contest.election.village_id)
    issued: list[Paper] = []
    asked: list[Job] = []
    waiting: list[tuple[Issuable, PaperNotReady]] = []
    with transaction.atomic():
        contest = lock_contest(contest)
        before_a_worker = _asked_for(contest)
        for each in papers_about(contest):
            if each.issued is not None or (each.kind.key, each.reference) in before_a_worker:
                continue
            try:
                if each.kind.long:
                    asked.append(_ask(by, contest, each, now))
                else:
                    issued.append(_issue(by, office, contest, each, now))
            except PaperNotReady as refusal:
                waiting.append((each, refusal))
    return RoundPapers(tuple(issued), tuple(asked), tuple(waiting))


def _asked_for(contest: Contest) -> set[tuple[str, str]]:
    """The papers that a worker has before it, by kind and reference."""
    jobs = Job.objects.filter(
        kind=PRINT,
        place_code=contest.election.village_id,
        state__in=(JobState.WAITING, JobState.RUNNING),
    )
    return set(jobs.values_list("arguments__kind", "arguments__about"))


def _ask(by: User, contest: Contest, each: Issuable, now: datetime) -> Job:
    return ask_for_paper(
        by=by, kind=each.kind.key, about=each.reference, place_code=contest.election.village_id, now=now
    )


def _issue(by: User, office: Office, contest: Contest, each: Issuable, now: datetime) -> Paper:
    return issue_paper(
        by=by,
        office=office,
        kind=each.kind.key,
        subject=each.occasion.subject,
        place_code=contest.election.village_id,
        place_name=each.occasion.place_name,
        now=now,
        training=each.occasion.training,
    )
