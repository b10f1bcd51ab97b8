"""The long work of this package, found by `documents.jobs`."""

from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.job_kinds import JobKind, describe
from documents.jobs import Progress, handles
from documents.models import Job
from villages.enums import ListKind
from villages.list_pages import LIST_PAGES
from villages.services.upload import CHECK, CHECKS
from villages.services.upload_check import check_sheet


def check(job: Job, progress: Progress, now: datetime) -> dict[str, Any]:
    """Check the rows of an uploaded sheet of a place."""
    return check_sheet(upload_id=job.arguments["upload"], progress=progress)


def _page(job: Job) -> str:
    kind = ListKind(job.kind.removesuffix(CHECK))
    return LIST_PAGES[kind].address("upload", job.place_code, job.arguments["upload"])


def _summary(job: Job) -> str | Promise:
    told = _("{rows} rows read; {faulty} with faults, {warnings} warnings. Nothing is taken over yet.")
    counted = {"rows": "rows", "faulty": "faulty_rows", "warnings": "warnings"}
    return format_lazy(told, **{place: f"{job.result[name]:,}" for place, name in counted.items()})


STAGES = (
    ("check", pgettext_lazy("stage", "Read and check rows")),
    ("compare", pgettext_lazy("stage", "Compare with what is on record")),
    ("write", pgettext_lazy("stage", "Prepare the preview")),
)
for kind, pages in LIST_PAGES.items():
    handles(CHECKS[kind])(check)
    describe(CHECKS[kind], JobKind(title=pages.check, stages=STAGES, page=_page, summary=_summary))
