from celery import shared_task
from django.utils import timezone

from documents.services.job import ring, run, waiting_jobs


@shared_task
def run_job(job_id: int) -> None:
    """Do one job."""
    run(job_id, timezone.now)


@shared_task
def ring_again() -> None:
    """The sweeper: wake workers for jobs that nobody works on."""
    for job_id in waiting_jobs(timezone.now()):
        ring(job_id)
