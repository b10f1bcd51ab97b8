from django import forms
from django.utils.translation import gettext_lazy as _


class RunoffForm(forms.Form):
    """On which day the further round is held."""

    day = forms.DateField(
        label=_("Day of the vote"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ConfirmForm(forms.Form):
    """What the township has looked at before it confirms (A-RES-01)."""

    conduct = forms.BooleanField(
        label=_("The conduct of the formal candidates was looked at; nothing stands against it")
    )
    process = forms.BooleanField(label=_("The vote was held by law and by the election method"))


class WriteInForm(forms.Form):
    """The verdict on a person elected by write-in."""

    post = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(widget=forms.HiddenInput)
    passed = forms.TypedChoiceField(
        label=_("Verdict"),
        choices=[("yes", _("Meets the conditions")), ("no", _("Does not meet them: this election is void"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
