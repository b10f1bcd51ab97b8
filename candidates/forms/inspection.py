from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.forms.named_votes import day, words
from candidates.models import Candidacy
from candidates.services.committee_inspection import Seen
from candidates.told import told_name

RESULTS = [("", _("Not yet")), ("yes", _("Passes the inspection")), ("no", _("Does not pass"))]


class CommitteeInspectionForm(forms.Form):
    """When and by whom candidates were inspected, and the result of each; left open, a person is inspected later."""

    held_on = day(_("Day"))
    inspectors = words(_("Who inspected"), 200)

    def __init__(self, *args: Any, people: Sequence[Candidacy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for person in people:
            name = {"name": told_name(person.name)}
            self.fields[f"result-{person.pk}"] = forms.ChoiceField(
                label=_("Result: %(name)s") % name, choices=RESULTS, required=False
            )
            self.fields[f"reason-{person.pk}"] = words(_("Reason: %(name)s") % name, 500, required=False)

    def rows(self) -> Iterator[tuple[Candidacy, forms.BoundField, forms.BoundField]]:
        for person in self.people:
            yield person, self[f"result-{person.pk}"], self[f"reason-{person.pk}"]

    def found(self) -> list[Seen]:
        given = self.cleaned_data
        return [
            Seen(person.pk, result == "yes", given[f"reason-{person.pk}"])
            for person in self.people
            if (result := given[f"result-{person.pk}"])
        ]


class OpinionForm(forms.Form):
    """The discipline commission's opinion, added to an inspection that is on record without it."""

    discipline_opinion = forms.CharField(
        label=_("Opinion of the township's discipline commission"),
        max_length=300,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )
