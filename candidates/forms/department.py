from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.said import Said
from candidates.enums import DepartmentVerdict
from candidates.services.department import Attachment, DepartmentDraft
from documents.forms.upload import sheet_field
from elections.rulebook.sections.candidates import Bar

MEGABYTE = 1024**2
MOST = 10 * MEGABYTE


class DepartmentForm(forms.Form):
    """What a department answers about one person."""

    verdict = forms.TypedChoiceField(
        label=pgettext_lazy("of a department", "Answer"),
        choices=DepartmentVerdict.choices,
        coerce=DepartmentVerdict,
        widget=forms.RadioSelect,
    )
    item = forms.ChoiceField(
        label=_("Circumstance of the negative list"),
        required=False,
        help_text=_("Those that your department judges. Needed where a person is on the negative list."),
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Needed for a concern and for the negative list. The county’s joint review reads it."),
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )
    file = forms.FileField(
        label=pgettext_lazy("file", "Document"),
        required=False,
        help_text=_("PDF or picture, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
    )

    def __init__(self, *args: Any, items: Sequence[Bar], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["item"]
        chosen.choices = [("", "—"), *((bar.key, Said(bar.title)) for bar in items)]

    def clean_file(self) -> UploadedFile | None:
        """Refuse by its size before it is read into memory."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > MOST:
            raise forms.ValidationError(
                _("%(name)s is larger than %(most)s MB; send a smaller scan."),
                params={"name": file.name, "most": MOST // MEGABYTE},
            )
        return file

    def draft(self) -> DepartmentDraft:
        """The answer as the service takes it."""
        cleaned, file = self.cleaned_data, self.cleaned_data["file"]
        attached = (
            Attachment(file.name, file.read(), file.content_type or "application/octet-stream")
            if file
            else None
        )
        return DepartmentDraft(cleaned["verdict"], cleaned["item"], cleaned["reason"], attached)


class QuestionForm(forms.Form):
    """What the village shall answer before the department does."""

    question = forms.CharField(
        label=_("Question to the village"),
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )


class VerdictSheetForm(forms.Form):
    """The filled-in queue."""

    file = sheet_field(_("Filled-in sheet"))
