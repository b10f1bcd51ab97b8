"""A poster in A3 is the same sheet enlarged: same pages, same lines, same number."""

from io import BytesIO
from math import sqrt

import pikepdf
from pikepdf import Pdf

ENLARGED = sqrt(2)


def to_a3(pdf: bytes) -> bytes:
    """The pages of an A4 paper as A3."""
    with Pdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            page.contents_add(f"q {ENLARGED:.6f} 0 0 {ENLARGED:.6f} 0 0 cm ".encode(), prepend=True)
            page.contents_add(b" Q")
            page.mediabox = pikepdf.Array([float(side) * ENLARGED for side in page.mediabox])
        result = BytesIO()
        document.save(result, deterministic_id=True)
    return result.getvalue()
