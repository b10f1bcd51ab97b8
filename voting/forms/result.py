from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from villages.enums import Sex
from voting.forms.contest import clock
from voting.services.confirmation import Announced


class RunoffForm(forms.Form):
    """On which day the further round is held."""

    day = forms.DateField(
        label=_("Day of the vote"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class AnnounceForm(forms.Form):
    """The election committee's confirmation, announced on the spot (A-VOTE-09, C-RES-04)."""

    chair = forms.CharField(label=_("Who signed for the election committee"), max_length=50)
    scrutineer = forms.CharField(label=_("Chief scrutineer"), max_length=50)
    day = forms.DateField(
        label=_("Announced on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    at = forms.TimeField(label=_("Time"), widget=clock())
    place = forms.CharField(label=_("Place of the announcement"), max_length=100)

    def __init__(self, now: datetime, data: Mapping[str, Any] | None = None) -> None:
        here = localtime(now)
        super().__init__(data, initial={"day": here.date(), "at": f"{here:%H:%M}"})

    def announced(self) -> Announced:
        given = dict(self.cleaned_data)
        moment = make_aware(datetime.combine(given.pop("day"), given.pop("at")))
        return Announced(announced_at=moment, **given)


class DecisionForm(forms.Form):
    """A decision with its document."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    decision = forms.CharField(
        label=_("Document by which it was decided"), max_length=100, help_text=_("Its number and day.")
    )


class CountingForm(forms.Form):
    """The counting rule of a body confirmed (AMB-38)."""

    decision = forms.CharField(
        label=_("Document by which it was decided"), max_length=100, help_text=_("Its number and day.")
    )


class ConfirmForm(forms.Form):
    """What the township has looked at before it confirms, what it found, and its decision (A-RES-01)."""

    conduct = forms.BooleanField(
        label=_("The conduct of the formal candidates was looked at; nothing stands against it")
    )
    process = forms.BooleanField(label=_("The vote was held by law and by the election method"))
    reason = forms.CharField(
        label=_("What was found"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    decision = forms.CharField(
        label=_("Document by which it was decided"), max_length=100, help_text=_("Its number and day.")
    )

    def given(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("reason", "decision")}


class WriteInForm(forms.Form):
    """The verdict on a person elected by write-in."""

    post = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(widget=forms.HiddenInput)
    passed = forms.TypedChoiceField(
        label=_("Verdict"),
        choices=[("yes", _("Meets the conditions")), ("no", _("Does not meet them: this election is void"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "—"), *Sex.choices], required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
