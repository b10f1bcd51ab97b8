from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed, public
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from accounts.rules import may, require
from documents.forms.paper import IssueForm, PostForm
from documents.models import Paper
from documents.papers import kind_of
from documents.queries.paper import (
    Issuable,
    content_of,
    is_posted,
    issuable,
    paper_by_code,
    paper_of,
    papers_of,
    posted_papers,
)
from documents.services.paper import issue_paper
from documents.services.paper_job import ask_for_paper
from documents.services.posting import post_paper, take_down
from documents.typeset.enlarge import to_a3


@allowed("paper.view")
@require_GET
def papers(request: HttpRequest, village_code: str) -> HttpResponse:
    """The papers of a village: what can be issued, what was, what hangs on its board."""
    return _page(request, village_code)


@allowed("paper.issue")
@require_POST
def issue(request: HttpRequest, village_code: str) -> HttpResponse:
    """Issue one of the papers that can be issued today."""
    user: Any = request.user
    form = IssueForm(request.POST, village_code)
    if form.is_valid() and form.chosen:
        occasion = form.chosen.occasion
        if form.chosen.kind.long:
            return _asked(request, village_code, form.chosen)
        try:
            paper = issue_paper(
                by=user,
                office=require(user, "paper.issue", village_code),
                kind=form.chosen.kind.key,
                subject=occasion.subject,
                place_code=village_code,
                place_name=occasion.place_name,
                now=request.now,
                training=occasion.training,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Issued: %(number)s") % {"number": paper.full_number})
            return redirect("documents:papers", village_code)
    return _page(request, village_code, form)


def _asked(request: HttpRequest, village_code: str, chosen: Issuable) -> HttpResponse:
    """A long paper is set by a worker: the page of the job tells how far it is."""
    job = ask_for_paper(
        by=request.user,
        kind=chosen.kind.key,
        about=chosen.reference,
        place_code=village_code,
        now=request.now,
    )
    return redirect("documents:job", job.key)


@allowed("paper.post")
@require_POST
def post(request: HttpRequest, village_code: str, paper_id: int) -> HttpResponse:
    """Put a paper on the village's public board."""
    user: Any = request.user
    form = PostForm(request.POST)
    if form.is_valid():
        try:
            post_paper(
                by=user,
                office=require(user, "paper.post", village_code),
                paper=_paper(village_code, paper_id),
                now=request.now,
                until=form.until,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The paper hangs on the public board."))
            return redirect("documents:papers", village_code)
    return _page(request, village_code, form)


@allowed("paper.post")
@require_POST
def remove(request: HttpRequest, village_code: str, paper_id: int) -> HttpResponse:
    """Take a paper off the village's public board."""
    user: Any = request.user
    office = require(user, "paper.post", village_code)
    try:
        take_down(by=user, office=office, paper=_paper(village_code, paper_id), now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The paper is off the public board."))
    return redirect("documents:papers", village_code)


@allowed("paper.view")
@require_GET
def paper_file(request: HttpRequest, village_code: str, paper_id: int) -> FileResponse:
    """The PDF as issued; with ?size=a3 the same pages enlarged."""
    return _pdf(request, _paper(village_code, paper_id))


@public
@require_GET
def posted_file(request: HttpRequest, code: str) -> FileResponse:
    """The PDF of a paper that hangs on a public board today."""
    paper = paper_by_code(code)
    if paper is None or not is_posted(paper, kind_of(paper.kind).clock(paper, timezone.now())):
        raise Http404
    return _pdf(request, paper)


def _page(request: HttpRequest, village_code: str, form: Any = None) -> HttpResponse:
    user: Any = request.user
    running = {posting.paper_id: posting for posting in posted_papers(village_code, request.now)}
    context = {
        "village_code": village_code,
        "form": form,
        "issuable": list(issuable(village_code)),
        "papers": [(paper, kind_of(paper.kind), running.get(paper.pk)) for paper in papers_of(village_code)],
        "posted": len(running),
        "post_form": PostForm(),
        "may_issue": may(user, "paper.issue", village_code),
        "may_post": may(user, "paper.post", village_code),
    }
    return render(request, "documents/papers.html", context, status=409 if form is not None else 200)


def _paper(village_code: str, paper_id: int) -> Paper:
    paper = paper_of(village_code, paper_id)
    if paper is None:
        raise Http404
    return paper


def _pdf(request: HttpRequest, paper: Paper) -> FileResponse:
    content = content_of(paper)
    enlarged = request.GET.get("size") == "a3" and kind_of(paper.kind).posted
    if enlarged:
        content = BytesIO(to_a3(content.getvalue()))
    name = f"{paper.full_number} {paper.title}{' A3' if enlarged else ''}.pdf"
    return FileResponse(content, content_type="application/pdf", filename=name)
