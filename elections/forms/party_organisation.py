from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from elections.services.party_organisation import Setup
from villages.enums import GroupBasis, OrganisationKind
from villages.forms.resident import day_input
from villages.models import PartyMember, PartyOrganisation, Village
from villages.queries.party import members_of
from villages.services.party_group import GroupDraft
from villages.templatetags.names import person

SUFFIX = {
    OrganisationKind.BRANCH: "党支部",
    OrganisationKind.GENERAL_BRANCH: "党总支",
    OrganisationKind.COMMITTEE: "党委",
}


class OrganisationForm(forms.Form):
    """The kind of Party organisation of a place, with what the kind needs."""

    kind = forms.ChoiceField(
        label=_("Kind of organisation"), choices=OrganisationKind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Name of the organisation"), max_length=60)
    approval = forms.CharField(
        label=_("The county's approval"),
        max_length=100,
        required=False,
        help_text=_("Number of the document; a grassroots committee needs it."),
    )
    founded_on = forms.DateField(label=_("Set up on"), required=False, widget=day_input())
    reason = forms.CharField(
        label=_("Why it is another kind than the plan wants"), max_length=200, required=False
    )

    def __init__(
        self, *args: Any, village: Village, organisation: PartyOrganisation | None, wanted: str, **kwargs: Any
    ) -> None:
        kind = organisation.kind if organisation else wanted
        kwargs["initial"] = {
            "kind": kind,
            "name": organisation.name if organisation else village.name + SUFFIX[OrganisationKind(kind)],
            "approval": organisation.approval if organisation else "",
            "founded_on": organisation.founded_on if organisation else None,
        }
        super().__init__(*args, **kwargs)

    def setup(self) -> Setup:
        """What was typed, as it is kept."""
        given = self.cleaned_data
        return Setup(given["kind"], given["name"], given["approval"], given["founded_on"])


class MemberChoice(forms.ModelChoiceField):
    """A Party member to choose, by name and group."""

    def label_from_instance(self, obj: PartyMember) -> str:
        group = gettext("group %(n)s") % {"n": obj.resident.group.number}
        return f"{person(obj.resident.name)} {group}"


class SecretaryForm(forms.Form):
    """Who heads a sub-branch."""

    member = MemberChoice(
        label=_("Secretary of the sub-branch"), queryset=PartyMember.objects.none(), empty_label="—"
    )
    reason = forms.CharField(
        label=_("Why it is nobody of the general branch's committee"), max_length=200, required=False
    )

    def __init__(self, *args: Any, village: Village, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["member"]
        choice.queryset = members_of(village)


class GroupForm(forms.Form):
    """A Party group: its name, who leads it, by what it was formed."""

    name = forms.CharField(label=_("Name of the Party group"), max_length=60)
    leader = MemberChoice(
        label=_("Leader of the Party group"),
        queryset=PartyMember.objects.none(),
        required=False,
        empty_label="—",
    )
    basis = forms.ChoiceField(
        label=_("By what it is formed"), choices=GroupBasis.choices, widget=forms.RadioSelect
    )
    holds = forms.CharField(
        label=_("Which members it holds"),
        max_length=200,
        required=False,
        help_text=_("In words: a part of the village, a trade, a circle."),
    )

    def __init__(self, *args: Any, village: Village, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["leader"]
        choice.queryset = members_of(village)

    def draft(self) -> GroupDraft:
        """What was typed, as it is kept."""
        return GroupDraft(**self.cleaned_data)
