"""The controls by which a value or an entry of a rulebook is typed in, by the shape of what stands there.

A control knows the form fields it needs, how data fill them, and how to read the data back. Names within another are
joined with two underscores: `value__share`, `prerequisites__0__step`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from elections.rulebook import Strength
from elections.rulebook.wording import code_of, word

Fields = dict[str, forms.Field]
Options = Sequence[tuple[str, Any]]
NOTHING = ("", "—")


class Incomplete(Exception):
    """What was typed belongs together and is not all there; `name` is the form field to mend."""

    def __init__(self, name: str, message: Any) -> None:
        super().__init__(message)
        self.name = name
        self.error = ValidationError(message, code="incomplete")


@dataclass
class Control(ABC):
    """One field of an entry; `label` and `help` are told in the language of the page."""

    name: str
    label: Any
    required: bool = False
    help: Any = ""

    @abstractmethod
    def fields(self) -> Fields:
        """The form fields in which it is typed, by name."""

    def initial(self, found: Any) -> dict[str, Any]:
        return {self.name: found}

    def read(self, cleaned: Mapping[str, Any]) -> Any:
        """The data that were typed; None where nothing was."""
        found = cleaned.get(self.name)
        return None if found in ("", [], None) else found

    def _with(self, kind: type[forms.Field], **more: Any) -> Fields:
        return {self.name: kind(label=self.label, help_text=self.help, required=self.required, **more)}


class Number(Control):
    def fields(self) -> Fields:
        return self._with(forms.IntegerField, widget=forms.NumberInput(attrs={"class": "form-control w-7"}))


class Day(Control):
    def fields(self) -> Fields:
        return self._with(forms.DateField, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class Share(Control):
    def fields(self) -> Fields:
        return self._with(
            forms.RegexField,
            regex=r"^\s*\d+\s*/\s*[1-9]\d*\s*$",
            error_messages={"invalid": _("Write the share as a fraction, such as 1/2.")},
        )

    def read(self, cleaned: Mapping[str, Any]) -> Any:
        return "".join(str(cleaned.get(self.name) or "").split()) or None


class YesNo(Control):
    """Yes or no, where silence is something else than no."""

    def fields(self) -> Fields:
        options = [("yes", _("Yes")), ("no", _("No"))]
        return self._with(forms.ChoiceField, choices=[NOTHING, *options])

    def initial(self, found: Any) -> dict[str, Any]:
        return {self.name: "" if found is None else "yes" if found else "no"}

    def read(self, cleaned: Mapping[str, Any]) -> Any:
        return {"yes": True, "no": False}.get(cleaned.get(self.name) or "")


class Flag(Control):
    """What is so only where it is said."""

    def fields(self) -> Fields:
        return {self.name: forms.BooleanField(label=self.label, help_text=self.help, required=False)}

    def read(self, cleaned: Mapping[str, Any]) -> Any:
        return True if cleaned.get(self.name) else None


@dataclass
class Line(Control):
    """A line or some lines of text. With `coded` the words of a code may be typed for it, in either language."""

    long: bool = False
    coded: bool = False
    path: str = ""
    most: int | None = None
    _before: tuple[str, ...] = ()

    def fields(self) -> Fields:
        widget: Any = forms.Textarea(attrs={"rows": 3}) if self.long else forms.TextInput()
        return self._with(forms.CharField, widget=widget, max_length=self.most)

    def initial(self, found: Any) -> dict[str, Any]:
        if self.coded and found:
            self._before = (found,)
            return {self.name: str(Said(word(found, self.path)))}
        return {self.name: found or ""}

    def read(self, cleaned: Mapping[str, Any]) -> Any:
        typed = str(cleaned.get(self.name) or "").replace("\r\n", "\n").strip()
        return (code_of(typed, self.path, self._before) if self.coded else typed) or None


@dataclass
class Lines(Line):
    """Words of which each stands on a line of its own."""

    def fields(self) -> Fields:
        return self._with(forms.CharField, widget=forms.Textarea(attrs={"rows": 4}))

    def initial(self, found: Any) -> dict[str, Any]:
        self._before = tuple(found or ())
        told = [str(Said(word(one, self.path))) if self.coded else one for one in self._before]
        return {self.name: "\n".join(told)}

    def read(self, cleaned: Mapping[str, Any]) -> Any:
        lines = [line.strip() for line in str(cleaned.get(self.name) or "").splitlines()]
        return [code_of(x, self.path, self._before) if self.coded else x for x in lines if x] or None


@dataclass
class Choice(Control):
    """One of some options; `number` makes the choice a number."""

    options: Options = ()
    number: bool = False

    def fields(self) -> Fields:
        return self._with(forms.ChoiceField, choices=[NOTHING, *self.options])

    def initial(self, found: Any) -> dict[str, Any]:
        return {self.name: "" if found is None else str(found)}

    def read(self, cleaned: Mapping[str, Any]) -> Any:
        found = cleaned.get(self.name) or None
        return int(found) if found and self.number else found


@dataclass
class Choices(Choice):
    """Any of some options."""

    def fields(self) -> Fields:
        widget = forms.CheckboxSelectMultiple()
        return self._with(forms.MultipleChoiceField, choices=self.options, widget=widget)

    def initial(self, found: Any) -> dict[str, Any]:
        return {self.name: [str(one) for one in found or ()]}

    def read(self, cleaned: Mapping[str, Any]) -> Any:
        found = cleaned.get(self.name) or []
        return [int(one) if self.number else one for one in found] or None


class Binding(Choice):
    """How a clause binds; what is not said otherwise is a must."""

    def fields(self) -> Fields:
        return self._with(forms.ChoiceField, choices=self.options)

    def initial(self, found: Any) -> dict[str, Any]:
        return {self.name: found or Strength.HARD.value}

    def read(self, cleaned: Mapping[str, Any]) -> Any:
        found = super().read(cleaned)
        return None if found == Strength.HARD.value else found


@dataclass
class Record(Control):
    """Several controls that make one thing; `model` names what it is."""

    parts: list[Control] = field(default_factory=list)

    def fields(self) -> Fields:
        return {name: made for part in self.parts for name, made in part.fields().items()}

    def initial(self, found: Any) -> dict[str, Any]:
        given = found or {}
        return {
            name: value
            for part in self.parts
            for name, value in part.initial(given.get(_last(part.name))).items()
        }

    def read(self, cleaned: Mapping[str, Any]) -> Any:
        found = {_last(part.name): part.read(cleaned) for part in self.parts}
        made = {name: value for name, value in found.items() if value is not None}
        return made if made or self.required else None


class Bilingual(Record):
    """A text in both languages; one without the other is not enough."""

    def read(self, cleaned: Mapping[str, Any]) -> Any:
        made = super().read(cleaned)
        for part in self.parts:
            if made and _last(part.name) not in made:
                raise Incomplete(part.name, _("Write it in both languages."))
        return made or None


@dataclass
class Rows(Control):
    """A list of records: those that stand there and some empty ones; a row left empty is none."""

    rows: list[Record] = field(default_factory=list)

    def fields(self) -> Fields:
        return {name: made for row in self.rows for name, made in row.fields().items()}

    def initial(self, found: Any) -> dict[str, Any]:
        given = [*(found or ()), *[{}] * len(self.rows)]
        return {
            name: value
            for row, one in zip(self.rows, given, strict=False)
            for name, value in row.initial(one).items()
        }

    def read(self, cleaned: Mapping[str, Any]) -> Any:
        found = [row.read(cleaned) for row in self.rows]
        return [one for one in found if one] or None


class ShareOf(Record):
    """A share that must be passed or reached (Threshold)."""

    def initial(self, found: Any) -> dict[str, Any]:
        given = dict(found or {})
        for passed in ("more_than", "at_least"):
            if passed in given:
                given |= {"passed": passed, "share": given.pop(passed)}
        return super().initial(given)

    def read(self, cleaned: Mapping[str, Any]) -> Any:
        made = super().read(cleaned)
        if not made:
            return None
        for needed in ("passed", "share"):
            if needed not in made:
                raise Incomplete(
                    f"{self.name}__{needed}", _("Say which share, and whether it is to be passed.")
                )
        passed, share = made.pop("passed"), made.pop("share")
        return made | {passed: share}


class Due(Record):
    """When something must be done (Deadline): a number of days counted from an event, or days of the calendar."""

    def initial(self, found: Any) -> dict[str, Any]:
        given = dict(found or {})
        for unit in ("days", "working_days", "months"):
            if unit in given:
                given |= {"unit": unit, "count": given.pop(unit)}
        for sort in ("before", "within", "notice"):
            if sort in given:
                given |= {"sort": sort, "event": given.pop(sort)}
        if found is not None and "sort" not in given:
            given["sort"] = "dates"
        return super().initial(given)

    def read(self, cleaned: Mapping[str, Any]) -> Any:
        made = super().read(cleaned) or {}
        sort = made.pop("sort", None)
        if sort is None:
            return None
        dates = {name: made[name] for name in ("start", "end", "since") if name in made}
        if sort == "dates":
            return dates
        for needed in ("count", "unit", "event"):
            if needed not in made:
                raise Incomplete(f"{self.name}__{needed}", _("Say how many, of what, and from which event."))
        return {made["unit"]: made["count"], sort: made["event"], **dates}


def _last(name: str) -> str:
    return name.rpartition("__")[2]
