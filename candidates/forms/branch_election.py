from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.forms.named_votes import day, number, words
from candidates.services.branch_election import BranchHeld
from candidates.told import told_name
from villages.models import PartyMember, PartyOrganisation
from villages.queries.party import members_of


class SecretaryChoice(forms.ModelChoiceField):
    """A member of the sub-branch to choose."""

    def label_from_instance(self, obj: PartyMember) -> str:
        return str(told_name(obj.resident.name))


class BranchElectionForm(forms.Form):
    """The meeting of a sub-branch: its day, who came, who was elected."""

    held_on = day(_("Day of the meeting"))
    expected = number(_("Members who should come"))
    present = number(_("Members who came"))
    secretary = SecretaryChoice(
        label=_("Secretary elected"), queryset=PartyMember.objects.none(), empty_label="—"
    )
    others = words(_("Who else was elected, with the post"), 300, required=False)
    note = words(_("Remarks"), 300, required=False)

    def __init__(self, *args: Any, branch: PartyOrganisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = members_of(branch.village, branch=branch.pk)
        choice: Any = self.fields["secretary"]
        choice.queryset = own if own.exists() else members_of(branch.village)

    def held(self) -> BranchHeld:
        """The meeting as the service takes it."""
        return BranchHeld(**self.cleaned_data)
