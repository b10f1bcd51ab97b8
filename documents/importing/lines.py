from collections.abc import Generator
from contextlib import closing

from django.utils.translation import gettext_lazy as _

from documents.jobs import Progress
from documents.sheets import Layout, Line, cells_of, kind_of, listed
from documents.sheets.listing import Found
from documents.sheets.refusals import SheetEmpty

TELL_EVERY = 2000


def lines_of(
    content: bytes, file_name: str, layout: Layout, found: Found, progress: Progress, stage: str = "check"
) -> Generator[Line, None, None]:
    """The filled rows of the one list in the file, telling how far the reading is. Close it to stop the reading.

    `found` is told where the list stands. Raises SheetRefused; SheetEmpty when there is no filled row.
    """
    rows = 0
    with closing(cells_of(content, kind_of(content, file_name))) as cells:
        for line in listed(cells, layout, found):
            if rows % TELL_EVERY == 0:
                progress(stage, line.number, max(found.rows, line.number))
            rows += 1
            yield line
    if not rows:
        raise SheetEmpty(_("There is no filled row under the titles."), field="file")
