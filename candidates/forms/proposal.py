from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidacy
from candidates.services.proposal import Reply
from candidates.told import told_name

ACCEPTS, DECLINES = "accepts", "declines"


def _date(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}), **kwargs
    )


class ProposalForm(forms.Form):
    """The Party organisation's meeting, and what every nominee replied."""

    held_on = _date(_("Day of the meeting"))
    note = forms.CharField(
        label=_("What the meeting decided"),
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )

    signed_on = _date(
        _("Day of the signed acceptances"),
        required=False,
        help_text=_("Of all who accept; another day of single persons stands beside the name."),
    )

    def __init__(self, *args: Any, nominees: Sequence[Candidacy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nominees = nominees
        for person in nominees:
            self.fields[f"reply-{person.pk}"] = forms.ChoiceField(
                label=told_name(person.name),
                choices=[(ACCEPTS, _("Accepts")), (DECLINES, _("Declines"))],
                initial=ACCEPTS,
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
            )
            self.fields[f"accepted-{person.pk}"] = _date(_("Signed on another day"), required=False)
            self.fields[f"declined-{person.pk}"] = forms.CharField(
                label=_("Why it is declined"),
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )

    def rows(self) -> list[tuple[Candidacy, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Each nominee with the three fields of the reply."""
        return [
            (person, self[f"reply-{person.pk}"], self[f"accepted-{person.pk}"], self[f"declined-{person.pk}"])
            for person in self.nominees
        ]

    def replies(self) -> list[Reply]:
        """What every nominee replied; only what belongs to the chosen reply counts."""
        cleaned = self.cleaned_data
        return [
            Reply(pk, accepted_on=cleaned[f"accepted-{pk}"] or cleaned["signed_on"])
            if cleaned[f"reply-{pk}"] == ACCEPTS
            else Reply(pk, declined_why=cleaned[f"declined-{pk}"])
            for pk in (person.pk for person in self.nominees)
        ]


class AnswerForm(forms.Form):
    """What the village answers to a return."""

    text = forms.CharField(
        label=_("What was added or corrected"),
        help_text=_("The reviewer reads this beside the reason of the return."),
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )
