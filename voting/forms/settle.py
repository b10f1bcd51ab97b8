from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from accounts.forms.refused import Fault, told_of
from voting.forms.count import HEAD_LABELS, Cell, Joined, figure, labelled
from voting.forms.paper import CHIEF, IN_A_ROW, SCRUTINEERS
from voting.queries.count import Difference


@dataclass(frozen=True, slots=True)
class Settled:
    """A differing figure on the page: both values, the choice between them, and room for a third."""

    difference: Difference
    label: Any
    choice: BoundField
    other: Cell

    @property
    def faults(self) -> list[Fault]:
        return told_of(self.choice.errors.as_data())


class SettleForm(forms.Form):
    """Which figure is right, for each that differs, who ruled so, and why."""

    scrutineers = forms.CharField(label=SCRUTINEERS, max_length=100, help_text=IN_A_ROW)
    chief = forms.CharField(label=CHIEF, max_length=50)
    reason = forms.CharField(
        label=_("How it was settled"),
        max_length=300,
        help_text=_("What they found when they looked at the papers again."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        differences: Sequence[Difference],
        initial: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.differences = differences
        for difference in differences:
            label = self._label(difference)
            choices = [
                ("first", Joined(_("First"), f"{difference.first:,}")),
                ("second", Joined(_("Second"), f"{difference.second:,}")),
                ("other", _("Neither:")),
            ]
            self.fields[difference.name] = forms.ChoiceField(
                label=label, choices=choices, required=False, widget=forms.RadioSelect
            )
            self.fields[_other(difference)] = figure(Joined(label, _("Right figure")), required=False)

    def _label(self, difference: Difference) -> Any:
        if not difference.post:
            return HEAD_LABELS[difference.name]
        what = _("Void for this post") if difference.label == "invalid" else difference.label
        return labelled(difference.post, what)

    def values(self) -> dict[str, int]:
        """The right value of each figure somebody decided on."""
        chosen = {difference.name: self._chosen(difference) for difference in self.differences}
        return {name: value for name, value in chosen.items() if value is not None}

    def _chosen(self, difference: Difference) -> int | None:
        given = self.cleaned_data
        sheets = {"first": difference.first, "second": difference.second}
        return sheets.get(given.get(difference.name, ""), given.get(_other(difference)))

    def rows(self) -> Iterator[Settled]:
        for difference in self.differences:
            yield Settled(
                difference, self._label(difference), self[difference.name], Cell(self[_other(difference)])
            )


def _other(difference: Difference) -> str:
    return f"{difference.name}-other"


class ReopenForm(forms.Form):
    """Why a box is counted once more."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
