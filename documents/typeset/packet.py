"""Several papers as one file."""

from collections.abc import Iterable
from io import BytesIO

from pikepdf import Pdf


def joined(papers: Iterable[BytesIO]) -> BytesIO:
    """The pages of all PDFs, one after the other, as they are."""
    packet, made = Pdf.new(), BytesIO()
    for paper in papers:
        with Pdf.open(paper) as part:
            packet.pages.extend(part.pages)
    packet.save(made)
    made.seek(0)
    return made
