"""A sheet taken over at a prompt, as the page does: the parts that every such command shares."""

import time
import uuid
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries.officer import clerks_of
from accounts.refusals import Refusal
from documents.enums import UploadState
from documents.importing.marked import marked_workbook
from documents.importing.telling import SheetWords, told_faults
from documents.models import SheetUpload
from documents.services.job import run

REFUSED = 2
LOOK_AGAIN = 0.5  # seconds, while a worker of the server has taken the check
Upload = TypeVar("Upload", bound=SheetUpload)


class SheetCommand(BaseCommand, ABC, Generic[Upload]):
    """A subclass says how its kind of sheet is received, checked, told and taken over.

    Every finding is printed as row, column, code and sentence. Exit status: 0 taken over (or sound, with --dry-run), 2
    refused; then nothing is. `counted` are figures of the report to print.
    """

    counted: ClassVar[Sequence[str]] = ("rows", "faults", "warnings")

    @abstractmethod
    def receive(
        self,
        options: dict[str, Any],
        *,
        by: User,
        file_name: str,
        content: bytes,
        key: uuid.UUID,
        now: datetime,
    ) -> Upload:
        """Keep the sheet. Raises CommandError where there is nothing to take it into, and what the service raises."""

    @abstractmethod
    def check_now(self, upload: Upload) -> None:
        """Check it at once."""

    @abstractmethod
    def words(self, upload: Upload) -> SheetWords:
        """How its findings are told."""

    @abstractmethod
    def take_over(self, upload: Upload, options: dict[str, Any], *, by: User, now: datetime) -> str:
        """Take it over; a sentence with the numbers."""

    def officers(self, village: str, username: str | None) -> list[User]:
        """Who may be meant to act: the clerks of the village, of this name where it is given."""
        return [clerk for clerk in clerks_of(village) if username in (None, clerk.username)]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--village", required=True, metavar="CODE", help="official code, 12 digits")
        parser.add_argument("--dry-run", action="store_true", help="check only; nothing is kept")
        parser.add_argument("--report", metavar="OUT.xlsx", help="write the sheet with its findings marked")
        parser.add_argument("--as", dest="username", help="the clerk who acts, where there are several")
        parser.add_argument("--reason", default="", help="why a sheet with warnings is taken over")

    def handle(self, *args: Any, **options: Any) -> None:
        by = self._officer(options["village"], options["username"])
        try:
            self._import(by, options)
        except OSError as error:
            reason = _("The file cannot be read: %(reason)s") % {"reason": error}
            raise CommandError(reason, returncode=REFUSED) from error
        except Refusal as refusal:
            raise CommandError(f"{refusal.code}\t{refusal}", returncode=REFUSED) from refusal

    def _officer(self, village: str, username: str | None) -> User:
        officers = self.officers(village, username)
        if len(officers) != 1:
            names = ", ".join(officer.username for officer in officers) or "—"
            told = _("Name the clerk of the village who acts (--as): %(names)s") % {"names": names}
            raise CommandError(told, returncode=REFUSED)
        return officers[0]

    def _import(self, by: User, options: dict[str, Any]) -> None:
        path = Path(options["file"])
        content = path.read_bytes()
        with transaction.atomic():
            upload = self.receive(
                options, by=by, file_name=path.name, content=content, key=uuid.uuid4(), now=timezone.now()
            )
            if options["dry_run"]:
                self.check_now(upload)
                self._tell(upload, options["report"])
                transaction.set_rollback(True)
                return
        self._checked(upload)
        self._tell(upload, options["report"])
        self.stdout.write(self.take_over(upload, options, by=by, now=timezone.now()))

    def _checked(self, upload: Upload) -> None:
        """Do the check, or wait for the worker that does it."""
        assert upload.job is not None
        while not upload.job.finished:
            if run(upload.job.pk, timezone.now) is None:
                time.sleep(LOOK_AGAIN)
            upload.job.refresh_from_db()
        refusal = upload.job.result.get("refusal")
        if refusal is not None:
            told = refusal["text"]["zh" if (get_language() or "zh").startswith("zh") else "en"]
            raise CommandError(f"{refusal['code']}\t{told}", returncode=REFUSED)

    def _tell(self, upload: Upload, report: str | None) -> None:
        """Print the figures and every finding; end here when there are faults."""
        upload.refresh_from_db()
        rows: Any = upload  # the table of each kind of sheet has its faults
        faults, words = list(rows.faults.all()), self.words(upload)
        for told in told_faults(faults, words):
            self.stdout.write(f"{told.row}\t{told.column}\t{told.code}\t{told.what} — {told.remedy}")
        if report is not None:
            Path(report).write_bytes(marked_workbook(upload, faults, words))
        self.stdout.write("\t".join(f"{name}={upload.report[name]}" for name in self.counted))
        if upload.state == UploadState.FAULTY:
            raise CommandError(_("The sheet has faults; nothing was taken over."), returncode=REFUSED)
