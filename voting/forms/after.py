"""Ballots under seal; a result declared invalid."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from villages.enums import Post
from villages.templatetags.names import person
from voting.after_rules import InvalidityRules
from voting.enums import InvalidScope
from voting.forms.contest import clock
from voting.queries.after import Holder
from voting.services.invalidity import InvalidityDraft
from voting.services.sealing import Sealed


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SealForm(forms.Form):
    """The ballots of a round under seal."""

    day = forms.DateField(label=_("Sealed on"), widget=_day())
    at = forms.TimeField(label=_("Time"), widget=clock())
    packets = forms.IntegerField(label=_("Packets"), min_value=0, max_value=1000)
    seals = forms.CharField(label=_("Numbers of the seals"), max_length=200)
    sealed_by = forms.CharField(
        label=_("Who sealed them and signed"), max_length=200, help_text=_("Names in a row.")
    )
    holder = forms.CharField(label=_("Who holds them"), max_length=100)
    place = forms.CharField(label=_("Where they are kept"), max_length=100)
    keep_until = forms.DateField(
        label=_("Kept at least until"),
        required=False,
        widget=_day(),
        help_text=_("Only where your office has set a day beyond the rule."),
    )

    def __init__(self, now: datetime, data: Mapping[str, Any] | None = None) -> None:
        here = localtime(now)
        super().__init__(data, initial={"day": here.date(), "at": f"{here:%H:%M}"})

    def sealed(self) -> Sealed:
        given = dict(self.cleaned_data)
        moment = make_aware(datetime.combine(given.pop("day"), given.pop("at")))
        return Sealed(sealed_at=moment, **given)


class InvalidForm(forms.Form):
    """What is declared invalid, why, and by which document."""

    who = forms.ChoiceField(label=_("What is invalid"))
    ground = forms.ChoiceField(label=_("Ground"))
    reason = forms.CharField(
        label=_("What was found out"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    decision = forms.CharField(
        label=_("Document by which it was decided"), max_length=100, help_text=_("Its number and day.")
    )

    def __init__(
        self,
        holders: Sequence[Holder],
        rules: InvalidityRules,
        data: Mapping[str, Any] | None = None,
        *,
        final: bool = True,
    ) -> None:
        """Before a meeting's result is `final` only a breach of procedure can be declared, of the whole."""
        super().__init__(data)
        grounds = {**rules.grounds, **rules.of(InvalidScope.WHOLE)}
        fields: dict[str, Any] = self.fields
        fields["who"].choices = [
            ("", "—"),
            *((each.key, f"{Post(each.post).label} {person(each.name)}") for each in holders if final),
            (InvalidScope.WHOLE, InvalidScope.WHOLE.label),
        ]
        known = [ground for ground in grounds if final or rules.is_breach(InvalidScope.WHOLE, ground)]
        fields["ground"].choices = [("", "—"), *((ground, ground.label) for ground in known)]

    def draft(self) -> InvalidityDraft:
        given = self.cleaned_data
        whole = given["who"] == InvalidScope.WHOLE
        post, _sign, who = ("", "", "") if whole else given["who"].partition(":")
        return InvalidityDraft(
            scope=InvalidScope.WHOLE if whole else InvalidScope.PERSON,
            ground=given["ground"],
            reason=given["reason"],
            decision=given["decision"],
            post=post,
            person=who,
        )
