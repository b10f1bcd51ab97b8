from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from villages.enums import Discipline
from villages.forms.resident import day_input
from villages.models import PartyMember, PartyOrganisation, Village
from villages.queries.party import branches_of
from villages.services.party import Membership
from villages.words import FIELDS


class MemberForm(forms.Form):
    """What is kept of a Party member."""

    joined_on = forms.DateField(label=FIELDS["joined_on"], widget=day_input())
    probationary = forms.BooleanField(label=_("Probationary member"), required=False)
    formal_on = forms.DateField(
        label=FIELDS["formal_on"],
        required=False,
        widget=day_input(),
        help_text=_("Empty where it is not known, and for a probationary member."),
    )
    organisation = forms.ModelChoiceField(
        label=FIELDS["organisation"], queryset=PartyOrganisation.objects.none(), required=False
    )
    away = forms.BooleanField(label=_("Away from the place for a longer time"), required=False)
    contact = forms.CharField(
        label=FIELDS["contact"],
        max_length=50,
        required=False,
        help_text=_("How to reach the member when away."),
    )
    discipline = forms.ChoiceField(label=FIELDS["discipline"], choices=Discipline.choices, required=False)
    discipline_until = forms.DateField(label=FIELDS["discipline_until"], required=False, widget=day_input())

    def __init__(
        self, *args: Any, village: Village, member: PartyMember | None = None, **kwargs: Any
    ) -> None:
        if member is not None:
            kwargs["initial"] = {name: getattr(member, name) for name in Membership.__dataclass_fields__}
        super().__init__(*args, **kwargs)
        branch: Any = self.fields["organisation"]
        branch.queryset = branches_of(village)
        branch.empty_label = _("not told")

    def membership(self) -> Membership:
        """What was typed, as it is kept."""
        return Membership(**self.cleaned_data)


class RemoveMemberForm(forms.Form):
    """Why a member is taken off the list."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("Moved to another organisation, left, expelled, died.")
    )
