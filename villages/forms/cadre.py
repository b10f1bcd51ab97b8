from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from villages.enums import AuditState, Body, Duty, Grade, Post
from villages.forms.resident import day_input
from villages.models import Audit, Cadre
from villages.services.cadre import Audited, Holding
from villages.words import FIELDS


class CadreForm(forms.Form):
    """A post that a person holds or held."""

    body = forms.ChoiceField(label=FIELDS["body"], choices=Body.choices)
    post = forms.ChoiceField(label=FIELDS["post"], choices=Post.choices)
    since = forms.DateField(label=FIELDS["since"], widget=day_input())
    until = forms.DateField(
        label=FIELDS["until"],
        required=False,
        widget=day_input(),
        help_text=_("Empty while the person sits."),
    )
    term = forms.CharField(
        label=FIELDS["term"], max_length=20, required=False, help_text=_("As the place counts it: 第十届.")
    )

    duty = forms.ChoiceField(
        label=FIELDS["duty"],
        choices=[("", _("none")), *Duty.choices],
        required=False,
        help_text=_("Of the Party organisation only."),
    )

    def __init__(self, *args: Any, cadre: Cadre | None = None, **kwargs: Any) -> None:
        if cadre is not None:
            kwargs["initial"] = {name: getattr(cadre, name) for name in Holding.__dataclass_fields__}
        super().__init__(*args, **kwargs)

    def holding(self) -> Holding:
        """What was typed, as it is kept."""
        return Holding(**self.cleaned_data)


class AppraisalForm(forms.Form):
    """The outcome of a year."""

    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100, localize=False)
    grade = forms.ChoiceField(label=_("Grade"), choices=Grade.choices)
    last = forms.BooleanField(label=_("Ranked last among the township's"), required=False)


class AuditForm(forms.Form):
    """How an audit stands, what it found, and when that was settled."""

    state = forms.ChoiceField(label=_("State"), choices=AuditState.choices)
    on = forms.DateField(label=_("Day of the report or note"), widget=day_input())
    finding = forms.CharField(
        label=pgettext_lazy("audit", "Finding"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Empty where nothing was found."),
    )
    settled_on = forms.DateField(label=_("Settled on"), required=False, widget=day_input())

    def __init__(self, *args: Any, audit: Audit | None = None, **kwargs: Any) -> None:
        if audit is not None:
            kwargs["initial"] = {name: getattr(audit, name) for name in Audited.__dataclass_fields__}
        super().__init__(*args, **kwargs)

    def audited(self) -> Audited:
        """What was typed, as it is kept."""
        return Audited(**self.cleaned_data)
