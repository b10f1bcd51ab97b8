from datetime import datetime

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _


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
