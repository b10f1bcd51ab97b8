from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voting.forms.proxy import VoterField
from voting.models import Contest
from voting.queries.contest import box_of
from voting.queries.proxy import proxy_of


class HandOutForm(forms.Form):
    """A ballot handed out: at which box, for whom, and by which proxy if its holder takes it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    box = forms.IntegerField(widget=forms.HiddenInput)
    proxy = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, contest: Contest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contest = contest
        self.fields["voter"] = VoterField(contest.election)

    def clean(self) -> None:
        """Box and proxy must be of this vote."""
        super().clean()
        data = self.cleaned_data
        if data.get("box") is not None:
            data["box"] = box_of(self.contest.election, self.contest.number, data["box"])
        proxy = data.get("proxy")
        data["proxy"] = proxy_of(self.contest.election, proxy) if proxy else None
        if data.get("box") is None or (proxy and data["proxy"] is None):
            raise forms.ValidationError(_("This page is out of date. Open it anew."), code="invalid")
