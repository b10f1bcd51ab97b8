from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.enums import Role


class Office(models.Model):
    """A role at a place. It covers every place whose official code starts with the scope.

    An office of a department in the joint review names it by its key in the rulebook (`review.departments`).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="offices")
    role = models.CharField(max_length=20, choices=Role.choices)
    scope = models.CharField(max_length=12, db_index=True)
    title = models.CharField(max_length=60)
    department = models.CharField(
        max_length=40, blank=True, help_text="Key of the department in the rulebook's joint review"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "scope", "department"], name="office_once"),
            models.CheckConstraint(
                condition=Q(scope__regex=r"^\d{6}(\d{3}(\d{3})?)?$"), name="office_scope_code"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="office_role_known"),
            models.CheckConstraint(
                condition=Q(role=Role.COUNTY_DEPARTMENT) & ~Q(department="")
                | ~Q(role=Role.COUNTY_DEPARTMENT) & Q(department=""),
                name="office_department_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.scope}"

    def covers(self, code: str) -> bool:
        """Whether the place with this code lies in the scope."""
        return code.startswith(self.scope)
