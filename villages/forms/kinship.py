from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from villages.enums import Tie
from villages.models import Resident

WAYS = (
    ("spouse", pgettext_lazy("of the person", "Husband or wife")),
    ("parent", pgettext_lazy("of the person", "Father or mother")),
    ("child", pgettext_lazy("of the person", "Son or daughter")),
    ("sibling", pgettext_lazy("of the person", "Brother or sister")),
)


class KinForm(forms.Form):
    """What another person is to the one whose page this is, and what shows it."""

    tie = forms.ChoiceField(choices=WAYS, widget=forms.RadioSelect)
    proof = forms.CharField(
        label=_("What shows it"),
        max_length=200,
        help_text=_("A document with its number, or who stated it and when."),
    )
    confirmed = forms.BooleanField(
        label=_("It is so, though it is unlikely"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, other: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tie"].label = _("What %(name)s is to this person") % {"name": other}

    def ask_to_confirm(self) -> None:
        """Show the tick by which something unlikely is accepted."""
        self.fields["confirmed"].widget = forms.CheckboxInput()

    def bond(self, person: Resident, other: Resident) -> dict[str, Any]:
        """The bond as the registers keep it: the elder, or the other, first."""
        tie = self.cleaned_data["tie"]
        if tie == "child":
            return {"first": person, "tie": Tie.PARENT, "second": other}
        return {"first": other, "tie": Tie(tie), "second": person}


class NumberForm(forms.Form):
    """Finding somebody of any place by the whole identity number."""

    id_number = forms.CharField(
        label=_("Whole identity number"),
        min_length=18,
        max_length=18,
        widget=forms.TextInput(attrs={"class": "code", "autocomplete": "off"}),
    )


class RemoveForm(forms.Form):
    """Why a bond that was added by hand is taken away."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
