from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RollState(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    REPLACED = "replaced", _("Replaced by a later version")


class Category(TextChoices):
    """On what ground a person is on the roll (A-ROLL-04 to A-ROLL-10)."""

    REGISTERED_RESIDENT = "1", _("Registered here, living here")
    REGISTERED_AWAY = "2", _("Registered here, living elsewhere, has said to take part")
    NOT_REGISTERED = "3", _("Not registered here, here for a year, agreed by the meeting")
    COMMUNITY_DWELLER = "4", _("Not registered here, fixed dwelling for a year, agreed by the meeting")


class UploadState(TextChoices):
    CHECKING = "checking", _("Being checked")
    FAULTY = "faulty", _("Has faults")
    READY = "ready", _("Ready to take over")
    COMMITTED = "committed", _("Taken over")
    DISCARDED = "discarded", _("Discarded")


class Round(TextChoices):
    """The rounds of the tally contract."""

    FIRST = "first", _("First vote")
    REVOTE = "revote", _("Re-vote after a tie")
    RUNOFF = "runoff", _("Runoff")


class ContestState(TextChoices):
    PREPARED = "prepared", _("Prepared")
    COUNTING = "counting", _("Counting")
    TALLIED = "tallied", _("Tallied")
    CONFIRMED = "confirmed", _("Confirmed")


class BoxKind(TextChoices):
    VENUE = "venue", _("Assembly")
    STATION = "station", _("Polling station")
    MOBILE = "mobile", _("Mobile box")
