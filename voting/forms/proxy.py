from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from elections.models import Election
from elections.rulebook.wording import word
from elections.services.step import Attached
from voting.enums import ProxyReason
from voting.models import RollEntry
from voting.proxy_rules import ProxyRules
from voting.queries.electors import entry_of
from voting.services.proxy_checks import MEDIUM, RELATION, ProxyDraft

MEGABYTE = 1024**2
MOST = 10 * MEGABYTE
OTHER = "no_near_relative"


class VoterField(forms.IntegerField):
    """An entry of the election's roll, of whatever version the page had when it was opened."""

    def __init__(self, election: Election, **kwargs: Any) -> None:
        self.election = election
        super().__init__(widget=forms.HiddenInput, **kwargs)

    def clean(self, value: Any) -> RollEntry | None:
        pk = super().clean(value)
        found = entry_of(self.election, pk) if pk is not None else None
        if pk is not None and found is None:
            raise forms.ValidationError(_("Look the person up on the roll and choose one."), code="invalid")
        return found


class ProxyForm(forms.Form):
    """A proxy: who entrusts whom, why, and what is on file of it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Why the principal cannot come"), choices=ProxyReason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("In particular"),
        max_length=200,
        required=False,
        help_text=_("Where the person is, or the special reason."),
    )
    relation = forms.ChoiceField(label=_("The holder is the principal's"), required=False)
    relation_proof = forms.CharField(
        label=_("What shows it"),
        max_length=200,
        required=False,
        help_text=_("Only where the registers do not show the relation: a certificate, who stated it."),
    )
    medium = forms.ChoiceField(label=_("How the proxy came"))
    form = forms.FileField(
        label=_("Scan or picture of what the principal wrote"),
        required=False,
        help_text=_("PDF or picture, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
    )
    form_name = forms.CharField(label=_("Or: the paper is on file as number"), max_length=200, required=False)

    def __init__(self, election: Election, rules: ProxyRules, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"key": uuid4(), "medium": rules.media[0], "reason": "away"})
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        chosen = {"required": _("Look the person up on the roll and choose one.")}
        fields["principal"] = VoterField(election, label=_("Principal"), error_messages=chosen)
        fields["holder"] = VoterField(election, label=_("Holder"), error_messages=chosen)
        fields["medium"].choices = [(one, Said(word(one, MEDIUM))) for one in rules.media]
        near = [(one, Said(word(one, RELATION))) for one in rules.relations]
        fields["relation"].choices = [
            ("", _("as the registers show it")),
            *near,
            (OTHER, _("none of these (neighbour, friend …)")),
        ]

    def clean_form(self) -> UploadedFile | None:
        """Refuse by its size before it is read into memory."""
        file: UploadedFile | None = self.cleaned_data["form"]
        if file is not None and (file.size or 0) > MOST:
            raise forms.ValidationError(
                _("%(name)s is larger than %(most)s MB; send a smaller scan."),
                params={"name": file.name, "most": MOST // MEGABYTE},
            )
        return file

    def draft(self) -> ProxyDraft:
        """The proxy as the service takes it."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("key", "form")}
        file = self.cleaned_data["form"]
        attached = (
            Attached(file.name, file.read(), file.content_type or "application/octet-stream")
            if file
            else None
        )
        return ProxyDraft(**data, form=attached)


class ReasonForm(forms.Form):
    """Why something is refused, revoked or taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class MethodForm(forms.Form):
    """Where the election method lets residents entrust others."""

    article = forms.CharField(
        label=_("Article of the election method"),
        max_length=200,
        help_text=_("For instance: article 12, adopted by the residents' representatives on 17 December."),
    )
