from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from villages.enums import Leaving, Sex
from villages.models import Resident
from villages.services.register import RegisterRow
from villages.words import FIELDS


def day_input() -> forms.DateInput:
    """The browser's own control for a day."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def usual(listed: str) -> forms.TextInput:
    """A line to type in, with the usual words of a list on the page to choose from."""
    return forms.TextInput(attrs={"list": f"usual-{listed}"})


class ResidentForm(forms.Form):
    """A person's particulars; for somebody on record the identity number is left empty unless it is to change."""

    name = forms.CharField(label=FIELDS["name"], max_length=50)
    id_number = forms.CharField(
        label=FIELDS["id_number"],
        max_length=18,
        widget=forms.TextInput(attrs={"class": "code", "autocomplete": "off", "inputmode": "text"}),
    )
    sex = forms.ChoiceField(label=FIELDS["sex"], choices=Sex.choices)
    birth_date = forms.DateField(label=FIELDS["birth_date"], widget=day_input())
    group = forms.IntegerField(label=FIELDS["group"], min_value=1, max_value=9999)
    household = forms.CharField(
        label=FIELDS["household"], max_length=20, help_text=_("A number that is new makes a new household.")
    )
    relation = forms.CharField(label=FIELDS["relation"], max_length=10, widget=usual("relations"))
    nation = forms.CharField(label=FIELDS["nation"], max_length=20, initial="汉族")
    education = forms.CharField(label=FIELDS["education"], max_length=10, widget=usual("education"))
    lives_here = forms.BooleanField(label=_("The person lives here"), required=False, initial=True)
    contact = forms.CharField(label=FIELDS["contact"], max_length=50, required=False)
    registered_here = forms.BooleanField(
        label=_("The household registration is in this village or community"), required=False, initial=True
    )
    registered_at = forms.CharField(
        label=FIELDS["registered_at"],
        max_length=100,
        required=False,
        help_text=_("Only for those whose registration is elsewhere."),
    )
    residence_since = forms.DateField(label=FIELDS["residence_since"], required=False, widget=day_input())

    def __init__(self, *args: Any, resident: Resident | None = None, **kwargs: Any) -> None:
        if resident is not None:
            kwargs["initial"] = _initial(resident)
        super().__init__(*args, **kwargs)
        if resident is not None:
            self.fields["id_number"].required = False
            self.fields["id_number"].help_text = _("Leave it empty to keep the number on record.")

    def row(self) -> RegisterRow:
        """What was typed, as a row of the register."""
        return RegisterRow(**self.cleaned_data)


def _initial(resident: Resident) -> dict[str, Any]:
    """How the person stands on record."""
    same = (
        "name",
        "sex",
        "birth_date",
        "relation",
        "nation",
        "education",
        "lives_here",
        "contact",
        "registered_here",
        "registered_at",
        "residence_since",
    )
    places = {"group": resident.group.number, "household": resident.household.number}
    return {name: getattr(resident, name) for name in same} | places


class LeavingForm(forms.Form):
    """That somebody has left the register: when, and why."""

    on = forms.DateField(label=FIELDS["left_on"], widget=day_input())
    why = forms.ChoiceField(label=FIELDS["left_why"], choices=Leaving.choices)


class ReasonForm(forms.Form):
    """What a full identity number is needed for."""

    reason = forms.CharField(
        label=_("What the full number is needed for"),
        max_length=200,
        help_text=_("The look, with your name and this reason, goes into the ledger."),
    )
