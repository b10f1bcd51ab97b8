from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from candidates.forms.named_votes import day, words
from candidates.models import Candidacy
from candidates.services.cancellation import Cancelling
from candidates.told import told_name
from voting.enums import InvalidGround


class StandingForm(forms.Form):
    """One of those who still stand."""

    person = forms.TypedChoiceField(coerce=int, widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(self, *args: Any, people: Iterable[Candidacy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        choice: Any = self.fields["person"]
        choice.choices = [
            ("", "—"),
            *(
                (
                    pk,
                    format_lazy(
                        "{name} · {post} · {state}",
                        name=told_name(person.name),
                        post=person.get_post_display(),
                        state=person.get_state_display(),
                    ),
                )
                for pk, person in self.people.items()
            ),
        ]

    def candidacy(self) -> Candidacy:
        """The person chosen."""
        return self.people[self.cleaned_data["person"]]


class WithdrawalForm(StandingForm):
    """Who withdraws, by a letter of which day, and why."""

    received_on = day(
        _("Day on which the letter came"),
        help_text=_("The withdrawal is in writing; the letter goes on file."),
    )
    reason = words(_("Reason given"), 300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].label = _("Who withdraws")


class CancelForm(StandingForm):
    """Whose candidacy is cancelled, on which ground, by which decision."""

    ground = forms.ChoiceField(label=_("Ground"), widget=forms.Select(attrs={"class": "form-select"}))
    reason = forms.CharField(
        label=_("What was found out"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    evidence = words(
        _("Evidence"),
        300,
        help_text=_("Statements, records, pictures: what they are and where they are kept."),
    )
    decision = words(_("Document by which it was decided"), 100, help_text=_("Its number and day."))
    decided_on = day(_("Day of the decision"))

    def __init__(self, *args: Any, grounds: Sequence[InvalidGround], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].label = _("Whose candidacy is cancelled")
        choice: Any = self.fields["ground"]
        choice.choices = [("", "—"), *((ground, ground.label) for ground in grounds)]

    def draft(self) -> Cancelling:
        given = dict(self.cleaned_data)
        given.pop("person")
        return Cancelling(**given)
