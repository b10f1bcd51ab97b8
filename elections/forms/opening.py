"""The opening of a cycle, step by step: what was chosen so far travels signed in the address and survives a reload."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.core import signing
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from accounts.templatetags.interface import full_day
from elections.rulebook import Rulebook, Text
from elections.rulebook.moving import Ends, PlanWindow, anchors_of, changes_of, with_windows

SALT = "elections.opening"
ANCHORS = {
    "first_task": _("First task of the plan"),
    "election_day": _("First voting day"),
    "campaign_start": _("Beginning of the re-election"),
}
ENDS = {"start": _("first day"), "end": _("last day")}
ISO = date.fromisoformat


@dataclass(frozen=True)
class Opening:
    """What an office has chosen for a new cycle: edition, name, clock, by how many days the plan moves, its new title,
    and the windows adjusted by hand (by path, each [start, end] as ISO dates).
    """

    edition: int
    name: str
    training: bool
    starts_on: str | None = None
    days: int = 0
    title: tuple[str, str] = ("", "")
    by_hand: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)

    @classmethod
    def read(cls, signed: str) -> "Opening | None":
        """What was put into an address; None where nothing was, somebody wrote it himself, or an
        earlier version of the application did."""
        try:
            data = signing.loads(signed, salt=SALT)
            by_hand = {path: (ends[0], ends[1]) for path, ends in data["by_hand"].items()}
            return cls(**{**data, "title": tuple(data["title"]), "by_hand": by_hand})
        except (signing.BadSignature, KeyError, TypeError):
            return None

    def signed(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    def adjusted(self) -> dict[str, Ends]:
        return {path: (ISO(a) if a else None, ISO(b) if b else None) for path, (a, b) in self.by_hand.items()}

    def changes(self, rules: Rulebook) -> list[tuple[PlanWindow, PlanWindow]]:
        """Every window of the plan, old and new."""
        return changes_of(rules, self.days, self.adjusted())

    @property
    def moves(self) -> bool:
        """Whether the plan is used with other days than its own."""
        return bool(self.days or self.by_hand)

    def new_title(self, rules: Rulebook) -> Text:
        return Text(zh=self.title[0] or rules.title.zh, en=self.title[1] or rules.title.en)

    def clock(self) -> datetime | None:
        """Nine in the morning of the first training day, or None for a real cycle."""
        if not self.training or not self.starts_on:
            return None
        day = ISO(self.starts_on)
        return datetime(day.year, day.month, day.day, 9, tzinfo=get_current_timezone())

    def moved_to(self, days: int, title: tuple[str, str]) -> "Opening":
        """Moved anew: windows adjusted by hand are given up, for they were set beside other days."""
        return replace(self, days=days, title=title, by_hand={})

    def with_windows(self, by_hand: Mapping[str, Ends]) -> "Opening":
        plain = {path: (str(a) if a else None, str(b) if b else None) for path, (a, b) in by_hand.items()}
        return replace(self, by_hand=plain)


class ChooseForm(forms.Form):
    """Which rulebook the township's re-election runs under, and on which clock."""

    rulebook = forms.ChoiceField(label=_("Rulebook"))
    name = forms.CharField(label=_("Name of the cycle"), max_length=120)
    training = forms.TypedChoiceField(
        label=_("Clock"),
        choices=[
            ("0", _("Real cycle, on the server's clock")),
            ("1", _("Training cycle, on a clock of its own")),
        ],
        coerce=lambda value: value == "1",
    )
    starts_on = forms.DateField(
        label=_("First day of the training clock"),
        help_text=_("Only for a training cycle."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, books: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rulebook: Any = self.fields["rulebook"]
        rulebook.choices = books

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("training") and not cleaned.get("starts_on"):
            self.add_error("starts_on", _("A training cycle needs the day on which its clock starts."))
        return cleaned


class MoveForm(forms.Form):
    """Where the plan is moved to, taken hold of by one of its days, and what it is called there."""

    anchor = forms.ChoiceField(label=_("Move this day of the plan"))
    to = forms.DateField(label=_("to"), widget=forms.DateInput(attrs={"type": "date"}))
    title_zh = forms.CharField(label=_("Title of the moved plan, in Chinese"), max_length=120)
    title_en = forms.CharField(label=_("Title of the moved plan, in English"), max_length=120)

    def __init__(self, rules: Rulebook, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.anchors = anchors_of(rules)
        anchor: Any = self.fields["anchor"]
        anchor.choices = [(name, f"{ANCHORS[name]} · {full_day(day)}") for name, day in self.anchors.items()]

    def days(self) -> int:
        """By how many days the plan moves; negative back in time."""
        return (self.cleaned_data["to"] - self.anchors[self.cleaned_data["anchor"]]).days


class WindowsForm(forms.Form):
    """Each window of the plan as it will stand, to be adjusted one by one."""

    def __init__(self, rules: Rulebook, opening: Opening, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules
        self.moved = {new.path: new for _old, new in changes_of(rules, opening.days)}
        for path, window in self.moved.items():
            for end in ("start", "end"):
                if window.single and end == "start":
                    continue
                self.fields[f"{path}:{end}"] = forms.DateField(
                    label=f"{Said(window.title)} {ENDS[end]}",
                    required=window.single or (path == "valid" and end == "start"),
                    widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}),
                )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for path in self.moved:
            start, end = cleaned.get(f"{path}:start"), cleaned.get(f"{path}:end")
            if start and end and start > end:
                self.add_error(f"{path}:end", _("ends before it begins"))
            elif path == "voting.window" and not (start and end):
                self.add_error(f"{path}:end", _("needs both days"))
        if not self.errors:
            self._try(cleaned)
        return cleaned

    def _try(self, cleaned: dict[str, Any]) -> None:
        """What the rulebook's own model does not take is told on top."""
        windows = [
            replace(window, start=cleaned.get(f"{path}:start"), end=cleaned.get(f"{path}:end"))
            for path, window in self.moved.items()
        ]
        try:
            with_windows(self.rules, windows)
        except ValueError:
            self.add_error(None, _("One of these windows cannot have a first day: it begins with an event."))

    def by_hand(self) -> dict[str, Ends]:
        """The windows that differ from the plain move."""
        found = {
            path: (self.cleaned_data.get(f"{path}:start"), self.cleaned_data.get(f"{path}:end"))
            for path in self.moved
        }
        return {path: ends for path, ends in found.items() if ends != self.moved[path].ends}


class AcknowledgeForm(forms.Form):
    """The office has read what the check found, and opens the cycle."""

    seen = forms.CharField(widget=forms.HiddenInput)
    acknowledged = forms.BooleanField(label=_("We have read what the check found and how we go about it"))
