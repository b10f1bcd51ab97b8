from uuid import UUID

from accounts.models import User
from accounts.rules import may
from documents.models import Job


def job_for(user: User, key: UUID) -> Job | None:
    """A job at a place the user's offices cover, or None."""
    job = Job.objects.filter(key=key).first()
    return job if job is not None and may(user, "job.view", job.place_code) else None
