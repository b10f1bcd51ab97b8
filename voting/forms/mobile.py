from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from elections.models import Election
from voting.enums import MobileReason
from voting.forms.names import short_names
from voting.forms.proxy import VoterField
from voting.queries.mobile import confirmed_mobile, route_of, routes_of
from voting.services.mobile import RouteDraft


class MobileForm(forms.Form):
    """A voter who asks for the mobile box, and why."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Why the voter cannot come"), choices=MobileReason.choices, widget=forms.RadioSelect
    )

    def __init__(self, election: Election, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid4()})
        super().__init__(*args, **kwargs)
        chosen = {"required": _("Look the person up on the roll and choose one.")}
        self.fields["voter"] = VoterField(election, label=_("Voter"), error_messages=chosen)


class ConfirmForm(forms.Form):
    """The committee's confirmation; `approval` where an office above agrees."""

    approval = forms.CharField(
        label=_("Agreed by"), help_text=_("Office and document number."), max_length=200, required=False
    )
    route = forms.TypedChoiceField(label=_("Route"), required=False, coerce=int, empty_value=None)

    def __init__(self, election: Election, *args: Any, asks_approval: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.election = election
        fields: dict[str, Any] = self.fields
        routes = [(route.number, f"{route.number} {route.route}") for route in routes_of(election)]
        fields["route"].choices = [("", _("not yet")), *routes]
        if not asks_approval:
            del fields["approval"]

    def acts(self) -> dict[str, Any]:
        """The confirmation as the service takes it."""
        number = self.cleaned_data.get("route")
        return {
            "approval": self.cleaned_data.get("approval", ""),
            "route": route_of(self.election, number) if number else None,
        }


class RouteForm(forms.Form):
    """The way of a mobile box, its hours, who carries it, whom it visits."""

    route = forms.CharField(
        label=_("The places in their order"),
        max_length=300,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )
    sets_out = forms.TimeField(
        label=_("Sets out at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    returns = forms.TimeField(
        label=_("Is back at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    staff = forms.CharField(
        label=_("Who carries it"),
        help_text=_("Names, one a line or with commas between them; of namesakes the number on the roll."),
        max_length=400,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )
    voters = forms.TypedMultipleChoiceField(
        label=_("Whom it visits"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, election: Election, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["voters"].choices = [
            (voter.pk, f"{voter.number} {voter.name}") for voter in confirmed_mobile(election)
        ]

    def clean_staff(self) -> tuple[str, ...]:
        return short_names(self.cleaned_data["staff"])

    def draft(self) -> RouteDraft:
        """The route as the service takes it."""
        data = self.cleaned_data
        return RouteDraft(data["route"].strip(), data["sets_out"], data["returns"], data["staff"])
