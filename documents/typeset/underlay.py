"""One laid-out sheet under many pages: a form is set once, not thousands of times."""

from io import BytesIO

import pikepdf
from pikepdf import Name, Pdf


def lay_under(pdf: bytes, sheet: bytes) -> bytes:
    """Put the first page of `sheet` under every page of `pdf`, stored once in the file. Both have one page size."""
    with Pdf.open(BytesIO(pdf)) as document, Pdf.open(BytesIO(sheet)) as form:
        drawing = document.copy_foreign(form.pages[0].as_form_xobject())
        for page in document.pages:
            name = page.add_resource(drawing, Name.XObject, name=Name.Sheet)
            page.contents_add(f"q {name} Do Q ".encode(), prepend=True)
        result = BytesIO()
        document.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return result.getvalue()
