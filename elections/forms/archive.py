from django import forms
from django.utils.translation import gettext_lazy as _


class ArchiveForm(forms.Form):
    """The proof that the officer knows which cycle is archived: its name."""

    name = forms.CharField(
        label=_("Name of the cycle"),
        max_length=120,
        help_text=_("Type it as it stands above. What is deleted cannot be brought back."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
