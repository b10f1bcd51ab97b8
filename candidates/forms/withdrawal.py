from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from candidates.forms.named_votes import day, words
from candidates.models import Candidacy
from candidates.told import told_name


class WithdrawalForm(forms.Form):
    """Who withdraws, by a letter of which day, and why."""

    person = forms.TypedChoiceField(
        label=_("Who withdraws"), coerce=int, widget=forms.Select(attrs={"class": "form-select"})
    )
    received_on = day(
        _("Day on which the letter came"),
        help_text=_("The withdrawal is in writing; the letter goes on file."),
    )
    reason = words(_("Reason given"), 300)

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
