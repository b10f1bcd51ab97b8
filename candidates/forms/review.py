from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from candidates.enums import Verdict


class ReviewForm(forms.Form):
    """The verdict and its reason."""

    verdict = forms.TypedChoiceField(
        label=pgettext_lazy("of a review", "Verdict"),
        choices=Verdict.choices,
        coerce=Verdict,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Printed as typed in the written feedback. Passing without open findings needs none."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 5}),
    )
