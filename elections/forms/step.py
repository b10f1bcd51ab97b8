from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from elections.rulebook import Part
from elections.services.step import Attached, Signer

MEGABYTE = 1024**2


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, none of them larger than `most` bytes, all together no more than any upload may be."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(widget=ManyFiles(attrs={"class": "form-control"}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [super(FilesField, self).clean(one, initial) for one in data or []]
        for file in files:
            if file.size > self.most:
                raise forms.ValidationError(
                    _("%(name)s is larger than %(most)s MB; send a smaller scan."),
                    params={"name": file.name, "most": self.most // MEGABYTE},
                )
        if sum(file.size for file in files) > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError(
                _("All files of one record may have %(most)s MB; send the rest with another record."),
                params={"most": settings.UPLOAD_LIMIT_BYTES // MEGABYTE},
            )
        return files


class StepRecordForm(forms.Form):
    """An off-line step: which of its parts, when, who, what, signed by whom, with what papers."""

    parts = forms.MultipleChoiceField(
        label=_("What this record shows"), widget=forms.CheckboxSelectMultiple, required=False
    )
    held_on = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"class": "form-control", "type": "date"})
    )
    people = forms.CharField(
        label=_("People who took part"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    note = forms.CharField(
        label=_("What was done"),
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )
    document = forms.CharField(
        label=_("Number of the document"),
        help_text=_("Of the office’s own document: approval, filing, reply."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    signers = forms.CharField(
        label=_("Signed by"),
        help_text=_("Those in charge who signed the record book: one a line, name and post."),
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )
    attached = FilesField(
        label=_("Files"),
        help_text=_("Scan of the signed page, minutes, photographs; up to 10 MB each."),
        required=False,
        most=10 * MEGABYTE,
    )

    def __init__(self, parts: list[Part], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parts"]
        field.choices = [(part.key, Said(part.title)) for part in parts]
        field.required = len(parts) > 1
        if len(parts) < 2:
            del self.fields["parts"]
        if not any(part.document for part in parts):
            del self.fields["document"]

    def clean_signers(self) -> list[Signer]:
        """Each line as a name and a post; the post may be missing."""
        lines = [line.split(maxsplit=1) for line in self.cleaned_data["signers"].splitlines() if line.strip()]
        signers = [Signer(words[0], words[1] if len(words) > 1 else "") for words in lines]
        if any(len(s.name) > 50 or len(s.post) > 60 for s in signers):
            raise forms.ValidationError(_("Write one person a line: the name, a space, the post."))
        return signers

    def acts(self) -> dict[str, Any]:
        """The record as the service takes it."""
        cleaned = self.cleaned_data
        return {
            "held_on": cleaned["held_on"],
            "people": cleaned["people"],
            "note": cleaned["note"],
            "document": cleaned.get("document", ""),
            "signers": cleaned["signers"],
            "parts": cleaned.get("parts"),
            "files": [
                Attached(file.name, file.read(), file.content_type or "application/octet-stream")
                for file in cleaned["attached"]
            ],
        }


class WithdrawForm(forms.Form):
    """Why a record is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.TextInput(attrs={"class": "form-control"})
    )


class ExtensionForm(forms.Form):
    """More time for a step: until when, and why."""

    wanted = forms.DateField(
        label=_("Last day asked for"),
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )


class AnswerForm(forms.Form):
    """The answer to a request for more time."""

    until = forms.DateField(
        label=_("Last day granted"),
        required=False,
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}),
    )
    answer = forms.CharField(
        label=_("Answer and reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )


class WaiverForm(forms.Form):
    """A step goes on although one before it is not done: over which, why, who approved."""

    over = forms.ChoiceField(label=_("Not done"), widget=forms.Select(attrs={"class": "form-select"}))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )
    approval = forms.CharField(
        label=_("Approved by"),
        help_text=_("Office and document number."),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["over"]
        field.choices = choices
