from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.said import Said
from elections.rulebook.sections.voting import Category
from villages.enums import Leaving
from voting.enums import Ground, Relocation
from voting.evidence import DECLINES, NO_ANSWER, WORDS
from voting.services.registration import TAKES_PART
from voting.services.registration_checks import Exclusion, Newcomer

RELOCATED = "relocated"
RECORDS: Mapping[str, Sequence[str]] = {**WORDS, RELOCATED: ("reason", "approval")}


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=more.pop("required", False),
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d"),
        **more,
    )


def _line(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=more.pop("required", False),
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        **more,
    )


def _choice(label: Any, choices: Sequence[tuple[str, Any]], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.Select(attrs={"class": "form-select"}), **more
    )


class EvidenceForm(forms.Form):
    """Under which category somebody is registered, and what is on record for it."""

    category = _choice(_("Category"), ())
    statement_on = _day(_("Said to take part on"))
    statement_how = _line(_("How"), 100, help_text=_("By telephone, by message, in person …"))
    one_year_since = _day(_("Here since"))
    application_on = _day(_("Applied on"))
    meeting_decision_on = _day(_("The meeting agreed on"))
    meeting_decision_body = _line(
        _("Which meeting"), 60, help_text=_("The villagers' or the representatives' meeting.")
    )
    dwelling_proof = _line(_("Proof of the dwelling"), 100)
    committee_confirmation_on = _day(_("Confirmed by the election committee on"))
    relocation = _choice(
        _("Relocated"),
        [("", pgettext_lazy("relocation", "Not relocated")), *Relocation.choices],
        required=False,
    )
    relocated_reason = _line(_("Why the person votes here"), 100)
    relocated_approval = _line(_("Who approved it: office and document"), 100)

    def __init__(self, *args: Any, categories: Sequence[Category], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = categories
        category = self.fields["category"]
        assert isinstance(category, forms.ChoiceField)
        category.choices = [(kind.code, Said(kind.title)) for kind in categories]
        asked = {need for kind in categories for need in kind.needs} | {RELOCATED}
        for need, words in RECORDS.items():
            if need not in asked:
                for word in words:
                    del self.fields[f"{need}_{word}"]

    @property
    def records(self) -> list[forms.BoundField]:
        """The fields of what may be on record."""
        names = [f"{need}_{word}" for need, words in RECORDS.items() for word in words]
        return [self[name] for name in names if name in self.fields and not name.startswith(RELOCATED)]

    @property
    def moved(self) -> list[forms.BoundField]:
        """The fields on relocation."""
        return [self["relocation"], *(self[f"{RELOCATED}_{word}"] for word in RECORDS[RELOCATED])]

    @property
    def given(self) -> dict[str, Any]:
        """Category, relocation and evidence as the services take them; what was left blank is not on record."""
        cleaned = self.cleaned_data
        found: dict[str, dict[str, str]] = {}
        for need, words in RECORDS.items():
            record = {word: _written(cleaned.get(f"{need}_{word}")) for word in words}
            if any(record.values()):
                found[need] = record
        return {
            "category": cleaned["category"],
            "relocation": cleaned["relocation"],
            "evidence": found,
        }


def _written(value: date | str | None) -> str:
    return value.isoformat() if isinstance(value, date) else (value or "").strip()


def known(evidence: Mapping[str, Any], category: str, relocation: str) -> dict[str, Any]:
    """What is on record of an entry, as the form begins with it."""
    found = {
        f"{need}_{word}": evidence.get(need, {}).get(word, "")
        for need, words in RECORDS.items()
        for word in words
    }
    return found | {"category": category, "relocation": relocation}


class NewcomerForm(EvidenceForm):
    """Somebody who is not on the list: who it is, and on what ground."""

    id_number = _line(_("Identity number"), 18, required=True)
    name = _line(pgettext_lazy("person", "Name"), 50, required=True)
    group = forms.IntegerField(
        label=_("Group"),
        min_value=1,
        max_value=32767,
        widget=forms.NumberInput(attrs={"class": "form-control w-7"}),
    )
    household = _line(_("Household"), 20)
    field_order = ("id_number", "name", "group", "household")

    @property
    def person(self) -> Newcomer:
        cleaned = self.cleaned_data
        number = "".join(cleaned["id_number"].split()).upper()
        return Newcomer(number, cleaned["name"].strip(), cleaned["group"], cleaned["household"].strip())


class ContactForm(forms.Form):
    """That somebody who lives elsewhere was sought, and what came of it."""

    on = _day(_("Day"), required=True)
    how = _line(_("How"), 100, required=True, help_text=_("By telephone, by message, through a relative …"))
    result = _choice(
        _("What came of it"),
        [
            (TAKES_PART, _("Will take part")),
            (DECLINES, _("Will not take part")),
            (NO_ANSWER, _("Not reached")),
        ],
    )


class RefusalForm(forms.Form):
    """On what ground somebody is not registered, and what shows it."""

    ground = _choice(_("Ground"), Ground.choices)
    document = _line(_("Judicial document, by its number"), 100)
    until = _day(_("Deprived of the rights until"), help_text=_("Blank for life."))
    guardian = _line(_("Guardian who agreed"), 50)
    agreed_on = _day(_("Agreed on"))
    confirmed_on = _day(_("The committee confirmed it, or the meeting refused, on"))
    place = _line(_("Place where the person is registered for the election"), 60)
    reason = _line(_("Another reason, as it is posted"), 100)

    @property
    def exclusion(self) -> Exclusion:
        return Exclusion(**self.cleaned_data)


class CorrectionForm(forms.Form):
    """The particulars of an entry."""

    name = _line(pgettext_lazy("person", "Name"), 50, required=True)
    group = forms.IntegerField(
        label=_("Group"),
        min_value=1,
        max_value=32767,
        widget=forms.NumberInput(attrs={"class": "form-control w-7"}),
    )
    household = _line(_("Household"), 20)


class LeavingForm(forms.Form):
    """Why somebody is taken off the list altogether."""

    why = _choice(_("Why"), Leaving.choices)
    note = _line(_("What shows it"), 200, help_text=_("It goes into the ledger."))
