"""Templates to PDF: own files only, fonts that hold every name, no request to anywhere."""

from documents.typeset.glyphs import missing_glyphs
from documents.typeset.pdf import typeset

__all__ = ["missing_glyphs", "typeset"]
