import re
from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voting.enums import BoxKind
from voting.services.box import BoxDraft


def clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def _line() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"})


class HoursForm(forms.Form):
    """From when to when a round is voted."""

    opens_at = forms.TimeField(label=_("Voting begins"), widget=clock())
    closes_at = forms.TimeField(label=_("Voting ends"), widget=clock())


class PlaceForm(forms.Form):
    """A ballot box; a row without a name and address is no box."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=BoxKind.choices,
        initial=BoxKind.STATION,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    name = forms.CharField(
        label=pgettext_lazy("of a place", "Name"), max_length=60, required=False, widget=_line()
    )
    address = forms.CharField(label=_("Address"), max_length=120, required=False, widget=_line())
    groups = forms.CharField(label=_("Groups that vote here"), max_length=120, required=False, widget=_line())

    def clean_groups(self) -> tuple[int, ...]:
        """The groups as typed: 1、3—5."""
        return groups_typed(self.cleaned_data["groups"])

    def clean(self) -> None:
        name, address = self.cleaned_data.get("name"), self.cleaned_data.get("address")
        if address and not name:
            self.add_error("name", ValidationError(_("Give the place a name."), code="required"))
        if name and not address and self.cleaned_data.get("kind") != BoxKind.MOBILE:
            self.add_error(
                "address", ValidationError(_("Voters must find it: give the address."), code="required")
            )


Places = forms.formset_factory(PlaceForm, extra=3, max_num=20, absolute_max=40)


def groups_typed(words: str) -> tuple[int, ...]:
    """The numbers in a line such as 1、3—5 or 1, 3-5; nothing for nothing. Raises ValidationError for another."""
    found: set[int] = set()
    for part in re.split(r"[、，,；;\s]+", words.strip("、，,；; 第组")):
        span = re.fullmatch(r"第?(\d{1,3})(?:[-—–~至](\d{1,3}))?组?", part)
        if part and span is None:
            raise ValidationError(_("Write the numbers of the groups so: 1, 3-5."), code="invalid")
        if span is not None:
            found |= set(range(int(span[1]), int(span[2] or span[1]) + 1))
    return tuple(sorted(found))


def groups_written(groups: Sequence[int]) -> str:
    """The numbers as one types them: 1、3、4."""
    return "、".join(str(group) for group in groups)


def drafts_of(places: forms.BaseFormSet) -> list[BoxDraft]:
    """The boxes of the rows that name one."""
    rows = (form.cleaned_data for form in places.forms)
    return [
        BoxDraft(row["kind"], row["name"], row["address"], row["groups"]) for row in rows if row.get("name")
    ]


class PublishForm(forms.Form):
    """Nothing to fill in: what is published stands on the page."""
