from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from candidates.enums import Verdict


class ReviewForm(forms.Form):
    """The verdict, its reason, and the document that relaxes a rule."""

    verdict = forms.TypedChoiceField(
        label=pgettext_lazy("of a review", "Verdict"),
        choices=Verdict.choices,
        coerce=Verdict,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    approval = forms.CharField(
        label=_("Document that relaxes the rule"),
        help_text=_("Office, number and date."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Printed as typed in the written feedback. Passing without open findings needs none."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 5}),
    )

    def __init__(self, *args: Any, asks_approval: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_approval:
            del self.fields["approval"]
