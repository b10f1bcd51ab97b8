from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JobState(TextChoices):
    WAITING = "waiting", _("Waiting to start")
    RUNNING = "running", _("Running")
    DONE = "done", _("Finished")
    FAILED = "failed", _("Stopped by a fault")
    CANCELLED = "cancelled", _("Cancelled")


class UploadState(TextChoices):
    CHECKING = "checking", _("Being checked")
    FAULTY = "faulty", _("Has faults")
    READY = "ready", _("Ready to take over")
    COMMITTED = "committed", _("Taken over")
    DISCARDED = "discarded", _("Discarded")


# An upload in one of these is neither taken over nor put away.
OPEN_UPLOAD = (UploadState.CHECKING, UploadState.FAULTY, UploadState.READY)
