from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _day(label: Any, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}),
    )


class DaysForm(forms.Form):
    """The days of one village's election."""

    registration_day = _day(_("Voter registration day"), required=False)
    party_day = _day(_("Day of the Party election"), required=False)
    election_day = _day(_("Election day"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Only for a day outside the plan's voting days."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
