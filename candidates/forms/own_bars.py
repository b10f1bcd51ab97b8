"""What a village's meeting added to the negative list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from candidates.forms.named_votes import day, words
from candidates.own_bar_rules import meetings_of
from candidates.services.own_bars import BarDraft
from elections.models import Election
from elections.rulebook.wording import word


class OwnBarForm(forms.Form):
    """A circumstance, with its origin, the meeting and the departments that judge it."""

    title = words(_("The circumstance, as adopted"), 200)
    title_en = words(_("In English, for the English pages"), 200, required=False)
    origin = words(_("Who proposed it"), 100)
    adopted_by = forms.ChoiceField()  # its place; the choices are the plan’s
    adopted_on = day(_("Day of the meeting"))
    document = words(
        _("Election method or plan that it stands in"),
        100,
        help_text=_("Its title and, if it has one, its number."),
    )

    def __init__(self, data: Any, election: Election) -> None:
        super().__init__(data, initial={"origin": f"{election.village.name}党组织"})
        rules = election.cycle.rules
        self.fields["adopted_by"] = forms.ChoiceField(
            label=_("Adopted by"),
            choices=[(code, str(Said(word(code)))) for code in meetings_of(rules)],
            widget=forms.Select(attrs={"class": "form-select"}),
        )
        if rules.review.departments:
            self.fields["judged_by"] = forms.MultipleChoiceField(
                label=_("Departments that judge it"),
                required=False,
                choices=[(each.key, str(Said(each.title))) for each in rules.review.departments],
                widget=forms.CheckboxSelectMultiple,
                help_text=_(
                    "Departments to which the plan gives no items of their own judge every circumstance."
                ),
            )

    def draft(self) -> BarDraft:
        """What is added, as the service takes it."""
        return BarDraft(**self.cleaned_data)


class StrikeForm(forms.Form):
    reason = words(_("Reason"), 300)
