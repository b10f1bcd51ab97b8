from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.enums import FailureWay


class FailureForm(forms.Form):
    """What becomes of the place of a person who failed the joint review."""

    way = forms.TypedChoiceField(
        label=_("What was decided on the place"),
        choices=FailureWay.choices,
        coerce=FailureWay,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"class": "form-control", "rows": 3})
    )
    document = forms.CharField(label=_("Number of the document"), max_length=100, required=False)
    decided_on = forms.DateField(label=_("Decided on"), widget=forms.DateInput(attrs={"type": "date"}))
