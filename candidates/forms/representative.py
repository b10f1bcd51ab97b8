import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.enums import Allotment
from candidates.forms.named_votes import NamedVotesForm, day, number, words
from candidates.models import RepresentativeBook
from candidates.queries.representative import usual_units
from candidates.services.representative_places import UnitPlan
from elections.models import Election

UNIT = re.compile(r"name-(\d{1,3})")
MORE_UNITS = 4


class AllotmentForm(forms.Form):
    """How places are allotted: by groups, every group of the place; by households, units with names of their own."""

    mode = forms.ChoiceField(
        label=_("How places are allotted"),
        choices=Allotment.choices,
        widget=forms.RadioSelect,
    )
    reason = words(_("Why there are more than usual"), 300, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, election: Election, book: RepresentativeBook | None
    ) -> None:
        initial = {"mode": book.mode, "reason": book.reason} if book else {"mode": Allotment.GROUPS}
        super().__init__(data, initial=initial)
        self.shown = _shown(data, election, book)
        self.groups = {str(group): group.number for _n, group, *_rest in usual_units(election)}
        for n, (name, households, places, women) in enumerate(self.shown):
            self.fields[f"name-{n}"] = words(_("Unit"), 60, initial=name, required=False)
            self.fields[f"households-{n}"] = number(_("Households"), initial=households, required=False)
            self.fields[f"places-{n}"] = number(_("Places"), initial=places, required=False)
            self.fields[f"women-{n}"] = number(_("For women"), initial=women, required=False)

    def rows(self) -> list[tuple[forms.BoundField, ...]]:
        parts = ("name", "households", "places", "women")
        return [tuple(self[f"{part}-{n}"] for part in parts) for n in range(len(self.shown))]

    def units(self) -> list[UnitPlan]:
        """The units that have a name."""
        got, by_groups = self.cleaned_data, self.cleaned_data["mode"] == Allotment.GROUPS
        return [
            UnitPlan(
                name=got[f"name-{n}"],
                households=got[f"households-{n}"] or 0,
                places=got[f"places-{n}"] or 0,
                women_places=got[f"women-{n}"] or 0,
                group=self.groups.get(got[f"name-{n}"]) if by_groups else None,
            )
            for n in range(len(self.shown))
            if got[f"name-{n}"]
        ]


def _shown(
    data: Mapping[str, Any] | None, election: Election, book: RepresentativeBook | None
) -> Sequence[tuple[Any, ...]]:
    """What stands in the rows at first: as allotted, or as the groups suggest; as many rows as were sent."""
    blank = [("", "", "", "")] * MORE_UNITS
    if data is not None:
        return [("", "", "", "")] * sum(bool(UNIT.fullmatch(key)) for key in data)
    if book is not None:
        kept = book.units.values_list("name", "households", "places", "women_places")
        return [*kept, *blank]
    usual = usual_units(election)
    return [*((name, homes, places, women) for name, _g, homes, places, women in usual), *blank]


class UnitVotesForm(NamedVotesForm):
    """What a unit called and counted on the spot."""

    held_on = day(_("Day of the election in the unit"))
    decision = words(_("How it was decided"), 300, required=False)


class FilingForm(forms.Form):
    """The document that lets a register with too few women be filed."""

    approval = words(_("Document that allows it"), 200, required=False)


class ReasonForm(forms.Form):
    """Why a representative leaves, or how it was decided who moves up."""

    reason = words(_("Reason"), 300, required=False)
