from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models import StoredFile
from elections.enums import Asked
from elections.models.election import Election
from elections.models.rulebook import RulebookEdition

STEP_KEY = 60


class StepRecord(models.Model):
    """Work of a step that was done off-line: date, people, what was done (全程纪实, A-DISC-16).

    `parts` are those of the step's parts that it shows to be done; a step without parts is done with one record.
    A record is withdrawn, never changed.
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="step_records")
    step = models.CharField(max_length=STEP_KEY)
    parts = models.JSONField(default=list)
    held_on = models.DateField()
    people = models.CharField(max_length=200)
    note = models.CharField(max_length=500)
    document = models.CharField(max_length=100, blank=True, help_text="Number of the office’s document")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["held_on", "pk"]
        indexes = [models.Index(fields=["election", "step"])]

    def __str__(self) -> str:
        return f"{self.election} {self.step}"


class StepSignature(models.Model):
    """Somebody in charge who signed for a record, by name and post; no step is done without one (A-DISC-16)."""

    record = models.ForeignKey(StepRecord, on_delete=models.CASCADE, related_name="signatures")
    name = models.CharField(max_length=50)
    post = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.post}"


class StepFile(models.Model):
    """A file attached to a record: a scan of the minutes, a photograph of the notice board."""

    record = models.ForeignKey(StepRecord, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class StepExtension(models.Model):
    """More time for one step of one village: what was asked for, and what the office above answered."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="extensions")
    step = models.CharField(max_length=STEP_KEY)
    wanted = models.DateField(help_text="The last day asked for")
    reason = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=Asked.choices, default=Asked.OPEN)
    until = models.DateField(null=True, blank=True, help_text="The last day granted")
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "step"], condition=Q(state=Asked.OPEN), name="extension_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(state=Asked.GRANTED, until__isnull=False)
                | (~Q(state=Asked.GRANTED) & Q(until=None)),
                name="extension_granted_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.step} {self.state}"


class StepWaiver(models.Model):
    """A step that goes on although one before it is not done: on what ground, and who approved.

    Over a soft rule it is a recorded reason. Over a hard one it is `forced`: a violation with its code, told on the
    township's report (A-SCH-06, A-DISC-06).
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="waivers")
    step = models.CharField(max_length=STEP_KEY)
    over = models.CharField(max_length=STEP_KEY, help_text="The step that is not done")
    clause = models.CharField(max_length=40, help_text="The rule that is not kept")
    reason = models.CharField(max_length=500)
    approval = models.CharField(max_length=200, help_text="Who approved it: office and document")
    forced = models.BooleanField()
    violation = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["election", "step", "over"], name="waiver_once")]

    def __str__(self) -> str:
        return f"{self.election} {self.step} over {self.over}"


class KeptWindow(models.Model):
    """The window of a step as it stood when an amendment came: a step that was closed then stays as it was."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="kept_windows")
    step = models.CharField(max_length=STEP_KEY)
    edition = models.ForeignKey(RulebookEdition, on_delete=models.PROTECT, related_name="+")
    opens = models.DateTimeField(null=True, blank=True)
    closes = models.DateTimeField(null=True, blank=True)
    locks = models.DateTimeField(null=True, blank=True)
    clause = models.CharField(max_length=40)
    lock_clause = models.CharField(max_length=40, blank=True)
    open_clause = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["election", "step"], name="kept_window_once")]

    def __str__(self) -> str:
        return f"{self.election} {self.step}"
