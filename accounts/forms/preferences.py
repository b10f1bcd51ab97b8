from django import forms
from django.utils.translation import gettext_lazy as _


class PreferencesForm(forms.Form):
    """Where the officer's messages go."""

    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Your own address. Without one, messages are read here only."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    wants_digest = forms.BooleanField(
        label=_("Send me the morning's digest by e-mail"),
        required=False,
        help_text=_(
            "On days on which something is late, due, waiting or opening. Never from a training cycle."
        ),
    )
