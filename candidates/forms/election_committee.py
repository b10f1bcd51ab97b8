from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from candidates.enums import LeavingCause
from candidates.forms.named_votes import NamedVotesForm, day, number, words
from candidates.forms.nomination import TypedRow
from candidates.queries.election_committee import Roster, by_proposal, forming_bodies
from candidates.services.election_committee import Formation
from candidates.services.election_committee_checks import NO_CATEGORY
from candidates.told import told_name
from elections.models import Election
from elections.rulebook.wording import word

FORMED_BY, CATEGORY = "election_committee.formed_by", "election_committee.chair_categories"


class ProposedForm(NamedVotesForm):
    """The persons whom the township proposes to the residents' meeting."""

    votes_needed = False
    held_on = day(_("Day of the proposal"))


class FormationForm(NamedVotesForm):
    """The meeting that formed the committee, and who had how many votes."""

    votes_needed = False
    formed_by = forms.ChoiceField(label=_("Formed by"), widget=forms.RadioSelect)
    held_on = day(_("Day of the meeting"))
    presided_by = words(_("Who chaired the meeting"), 100)
    size = number(_("Number of members"))
    reason = words(_("Why it departs from the usual size"), 300, required=False)
    decision = words(_("How equal votes were decided"), 300, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, rows: Sequence[TypedRow], election: Election, **kwargs: Any
    ) -> None:
        super().__init__(data, rows, election.village_id, **kwargs)
        bodies = forming_bodies(election)
        path = f"{FORMED_BY}_community" if by_proposal(election) else FORMED_BY
        fields: dict[str, Any] = self.fields
        fields["formed_by"].choices = [(one, Said(word(one, path))) for one in bodies]
        if len(bodies) == 1:
            fields["formed_by"].initial = bodies[0]

    def formation(self, decided: frozenset[int]) -> Formation:
        """The election of the committee as the service takes it."""
        names = ("formed_by", "held_on", "presided_by", "size", "reason", "decision")
        return Formation(
            lines=self.lines(), decided=decided, **{name: self.cleaned_data[name] for name in names}
        )


class ChairForm(forms.Form):
    """Whom the members chose as chair and deputies, with the votes of each for chair."""

    held_on = day(_("Day on which the members chose"))
    chair = forms.TypedChoiceField(label=_("Chair"), coerce=int, widget=forms.RadioSelect)
    deputies = forms.TypedMultipleChoiceField(
        label=_("Deputy chairs"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    category = forms.ChoiceField(
        label=_("Who the chair is"), required=False, widget=forms.Select(attrs={"class": "form-select"})
    )
    reason = words(_("Reason, where the plan wishes somebody else"), 300, required=False)

    def __init__(self, data: Mapping[str, Any] | None, roster: Roster) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        people = [(one.pk, told_name(one.name)) for one in roster.serving]
        fields["chair"].choices = fields["deputies"].choices = people
        rule = roster.rules.chair_categories
        if rule.stated:
            named = [(one, Said(word(one, CATEGORY))) for one in rule.value]
            fields["category"].choices = [*named, (NO_CATEGORY, _("None of these"))]
        else:
            del fields["category"]
        self.members = roster.serving
        for one in roster.serving:
            label = _("Votes for %(name)s") % {"name": told_name(one.name)}
            fields[f"votes-{one.pk}"] = number(label, required=False, initial=one.chair_votes)

    def rows(self) -> list[tuple[Any, forms.BoundField]]:
        """Each member with the votes for chair."""
        return [(one, self[f"votes-{one.pk}"]) for one in self.members]

    def votes(self) -> dict[int, int]:
        return {one.pk: self.cleaned_data[f"votes-{one.pk}"] or 0 for one in self.members}


class LeavingForm(forms.Form):
    """Why a member leaves the election committee."""

    cause = forms.ChoiceField(
        label=_("Cause"), choices=LeavingCause.choices, widget=forms.Select(attrs={"class": "form-select"})
    )
    reason = words(_("Reason"), 300)
    absences = number(_("Meetings missed in a row"), required=False)
