from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from voting.forms.contest import clock
from voting.forms.count import figure
from voting.models import BoxRecord
from voting.queries.polling_day import Seen
from voting.services.polling_day import Account, Shown

NAMES = _("Names in a row.")


class LookOverForm(forms.Form):
    """Who saw each thing at a place; an empty field is nobody."""

    def __init__(self, seen: Sequence[Seen], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, auto_id="seen_%s")
        self.seen = seen
        for each in seen:
            self.fields[each.check.code.value] = forms.CharField(
                label=each.check.code.label,
                max_length=50,
                required=False,
                initial=each.tick.person if each.tick else "",
                widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
            )

    def rows(self) -> list[tuple[Seen, Any]]:
        return [(each, self[each.check.code.value]) for each in self.seen]

    def named(self) -> dict[str, str]:
        return {code: who for code, who in self.cleaned_data.items() if who}


class ShownForm(forms.Form):
    """A box shown empty and sealed."""

    shown_at = forms.TimeField(label=_("Shown empty at"), widget=clock())
    seal = forms.CharField(label=_("Number of the seal"), max_length=40)
    shown_by = forms.CharField(label=_("Who showed and sealed it"), max_length=100, help_text=NAMES)
    witnesses = forms.CharField(label=_("Witnesses"), max_length=200, help_text=NAMES)

    def __init__(
        self, record: BoxRecord | None, now: datetime, data: Mapping[str, Any] | None = None
    ) -> None:
        known: dict[str, Any] = {"shown_at": f"{localtime(now):%H:%M}"}
        if record is not None:
            known = {name: getattr(record, name) for name in ("seal", "shown_by", "witnesses", "received")}
            known["shown_at"] = f"{localtime(record.shown_at):%H:%M}"
        super().__init__(data, initial=known, auto_id="shown_%s")
        self.fields["received"] = figure(_("Ballot papers received"))

    def shown(self, day: date) -> Shown:
        given = self.cleaned_data
        return Shown(**(given | {"shown_at": moment(day, given["shown_at"])}))


class TurnoutForm(forms.Form):
    """How many ballots were handed out by an hour."""

    at = forms.TimeField(label=_("By"), widget=clock())

    def __init__(self, now: datetime, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"at": f"{localtime(now):%H}:00"}, auto_id="turnout_%s")
        self.fields["issued"] = figure(_("Ballots handed out since voting began"))

    def told(self, day: date) -> dict[str, Any]:
        return {"at": moment(day, self.cleaned_data["at"]), "issued": self.cleaned_data["issued"]}


class AccountForm(forms.Form):
    """The ballot papers of a place after voting."""

    def __init__(
        self, record: BoxRecord | None, register: int | None, data: Mapping[str, Any] | None = None
    ) -> None:
        known: dict[str, Any] = {"issued": register}
        if record is not None and record.accounted_at is not None:
            names = ("issued", "replaced", "left", "destroyed_by", "note")
            known = {name: getattr(record, name) for name in names}
        super().__init__(data, initial=known, auto_id="account_%s")
        self.fields["issued"] = figure(_("Issued"))
        self.fields["replaced"] = figure(_("Spoilt and replaced"))
        self.fields["left"] = figure(_("Left over and destroyed"))
        self.fields["destroyed_by"] = forms.CharField(
            label=_("Who destroyed them"), max_length=100, required=False, help_text=NAMES
        )
        self.fields["note"] = forms.CharField(
            label=_("Why it differs"),
            max_length=200,
            required=False,
            help_text=_("Only where the account differs from the register or from the count."),
        )

    def account(self) -> Account:
        return Account(**self.cleaned_data)


def moment(day: date, at: time) -> datetime:
    """A time of the day of a round."""
    return make_aware(datetime.combine(day, at))
