from django import forms
from django.utils.translation import gettext_lazy as _


class SignOffForm(forms.Form):
    """The next decision or signature above."""

    name = forms.CharField(
        label=_("Who signed, or who presided"), max_length=50, help_text=_("As it stands on the document.")
    )
    document = forms.CharField(label=_("Number of the document or minutes"), max_length=100)
    signed_on = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"class": "form-control", "type": "date"})
    )
