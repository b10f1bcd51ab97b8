"""Several papers in one file, as they were issued."""

from collections.abc import Iterable
from io import BytesIO

from pikepdf import Pdf


def joined(papers: Iterable[BytesIO]) -> BytesIO:
    """All pages of these PDFs, one paper after the other."""
    packet, made = Pdf.new(), BytesIO()
    for paper in papers:
        with Pdf.open(paper) as part:
            packet.pages.extend(part.pages)
    packet.save(made)
    made.seek(0)
    return made
