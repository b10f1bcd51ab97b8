from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from elections.calendar import Item, build_calendar
from elections.rulebook import Rulebook
from elections.rulebook.value import Section, Strict, Value

SUBJECTS: dict[str, Promise | str] = {
    "scope": _("Scope"),
    "counting": _("Counting of days"),
    "preparation": _("Preparation"),
    "seats": _("Organisation and seats"),
    "qualification": _("Qualifications"),
    "kin": _("Kinship avoidance"),
    "structure": _("Team structure"),
    "representatives": _("Representatives"),
    "election_committee": _("Election committee"),
    "method": _("Election method"),
    "roll": _("Voter roll"),
    "proxy": _("Proxies"),
    "voting": _("Voting"),
    "assembly": _("Party assembly"),
    "nomination": _("Nomination"),
    "review": _("Review and public notice"),
    "count": _("Counting, majority and ties"),
    "result": _("Result"),
    "followup": _("Follow-up"),
    "discipline": _("Discipline"),
    "papers": _("Names of papers"),
}
STRENGTHS: dict[str, Promise | str] = {"hard": _("Must"), "soft": _("In principle"), "aim": _("Aim")}


@dataclass(frozen=True)
class Row:
    """One value of a rulebook as the page shows it; `words` are the text's own, `path` its place in the file."""

    path: str
    clause: str
    words: str
    strength: Promise | str
    from_base: bool


@dataclass(frozen=True)
class Subject:
    """The values of one subject that the rulebook or its base states."""

    title: Promise | str
    rows: list[Row]


def tasks_of(rules: Rulebook) -> list[Item]:
    """The numbered tasks with their windows, as the calendar has them before there is an election day."""
    calendar = build_calendar(rules, election_day=None)
    return [calendar[task.key] for task in rules.tasks]


def subjects_of(rules: Rulebook) -> list[Subject]:
    """What a rulebook says, by subject in the order of the work; subjects on which it is silent are left out."""
    found = [Subject(SUBJECTS[name], list(_rows(getattr(rules, name), name))) for name in rules.subjects]
    return [subject for subject in found if subject.rows]


def _rows(here: Any, path: str) -> Iterator[Row]:
    if isinstance(here, Value):
        yield Row(path, here.clause, here.quote, STRENGTHS[here.strength.value], here.source == "base")
    elif isinstance(here, tuple):
        for number, part in enumerate(here, start=1):
            yield from _rows(part, f"{path}.{number}")
    elif isinstance(here, Section | Strict):
        for name in type(here).model_fields:
            yield from _rows(getattr(here, name), f"{path}.{name}")
