from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.enums import Preselectors
from candidates.forms.named_votes import day, number, words
from candidates.models import NominationVote
from candidates.queries.preselection import PostChoice
from candidates.services.preselection import PreselectionDraft
from candidates.told import told_name


class PreselectionForm(forms.Form):
    """Who voted, the papers, and the votes of every nominee; a nominee's field is `votes-` and the line's number."""

    held_on = day(_("Day of the preselection"))
    held_by = forms.ChoiceField(
        label=_("Who voted"),
        choices=Preselectors.choices,
        widget=forms.RadioSelect,
    )
    entitled = number(
        _("Number of representatives"),
        required=False,
        help_text=_(
            "Of a representatives’ meeting; filled in from the register. Voters are counted on the roll."
        ),
    )
    present = number(_("Present"))
    issued = number(_("Papers issued"))
    returned = number(_("Papers returned"))
    valid = number(_("Valid papers"), required=False)
    invalid = number(_("Invalid papers"), required=False)
    tie_decision = words(_("How it was decided between equal votes"), 300, required=False)

    def __init__(self, *args: Any, choices: Sequence[PostChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        for choice in choices:
            for nominee in choice.nominees:
                self.fields[f"votes-{nominee.pk}"] = number(
                    _("Votes of %(name)s") % {"name": told_name(nominee.name)}, initial=0
                )

    def clean(self) -> dict[str, Any]:
        """A representatives' meeting says how many representatives there are."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("held_by") == Preselectors.REPRESENTATIVES and not cleaned.get("entitled"):
            self.add_error("entitled", forms.ValidationError(_("Enter how many representatives there are.")))
        return cleaned

    def posts(self) -> list[tuple[PostChoice, list[tuple[NominationVote, forms.BoundField]]]]:
        """Each post with its nominees and the fields of their votes."""
        return [
            (choice, [(nominee, self[f"votes-{nominee.pk}"]) for nominee in choice.nominees])
            for choice in self.choices
        ]

    def draft(self, decided: Mapping[str, Collection[int]]) -> PreselectionDraft:
        """The preselection as the service takes it."""
        cleaned = self.cleaned_data
        nominees = [nominee.pk for choice in self.choices for nominee in choice.nominees]
        return PreselectionDraft(
            held_on=cleaned["held_on"],
            held_by=Preselectors(cleaned["held_by"]),
            entitled=cleaned["entitled"] or 0,
            present=cleaned["present"],
            issued=cleaned["issued"],
            returned=cleaned["returned"],
            valid=cleaned["valid"],
            invalid=cleaned["invalid"],
            votes={nominee: cleaned[f"votes-{nominee}"] for nominee in nominees},
            decided=decided,
            tie_decision=cleaned["tie_decision"],
        )
