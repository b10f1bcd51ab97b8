from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CandidacyState(TextChoices):
    """nominated → proposed → township passed → county passed → formal; returned and rejected on the way."""

    NOMINATED = "nominated", _("Nominated")
    PROPOSED = "proposed", _("Waiting for the township")
    TOWNSHIP_PASSED = "township_passed", _("Waiting for the county")
    COUNTY_PASSED = "county_passed", _("Passed review")
    FORMAL = "formal", _("Formal candidate")
    RETURNED = "returned", _("Returned")
    REJECTED = "rejected", _("Not passed")


class ReviewLevel(TextChoices):
    TOWNSHIP = "township", _("Township review")
    COUNTY = "county", _("County joint review")


class Verdict(TextChoices):
    PASS = "pass", _("Pass")
    RETURN = "return", _("Return for evidence")
    REJECT = "reject", _("Do not pass")
