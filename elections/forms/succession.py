from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from villages.forms.resident import day_input
from villages.models import Village
from villages.queries.succession import places_beside
from villages.templatetags.names import place


class DecisionForm(forms.Form):
    """From which day, and by which decision, a place is another."""

    on = forms.DateField(label=_("From this day"), widget=day_input())
    document = forms.CharField(
        label=_("Number of the decision"),
        max_length=100,
        help_text=_("The people's government that decided, and its number."),
    )


class MergeForm(DecisionForm):
    """Into which place of the township another is merged."""

    after = forms.ModelChoiceField(label=_("Merged into"), queryset=Village.objects.none())
    field_order = ["after", "on", "document"]

    def __init__(self, *args: Any, before: Village, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["after"]
        choice.queryset = places_beside(before)
        choice.label_from_instance = _named


def _named(village: Village) -> str:
    return place(village.name)


class RecodeForm(DecisionForm):
    """Which code, and which name, a place has from now on."""

    code = forms.CharField(
        label=_("New code"),
        max_length=12,
        widget=forms.TextInput(attrs={"class": "code", "inputmode": "numeric"}),
    )
    name = forms.CharField(
        label=_("New name"), max_length=60, required=False, help_text=_("Empty where the name stays.")
    )
    field_order = ["code", "name", "on", "document"]
