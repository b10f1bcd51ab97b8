import time
import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries.officer import clerks_of
from accounts.refusals import Refusal
from documents.enums import UploadState
from documents.importing import told_faults
from documents.importing.marked import marked_workbook
from documents.services.job import run
from elections.models import Election
from elections.queries.cycle import cycle_for, election_in
from voting.importing.telling import words_of
from voting.models import RollUpload
from voting.services.roll import commit_upload
from voting.services.upload import receive_upload
from voting.services.upload_check import check_upload

REFUSED = 2
LOOK_AGAIN = 0.5  # seconds, while a worker of the server has taken the check


class Command(BaseCommand):
    help = (
        "Take a roll sheet over as the draft of a village's roll, as the page does. Every finding is printed as row, "
        "column, code and sentence. Exit status: 0 taken over (or sound, with --dry-run), 2 refused; then nothing is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--village", required=True, metavar="CODE", help="official code, 12 digits")
        parser.add_argument("--dry-run", action="store_true", help="check only; nothing is kept")
        parser.add_argument("--report", metavar="OUT.xlsx", help="write the sheet with its findings marked")
        parser.add_argument("--as", dest="username", help="the clerk who acts, where there are several")
        parser.add_argument("--reason", default="", help="why a sheet with warnings is taken over")

    def handle(self, *args: Any, **options: Any) -> None:
        by = self._clerk(options["village"], options["username"])
        try:
            self._import(by, self._election(by, options["village"]), options)
        except OSError as error:
            reason = _("The file cannot be read: %(reason)s") % {"reason": error}
            raise CommandError(reason, returncode=REFUSED) from error
        except Refusal as refusal:
            raise CommandError(f"{refusal.code}\t{refusal}", returncode=REFUSED) from refusal

    def _clerk(self, village: str, username: str | None) -> User:
        clerks = clerks_of(village)
        if username is not None:
            clerks = [clerk for clerk in clerks if clerk.username == username]
        if len(clerks) != 1:
            names = ", ".join(clerk.username for clerk in clerks) or "—"
            told = _("Name the clerk of the village who acts (--as): %(names)s") % {"names": names}
            raise CommandError(told, returncode=REFUSED)
        return clerks[0]

    def _election(self, by: User, village: str) -> Election:
        election = election_in(cycle_for(by), village)
        if election is None:
            raise CommandError(_("No election is under way there."), returncode=REFUSED)
        return election

    def _import(self, by: User, election: Election, options: dict[str, Any]) -> None:
        path = Path(options["file"])
        content = path.read_bytes()
        with transaction.atomic():
            upload = receive_upload(
                by=by,
                election=election,
                file_name=path.name,
                content=content,
                key=uuid.uuid4(),
                now=timezone.now(),
            )
            if options["dry_run"]:
                check_upload(upload_id=upload.pk, progress=lambda *_: None)
                self._tell(upload, options["report"])
                transaction.set_rollback(True)
                return
        self._checked(upload)
        self._tell(upload, options["report"])
        roll = commit_upload(by=by, upload=upload, reason=options["reason"], now=timezone.now())
        figures = {"rows": upload.report["rows"], "version": roll.version}
        self.stdout.write(_("%(rows)s rows stand on version %(version)s, a draft.") % figures)

    def _checked(self, upload: RollUpload) -> None:
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

    def _tell(self, upload: RollUpload, report: str | None) -> None:
        """Print the figures and every finding; end here when there are faults."""
        upload.refresh_from_db()
        faults, words = list(upload.faults.all()), words_of(upload.election)
        for told in told_faults(faults, words):
            self.stdout.write(f"{told.row}\t{told.column}\t{told.code}\t{told.what} — {told.remedy}")
        if report is not None:
            Path(report).write_bytes(marked_workbook(upload, faults, words))
        counted = ("rows", "voters", "not_registered", "faults", "warnings")
        self.stdout.write("\t".join(f"{name}={upload.report[name]}" for name in counted))
        if upload.state == UploadState.FAULTY:
            raise CommandError(_("The sheet has faults; nothing was taken over."), returncode=REFUSED)
