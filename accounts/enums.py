from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What an officer does at a place; the place is the scope of the office."""

    COUNTY_OFFICE = "county_office", _("County re-election office")
    COUNTY_REVIEWER = "county_reviewer", _("County joint review")
    COUNTY_DEPARTMENT = "county_department", _("Department in the joint review")
    TOWNSHIP_OFFICE = "township_office", _("Township re-election office")
    VILLAGE_CLERK = "village_clerk", _("Village election committee")
    TELLER = "teller", _("Teller")
    AUDITOR = "auditor", _("Auditor")
