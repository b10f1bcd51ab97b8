"""Long papers are set by a worker: asked for on a page, issued as any other."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.rules import require
from documents.models import Job, Paper
from documents.queries.paper import issuable
from documents.refusals import PaperNotReady
from documents.services.job import start_job
from documents.services.paper import issue_paper

PRINT = "paper.print"


@ungated("A job alone: the paper itself is issued by `issue_paper`, which prints what is in force.")
def ask_for_paper(
    *, by: User, kind: str, about: str, place_code: str, now: datetime, key: UUID | None = None
) -> Job:
    """Have a long paper printed by a worker; the same `key` is one job. `about` names its subject as the kind does."""
    require(by, "paper.issue", place_code)
    arguments = {"kind": kind, "about": about, "now": now.isoformat()}
    with transaction.atomic():
        return start_job(by=by, kind=PRINT, place_code=place_code, arguments=arguments, key=key)


@ungated("The paper that an officer has asked for; `issue_paper` says why papers pass no gate.")
def print_paper(*, job: Job) -> Paper:
    """Issue the paper that a job asks for, once: a second run finds the one of the first. Raises PaperNotReady."""
    with transaction.atomic():
        job = Job.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=job.pk)
        made = Paper.objects.filter(pk=job.arguments.get("paper")).first()
        if made is not None:
            return made
        wanted = (job.arguments["kind"], job.arguments["about"])
        found = next(
            (one for one in issuable(job.place_code) if (one.kind.key, one.reference) == wanted), None
        )
        if found is None:
            raise PaperNotReady(_("This paper cannot be issued now."))
        paper = issue_paper(
            by=job.asked_by,
            office=require(job.asked_by, "paper.issue", job.place_code),
            kind=found.kind.key,
            subject=found.occasion.subject,
            place_code=job.place_code,
            place_name=found.occasion.place_name,
            now=datetime.fromisoformat(job.arguments["now"]),
            training=found.occasion.training,
        )
        job.arguments = {**job.arguments, "paper": paper.pk}
        job.save(update_fields=["arguments"])
    return paper
