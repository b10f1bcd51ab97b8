"""Findings on the sheets of a place in the words of the page's language."""

from typing import Any

from documents.importing import telling
from villages.enums import Post
from villages.templatetags.names import person, place

OWN = {"place": place, "name": person, "post": lambda value: str(Post(value).label)}


def said(name: str, value: Any) -> str:
    """What fills the blank of this name in a fault's sentence; places, people and posts in the language."""
    own = OWN.get(name)
    return str(own(value)) if own else telling.said(name, value)
