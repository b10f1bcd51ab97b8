from django import forms
from django.utils.translation import gettext_lazy as _


class StepRecordForm(forms.Form):
    """An off-line step: when, who, what."""

    held_on = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"class": "form-control", "type": "date"})
    )
    people = forms.CharField(
        label=_("People who took part"),
        help_text=_("Names of those in charge, as in the record book."),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    note = forms.CharField(
        label=_("What was done"),
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )
