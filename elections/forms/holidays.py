from django import forms
from django.utils.translation import gettext_lazy as _

EARLIEST, LATEST = 2000, 2099


class HolidaysForm(forms.Form):
    """The official holidays of a year, as the notice of the State Council's office has them."""

    year = forms.IntegerField(label=_("Year"), min_value=EARLIEST, max_value=LATEST)
    off = forms.CharField(
        label=_("Days off"),
        help_text=_(
            "One a line, or as stretches: 2027-02-05—2027-02-11. Weekends within a stretch do not matter."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    worked = forms.CharField(
        label=_("Weekend days that are worked"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    source = forms.CharField(label=_("Notice"), help_text=_("Its number and date."), max_length=200)
    reason = forms.CharField(
        label=_("Reason for the correction"),
        help_text=_("Only for a year that is known already."),
        required=False,
        max_length=200,
    )
