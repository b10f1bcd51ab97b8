from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elections.enums import Step
from elections.models import Election


def _day(label: Any, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}),
    )


class DaysForm(forms.Form):
    """The days of one village's election; where no committee is elected, the one day is that of the Party assembly."""

    registration_day = _day(_("Voter registration day"), required=False)
    party_day = _day(_("Day of the Party election"), required=False)
    election_day = _day(_("Election day"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Only for a day outside the plan's voting days."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def __init__(self, election: Election, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = election.cycle.rules
        if not rules.has_step(Step.REGISTRATION):
            del self.fields["registration_day"]
        if not rules.covers("party_organisation") or not rules.elects_a_committee:
            del self.fields["party_day"]
        if not rules.elects_a_committee:
            self.fields["election_day"].label = _("Day of the Party assembly")
        if not rules.voting.window.stated:
            del self.fields["reason"]

    def days(self) -> dict[str, Any]:
        """What `set_days` takes."""
        asked = {"registration_day": None, "party_day": None, "election_day": None, "reason": ""}
        return asked | self.cleaned_data


class PostponeForm(forms.Form):
    """The election day put off: to which day, why, and who approved it."""

    to = _day(_("New election day"))
    party_day = _day(
        _("New day of the Party election"),
        required=False,
        help_text=_("Only if it is put off too; otherwise it stays as it is."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    approval = forms.CharField(
        label=_("Approved by"), help_text=_("Office and document number."), max_length=200
    )

    def __init__(self, election: Election, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = election.cycle.rules
        if not rules.covers("party_organisation") or not rules.elects_a_committee:
            del self.fields["party_day"]
        if not rules.elects_a_committee:
            self.fields["to"].label = _("New day of the Party assembly")


class MarksForm(forms.Form):
    """What the office says of a village; steps of the plan depend on it."""

    weak = forms.BooleanField(label=_("Weak and lax: to be rectified before it elects"), required=False)
    complex = forms.BooleanField(label=_("Complex: its election needs a plan of its own"), required=False)
