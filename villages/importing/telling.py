"""Findings on the sheets of a place in the words of the page's language."""

from typing import Any

from documents.importing import telling
from villages.templatetags.names import place


def said(name: str, value: Any) -> str:
    """What fills the blank of this name in a fault's sentence; a place is spelt in the language."""
    return place(value) if name == "place" else telling.said(name, value)
