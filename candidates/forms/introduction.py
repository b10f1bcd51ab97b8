from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from candidates.enums import IntroductionWay
from candidates.forms.named_votes import day, words
from candidates.list_rules import HEADINGS
from elections.rulebook.wording import word

MOST = 1000


class IntroductionForm(forms.Form):
    """When, how and by whom the candidates were introduced."""

    held_on = day(_("Day of the introduction"))
    way = forms.ChoiceField(
        label=_("How"),
        choices=IntroductionWay.choices,
        widget=forms.RadioSelect,
    )
    arranged_by = words(_("Who arranged it"), 100)
    note = words(_("Place, and what was asked and answered"), 500, required=False)


class SheetForm(forms.Form):
    """What is told of a candidate under each heading of the plan; a field is named by the heading's code."""

    def __init__(
        self, data: Mapping[str, Any] | None, headings: Sequence[str], written: Mapping[str, str]
    ) -> None:
        super().__init__(data)
        for heading in headings:
            self.fields[heading] = forms.CharField(
                label=str(Said(word(heading, HEADINGS))),
                max_length=MOST,
                required=False,
                initial=written.get(heading, ""),
                widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
            )


class CheckForm(forms.Form):
    """What the township found: the sheet may be published, or goes back with a reason."""

    passed = forms.TypedChoiceField(
        label=_("May it be published?"),
        choices=[("yes", _("Publish as it is")), ("no", _("Return to the village"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    reason = words(_("What is to be corrected"), 500, required=False)
