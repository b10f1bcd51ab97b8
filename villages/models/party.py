from django.db import models
from django.db.models import Q

from villages.enums import Body, Post
from villages.models.resident import Resident
from villages.models.village import Village


class PartyMember(models.Model):
    """A member of the Party organisation of a village."""

    village = models.ForeignKey(Village, on_delete=models.CASCADE, related_name="party_members")
    resident = models.OneToOneField(Resident, on_delete=models.CASCADE, related_name="party_member")
    joined_on = models.DateField()
    probationary = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.resident)


class Cadre(models.Model):
    """A person who holds a post of one of the two committees in the sitting term."""

    village = models.ForeignKey(Village, on_delete=models.CASCADE, related_name="cadres")
    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="posts")
    body = models.CharField(max_length=10, choices=Body.choices)
    post = models.CharField(max_length=15, choices=Post.choices)
    since = models.DateField()

    class Meta:
        ordering = ["village_id", "body", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["resident", "body"], name="cadre_once_a_body"),
            models.CheckConstraint(condition=Q(body__in=Body.values), name="cadre_body_known"),
            models.CheckConstraint(condition=Q(post__in=Post.values), name="cadre_post_known"),
        ]

    def __str__(self) -> str:
        return f"{self.resident} {self.post}"
