"""Findings on the register's sheet in the words of the page's language."""

from typing import Any

from documents.importing.telling import SheetWords, said
from villages.importing.columns import register_layout
from villages.importing.resident import REGISTER_FAULTS
from villages.models import Village
from villages.templatetags.names import place


def words_of(village: Village) -> SheetWords:
    """How what is found on the register's sheet of this place is told."""
    return SheetWords(register_layout(village.kind, village.name), REGISTER_FAULTS, said=_said)


def _said(name: str, value: Any) -> str:
    return place(value) if name == "place" else said(name, value)
