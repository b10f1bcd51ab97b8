from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CandidacyState(TextChoices):
    """How far a person has come; states.py moves it, docs/candidacy.md draws it."""

    NOMINATED = "nominated", _("Nominated")
    PROPOSED = "proposed", _("Waiting for the township")
    TOWNSHIP_PASSED = "township_passed", _("Waiting for the county")
    COUNTY_PASSED = "county_passed", _("Passed review")
    PROSPECTIVE = "prospective", _("Prospective candidate")
    FORMAL = "formal", _("Formal candidate")
    RETURNED = "returned", _("Returned")
    REJECTED = "rejected", _("Not passed")
    DECLINED = "declined", _("Did not accept")
    LEFT_OUT = "left_out", _("Not taken onto the list")


class ReviewLevel(TextChoices):
    TOWNSHIP = "township", _("Township review")
    COUNTY = "county", _("County joint review")


class Verdict(TextChoices):
    PASS = "pass", _("Pass")
    RETURN = "return", _("Return for evidence")
    REJECT = "reject", _("Do not pass")
