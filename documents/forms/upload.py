from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.forms.refused import Refused
from documents.sheets import SheetRefused
from documents.sheets.inspection import MEGABYTE, refuse_size


def sheet_field(label: Any) -> forms.FileField:
    """A field for one sheet."""
    return forms.FileField(
        label=label,
        help_text=format_lazy(
            _("One file, .xlsx, .xls or .csv, at most {limit} MB, the whole list on one sheet."),
            limit=settings.UPLOAD_LIMIT_BYTES // MEGABYTE,
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )


def of_lawful_size(file: UploadedFile) -> UploadedFile:
    """The file. Raises Refused, before it is read into memory, where it is too large."""
    try:
        refuse_size(file.size or 0)
    except SheetRefused as refusal:
        raise Refused(refusal) from refusal
    return file


class SheetForm(forms.Form):
    """A sheet, with the key that makes sending it twice harmless. A subclass names its field `file`."""

    file = sheet_field(_("Sheet"))
    key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_file(self) -> UploadedFile:
        """Refuse by its size before it is read into memory."""
        return of_lawful_size(self.cleaned_data["file"])


class TakeOverForm(forms.Form):
    """Taking a checked sheet over; a reason is asked for where it has warnings."""

    reason = forms.CharField(
        label=_("Why the sheet is taken over with its warnings"),
        required=False,
        max_length=200,
        help_text=_("The reason goes into the ledger."),
    )


def fresh_key() -> UUID:
    """A key for an empty form."""
    return uuid4()
