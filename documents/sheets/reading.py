"""The parent's side of reading a sheet: starts the limited process, passes its rows on, and says why it died."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from documents.sheets.inspection import MEGABYTE, SheetKind
from documents.sheets.refusals import (
    SheetLocked,
    SheetRefused,
    SheetTooHeavy,
    SheetTooLarge,
    SheetTooSlow,
    SheetUnreadable,
)

CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True)
class Limits:
    """What one reading may take: bytes of memory, seconds of CPU and of waiting, rows and columns of a sheet."""

    memory: int = 600 * MEGABYTE
    cpu_seconds: int = 20
    wall_seconds: float = 60.0
    rows: int = 200_000
    columns: int = 200


LIMITS = Limits()


class SheetStart(NamedTuple):
    """A visible sheet begins; its rows follow."""

    name: str
    rows: int


Row = list[Any]
Part = SheetStart | list[Row]


def cells_of(content: bytes, kind: SheetKind, limits: Limits = LIMITS) -> Generator[Part, None, None]:
    """The visible sheets in their order: a SheetStart, then lists of rows, from row 1 on.

    Close the iterator to stop the reading. Raises SheetRefused when the process refuses, dies or takes too long.
    """
    with _started(content, kind, limits) as child:
        for line in child.stdout:
            part = _part(line)
            if part is None:
                return
            yield part
        raise _refusal(_cause_of_death(child.wait()))


@contextmanager
def _started(content: bytes, kind: SheetKind, limits: Limits) -> Iterator[Any]:
    arguments = [limits.memory, limits.cpu_seconds, limits.rows, limits.columns]
    command = [sys.executable, "-I", "-X", "utf8", str(CHILD), kind.value, *map(str, arguments)]
    with tempfile.TemporaryFile() as source:
        source.write(content)
        source.seek(0)
        child = subprocess.Popen(
            command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/"
        )
    alarm = Timer(limits.wall_seconds, child.send_signal, [signal.SIGXCPU])
    alarm.start()
    try:
        yield child
    finally:
        alarm.cancel()
        child.kill()
        with child:
            pass


def _part(line: bytes) -> Part | None:
    """What a line of the child says; None at the end. Raises SheetRefused."""
    try:
        message = json.loads(line)
    except ValueError:
        return []  # the child died in the middle of a line; the exit code tells why
    if isinstance(message, list):
        return message
    if "refused" in message:
        raise _refusal(message["refused"])
    return None if "end" in message else SheetStart(message["sheet"], message["rows"])


def _cause_of_death(code: int) -> str:
    """Why the process ended early, by its exit code: an allocation that fails aborts it, a time limit signals it."""
    if code == -signal.SIGXCPU:
        return "too_slow"
    return "too_heavy" if code in (-signal.SIGABRT, -signal.SIGKILL) else "unreadable"


def _refusal(code: str) -> SheetRefused:
    refusals = {
        "too_large": SheetTooLarge(
            _(
                "The sheet has more rows or columns than a list can have. Press Ctrl+End, delete what lies behind the list."
            )
        ),
        "too_heavy": SheetTooHeavy(
            _(
                "The sheet takes too much memory. Press Ctrl+End, delete the rows and columns behind the list, save again."
            )
        ),
        "too_slow": SheetTooSlow(
            _("Reading the sheet took too long. Copy the list into the template, upload that.")
        ),
        "locked": SheetLocked(
            _("The workbook is protected by a password. Remove the password and upload it again.")
        ),
        "unreadable": SheetUnreadable(
            _(
                "The file cannot be read as a table. Open it, save it as .xlsx under another name and upload that."
            )
        ),
    }
    return refusals[code]
