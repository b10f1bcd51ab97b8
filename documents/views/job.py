from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from documents.job_kinds import kind_of_job
from documents.models import Job
from documents.queries.job import job_for
from documents.services.job import cancel_job


@allowed("job.view", scope=None)
@require_GET
def job(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far a job is. A page that watches it asks for the card alone, and is loaded anew when the job has ended."""
    found = _job_or_404(request, key)
    if not request.htmx:
        return render(request, "documents/job/page.html", {"job": found, "kind": kind_of_job(found)})
    answer = render(request, "documents/job/card.html", {"job": found})
    if found.finished:
        answer.headers["HX-Refresh"] = "true"
    return answer


@allowed("job.view", scope=None)
@require_POST
def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """Stop a job that is not finished; nothing of it is written."""
    found = cancel_job(by=request.user, job=_job_or_404(request, key), now=request.now)
    kind = kind_of_job(found)
    return redirect(kind.page(found)) if kind else redirect("documents:job", key)


def _job_or_404(request: HttpRequest, key: UUID) -> Job:
    found = job_for(request.user, key)
    if found is None:
        raise Http404
    return found
