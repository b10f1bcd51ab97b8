"""The kinds of papers. A package registers its own in its `papers` module; found like admin.py."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from django.utils.functional import Promise

from accounts.discovery import discover
from accounts.models import Office, User
from documents.models import Paper


class Sheet(Protocol):
    """What a paper says: a typed dataclass of the package that prints it. Texts are those of the paper: Chinese."""

    @property
    def title(self) -> str:
        """As it stands on the paper and in lists: 选民名单公告."""

    @property
    def sign(self) -> str:
        """The sign of the series it is numbered in: 棠选."""

    @property
    def issuer(self) -> str:
        """Who signs it."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that a kind of paper can be issued about today.

    `label` tells the clerk which in the language of the page, `name` is what stands in the records: a box, a person.
    """

    subject: Any
    place_name: str
    training: bool
    label: Promise | str = ""
    name: str = ""


class Deed(StrEnum):
    """What is done with a paper."""

    ISSUED = "issued"
    POSTED = "posted"
    TAKEN_DOWN = "taken_down"


def nothing_withdrawn(paper: Paper) -> Promise | str:
    """What is told of a paper that nothing takes back."""
    return ""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper.

    `sheet(subject, day)` makes its contents and refuses (Refusal) what is not ready to be printed. `occasions(code)`
    are the subjects of a place that are. `reference` names a subject so that the paper can be traced to it. `record`
    enters a deed in the ledger, inside the deed's transaction; `clock` is the time that holds for a paper when the
    server's clock says otherwise (training). `place` is its place in the order of the work, `under` the template of
    a form laid under every page. Only `posted` kinds go on the public board. A `long` kind is set by a
    worker when a page asks for it. `withdrawn` tells of a genuine paper why it holds no longer, "" while it does.
    `step` is the step of the schedule whose page leads to it, "" where another page does.
    """

    key: str
    label: Promise | str
    template: str
    sheet: Callable[[Any, date], Sheet]
    occasions: Callable[[str], Iterable[Occasion]]
    reference: Callable[[Any], str]
    record: Callable[[Deed, Paper, User, Office, datetime], None]
    clock: Callable[[Paper, datetime], datetime]
    place: int
    under: str = ""
    posted: bool = False
    long: bool = False
    withdrawn: Callable[[Paper], Promise | str] = nothing_withdrawn
    step: str = ""


_kinds: dict[str, PaperKind] = {}


def register(kind: PaperKind) -> PaperKind:
    """Add a kind of paper. Its key is its name for ever: papers in the database carry it."""
    _kinds[kind.key] = kind
    return kind


def kind_of(key: str) -> PaperKind:
    """The kind of a key. Raises KeyError for one that nobody registered."""
    discover("papers")
    return _kinds[key]


def all_kinds() -> list[PaperKind]:
    """Every kind, in the order of the work."""
    discover("papers")
    return sorted(_kinds.values(), key=lambda kind: kind.place)


def ready_for(step: str, place_code: str) -> list[PaperKind]:
    """The kinds to which the page of a step leads and which can be printed in a place now."""
    return [
        kind
        for kind in all_kinds()
        if kind.step == step and any(True for _each in kind.occasions(place_code))
    ]
