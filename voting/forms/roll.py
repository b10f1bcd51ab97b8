from django import forms
from django.utils.translation import gettext_lazy as _

from documents.forms.upload import SheetForm, fresh_key, sheet_field
from voting.services.roll import FINGERPRINT_PLACES


class UploadForm(SheetForm):
    """A roll sheet."""

    file = sheet_field(_("Roll sheet"))


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
    return UploadForm(initial={"key": fresh_key()})
