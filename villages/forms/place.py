from typing import Any

from django import forms

from villages.enums import Complexity, VillageKind
from villages.models import Village
from villages.services.place import Particulars
from villages.words import FIELDS

MOST_PEOPLE, MOST_YUAN = 1_000_000, 100_000_000_000


class PlaceForm(forms.Form):
    """The particulars of a place."""

    kind = forms.ChoiceField(label=FIELDS["kind"], choices=VillageKind.choices)
    place_class = forms.CharField(label=FIELDS["place_class"], max_length=20, required=False)
    population = forms.IntegerField(label=FIELDS["population"], min_value=0, max_value=MOST_PEOPLE)
    collective_income = forms.IntegerField(
        label=FIELDS["collective_income"], min_value=-MOST_YUAN, max_value=MOST_YUAN, required=False
    )
    complexity = forms.ChoiceField(label=FIELDS["complexity"], choices=Complexity.choices)
    remote = forms.BooleanField(label=FIELDS["remote"], required=False)
    scattered = forms.BooleanField(label=FIELDS["scattered"], required=False)
    linked_cadre = forms.CharField(label=FIELDS["linked_cadre"], max_length=50, required=False)

    def __init__(self, village: Village, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(village, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def particulars(self) -> Particulars:
        """What was typed."""
        return Particulars(**self.cleaned_data)


class GroupForm(forms.Form):
    """A further group of a place."""

    number = forms.IntegerField(label=FIELDS["group"], min_value=1, max_value=9999)
