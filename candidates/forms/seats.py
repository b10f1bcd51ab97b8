import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.said import Said
from candidates.queries.seats import bodies_of
from candidates.seating import PlannedPost, TeamDraft, TeamSeats
from elections.rulebook import Rulebook
from elections.rulebook.wording import word
from villages.enums import POSTS_OF, Body, Post

MOST = 20
# What every committee has a line for; the others are left empty where they have no seat.
ASKED = (Post.CHAIR, Post.DEPUTY, Post.MEMBER)
# A post with its seats, how many more candidates stand (committee), and the functions of its seats (by the plan).
Row = tuple[str, forms.BoundField, forms.BoundField | None, forms.BoundField | None]


def _number(label: Any, *, required: bool) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST,
        required=required,
        widget=forms.NumberInput(attrs={"class": "form-control num w-7"}),
    )


def _functions() -> forms.CharField:
    return forms.CharField(
        label=_("Function of each seat"),
        help_text=_("Optional; several with 、 between them."),
        max_length=200,
        required=False,
    )


def _split(typed: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in re.split("[、，,;；]", typed) if each.strip())


class SeatsForm(forms.Form):
    """Seats of each post of every body, what is planned for both committees together, and the reasons."""

    cross_posted = forms.IntegerField(
        label=_("Persons who are to sit in both committees"),
        min_value=0,
        max_value=MOST,
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-control num w-7"}),
    )
    one_shoulder = forms.BooleanField(label=_("The secretary is to be director, too"), required=False)
    area = forms.DecimalField(
        label=_("Area in km²"), min_value=0, max_digits=8, decimal_places=2, required=False
    )
    tasks = forms.CharField(label=_("Tasks of the place"), max_length=300, required=False)
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

    def __init__(self, *args: Any, rules: Rulebook, grounds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = bodies_of(rules)
        for body in self.bodies:
            for post in POSTS_OF[body]:
                asked = post in ASKED
                self.fields[f"seats-{post}"] = _number(pgettext_lazy("of a post", "Seats"), required=asked)
                if rules.seats.function_model.stated:
                    self.fields[f"functions-{post}"] = _functions()
                if body == Body.COMMITTEE:
                    self.fields[f"extra-{post}"] = _number(_("More candidates than seats"), required=asked)
        ground: Any = self.fields["extra_reason"]
        ground.choices = [("", "—"), *((code, Said(word(code))) for code in grounds)]
        if not rules.seats.party_inputs.stated:
            del self.fields["area"], self.fields["tasks"]
        if Body.COMMITTEE not in self.bodies:
            del self.fields["cross_posted"], self.fields["one_shoulder"]

    def blocks(self) -> list[tuple[Body, list[Row]]]:
        """Each body with its posts and their fields."""
        return [(body, [self._row(post) for post in POSTS_OF[body]]) for body in self.bodies]

    def _row(self, post: str) -> Row:
        extra, functions = (
            self[name] if name in self.fields else None for name in (f"extra-{post}", f"functions-{post}")
        )
        return post, self[f"seats-{post}"], extra, functions

    def posts(self) -> list[PlannedPost]:
        """The plan as typed; a body of which nothing was typed is left as it is."""
        return [
            PlannedPost(
                post,
                self._typed(f"seats-{post}"),
                self._typed(f"extra-{post}"),
                _split(self.cleaned_data.get(f"functions-{post}") or ""),
            )
            for body in self.bodies
            for post in POSTS_OF[body]
            if any(self.cleaned_data.get(f"seats-{each}") is not None for each in POSTS_OF[body])
        ]

    def _typed(self, name: str) -> int:
        return self.cleaned_data.get(name) or 0

    def team(self) -> TeamDraft:
        """What is planned for both committees together."""
        data = self.cleaned_data
        return TeamDraft(
            self._typed("cross_posted"),
            bool(data.get("one_shoulder")),
            data.get("area"),
            data.get("tasks") or "",
        )


def initial_of(plan: TeamSeats, proposed: TeamSeats, reason: str, ground: str) -> dict[str, Any]:
    """What the form shows at first: of each body the plan as set, or what is proposed."""
    shown: dict[str, Any] = {f"extra-{post}": 1 for post in ASKED} | {f"seats-{post}": 0 for post in ASKED}
    fresh = [post for post in proposed.posts if not plan.plans(post.body)]
    for post in (*plan.posts, *fresh):
        shown[f"seats-{post.post}"], shown[f"extra-{post.post}"] = post.seats, post.extra
        shown[f"functions-{post.post}"] = "、".join(post.functions)
    team = plan.team if plan.posts else proposed.team
    return shown | {
        "cross_posted": team.cross_posted,
        "one_shoulder": team.one_shoulder,
        "area": team.area,
        "tasks": team.tasks,
        "reason": reason,
        "extra_reason": ground,
    }


class ApprovalForm(forms.Form):
    """An approval of more seats by an office that the plan names."""

    approver = forms.ChoiceField(label=_("Who approved"))
    number = forms.IntegerField(label=_("How many more"), min_value=1, max_value=MOST)
    document = forms.CharField(label=_("Document"), max_length=100)
    decided_on = forms.DateField(label=_("Approved on"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, approvers: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["approver"]
        field.choices = [(code, Said(word(code))) for code in approvers]
