"""Which resident was written in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from villages.models import Resident


class WhoForm(forms.Form):
    """A choice among residents of the place."""

    resident = forms.ModelChoiceField(
        Resident.objects.none(), label=_("Which resident it is"), widget=forms.HiddenInput
    )

    def __init__(self, data: Any, village_code: str) -> None:
        super().__init__(data)
        field: Any = self.fields["resident"]
        field.queryset = Resident.objects.filter(village=village_code)
