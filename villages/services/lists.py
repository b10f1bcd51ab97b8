"""The kinds of lists of a place that come in as a sheet. A kind is a layout, a check of its rows, a taking over.

    sheet -> checker.add(line), … -> checker.compare() -> checker.stage() -> preview -> take_over

Receiving, the job, the pages, the colouring of faults, the ledger and the putting away are the same for all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from accounts.models import User
from documents.importing import Fault, Kinds, SheetWords
from documents.sheets import Layout, Line
from villages.enums import Departure, Leaving, ListKind
from villages.importing.audit import AUDIT_FAULTS
from villages.importing.audit_columns import audit_layout
from villages.importing.columns import register_layout
from villages.importing.member import MEMBER_FAULTS
from villages.importing.post import POST_FAULTS
from villages.importing.post_columns import post_layout
from villages.importing.resident import REGISTER_FAULTS
from villages.importing.telling import said
from villages.models import RegisterUpload, Village
from villages.queries.audit_sheet import audits_preview
from villages.queries.cadre_sheet import posts_preview
from villages.queries.member_sheet import members_preview
from villages.queries.preview import Figures, Preview
from villages.queries.upload import register_preview
from villages.services.audit_sheet import AuditSheet, take_over_audits
from villages.services.cadre_sheet import PostSheet, take_over_posts
from villages.services.member_sheet import MemberSheet, layout_of_members, take_over_members
from villages.services.register_sheet import RegisterSheet, take_over_register


class Checker(Protocol):
    """The check of one sheet: it is given the filled rows in order, and collects findings."""

    rows: int
    faults: list[Fault]

    def add(self, line: Line) -> None:
        """Check a row."""

    def compare(self) -> None:
        """Check what the rows say together, and against what is on record."""

    def stage(self) -> None:
        """Write the rows, none of which has a fault; inside a transaction."""


class TakeOver(Protocol):
    """Takes the rows of a checked sheet over, inside the transaction that holds the place, or refuses all."""

    def __call__(self, upload: RegisterUpload, *, by: User, left_out: str, now: datetime) -> Figures: ...


@dataclass(frozen=True)
class PlaceList:
    """What the pipeline asks of a kind of list; `leavings` are why people may go whom a sheet leaves out."""

    layout: Callable[[Village], Layout]
    faults: Kinds
    checker: Callable[[RegisterUpload], Checker]
    preview: Callable[[RegisterUpload], Preview]
    take_over: TakeOver
    leavings: frozenset[str] = frozenset()

    def words(self, village: Village) -> SheetWords:
        """How what is found on such a sheet of this place is told."""
        return SheetWords(self.layout(village), self.faults, said=said)


LISTS: Mapping[ListKind, PlaceList] = {
    ListKind.REGISTER: PlaceList(
        layout=lambda village: register_layout(village.kind, village.name),
        faults=REGISTER_FAULTS,
        checker=RegisterSheet,
        preview=register_preview,
        take_over=take_over_register,
        leavings=frozenset(Leaving),
    ),
    ListKind.PARTY: PlaceList(
        layout=layout_of_members,
        faults=MEMBER_FAULTS,
        checker=MemberSheet,
        preview=members_preview,
        take_over=take_over_members,
        leavings=frozenset(Departure),
    ),
    ListKind.CADRES: PlaceList(
        layout=lambda village: post_layout(village.kind, village.name),
        faults=POST_FAULTS,
        checker=PostSheet,
        preview=posts_preview,
        take_over=take_over_posts,
    ),
    ListKind.AUDITS: PlaceList(
        layout=lambda village: audit_layout(village.kind, village.name),
        faults=AUDIT_FAULTS,
        checker=AuditSheet,
        preview=audits_preview,
        take_over=take_over_audits,
    ),
}


def list_of(kind: str) -> PlaceList:
    """The kind of list of this name. Raises ValueError for an unknown one."""
    return LISTS[ListKind(kind)]
