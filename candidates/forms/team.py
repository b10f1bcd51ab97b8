from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from candidates.eligibility.model import LOCAL
from candidates.forms.named_votes import words
from candidates.models import TeamFact, TeamTarget
from candidates.services.team import StatedFacts, Targets
from candidates.source_rules import reserve_asked, sources_of
from candidates.structure import Figures
from elections.rulebook import Rulebook
from elections.rulebook.wording import word

KNOWN = {"": None, "yes": True, "no": False}
ANSWERS = [("", _("not known")), ("yes", _("yes")), ("no", _("no"))]


def _answer(value: bool | None) -> str:
    return next(answer for answer, known in KNOWN.items() if known is value)


class FactsForm(forms.Form):
    """What no register says of a person of the team."""

    computer = forms.ChoiceField(label=_("Can work on a computer"), choices=ANSWERS, required=False)
    womens_chair = forms.ChoiceField(
        label=_("Chairs the women's federation"), choices=ANSWERS, required=False
    )
    source = forms.ChoiceField(label=_("Where the person comes from"), required=False)
    reserve = forms.ChoiceField(label=_("Is of the reserve of cadres"), choices=ANSWERS, required=False)
    origin = forms.ChoiceField(label=_("As secretary: of the place, or sent to it"), required=False)
    origin_reason = words(_("Why nobody of the place was suitable"), 300, required=False)

    def __init__(self, *args: Any, rules: Rulebook, kind: str, fact: TeamFact | None, **kwargs: Any) -> None:
        if fact:
            kwargs["initial"] = {
                "computer": _answer(fact.computer),
                "womens_chair": _answer(fact.womens_chair),
                "source": fact.source,
                "reserve": _answer(fact.reserve),
                "origin": fact.origin,
                "origin_reason": fact.origin_reason,
            }
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        sources, origins = sources_of(rules, kind), rules.qualification.secretary_origins
        if sources.stated:
            fields["source"].choices = [_unknown(), *_said(sources.value)]
        else:
            del fields["source"]
        if not reserve_asked(rules):
            del fields["reserve"]
        if origins.stated:
            fields["origin"].choices = [_unknown(), (LOCAL, _("Of the place")), *_said(origins.value)]
        else:
            del fields["origin"], fields["origin_reason"]

    def facts(self) -> StatedFacts:
        data = self.cleaned_data
        told = {name: data.get(name, "") for name in ("source", "origin", "origin_reason")}
        reserve = KNOWN[data.get("reserve", "")]
        return StatedFacts(KNOWN[data["computer"]], KNOWN[data["womens_chair"]], reserve=reserve, **told)


def _unknown() -> tuple[str, Any]:
    return "", _("not known")


def _said(codes: Iterable[str]) -> list[tuple[str, Said]]:
    return [(code, Said(word(code))) for code in codes]


def _tenths(label: Any, most: int) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_value=most, max_digits=4, decimal_places=1)


class TargetsForm(forms.Form):
    """By how much the team is to be younger and better schooled."""

    age_before = _tenths(_("Mean age of the sitting team"), 100)
    age_target = _tenths(_("Mean age aimed at"), 100)
    schooled_before = _tenths(_("Junior college and above now, in per cent"), 100)
    schooled_target = _tenths(_("Junior college and above aimed at, in per cent"), 100)
    filed_on = forms.DateField(label=_("Filed on"), widget=forms.DateInput(attrs={"type": "date"}))

    def targets(self) -> Targets:
        return Targets(**self.cleaned_data)


def targets_initial(target: TeamTarget | None, sitting: Figures) -> dict[str, Any]:
    """The targets as filed; before, the numbers of the sitting team."""
    if target:
        return {name: getattr(target, name) for name in TargetsForm.base_fields}
    if not sitting.persons:
        return {}
    share = Decimal(sitting.schooled * 1000 // sitting.persons) / 10
    return {"age_before": sitting.mean_tenths, "schooled_before": share}
