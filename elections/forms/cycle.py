from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from elections.rulebook import available, load_rulebook


class CycleForm(forms.Form):
    """Which rulebook the township's re-election runs under, and on which clock."""

    rulebook = forms.ChoiceField(label=_("Rulebook"), widget=forms.Select(attrs={"class": "form-select"}))
    name = forms.CharField(
        label=_("Name of the cycle"), max_length=120, widget=forms.TextInput(attrs={"class": "form-control"})
    )
    training = forms.TypedChoiceField(
        label=_("Clock"),
        choices=[
            ("0", _("Real cycle, on the server's clock")),
            ("1", _("Training cycle, on a clock of its own")),
        ],
        coerce=lambda value: value == "1",
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    starts_on = forms.DateField(
        label=_("First day of the training clock"),
        help_text=_("Only for a training cycle."),
        required=False,
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        books = [book for name in available() if (book := load_rulebook(name)).kind == "plan"]
        rulebook: Any = self.fields["rulebook"]
        rulebook.choices = [
            (b.name, f"{Said(b.title)} {b.version}") for b in books if b.covers("village_committee")
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("training") and not cleaned.get("starts_on"):
            self.add_error("starts_on", _("A training cycle needs the day on which its clock starts."))
        return cleaned

    def clock(self) -> datetime | None:
        """Nine in the morning of the first training day, or None for a real cycle."""
        day = self.cleaned_data.get("starts_on")
        if not self.cleaned_data["training"] or day is None:
            return None
        return datetime(day.year, day.month, day.day, 9, tzinfo=get_current_timezone())


class ClockForm(forms.Form):
    """Where the training clock is set to."""

    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"class": "form-control", "type": "date"})
    )
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"class": "form-control", "type": "time"})
    )

    def moment(self) -> datetime:
        """The chosen moment, in Asia/Shanghai."""
        day, time = self.cleaned_data["day"], self.cleaned_data["time"]
        return datetime.combine(day, time, tzinfo=get_current_timezone())
