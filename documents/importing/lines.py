import gc
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager

from django.utils.translation import gettext_lazy as _

from documents.jobs import Progress
from documents.sheets import Layout, Line, cells_of, kind_of, line_of, rows_listed
from documents.sheets.listing import Found, Numbered
from documents.sheets.refusals import SheetEmpty

TELL_EVERY = 2000


def rows_of(
    content: bytes, file_name: str, layout: Layout, found: Found, progress: Progress, stage: str = "check"
) -> Generator[Numbered, None, None]:
    """The rows of the one list in the file as `rows_listed` gives them, telling how far the reading is.

    `found` is told where the list stands. Close it to stop the reading. Raises SheetRefused.
    """
    ahead = 0
    with closing(cells_of(content, kind_of(content, file_name))) as cells:
        for numbered in rows_listed(cells, layout, found):
            if numbered[0] >= ahead:
                progress(stage, numbered[0], max(found.rows, numbered[0]))
                ahead = numbered[0] + TELL_EVERY
            yield numbered


def lines_of(
    content: bytes, file_name: str, layout: Layout, found: Found, progress: Progress, stage: str = "check"
) -> Generator[Line, None, None]:
    """The filled rows by column keys. Close it to stop the reading. Raises SheetRefused; SheetEmpty without a row."""
    rows = 0
    with closing(rows_of(content, file_name, layout, found, progress, stage)) as numbered:
        for number, cells in numbered:
            line = line_of(number, cells, layout)
            if line is not None:
                rows += 1
                yield line
    refuse_empty(rows)


@contextmanager
def without_collector() -> Iterator[None]:
    """Rows by the hundred thousand make no cycles; the collector would look through them over and over."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def refuse_empty(rows: int) -> None:
    """Raises SheetEmpty for a list without a filled row."""
    if not rows:
        raise SheetEmpty(_("There is no filled row under the titles."), field="file")
