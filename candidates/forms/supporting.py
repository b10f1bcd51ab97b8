"""What a meeting came to, what lets a body be handed in, who leaves."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.enums import MeetingBasis
from candidates.forms.named_votes import NamedVotesForm, chosen, day, number, words
from candidates.forms.nomination import TypedRow
from candidates.queries.supporting import Unit, committee_names, entitled_to
from candidates.services.supporting_checks import MeetingHeld
from candidates.supporting_rules import BodyRules
from elections.models import Election


class BodyMeetingForm(NamedVotesForm):
    """A meeting of a group or of the whole place: when, who came, who chaired, everybody with votes."""

    held_on = day(_("Day of the meeting"))
    chaired_by = words(_("Who chaired"), 50, required=False)
    basis = forms.ChoiceField(label=_("Who comes to the meeting"), widget=forms.RadioSelect)
    entitled = number(_("How many could come"))
    present = number(_("How many came"))
    places = number(_("How many are elected"))
    decision = words(_("How it was decided"), 300, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        rows: Sequence[TypedRow],
        election: Election,
        rules: BodyRules,
        unit: Unit,
        today: date,
        **kwargs: Any,
    ) -> None:
        self.rules, self.unit = rules, unit
        initial = _initial(election, rules, unit, today) | kwargs.pop("initial", {})
        super().__init__(data, rows, election.village_id, initial=initial, **kwargs)
        field: Any = self.fields["basis"]
        field.choices = [(basis.value, basis.label) for basis in rules.bases]
        if rules.chaired_by_committee:
            names = [(name, name) for name in committee_names(election)]
            self.fields["chaired_by"] = forms.ChoiceField(
                label=_("Who chaired"),
                choices=[("", "—"), *names],
                widget=forms.Select(attrs={"class": "form-select"}),
            )
        if rules.places(unit.post) is not None:
            self.fields["places"].widget = forms.HiddenInput()

    def held(self, data: Any) -> MeetingHeld:
        """The meeting as the service takes it; `data` is what was sent, with who is taken among equals."""
        got = self.cleaned_data
        return MeetingHeld(
            post=self.unit.post,
            group=self.unit.group.number if self.unit.group else None,
            held_on=got["held_on"],
            chaired_by=got["chaired_by"],
            basis=MeetingBasis(got["basis"]),
            entitled=got["entitled"],
            present=got["present"],
            places=got["places"],
            lines=self.lines(),
            decided=chosen(data, "decided"),
            decision=got["decision"],
        )


def _initial(election: Election, rules: BodyRules, unit: Unit, today: date) -> dict[str, Any]:
    """What stands there at first: the meeting as recorded, or the first basis with how many the registers know."""
    if unit.meeting is not None and unit.free <= 0:
        names = ("held_on", "chaired_by", "basis", "entitled", "present", "places", "decision")
        return {name: getattr(unit.meeting, name) for name in names}
    basis = rules.bases[0]
    entitled = entitled_to(election, unit.group, basis, today)
    places = unit.meeting.places if unit.meeting else rules.places(unit.post)
    return {"basis": basis, "entitled": entitled or None, "places": places}


class BodyFilingForm(forms.Form):
    """Why a body departs from what is usual."""

    reason = words(_("Reason"), 300, required=False)


class LeavingForm(forms.Form):
    """Who leaves a body: from which day, and why."""

    on = day(_("Last day in the body"))
    reason = words(_("Reason"), 300, required=False)
