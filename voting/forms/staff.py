from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from elections.models import Election
from voting.enums import StaffRole
from voting.forms.names import LONGEST, short_names
from voting.services.staff_checks import places_known
from voting.staff_rules import APPOINTED


class AppointForm(forms.Form):
    """People for one duty at one place, and who chose them."""

    role = forms.ChoiceField(label=_("Duty"))
    place = forms.ChoiceField(label=pgettext_lazy("of the vote", "Place"), required=False)
    people = forms.CharField(
        label=pgettext_lazy("of the staff", "People"),
        help_text=_("Names, one a line or with commas between them; of namesakes the number on the roll."),
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )
    decision = forms.CharField(
        label=_("Who chose them, and when"),
        help_text=_("For instance: representatives’ meeting of 10 January."),
        max_length=200,
    )

    def __init__(self, election: Election, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["role"].choices = [(role, StaffRole(role).label) for role in APPOINTED]
        fields["place"].choices = [
            ("", _("the whole vote")),
            *((name, name) for name in places_known(election)),
        ]

    def clean_people(self) -> tuple[str, ...]:
        return short_names(self.cleaned_data["people"])


class ReplaceForm(forms.Form):
    """Who takes a person's place, who chose that, and why."""

    person = forms.CharField(
        label=_("Who serves instead"),
        help_text=_("The name; of namesakes the number on the roll."),
        max_length=LONGEST,
    )
    decision = forms.CharField(label=_("Who chose that, and when"), max_length=200)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def clean_person(self) -> str:
        return "".join(self.cleaned_data["person"].split())
