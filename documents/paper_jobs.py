"""The job that prints a long paper, and how it is told."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.job_kinds import JobKind, describe
from documents.jobs import Progress, handles
from documents.models import Job
from documents.services.paper_job import PRINT, print_paper


@handles(PRINT)
def printing(job: Job, progress: Progress, now: datetime) -> dict[str, Any]:
    """Print a long paper; it is dated by the moment at which it was asked for."""
    progress("print", 0, 1)
    paper = print_paper(job=job)
    progress("print", 1, 1)
    return {"paper": paper.pk, "number": paper.full_number, "pages": paper.pages}


def _page(job: Job) -> str:
    """The paper itself once it is there, else the papers of the place."""
    if "paper" in job.result:
        return reverse("documents:paper_file", args=[job.place_code, job.result["paper"]])
    return reverse("documents:papers", args=[job.place_code])


def _summary(job: Job) -> str | Promise:
    told = _("Issued: {number}, {pages} pages.")
    return format_lazy(told, number=job.result["number"], pages=job.result["pages"])


describe(
    PRINT,
    JobKind(
        title=_("Printing of a paper"),
        stages=(("print", pgettext_lazy("stage", "Set and print the pages")),),
        page=_page,
        summary=_summary,
    ),
)
