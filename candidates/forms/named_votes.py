"""Names with votes, typed into rows or pasted: the part that the forms of units and of the election committee share."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal, Refusals
from candidates.forms.nomination import ROW, TypedRow, who
from candidates.forms.pasted import read_pasted
from candidates.queries.nomination import residents_named
from candidates.services.names import VoteLine, spelt

BLANK_ROWS, MOST_ROWS = 8, 300
DATE = {"class": "form-control", "type": "date"}


def day(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs=DATE), **kwargs)


def words(label: Any, most: int, **kwargs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "form-control"})
    return forms.CharField(label=label, max_length=most, widget=widget, **kwargs)


def number(label: Any, **kwargs: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "form-control num"})
    return forms.IntegerField(label=label, min_value=0, widget=widget, **kwargs)


class NamedVotesForm(forms.Form):
    """Rows of a name and its votes, numbered from 0; a subclass adds what else it asks, in `asked`.

    With `votes_needed` false the votes may be left out, where people were agreed upon without a ballot.
    """

    votes_needed = True

    def __init__(
        self, data: Mapping[str, Any] | None, rows: Sequence[TypedRow], village_code: str, **kwargs: Any
    ) -> None:
        asked = list(type(self).base_fields)
        super().__init__(data and _renumbered(data, rows, asked), **kwargs)
        self.typed = rows
        known = residents_named(village_code, {spelt(row.name) for row in rows})
        for n, row in enumerate(rows):
            people = known.get(spelt(row.name), [])
            self.fields[f"name-{n}"] = words(_("Name, row %(n)s") % {"n": n + 1}, 50, initial=row.name)
            self.fields[f"votes-{n}"] = number(
                _("Votes, row %(n)s") % {"n": n + 1}, initial=row.votes, required=self.votes_needed
            )
            if len(people) > 1:
                self.fields[f"resident-{n}"] = forms.TypedChoiceField(
                    label=_("Who is meant, row %(n)s") % {"n": n + 1},
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
            VoteLine("", cleaned[f"name-{n}"], cleaned[f"votes-{n}"] or 0, cleaned.get(f"resident-{n}"))
            for n in range(len(self.typed))
        ]

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField | None]]:
        """Name, votes, and who is meant where that is asked."""
        return [
            (
                self[f"name-{n}"],
                self[f"votes-{n}"],
                self[f"resident-{n}"] if f"resident-{n}" in self.fields else None,
            )
            for n in range(len(self.typed))
        ]

    def blank(self) -> range:
        """The numbers of the blank rows that follow."""
        return range(len(self.typed), len(self.typed) + BLANK_ROWS)


def typed_rows(data: QueryDict) -> list[TypedRow]:
    """The rows of a submitted form that hold anything."""
    numbers = sorted(int(found[1]) for key in data if (found := ROW.fullmatch(key)))[:MOST_ROWS]
    rows = [
        TypedRow("", *(data.get(f"{part}-{n}", "").strip() for part in ("name", "votes", "resident")))
        for n in numbers
    ]
    return [row for row in rows if row.name or row.votes]


def pasted_rows(text: str, *, votes_needed: bool = True) -> tuple[list[TypedRow], list[int]]:
    """The rows of a pasted list, a name and its votes a line, and the lines that could not be read."""
    if not votes_needed:
        text = "\n".join(_with_votes(line) for line in text.splitlines())
    rows, unread = read_pasted(text, {})
    return [TypedRow("", row.name, str(row.votes)) for row in rows], unread


def _with_votes(line: str) -> str:
    return line if not line.strip() or line.rstrip("票 \t")[-1:].isdigit() else f"{line} 0"


def chosen(data: QueryDict, name: str) -> frozenset[int]:
    """The residents ticked among those who are level, or who stay of a household."""
    return frozenset(int(pk) for pk in data.getlist(name) if pk.isdigit())


def options_of(error: Refusal | Refusals, kind: type[Refusal]) -> list[dict[str, Any]]:
    """The people among whom is to be decided, as the refusals of a kind name them."""
    refusals: Iterable[Refusal] = error.refusals if isinstance(error, Refusals) else [error]
    return [one for each in refusals if isinstance(each, kind) for one in each.data.get("options", [])]


def _renumbered(data: Mapping[str, Any], rows: Sequence[TypedRow], asked: Sequence[str]) -> dict[str, Any]:
    """The submitted data with the filled rows counted from 0."""
    kept = {name: data.get(name) for name in asked}
    for n, row in enumerate(rows):
        kept |= {f"{part}-{n}": getattr(row, part) for part in ("name", "votes", "resident")}
    return kept
