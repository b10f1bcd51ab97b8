from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from accounts.models import User
from documents.commands import REFUSED, SheetCommand
from documents.importing.telling import SheetWords
from elections.models import Election
from elections.queries.cycle import cycle_for, election_in
from voting.importing.telling import words_of
from voting.models import RollUpload
from voting.services.roll import commit_upload
from voting.services.upload import receive_upload
from voting.services.upload_check import check_upload


class Command(SheetCommand[RollUpload]):
    help = (
        "Take a roll sheet over as the draft of a village's roll, as the page does. Every finding is printed as row, "
        "column, code and sentence. Exit status: 0 taken over (or sound, with --dry-run), 2 refused; then nothing is."
    )
    counted = ("rows", "voters", "not_registered", "faults", "warnings")

    def receive(self, options: dict[str, Any], *, by: User, **sent: Any) -> RollUpload:
        return receive_upload(by=by, election=_election(by, options["village"]), **sent)

    def check_now(self, upload: RollUpload) -> None:
        check_upload(upload_id=upload.pk, progress=lambda *_: None)

    def words(self, upload: RollUpload) -> SheetWords:
        return words_of(upload.election)

    def take_over(self, upload: RollUpload, options: dict[str, Any], *, by: User, now: Any) -> str:
        roll = commit_upload(by=by, upload=upload, reason=options["reason"], now=now)
        figures = {"rows": upload.report["rows"], "version": roll.version}
        return _("%(rows)s rows stand on version %(version)s, a draft.") % figures


def _election(by: User, village: str) -> Election:
    election = election_in(cycle_for(by), village)
    if election is None:
        raise CommandError(_("No election is under way there."), returncode=REFUSED)
    return election
