from typing import Any

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
    on_paper = forms.CharField(
        label=_("Departments that nobody could be asked in"),
        help_text=_("How they answered: letter and number; or why they were not asked. Needed to pass."),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, unasked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not unasked:
            del self.fields["on_paper"]


class SendBackForm(forms.Form):
    """Why a person who passed is reviewed anew."""

    reason = forms.CharField(
        label=_("What has changed since the verdict"),
        help_text=_("The village and the departments read it, and it is printed in the written feedback."),
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )
