from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime

from accounts.access import allowed
from accounts.rules import may
from candidates.enums import VoteAbout
from candidates.next_act import next_act
from candidates.queries.bars import changed_since
from candidates.queries.board import board_of
from candidates.queries.department import questions_of
from candidates.queries.failure import failures_undecided
from candidates.queries.nomination import nomination_of
from candidates.rules import levels_of
from elections.enums import Step
from elections.queries.cycle import election_in
from elections.queries.progress import progress_of_one
from elections.views.in_plan import in_plan
from voting.queries.recorded import checks_of

SHOWN = (
    Step.NOMINATION,
    Step.PROPOSAL,
    Step.TOWNSHIP_REVIEW,
    Step.COUNTY_REVIEW,
    Step.FORMAL_CANDIDATES,
)


@allowed("candidate.view")
@in_plan(Step.FORMAL_CANDIDATES)
def candidates(request: HttpRequest, village_code: str) -> HttpResponse:
    """Who stands in a village, how far each has come, and what comes next."""
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    board, nomination = board_of(election), nomination_of(election)
    act = next_act(election, board)
    progress = progress_of_one(election, request.now)
    context = {
        "election": election,
        "board": board,
        "nomination": nomination,
        "nomination_checks": checks_of(election, VoteAbout.NOMINATION),
        "preselection_checks": checks_of(election, VoteAbout.PRESELECTION),
        "steps": [progress.steps[step] for step in SHOWN if step in progress.steps],
        "act": act,
        "acts": act is not None and may(request.user, act.permission, village_code),
        "may_plan": may(request.user, "election.plan", village_code),
        "written": election.cycle.rules.review.written_feedback,
        "inspected": election.cycle.rules.review.committee_inspected,
        "may_propose": may(request.user, "candidate.propose", village_code),
        "undecided": {person.pk for person in failures_undecided(election)},
        "may_decide": may(request.user, "candidate.review_township", village_code),
        "questions": questions_of(election).count(),
        "reviews": bool(levels_of(request.user, village_code)),
        "changed": changed_since(board.people, election.cycle.rules, localtime(request.now).date()),
    }
    return render(request, "candidates/candidacy/list.html", context)
