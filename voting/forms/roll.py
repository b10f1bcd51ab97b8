from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.forms.refused import Refused
from documents.sheets import SheetRefused
from documents.sheets.inspection import MEGABYTE, refuse_size
from voting.services.roll import FINGERPRINT_PLACES


class UploadForm(forms.Form):
    """A roll sheet, with the key that makes sending it twice harmless."""

    file = forms.FileField(
        label=_("Roll sheet"),
        help_text=format_lazy(
            _("One file, .xlsx, .xls or .csv, at most {limit} MB, all groups on one sheet."),
            limit=settings.UPLOAD_LIMIT_BYTES // MEGABYTE,
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_file(self) -> UploadedFile:
        """Refuse by its size before it is read into memory."""
        file: UploadedFile = self.cleaned_data["file"]
        try:
            refuse_size(file.size or 0)
        except SheetRefused as refusal:
            raise Refused(refusal) from refusal
        return file


class CommitForm(forms.Form):
    """Taking a checked sheet over; a reason is asked for where it has warnings."""

    reason = forms.CharField(
        label=_("Why the sheet is taken over with its warnings"),
        required=False,
        max_length=200,
        help_text=_("The reason goes into the ledger."),
    )


class PublishForm(forms.Form):
    """The proof that the list was looked at: how its fingerprint begins."""

    fingerprint = forms.CharField(
        label=_("First 4 characters of the list's fingerprint"),
        help_text=_("It stands beside the list, on the page of the roll."),
        max_length=FINGERPRINT_PLACES,
        widget=forms.TextInput(attrs={"class": "code w-7", "autocomplete": "off"}),
    )


def fresh_upload_form() -> UploadForm:
    """An empty form with a key of its own."""
    key: UUID = uuid4()
    return UploadForm(initial={"key": key})
