from collections.abc import Iterator

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from documents.forms.upload import of_lawful_size
from voting.forms.count import WARNINGS


class CountBookForm(forms.Form):
    """A filled workbook, and the warnings that were seen."""

    file = forms.FileField(
        label=_("Filled workbook"),
        help_text=_("The workbook of this page as .xlsx, one box a sheet."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    accepted = forms.MultipleChoiceField(
        choices=[(warning.code, warning.code) for warning in WARNINGS], required=False
    )

    def clean_file(self) -> UploadedFile:
        return of_lawful_size(self.cleaned_data["file"])

    def warnings(self) -> list[str]:
        """The codes of the warnings that were told and can be accepted."""
        return [warning.code for warning in WARNINGS if warning.code in set(self._told())]

    def _told(self) -> Iterator[str]:
        for errors in self.errors.as_data().values():
            for error in errors:
                if refusal := getattr(error, "refusal", None):
                    yield refusal.data.get("code", "")
