from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PublicationForm(forms.Form):
    """The document that allows a list without a woman, where the rulebook knows an office that may."""

    approval = forms.CharField(
        label=_("Document that allows a list without a woman"),
        help_text=_("Office, number and date."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def __init__(self, *args: Any, asks_approval: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_approval:
            del self.fields["approval"]


class NextForm(forms.Form):
    """Who moves up, and how it was decided where several are level."""

    vote = forms.TypedChoiceField(label=_("Who moves up"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("How it was decided"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def __init__(self, *args: Any, votes: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vote: Any = self.fields["vote"]
        vote.choices = votes
        if len(votes) == 1:
            vote.initial = votes[0][0]
            del self.fields["reason"]
