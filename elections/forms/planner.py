from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from elections.calendar.announcing import read_days

PREFIX = "day-"
SATURDAY = 5


class WishesForm(forms.Form):
    """How the planner proposes days: how many a day, which days are taken last, whether set days may move."""

    per_day = forms.IntegerField(label=_("Villages on one day"), min_value=1, max_value=200)
    prefer = forms.ChoiceField(
        label=_("Prefer"),
        choices=[("", _("no day")), ("weekend", _("weekends")), ("weekday", _("weekdays"))],
        required=False,
    )
    avoid = forms.CharField(
        label=_("Days to avoid"),
        help_text=_("Market days, for example; with commas."),
        required=False,
        max_length=200,
    )
    anew = forms.BooleanField(label=_("Also move days that are set and not fixed yet"), required=False)

    def __init__(self, year: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year

    def clean_avoid(self) -> list[date]:
        found, faults = read_days(self.cleaned_data["avoid"], self.year, "off")
        if faults:
            raise forms.ValidationError(_("“%(text)s” is no day."), params={"text": faults[0].text})
        return [day for entry in found for day in entry.days]

    def avoided(self, days: Iterable[date]) -> set[date]:
        """Of these days those that are taken last."""
        prefer = self.cleaned_data["prefer"]
        unwanted = {day for day in days if prefer and (day.weekday() >= SATURDAY) != (prefer == "weekend")}
        return unwanted | set(self.cleaned_data["avoid"])


def chosen_days(data: QueryDict, current: Mapping[str, date], villages: Iterable[str]) -> dict[str, date]:
    """The days of all villages as chosen in the grid; what was not sent or cannot be read stays as it is."""
    found = dict(current)
    for village in villages:
        typed = data.get(PREFIX + village)
        if typed:
            try:
                found[village] = date.fromisoformat(typed)
            except ValueError:
                continue
    return found
