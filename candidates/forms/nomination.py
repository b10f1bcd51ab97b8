import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from candidates.forms.pasted import PastedRow, read_pasted
from candidates.models import SeatPlan
from candidates.queries.nomination import residents_named
from candidates.services.names import VoteLine, spelt
from candidates.services.nomination_checks import GroupPapers
from villages.enums import Post
from villages.models import Resident

ROW = re.compile(r"name-(\d{1,4})")
BLANK_ROWS, MOST_ROWS = 2, 300


@dataclass(frozen=True)
class TypedRow:
    """A row as typed, before anything is known of it."""

    post: str
    name: str = ""
    votes: str = ""
    resident: str = ""


class NominationForm(forms.Form):
    """The papers, and the names with their votes; rows count from 0 in the order of the posts.

    With `groups`, the registered voters of each group by its number, the papers are asked of each group and not of
    the whole.
    """

    held_on = forms.DateField(
        label=_("Day of the nomination"),
        widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}),
    )
    issued = forms.IntegerField(
        label=_("Papers issued"), min_value=0, widget=forms.NumberInput(attrs={"class": "form-control num"})
    )
    returned = forms.IntegerField(
        label=_("Papers returned"),
        help_text=_("The voters who took part."),
        min_value=0,
        widget=forms.NumberInput(attrs={"class": "form-control num"}),
    )
    valid = forms.IntegerField(
        label=_("Valid papers"),
        required=False,
        min_value=0,
        widget=forms.NumberInput(attrs={"class": "form-control num"}),
    )
    invalid = forms.IntegerField(
        label=_("Invalid papers"),
        required=False,
        min_value=0,
        widget=forms.NumberInput(attrs={"class": "form-control num"}),
    )
    tie_decision = forms.CharField(
        label=_("How it was decided between equal votes"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        rows: Sequence[TypedRow],
        village_code: str,
        groups: Mapping[int, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(data and _renumbered(data, rows, groups), **kwargs)
        self.typed, self.registered = rows, groups
        if groups:
            del self.fields["issued"], self.fields["returned"]
        for group in groups:
            self._ask(group)
        known = residents_named(village_code, {spelt(row.name) for row in rows})
        for number, row in enumerate(rows):
            self._add(number, row, known.get(spelt(row.name), []))

    def _ask(self, group: int) -> None:
        for part, label in (
            ("issued", _("Papers issued, group %(n)s")),
            ("returned", _("Papers returned, group %(n)s")),
        ):
            self.fields[f"{part}-of-{group}"] = forms.IntegerField(
                label=label % {"n": group}, min_value=0, widget=_number()
            )

    def papers(self) -> dict[str, Any]:
        """The papers as the service takes them: of the whole, or of each group."""
        cleaned = self.cleaned_data
        if not self.registered:
            return {"issued": cleaned["issued"], "returned": cleaned["returned"]}
        groups = [
            GroupPapers(group, cleaned[f"issued-of-{group}"], cleaned[f"returned-of-{group}"])
            for group in self.registered
        ]
        return {"groups": groups}

    def of_groups(self) -> list[tuple[int, int, forms.BoundField, forms.BoundField]]:
        """The rows of the groups: number, registered voters, papers issued and returned."""
        return [
            (group, registered, self[f"issued-of-{group}"], self[f"returned-of-{group}"])
            for group, registered in self.registered.items()
        ]

    def _add(self, number: int, row: TypedRow, people: Sequence[Resident]) -> None:
        self.fields[f"post-{number}"] = forms.ChoiceField(choices=Post.choices, widget=forms.HiddenInput)
        self.fields[f"name-{number}"] = forms.CharField(
            label=_("Name, row %(n)s") % {"n": number + 1}, max_length=50, initial=row.name, widget=_text()
        )
        self.fields[f"votes-{number}"] = forms.IntegerField(
            label=_("Votes, row %(n)s") % {"n": number + 1}, min_value=1, initial=row.votes, widget=_number()
        )
        if len(people) > 1:
            self.fields[f"resident-{number}"] = forms.TypedChoiceField(
                label=_("Who is meant, row %(n)s") % {"n": number + 1},
                choices=[("", "—"), *((person.pk, who(person)) for person in people)],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def lines(self) -> list[VoteLine]:
        """The names with their votes, in the order of the rows."""
        cleaned = self.cleaned_data
        return [
            VoteLine(
                cleaned[f"post-{n}"],
                cleaned[f"name-{n}"],
                cleaned[f"votes-{n}"],
                cleaned.get(f"resident-{n}"),
            )
            for n in range(len(self.typed))
        ]

    def rows_of(
        self, post: str
    ) -> list[tuple[int, forms.BoundField, forms.BoundField, forms.BoundField | None]]:
        """The rows of a post: number, name, votes, and who is meant where that is asked."""
        return [
            (
                n,
                self[f"name-{n}"],
                self[f"votes-{n}"],
                self[f"resident-{n}"] if f"resident-{n}" in self.fields else None,
            )
            for n, row in enumerate(self.typed)
            if row.post == post
        ]


def typed_rows(data: QueryDict, plan: Iterable[SeatPlan]) -> list[TypedRow]:
    """The rows of a submitted form that hold anything, the highest post first."""
    numbers = sorted(int(found[1]) for key in data if (found := ROW.fullmatch(key)))[:MOST_ROWS]
    rows = [
        TypedRow(*(data.get(f"{part}-{n}", "").strip() for part in ("post", "name", "votes", "resident")))
        for n in numbers
    ]
    order = {post.post: post.rank for post in plan}
    filled = [row for row in rows if row.name or row.votes]
    return sorted(filled, key=lambda row: order.get(row.post, len(order) + 1))


def pasted_rows(text: str, plan: Sequence[SeatPlan]) -> tuple[list[TypedRow], list[int]]:
    """The rows of a pasted list, and the lines that could not be read."""
    rows, unread = read_pasted(text, spellings(plan))
    return [_as_typed(row) for row in rows], unread


def spellings(plan: Iterable[SeatPlan]) -> dict[str, str]:
    """Every way the planned posts may be written in a pasted list."""
    chinese = {"chair": "主任", "deputy": "副主任", "member": "委员"}
    found: dict[str, str] = {}
    for post in plan:
        found |= {chinese.get(post.post, post.post): post.post, str(Post(post.post).label): post.post}
    return found


def _as_typed(row: PastedRow) -> TypedRow:
    return TypedRow(row.post, row.name, str(row.votes))


def asked(groups: Iterable[int]) -> list[str]:
    """The names of the fields beside the rows."""
    of_groups = [f"{part}-of-{group}" for group in groups for part in ("issued", "returned")]
    return ["held_on", "issued", "returned", "tie_decision", *of_groups]


def _renumbered(data: Mapping[str, Any], rows: Sequence[TypedRow], groups: Iterable[int]) -> dict[str, Any]:
    """The submitted data with the filled rows counted from 0."""
    kept = {name: data.get(name) for name in asked(groups)}
    for number, row in enumerate(rows):
        kept |= {f"{part}-{number}": getattr(row, part) for part in ("post", "name", "votes", "resident")}
    return kept


def who(person: Resident) -> str:
    """Which of several residents of one name is meant: group, year of birth, sex."""
    return _("Group %(group)s, born %(year)s, %(sex)s") % {
        "group": person.group.number,
        "year": person.birth_date.year,
        "sex": person.get_sex_display(),
    }


def _text() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"})


def _number() -> forms.NumberInput:
    return forms.NumberInput(attrs={"class": "form-control num"})
