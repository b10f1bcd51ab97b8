from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from candidates.models import SeatPlan
from candidates.queries.seats import COMMITTEE_POSTS, PlannedPost

GROUNDS = {
    "collective_economy": _("Developed collective economy"),
    "scattered_dwellings": _("Scattered dwellings"),
    "poor_transport": _("Poor transport"),
}


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=20,
        widget=forms.NumberInput(attrs={"class": "form-control num w-7"}),
    )


class SeatsForm(forms.Form):
    """Seats and differential of each post, and the reason where the plan departs from what is usual."""

    extra_reason = forms.ChoiceField(
        label=_("Ground for more seats"), required=False, widget=forms.Select(attrs={"class": "form-select"})
    )
    reason = forms.CharField(
        label=_("Reason in words"),
        help_text=_("Kept in the ledger and on the seat plan."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )

    def __init__(self, *args: Any, grounds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for post in COMMITTEE_POSTS:
            self.fields[f"seats-{post}"] = _number(pgettext_lazy("of a post", "Seats"))
            self.fields[f"extra-{post}"] = _number(_("More candidates than seats"))
        ground: Any = self.fields["extra_reason"]
        ground.choices = [("", "—"), *((code, GROUNDS.get(code, code)) for code in grounds)]

    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each post with its two fields."""
        return [(post, self[f"seats-{post}"], self[f"extra-{post}"]) for post in COMMITTEE_POSTS]

    def posts(self) -> list[PlannedPost]:
        """The plan as typed."""
        return [
            PlannedPost(post, self.cleaned_data[f"seats-{post}"], self.cleaned_data[f"extra-{post}"])
            for post in COMMITTEE_POSTS
        ]


def initial_of(plan: Iterable[SeatPlan] | Sequence[PlannedPost]) -> dict[str, Any]:
    """What the form shows at first: the plan as set, or the usual seats."""
    shown: dict[str, Any] = {f"seats-{post}": 0 for post in COMMITTEE_POSTS}
    for post in plan:
        shown[f"seats-{post.post}"] = post.seats
        shown[f"extra-{post.post}"] = post.extra_candidates if isinstance(post, SeatPlan) else post.extra
        shown["reason"] = getattr(post, "reason", "")
    return {f"extra-{post}": 1 for post in COMMITTEE_POSTS} | shown
