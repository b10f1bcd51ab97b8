from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voting.appeal_rules import outcomes
from voting.enums import AppealAbout, AppealState
from voting.services.appeal import Objection

OUTCOMES = {
    AppealState.ADJUSTED: _("Upheld: the roll is corrected and published again"),
    AppealState.EXPLAINED: _("Explained: the roll stays as it is"),
    AppealState.WITHDRAWN: _("Withdrawn by whoever raised it"),
    AppealState.REFUSED_LATE: _("Refused: it came too late"),
}


class AppealForm(forms.Form):
    """An objection: who raises it, whom it is about, what is wrong. The key makes sending it twice harmless."""

    appellant = forms.CharField(
        label=_("Who objects: full name"),
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    appellant_group = forms.TypedChoiceField(
        label=pgettext_lazy("of a villager", "Group"), coerce=int, empty_value=None, required=False
    )
    about = forms.ChoiceField(label=_("What is wrong"), choices=AppealAbout.choices, widget=forms.RadioSelect)
    person = forms.CharField(
        label=_("Whom it is about: full name"),
        max_length=50,
        required=False,
        help_text=_("Empty: it is about whoever objects."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    person_group = forms.TypedChoiceField(
        label=_("Group of that person"), coerce=int, empty_value=None, required=False
    )
    text = forms.CharField(
        label=_("What should be looked at"),
        max_length=1000,
        help_text=_("In plain words, without identity numbers."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact = forms.CharField(
        label=_("Telephone or another way to reach whoever objects"),
        max_length=50,
        required=False,
        help_text=_("Only the committee sees it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, groups: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("appellant_group", "person_group"):
            field: Any = self.fields[name]
            none = [] if field.required else [("", "—")]
            field.choices = [*none, *((number, _("Group %(n)s") % {"n": number}) for number in groups)]

    def objection(self) -> Objection:
        """What was written, once it is readable."""
        return Objection(**{name: self.cleaned_data[name] for name in Objection.__dataclass_fields__})


class DecisionForm(forms.Form):
    """How an objection ends, and what is told to whoever raised it."""

    outcome = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("Answer"),
        max_length=500,
        help_text=_("Told to whoever objected, and printed: what was found, and why."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["outcome"]
        field.choices = [(outcome.value, OUTCOMES[outcome]) for outcome in outcomes(late=late)]
