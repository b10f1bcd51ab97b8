"""Which characters no font of the papers can draw: asked when a name is entered and before printing."""

import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from documents.typeset.fonts import SERIF, font_file


@cache
def drawn_by(family: str) -> frozenset[int]:
    """The code points for which an installed family has a glyph; none when it is not installed."""
    found = font_file(family)
    if found is None:
        return frozenset()
    with TTFont(found.path, fontNumber=found.face, lazy=True) as font:
        return frozenset(font.getBestCmap())


def missing_glyphs(text: str) -> set[str]:
    """The characters of `text` that would print as an empty box. Spaces and controls need no glyph."""
    wanted = {c for c in set(text) if unicodedata.category(c) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}}
    for family in SERIF:
        wanted = {c for c in wanted if ord(c) not in drawn_by(family)}
        if not wanted:
            break
    return wanted
