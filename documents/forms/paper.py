from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from documents.queries.paper import Issuable, issuable


class IssueForm(forms.Form):
    """Which paper about what: one of those that can be issued for the place today, by kind and reference."""

    kind = forms.CharField(max_length=40, widget=forms.HiddenInput)
    about = forms.CharField(max_length=60, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any], place_code: str) -> None:
        super().__init__(data)
        self.place_code = place_code
        self.chosen: Issuable | None = None

    def clean(self) -> None:
        super().clean()
        wanted = (self.cleaned_data.get("kind"), self.cleaned_data.get("about"))
        found = (one for one in issuable(self.place_code) if (one.kind.key, one.reference) == wanted)
        self.chosen = next(found, None)
        if self.chosen is None:
            self.add_error(None, _("This paper cannot be issued now. Load the page anew."))


class PostForm(forms.Form):
    """How long a paper hangs on the public board."""

    last_day = forms.DateField(
        label=_("Last day on the board"),
        required=False,
        help_text=_("Leave it empty and the paper stays until it is taken down."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    @property
    def until(self) -> datetime | None:
        """The end of the last day."""
        day = self.cleaned_data["last_day"]
        return make_aware(datetime.combine(day + timedelta(days=1), time())) if day else None


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Verification code"),
        max_length=20,
        help_text=_("Eight letters and digits below the number of the paper, such as 7K3M-92QD."),
        widget=forms.TextInput(attrs={"class": "code", "autocomplete": "off", "spellcheck": "false"}),
    )


class CompareForm(forms.Form):
    file = forms.FileField(
        label=_("PDF file"),
        help_text=_("The file is compared with the one that was issued and not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )
