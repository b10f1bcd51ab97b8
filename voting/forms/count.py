import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from accounts.forms.refused import Fault, refuse, told_of
from accounts.refusals import Refusal, Refusals
from villages.enums import Post
from villages.names.plain import plain
from voting.count_sheet import HEAD, LARGEST, SheetPlan, SheetPost, called, write_in
from voting.refusals.sheet import (
    IssuedOffAccount,
    IssuedOffRegister,
    MoreReturnedThanIssued,
    NothingReturned,
    WriteInIncomplete,
    WriteInTwice,
)

WRITE_IN_ROWS = 3
MOST_WRITE_IN_ROWS = 100
WRITE_IN_FIELD = re.compile(r"(\w+)-written-(\d{1,2})-(?:name|votes)")
WARNINGS = (MoreReturnedThanIssued, NothingReturned, IssuedOffRegister, IssuedOffAccount)
HEAD_LABELS = {
    "issued": _("Papers issued"),
    "returned": _("Papers from the box"),
    "spoilt": _("Of these void as a whole"),
}


def figure(label: Any, *, required: bool = True) -> forms.IntegerField:
    """A field for a figure; whoever types it sees nothing filled in."""
    attrs = {"class": "form-control num figure", "inputmode": "numeric", "autocomplete": "off"}
    return forms.IntegerField(
        label=label, min_value=0, max_value=LARGEST, required=required, widget=forms.TextInput(attrs=attrs)
    )


def labelled(post: str, what: Any) -> Any:
    """The label of a figure of a post: 主任 陈立新."""
    return Joined(Post(post).label, what)


class Joined:
    """Two words in a row, each in the language of the moment."""

    def __init__(self, *words: Any) -> None:
        self.words = words

    def __str__(self) -> str:
        return " ".join(str(word) for word in self.words)


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the sheet with what is told beside it; `name` is the printed name of its row."""

    field: BoundField
    name: str = ""

    @property
    def faults(self) -> list[Fault]:
        return told_of(self.field.errors.as_data())


@dataclass(frozen=True, slots=True)
class PostPart:
    """The part of the sheet for one post."""

    post: SheetPost
    rows: tuple[Cell, ...]
    write_ins: tuple[tuple[Cell, Cell], ...]
    invalid: Cell
    sum: Cell

    @property
    def label(self) -> Any:
        return Post(self.post.post).label


class SheetForm(forms.Form):
    """The count sheet of one box as somebody types it off the paper."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    scrutineers = forms.CharField(
        label=_("Scrutineers who signed the sheet"), max_length=100, help_text=_("Names as signed, in a row.")
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        plan: SheetPlan,
        scrutineers: Sequence[str] = (),
        issued: int | None = None,
    ) -> None:
        super().__init__(data, initial={"scrutineers": "、".join(scrutineers), "issued": issued})
        self.plan = plan
        for name in HEAD:
            self.fields[name] = figure(HEAD_LABELS[name])
        for post in plan.posts:
            self._add_post(post)
        choices = [(warning.code, warning.code) for warning in WARNINGS]
        self.fields["accepted"] = forms.MultipleChoiceField(choices=choices, required=False)

    def _add_post(self, post: SheetPost) -> None:
        for key, name in post.printed.items():
            self.fields[post.figure(key)] = figure(labelled(post.post, called(name)))
        for row in self._write_in_rows(post):
            name_field = forms.CharField(
                label=labelled(post.post, _("Name written in")), max_length=50, required=False, empty_value=""
            )
            name_field.widget.attrs |= {"class": "form-control", "autocomplete": "off"}
            self.fields[_name_of(post, row)] = name_field
            self.fields[_votes_of(post, row)] = figure(
                labelled(post.post, _("Votes written in")), required=False
            )
        self.fields[post.figure("invalid")] = figure(labelled(post.post, _("Void for this post")))
        self.fields[post.figure("sum")] = forms.Field(
            label=labelled(post.post, _("All votes")), required=False, widget=forms.HiddenInput
        )

    def clean(self) -> None:
        for post in self.plan.posts:
            self._clean_write_ins(post)

    def _clean_write_ins(self, post: SheetPost) -> None:
        seen: set[str] = set()
        for row in self._write_in_rows(post):
            name, votes = self._typed(post, row)
            if bool(name) != bool(votes) and _votes_of(post, row) not in self.errors:
                told = _("Give both the name and its votes.")
                self.add_error(_votes_of(post, row), ValidationError(told, code=WriteInIncomplete.code))
            if name and name in seen:
                told = _("This name stands above; add the votes up in one row.")
                self.add_error(_name_of(post, row), ValidationError(told, code=WriteInTwice.code))
            seen.add(name)

    def _write_in_rows(self, post: SheetPost) -> range:
        """The rows on the page: a few, and as many as were sent (the page adds one whenever the last is filled)."""
        sent = (WRITE_IN_FIELD.fullmatch(name) for name in self.data)
        rows = [int(field[2]) + 1 for field in sent if field is not None and field[1] == post.post]
        return range(min(max([WRITE_IN_ROWS, *rows]), MOST_WRITE_IN_ROWS))

    def _typed(self, post: SheetPost, row: int) -> tuple[str, int | None]:
        return plain(self.cleaned_data.get(_name_of(post, row)) or ""), self.cleaned_data.get(
            _votes_of(post, row)
        )

    def sheet(self) -> dict[str, Any]:
        """What was typed as a sheet of voting.count_sheet."""
        given = self.cleaned_data
        return {name: given[name] for name in HEAD} | {
            "positions": {
                post.post: {
                    "invalid": given[post.figure("invalid")],
                    "votes": {key: given[post.figure(key)] for key in post.printed} | self._written_in(post),
                }
                for post in self.plan.posts
            }
        }

    def _written_in(self, post: SheetPost) -> dict[str, int | None]:
        typed = (self._typed(post, row) for row in self._write_in_rows(post))
        return {write_in(name): votes for name, votes in typed if name}

    def refuse(self, error: Refusal | Refusals) -> None:
        """Put each refusal beside the cell it speaks of."""
        for refusal in error.refusals if isinstance(error, Refusals) else [error]:
            refusal.field = self._cell(refusal.field)
            refuse(self, refusal)

    def _cell(self, name: str | None) -> str | None:
        if name is None or name in self.fields:
            return name
        rows = ((post, row) for post in self.plan.posts for row in self._write_in_rows(post))
        return next(
            (
                _votes_of(post, row)
                for post, row in rows
                if name == post.figure(write_in(self._typed(post, row)[0]))
            ),
            None,
        )

    def head(self) -> Iterator[Cell]:
        return (Cell(self[name]) for name in HEAD)

    def posts(self) -> Iterator[PostPart]:
        """The posts in the order of the paper."""
        for post in self.plan.posts:
            yield PostPart(
                post=post,
                rows=tuple(Cell(self[post.figure(key)], name) for key, name in post.printed.items()),
                write_ins=tuple(
                    (Cell(self[_name_of(post, row)]), Cell(self[_votes_of(post, row)]))
                    for row in self._write_in_rows(post)
                ),
                invalid=Cell(self[post.figure("invalid")]),
                sum=Cell(self[post.figure("sum")]),
            )

    def warnings(self) -> list[str]:
        """The codes of the warnings that stand on the page and can be accepted."""
        told = {error.code for errors in self.errors.as_data().values() for error in errors}
        return [warning.code for warning in WARNINGS if warning.code in told]


def _name_of(post: SheetPost, row: int) -> str:
    return f"{post.post}-written-{row}-name"


def _votes_of(post: SheetPost, row: int) -> str:
    return f"{post.post}-written-{row}-votes"
