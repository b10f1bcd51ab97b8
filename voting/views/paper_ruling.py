"""The pages of doubtful papers: which are set aside, their photographs, what they count as."""

from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from voting.forms.paper import PhotoForm, RulingForm
from voting.models import Box, Paper
from voting.queries.arithmetic import grounds
from voting.queries.count import plan_of
from voting.queries.paper import doubtful_paper, doubtful_papers, paper_count_of
from voting.rounds import COMMITTEE
from voting.ruling_told import told_ballot
from voting.services.paper_ruling import attach_photo, rule_paper
from voting.views.found import box_or_404, election_or_404


@allowed("count.enter")
@require_GET
def doubtful(
    request: HttpRequest, village_code: str, number: int, box: int, body: str = COMMITTEE
) -> HttpResponse:
    """The papers of a box that were set aside, those to be ruled on first."""
    found = box_or_404(election_or_404(request, village_code), number, box, body)
    count = paper_count_of(found)
    if count is None:
        raise Http404
    plan = plan_of(found.contest)
    rows = [
        (paper, told_ballot(paper.ballot, plan), told_ballot(paper.ruling, plan) if paper.ruling else "")
        for paper in doubtful_papers(count)
    ]
    context = {
        "box": found,
        "contest": found.contest,
        "election": found.contest.election,
        "count": count,
        "rows": rows,
        "left": sum(paper.unruled for paper, _typed, _ruled in rows),
    }
    return render(request, "voting/papers/doubtful.html", context)


@allowed("count.enter")
def doubtful_one(
    request: HttpRequest, village_code: str, number: int, box: int, paper: UUID, body: str = COMMITTEE
) -> HttpResponse:
    """One paper set aside; whoever settles the count rules on it."""
    found, one = _paper_or_404(request, village_code, number, box, paper, body)
    plan = plan_of(found.contest)
    form = RulingForm(
        request.POST or None,
        plan=plan,
        ballot=one.ruling or one.ballot,
        photographed=one.photo_id is not None,
        initial={"scrutineers": one.count.scrutineers, "no_photo": one.no_photo_because},
    )
    if request.method == "POST" and form.is_valid():
        try:
            rule_paper(by=request.user, paper=one, ruling=form.ruling(), now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The paper is ruled on."))
            return redirect("voting:doubtful", village_code, body, number, box)
    return _page(request, found, one, form, PhotoForm())


def _page(
    request: HttpRequest, found: Box, one: Paper, form: RulingForm, photo_form: PhotoForm
) -> HttpResponse:
    contest, plan = found.contest, plan_of(found.contest)
    voting = contest.election.cycle.rules.voting
    context = {
        "box": found,
        "contest": contest,
        "election": contest.election,
        "paper": one,
        "form": form,
        "photo_form": photo_form,
        "typed": told_ballot(one.ballot, plan),
        "ruled": told_ballot(one.ruling, plan) if one.ruling else "",
        "settles": may(request.user, "count.settle", contest.election.village_id),
        "open": one.count.closed_at is None,
        "overvote_clause": next(iter(grounds(contest, "overvote")), ""),
        "decided_by": voting.doubtful_papers_decided_by,
        "scrutiny_clause": voting.counted_under_scrutiny.clause,
    }
    refused = form.errors or photo_form.errors
    return render(request, "voting/papers/ruling.html", context, status=409 if refused else 200)


@allowed("count.enter")
@require_POST
def photo(
    request: HttpRequest, village_code: str, number: int, box: int, paper: UUID, body: str = COMMITTEE
) -> HttpResponse:
    """Attach a photograph of a paper set aside."""
    found, one = _paper_or_404(request, village_code, number, box, paper, body)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            attach_photo(by=request.user, paper=one, photo=form.attached(), now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The photograph is kept."))
            return redirect("voting:doubtful_one", village_code, body, number, box, paper)
    ballot, photographed = one.ruling or one.ballot, one.photo_id is not None
    empty = RulingForm(plan=plan_of(found.contest), ballot=ballot, photographed=photographed)
    return _page(request, found, one, empty, form)


@allowed("count.enter")
@require_GET
def photo_file(
    request: HttpRequest, village_code: str, number: int, box: int, paper: UUID, body: str = COMMITTEE
) -> FileResponse:
    """The photograph, shown as the picture that its bytes are and as nothing else."""
    _found, one = _paper_or_404(request, village_code, number, box, paper, body)
    if one.photo is None:
        raise Http404
    return FileResponse(BytesIO(bytes(one.photo.content)), content_type=one.photo.content_type)


def _paper_or_404(
    request: HttpRequest, village_code: str, number: int, box: int, paper: UUID, body: str
) -> tuple[Box, Paper]:
    found = box_or_404(election_or_404(request, village_code), number, box, body)
    one = doubtful_paper(found, paper)
    if one is None:
        raise Http404
    one.count.box = found
    return found, one
