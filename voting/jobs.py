"""The long work of this package, found by `documents.jobs`."""

from voting import counting_jobs, roll_jobs

__all__ = ["counting_jobs", "roll_jobs"]
