from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from candidates.forms.named_votes import day, words
from candidates.introduction_rules import COMMITTEE_WAYS, IntroductionRules
from elections.rulebook.wording import word

MOST, MOST_ASKED = 1000, 2000


class IntroductionForm(forms.Form):
    """When, how and by whom the candidates were introduced."""

    held_on = day(_("Day of the introduction"))
    way = forms.ChoiceField(
        label=_("How"),
        choices=[(way.value, way.label) for way in COMMITTEE_WAYS],
        widget=forms.RadioSelect,
    )
    arranged_by = words(_("Who arranged it"), 100)
    note = words(_("Place, and what was asked and answered"), 500, required=False)


class PartyIntroductionForm(forms.Form):
    """When, how and by whom the Party's candidates were introduced, and what the electors asked (A-REV-14, B-NOM-03)."""

    held_on = day(_("Day of the introduction"))
    arranged_by = words(_("Who arranged it"), 100)
    note = words(_("Where it was held"), 500, required=False)
    asked = forms.CharField(
        label=_("What the electors asked, and what was answered"),
        max_length=MOST_ASKED,
        required=False,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )

    def __init__(self, data: Mapping[str, Any] | None, rules: IntroductionRules) -> None:
        super().__init__(data)
        self.fields["way"] = forms.ChoiceField(
            label=_("How"),
            choices=[(way.value, way.label) for way in rules.ways],
            widget=forms.RadioSelect,
        )


class SheetForm(forms.Form):
    """What is told of a candidate under each heading of the plan; a field is named by the heading's code."""

    def __init__(
        self, data: Mapping[str, Any] | None, rules: IntroductionRules, written: Mapping[str, str]
    ) -> None:
        super().__init__(data)
        for heading in rules.headings:
            self.fields[heading] = forms.CharField(
                label=str(Said(word(heading, rules.path))),
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
