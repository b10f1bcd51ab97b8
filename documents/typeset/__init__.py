"""Templates to PDF: own files only, fonts that hold every name, no request to anywhere."""

from documents.typeset.glyphs import missing_glyphs
from documents.typeset.pdf import typeset
from documents.typeset.rendering import render

__all__ = ["missing_glyphs", "render", "typeset"]
