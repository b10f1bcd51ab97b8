from django.conf import settings
from django.db import models
from django.db.models import Q

from villages.enums import Post
from voting.enums import InvalidGround, InvalidScope
from voting.models.contest import Contest


class Invalidity(models.Model):
    """A confirmed result, or one person's election, declared invalid (A-RES-02, A-RES-04); or a seat that somebody elected
    gave up to a relative, by the ground of it (A-KIN-01).

    `person` is the person's key in the tally. Where it is no more than a recorded decision (AMB-63, reading 1), `void` is
    false and the seat stays filled.
    """

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="invalidities")
    scope = models.CharField(max_length=10, choices=InvalidScope.choices)
    post = models.CharField(max_length=15, choices=Post.choices, blank=True)
    person = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=50, blank=True)
    ground = models.CharField(max_length=30, choices=InvalidGround.choices)
    clause = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500)
    decision = models.CharField(max_length=100, help_text="The document by which it was decided")
    void = models.BooleanField(default=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["contest_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "post", "person", "void"], name="declared_invalid_once"
            ),
            models.CheckConstraint(
                condition=Q(scope="whole", post="", person="")
                | (Q(scope="person") & ~Q(post="") & ~Q(person="")),
                name="invalidity_scope_told",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decision=""), name="invalidity_has_reason_and_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest} {self.name or self.scope}"
