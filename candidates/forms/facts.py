"""What an office states of a person, the document that relaxes a rule, and the decision on relatives."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from candidates.eligibility import Finding, StatementKind, Weight
from candidates.models import Statement
from candidates.queries.relatives import Pair
from candidates.services.standards import Tick
from candidates.services.statement import StatementDraft
from candidates.told import told_name
from elections.rulebook.sections.candidates import Bar
from elections.rulebook.wording import word

TEXT = {"class": "form-control"}
CHOICE = {"class": "form-select"}
TICKS = {True: "yes", False: "no"}


def _day(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs=TEXT | {"type": "date"}), **kwargs)


def _words(label: Any, length: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, widget=forms.TextInput(attrs=TEXT), **kwargs)


class StatementForm(forms.Form):
    """What an office states of a person."""

    kind = forms.TypedChoiceField(
        label=_("What is stated"),
        choices=StatementKind.choices,
        coerce=StatementKind,
        widget=forms.Select(attrs=CHOICE),
    )
    item = forms.ChoiceField(
        label=_("Circumstance of the negative list"),
        help_text=_("Only for the negative list; left open, the whole list is meant."),
        required=False,
        widget=forms.Select(attrs=CHOICE),
    )
    holds = forms.TypedChoiceField(
        label=_("Whether it holds"),
        choices=[("yes", _("It holds")), ("no", _("It does not hold"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    office = _words(_("Office that states it"), 60)
    stated_on = _day(_("Stated on"))
    document = _words(_("Document"), 100, required=False)
    day = _day(_("Day of the event"), required=False)
    until = _day(_("End of its effect, or day on which it was put right"), required=False)
    weight = forms.ChoiceField(
        label=_("How heavy the sanction is"),
        choices=[("", "—"), *Weight.choices],
        required=False,
        widget=forms.Select(attrs=CHOICE),
    )
    note = _words(_("Note"), 300, required=False)

    def __init__(self, *args: Any, listed: Sequence[Bar], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = self.fields["item"]
        if isinstance(items, forms.ChoiceField):
            items.choices = [("", "—"), *((bar.key, str(Said(bar.title))) for bar in listed)]

    def draft(self) -> StatementDraft:
        """What was typed, as the service takes it."""
        return StatementDraft(**self.cleaned_data)


class ApprovalForm(forms.Form):
    """The document by which an office relaxes a rule."""

    rule = forms.ChoiceField(label=_("Rule that is relaxed"), widget=forms.RadioSelect)
    document = _words(_("Number of the document"), 100)
    approved_on = _day(_("Day of the document"))

    def __init__(self, *args: Any, relaxable: Sequence[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = self.fields["rule"]
        if isinstance(rules, forms.ChoiceField):
            rules.choices = [(finding.key, finding.title) for finding in relaxable]
            rules.initial = relaxable[0].key if relaxable else None


class KinDecisionForm(forms.Form):
    """Who of two relatives gives way, or that both may stand."""

    yields = forms.TypedChoiceField(
        label=_("Decided"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    document = _words(_("Number of the document"), 100)
    decided_on = _day(_("Decided on"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs=TEXT | {"rows": 3})
    )

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["yields"]
        both = [("", _("Both may stand"))] if pair.ground.approver else []
        if isinstance(field, forms.TypedChoiceField):
            field.choices = both + [
                (
                    str(one.resident.pk),
                    _("%(name)s gives way") % {"name": told_name(one.resident.name)},
                )
                for one in pair.would_yield
            ]


class StandardsForm(forms.Form):
    """The standards of the plan heading by heading, as they stand; what is left open is not stated, what was is not opened."""

    def __init__(
        self, *args: Any, headings: Sequence[str], known: Mapping[str, Statement], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings
        self.known = {key: (TICKS[one.holds], one.note) for key, one in known.items()}
        for key in headings:
            met, remark = self.known.get(key, ("", ""))
            label: Any = Said(word(key))
            self.fields[f"met-{key}"] = forms.ChoiceField(
                label=label,
                choices=[*([] if met else [("", _("open"))]), ("yes", _("met")), ("no", _("not met"))],
                required=False,
                initial=met,
                widget=forms.Select(attrs=CHOICE),
            )
            on_it = format_lazy(_("Remark on {heading}"), heading=label)
            self.fields[f"remark-{key}"] = _words(on_it, 300, required=False, initial=remark)

    def clean(self) -> dict[str, Any]:
        """A remark says nothing without a tick, and is not dropped."""
        for key in self.headings:
            if self.cleaned_data.get(f"remark-{key}") and not self.cleaned_data.get(f"met-{key}"):
                self.add_error(f"met-{key}", _("Choose whether it is met: there is a remark on it."))
        return self.cleaned_data

    def rows(self) -> list[tuple[Any, Any]]:
        """The two fields of each heading."""
        return [(self[f"met-{key}"], self[f"remark-{key}"]) for key in self.headings]

    def ticks(self) -> list[Tick]:
        """What is stated otherwise than it stands."""
        typed = {
            key: (self.cleaned_data[f"met-{key}"], self.cleaned_data[f"remark-{key}"])
            for key in self.headings
        }
        return [
            Tick(key, met == "yes", remark)
            for key, (met, remark) in typed.items()
            if met and (met, remark) != self.known.get(key)
        ]
