from argparse import ArgumentParser
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries.officer import officer_named
from accounts.refusals import NotThere
from documents.commands import SheetCommand
from documents.importing.telling import SheetWords
from villages.enums import ListKind
from villages.models import RegisterUpload
from villages.queries.place import place_of
from villages.services.lists import list_of
from villages.services.upload import receive_sheet
from villages.services.upload_check import check_sheet
from villages.services.upload_commit import commit_sheet


class Command(SheetCommand[RegisterUpload]):
    help = (
        "Take a list of a place over: its household register, its Party members, the posts held there. As the page does. "
        "Every finding is printed as row, column, code and sentence. Exit status: 0 taken over (or sound, with "
        "--dry-run), 2 refused; then nothing is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--kind", required=True, choices=ListKind.values)
        parser.add_argument("--left-out", default="", help="what becomes of those whom the sheet leaves out")

    def officers(self, village: str, username: str | None) -> list[User]:
        """The clerks, or any officer by name, such as the township's; the service refuses who may not."""
        named = officer_named(username) if username else None
        return [named] if named else super().officers(village, username)

    def receive(self, options: dict[str, Any], *, by: User, **sent: Any) -> RegisterUpload:
        village = place_of(options["village"])
        if village is None:
            raise NotThere
        return receive_sheet(by=by, village=village, kind=ListKind(options["kind"]), **sent)

    def check_now(self, upload: RegisterUpload) -> None:
        check_sheet(upload_id=upload.pk, progress=lambda *_: None)

    def words(self, upload: RegisterUpload) -> SheetWords:
        return list_of(upload.kind).words(upload.village)

    def take_over(self, upload: RegisterUpload, options: dict[str, Any], *, by: User, now: Any) -> str:
        given = {"reason": options["reason"], "left_out": options["left_out"]}
        taken = commit_sheet(by=by, upload=upload, now=now, **given)
        told = _("%(new)s entered, %(changed)s changed, %(unchanged)s as before, %(left)s left.")
        return told % taken.report["taken"]
