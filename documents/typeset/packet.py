"""Several papers as one file."""

from collections.abc import Iterable
from io import BytesIO

from pikepdf import Pdf


def joined(papers: Iterable[BytesIO]) -> BytesIO:
    """The pages of all PDFs, one after the other, as they are.

    A paper that ends on the front of a leaf has an empty page behind it, so that the next one, printed on both sides,
    begins on a leaf of its own: no ballot on the back of a notice.
    """
    packet, made = Pdf.new(), BytesIO()
    for paper in papers:
        if len(packet.pages) % 2:
            left, bottom, right, top = (float(edge) for edge in packet.pages[-1].mediabox.as_list())
            packet.add_blank_page(page_size=(right - left, top - bottom))
        with Pdf.open(paper) as part:
            packet.pages.extend(part.pages)
    packet.save(made)
    made.seek(0)
    return made
