from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elections.enums import State
from overview.queries.board import Board, Row
from overview.queries.columns import By
from villages.templatetags.names import person

SHOWN = (State.LATE, State.SOON, State.BACK, State.WAIT)


class BoardFilter(forms.Form):
    """Which rows of the board are shown. Anything unknown in the address shows all."""

    show = forms.ChoiceField(
        choices=[(state.value, state.label) for state in SHOWN] + [("mine", "")],
        required=False,
        widget=forms.HiddenInput,
    )
    vote = forms.DateField(
        label=_("Election day"), required=False, input_formats=["%Y-%m-%d"], widget=forms.Select
    )
    cadre = forms.CharField(label=_("Linked cadre"), required=False, widget=forms.Select)
    township = forms.CharField(required=False, widget=forms.HiddenInput)
    by = forms.ChoiceField(choices=[(by.value, "") for by in By], required=False, widget=forms.HiddenInput)
    open = forms.CharField(required=False, widget=forms.HiddenInput)
    dates = forms.BooleanField(label=_("Show days of completion"), required=False)

    def __init__(self, board: Board, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = sorted({row.election.election_day for row in board.rows if row.election.election_day})
        cadres = sorted({row.election.village.linked_cadre for row in board.rows} - {""})
        self.days, self.cadres = days, [(cadre, person(cadre)) for cadre in cadres]

    @classmethod
    def by_of(cls, asked: Mapping[str, str]) -> By:
        """What the address asks to see in the columns: groups, unless it says steps."""
        return By.STEP if asked.get("by") == By.STEP else By.GROUP

    def rows(self, board: Board, roles: set[str]) -> list[Row]:
        """The rows that the chosen filters leave."""
        chosen: dict[str, Any] = (
            {name: self.cleaned_data.get(name) for name in self.fields} if self.is_valid() else {}
        )
        return [row for row in board.rows if _fits(row, chosen, roles)]


def _fits(row: Row, chosen: dict[str, Any], roles: set[str]) -> bool:
    show, election = chosen.get("show"), row.election
    if show == "mine" and not row.waits_for & roles:
        return False
    if show and show != "mine" and not row.has(State(show)):
        return False
    if chosen.get("vote") and election.election_day != chosen["vote"]:
        return False
    if chosen.get("township") and election.village.township_id != chosen["township"]:
        return False
    return not chosen.get("cadre") or election.village.linked_cadre == chosen["cadre"]
