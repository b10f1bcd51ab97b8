"""Forms by which a rulebook is written: its head, one value, one entry of a list, a file, a reason."""

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from elections.forms.controls import Control, Incomplete, Record, Rows
from elections.forms.controls_of import Builder
from elections.refusals import RulebookFaulty
from elections.rulebook import Rulebook, available, load_rulebook
from elections.rulebook.shape import Shape


class Block(NamedTuple):
    """Fields that stand together; `legend` is what they make, empty for a field by itself."""

    legend: Any
    help: Any
    fields: list[BoundField]
    rows: list["Block"]


class VersionedForm(forms.Form):
    """A form that hands back which state of the draft its page showed."""

    version = forms.CharField(widget=forms.HiddenInput())


class EntryForm(VersionedForm):
    """One value, or one entry of a list, with a control for each of its parts."""

    def __init__(
        self, *args: Any, shape: Shape, book: Rulebook, path: str, found: Any, **kwargs: Any
    ) -> None:
        self.controls: list[Control] = Builder(book, path, found).controls(shape)
        initial = {"version": kwargs.pop("version", "")}
        for control in self.controls:
            initial |= control.initial((found or {}).get(control.name))
        super().__init__(*args, **kwargs | {"initial": initial})
        for control in self.controls:
            self.fields.update(control.fields())
        self.entry: dict[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for control in self.controls:
            try:
                found = control.read(cleaned)
            except Incomplete as lacking:
                self.add_error(lacking.name, lacking.error)
            else:
                if found is not None:
                    self.entry[control.name] = found
        return cleaned

    def blocks(self) -> list[Block]:
        """The fields in the order of the file, with what belongs together in one frame."""
        return [self._block(control) for control in self.controls]

    def _block(self, control: Control) -> Block:
        if isinstance(control, Rows):
            return Block(control.label, control.help, [], [self._block(row) for row in control.rows])
        if not isinstance(control, Record):
            return Block("", "", [self[name] for name in control.fields()], [])
        plain = [part for part in control.parts if not isinstance(part, Record | Rows)]
        inner = [self._block(part) for part in control.parts if isinstance(part, Record | Rows)]
        return Block(
            control.label, control.help, [self[name] for part in plain for name in part.fields()], inner
        )

    def refuse_faults(self, refusal: RulebookFaulty, *places: str) -> None:
        """Put each fault beside the field that it is about; `places` are the paths by which faults know the entry."""
        for fault in refusal.told:
            name = self._field_for(fault.path, places)
            told = Said(fault.text) if name else Said({"zh": fault.told(True), "en": fault.told(False)})
            self.add_error(name, ValidationError(str(told), code=refusal.code))

    def _field_for(self, path: str, places: tuple[str, ...]) -> str | None:
        for place in places:
            if path == place or path.startswith(f"{place}."):
                rest = path.removeprefix(place).strip(".").split(".")
                return self._nearest(rest)
        return None

    def _nearest(self, rest: list[str]) -> str | None:
        for length in range(len(rest), 0, -1):
            name = "__".join(rest[:length])
            found = [each for each in self.fields if each == name or each.startswith(f"{name}__")]
            if name and found:
                return found[0]
        return None


def tell_faults(form: forms.Form, refusal: RulebookFaulty) -> None:
    """Put every fault on top of a form, with its place in the file."""
    for fault in refusal.told:
        told = Said({"zh": fault.told(True), "en": fault.told(False)})
        form.add_error(None, ValidationError(str(told), code=refusal.code))


class HeadForm(forms.Form):
    """What a rulebook says of itself."""

    name = forms.RegexField(
        label=_("Name in files"),
        regex=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=60,
        help_text=_("Small letters, digits and hyphens, such as henan-village-2026."),
    )
    edition = forms.RegexField(
        label=_("Version"),
        regex=r"^\d+(\.\d+)*$",
        max_length=20,
        help_text=_("Numbers with dots, such as 1.0. A version that is published is never changed."),
    )
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=120)
    title_en = forms.CharField(label=_("Title in English"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("plan", _("Plan of a re-election")), ("base", _("Law or regulation"))],
    )
    extends = forms.ChoiceField(
        label=_("Stands on"),
        required=False,
        help_text=_("What the rulebook does not say is taken from there."),
    )
    valid_from = forms.DateField(
        label=_("Valid from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    valid_to = forms.DateField(
        label=_("Valid to"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(
        self, *args: Any, keeps_name: bool = False, version: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        extends: Any = self.fields["extends"]
        extends.choices = [("", _("Nothing")), *((n, str(Said(load_rulebook(n).title))) for n in available())]
        if keeps_name:
            self.fields["name"].disabled = True
        if version is not None:
            self.fields["version"] = forms.CharField(widget=forms.HiddenInput(), initial=version)

    def head(self) -> dict[str, Any]:
        """The head as the file has it."""
        said = self.cleaned_data
        return {
            "name": said["name"],
            "version": said["edition"],
            "kind": said["kind"],
            "extends": said["extends"] or None,
            "title": {"zh": said["title_zh"], "en": said["title_en"]},
            "valid_from": said["valid_from"],
            "valid_to": said["valid_to"],
        }


def head_of(rules: Rulebook) -> dict[str, Any]:
    """What a rulebook says of itself, as the form shows it."""
    return {
        "name": rules.name,
        "edition": rules.version,
        "title_zh": rules.title.zh,
        "title_en": rules.title.en,
        "kind": rules.kind,
        "extends": rules.extends or "",
        "valid_from": rules.valid_from,
        "valid_to": rules.valid_to,
    }


class ReasonForm(VersionedForm):
    """Why a rulebook is made or amended."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("It stands in the ledger and in the history."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ImportForm(forms.Form):
    """A rulebook as a file."""

    file = forms.FileField(
        label=_("TOML file"),
        help_text=_(
            "As the export gives it. It becomes a draft; every fault is named and nothing half kept."
        ),
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )


class LawKeyForm(forms.Form):
    """The key of a law: clauses that begin with it are its articles."""

    key = forms.RegexField(
        label=_("Key of the law"),
        regex=r"^[A-Z]{2,6}$",
        help_text=_("Two to six capitals, such as VCOL; clauses are written VCOL-15.2."),
    )
