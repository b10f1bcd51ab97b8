"""The what-if page's figures, and the count that they are in the terms of the tally."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from elections.rulebook.loading import available, load_rulebook
from elections.rulebook.wording import label_of
from villages.enums import Post, Sex
from villages.names.plain import plain
from voting.count_sheet import HEAD, write_in
from voting.enums import Round
from voting.forms.count import HEAD_LABELS, Cell, Joined, figure
from voting.tally import NotACount
from voting.what_if import IN_FORCE, Size

MOST = {"boxes": 60, "posts": 12, "rows": 200}
# Django reads 1,000 fields of a page at most.
MOST_FIELDS = 900
SPARE_ROWS = 3
BODIES = ("village_committee", "party_committee", "party_secretary", "representatives", "recommendation")
REPRESENTATIVE = "representative"
POSTS = [
    ("", "—"),
    *((post.value, post.label) for post in Post),
    (REPRESENTATIVE, _("Villager representative")),
]
SEXES = [("", "—"), *Sex.choices]
OF_POST = re.compile(r"^positions\.(\d+)\.(\w+)$")
APART = re.compile(r"[、,，;；\s]+")
SMALL = Size(1, (SPARE_ROWS,))


def size_of(data: Mapping[str, Any]) -> Size:
    """The size of the page that was sent, within its bounds; what is no number counts as the least."""
    rows = [_number(data, f"p{place}-rows", "rows") for place in range(_number(data, "posts", "posts"))]
    size = Size(_number(data, "boxes", "boxes"), tuple(rows))
    return size if fits(size) else SMALL


def fits(size: Size) -> bool:
    """Whether a page of this size can be sent."""
    boxes, rows = size.boxes, sum(size.rows)
    return 10 + 3 * boxes + (len(size.rows) + rows) * (4 + boxes) <= MOST_FIELDS


def grown(size: Size, more: str) -> Size:
    """The page with one more `box` or `post`, or with more rows for names at the place `more`; as it is when full."""
    boxes, rows = size.boxes + (more == "box"), list(size.rows)
    if more == "post":
        rows.append(SPARE_ROWS)
    rows = [number + SPARE_ROWS if str(place) == more else number for place, number in enumerate(rows)]
    larger = Size(boxes, tuple(rows))
    within = boxes <= MOST["boxes"] and len(rows) <= MOST["posts"] and max(rows) <= MOST["rows"]
    return larger if within and fits(larger) else size


def _number(data: Mapping[str, Any], name: str, what: str) -> int:
    told = str(data.get(name, ""))
    return min(max(1, int(told) if told.isdecimal() and len(told) < 6 else 1), MOST[what])


@dataclass(frozen=True, slots=True)
class NameRow:
    """The fields of one name."""

    name: Cell
    sex: Cell
    written: Cell
    key: Any
    votes: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PostFields:
    """The fields of one post."""

    place: int
    post: Any
    seats: Any
    women: Any
    size: Any
    rows: tuple[NameRow, ...]
    invalid: tuple[Cell, ...]


class WhatIfForm(forms.Form):
    """Figures for each box and post. `size` is that of the page; `in_force` tells whether a rulebook is in force."""

    rulebook = forms.ChoiceField(label=_("Rulebook"))
    body = forms.ChoiceField(label=_("Body"))
    round = forms.ChoiceField(label=_("Round"), choices=Round.choices)
    electors = figure(_("Voters, or members expected"))
    present = figure(_("Present, at an assembly"), required=False)
    kin = forms.CharField(
        label=_("Relatives who may not hold office together"),
        required=False,
        help_text=_("A pair of names in each line."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        size: Size,
        in_force: bool,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.size = size
        named = [(name, Said(load_rulebook(name).title)) for name in available()]
        own = [(IN_FORCE, _("The rulebook in force"))] if in_force else []
        for name, choices in (
            ("rulebook", [*own, *named]),
            ("body", [(key, Said(label_of(f"count.{key}"))) for key in BODIES]),
        ):
            field: Any = self.fields[name]
            field.choices = choices
        for name in ("rulebook", "body", "round"):
            self.fields[name].widget.attrs["class"] = "form-select"
        self._hide("posts", len(size.rows))
        self._hide("boxes", size.boxes)
        for box in range(size.boxes):
            for part in HEAD:
                self.fields[f"b{box}-{part}"] = figure(
                    Joined(_box(box), HEAD_LABELS[part]), required=part != "spoilt"
                )
        for place in range(len(size.rows)):
            self._add_post(place)

    def _hide(self, name: str, value: int) -> None:
        self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.initial[name] = value

    def _add_post(self, place: int) -> None:
        self._hide(f"p{place}-rows", self.size.rows[place])
        self.fields[f"p{place}-post"] = _choice(_("Post"), POSTS, required=True)
        seats = figure(_("Seats"), required=False)
        seats.help_text = _("Empty: no limit of places.")
        self.fields[f"p{place}-seats"] = seats
        self.fields[f"p{place}-women"] = forms.BooleanField(label=_("For women only"), required=False)
        for box in range(self.size.boxes):
            self.fields[f"p{place}-b{box}-invalid"] = figure(
                Joined(_box(box), _("Void for this post")), required=False
            )
        for row in range(self.size.rows[place]):
            self._add_row(f"p{place}-n{row}")

    def _add_row(self, row: str) -> None:
        attrs = {"class": "form-control", "autocomplete": "off"}
        self.fields[f"{row}-name"] = forms.CharField(
            label=_("Name"), max_length=50, required=False, widget=forms.TextInput(attrs=attrs)
        )
        self.fields[f"{row}-sex"] = _choice(_("Sex"), SEXES)
        self.fields[f"{row}-written"] = forms.BooleanField(label=_("Written in"), required=False)
        self.fields[f"{row}-key"] = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
        for box in range(self.size.boxes):
            self.fields[f"{row}-b{box}"] = figure(Joined(_box(box), _("Votes")), required=False)

    def clean(self) -> None:
        posts: set[str] = set()
        for place in range(len(self.size.rows)):
            post = self.cleaned_data.get(f"p{place}-post")
            if post in posts:
                self.add_error(f"p{place}-post", ValidationError(_("This post stands above already.")))
            if post:
                posts.add(post)
            self._clean_names(place)
        for pair in self._pairs():
            if len(pair) != 2 or not set(pair) <= set(self._people().names):
                told = _("Each line names two different people of the posts.")
                self.add_error("kin", ValidationError(told))
                break

    def _clean_names(self, place: int) -> None:
        seen: set[str] = set()
        for row, choice in self._choices(place):
            if choice in seen:
                self.add_error(f"{row}-name", ValidationError(_("This name stands above already.")))
            seen.add(choice)

    def _people(self) -> "_People":
        rows = [row for place in range(len(self.size.rows)) for row in self._named(place)]
        return _People.of(self.cleaned_data, rows)

    def _named(self, place: int) -> Iterator[str]:
        """The rows of a post that bear a name."""
        rows = (f"p{place}-n{row}" for row in range(self.size.rows[place]))
        return (row for row in rows if plain(self.cleaned_data.get(f"{row}-name") or ""))

    def _choices(self, place: int) -> Iterator[tuple[str, str]]:
        people = self._people()
        return ((row, people.choice(self.cleaned_data, row)) for row in self._named(place))

    def _pairs(self) -> Iterator[list[str]]:
        lines = (self.cleaned_data.get("kin") or "").splitlines()
        return ([plain(name) for name in APART.split(line.strip())] for line in lines if line.strip())

    def count(self) -> dict[str, Any]:
        """What was typed as a count of the tally's contract."""
        given, people = self.cleaned_data, self._people()
        return {
            "contest": {"id": "what-if", "body": given["body"], "round": given["round"]},
            "rulebook": given["rulebook"],
            "electors": given["electors"],
            **({} if given["present"] is None else {"present": given["present"]}),
            "positions": [self._position(place) for place in range(len(self.size.rows))],
            "candidates": people.candidates,
            "kin": [[people.names[name] for name in pair] for pair in self._pairs()],
            "boxes": [self._counted(box) for box in range(self.size.boxes)],
        }

    def _position(self, place: int) -> dict[str, Any]:
        given = self.cleaned_data
        post = given[f"p{place}-post"]
        return {
            "id": post,
            "title": _title(post),
            "seats": given[f"p{place}-seats"],
            "rank": place + 1,
            "candidates": [choice for row, choice in self._choices(place) if not given[f"{row}-written"]],
            **({"reserved_for": Sex.FEMALE.value} if given[f"p{place}-women"] else {}),
        }

    def _counted(self, box: int) -> dict[str, Any]:
        given = self.cleaned_data
        positions = {
            given[f"p{place}-post"]: {
                "invalid": given[f"p{place}-b{box}-invalid"] or 0,
                "votes": {choice: given[f"{row}-b{box}"] or 0 for row, choice in self._choices(place)},
            }
            for place in range(len(self.size.rows))
        }
        return {
            "id": str(box + 1),
            "issued": given[f"b{box}-issued"],
            "returned": given[f"b{box}-returned"],
            "totals": {"spoilt": given[f"b{box}-spoilt"] or 0, "positions": positions},
        }

    def refuse_count(self, error: NotACount) -> None:
        """Put each fault of the count beside the field it speaks of, or on top."""
        for each in error.faults:
            name = OF_POST.sub(r"p\1-\2", each.path)
            told = ValidationError("%(told)s", params={"told": Said({"zh": each.zh, "en": each.en})})
            self.add_error(name if name in self.fields else None, told)

    def box_fields(self) -> Iterator[tuple[Any, list[Cell]]]:
        """Each box with its figures."""
        for box in range(self.size.boxes):
            yield _box(box), [Cell(self[f"b{box}-{part}"]) for part in HEAD]

    def post_fields(self) -> Iterator[PostFields]:
        """Each post with its names and figures."""
        boxes = range(self.size.boxes)
        for place, rows in enumerate(self.size.rows):
            yield PostFields(
                place=place,
                post=self[f"p{place}-post"],
                seats=self[f"p{place}-seats"],
                women=self[f"p{place}-women"],
                size=self[f"p{place}-rows"],
                rows=tuple(self._row_fields(f"p{place}-n{row}") for row in range(rows)),
                invalid=tuple(Cell(self[f"p{place}-b{box}-invalid"]) for box in boxes),
            )

    def _row_fields(self, row: str) -> NameRow:
        return NameRow(
            name=Cell(self[f"{row}-name"]),
            sex=Cell(self[f"{row}-sex"]),
            written=Cell(self[f"{row}-written"]),
            key=self[f"{row}-key"],
            votes=tuple(Cell(self[f"{row}-b{box}"]) for box in range(self.size.boxes)),
        )


@dataclass(frozen=True, slots=True)
class _People:
    """Everybody named on the page: the candidates of the count, and by plain name the one who alone bears it."""

    candidates: dict[str, dict[str, str]]
    names: dict[str, str]

    @classmethod
    def of(cls, given: Mapping[str, Any], rows: list[str]) -> "_People":
        found: dict[str, dict[str, str]] = {}
        printed = [row for row in rows if not given.get(f"{row}-written")]
        for row in [*(r for r in printed if given.get(f"{r}-key")), *printed]:
            name = plain(given[f"{row}-name"])
            known = given.get(f"{row}-key") or next((k for k, v in found.items() if v["name"] == name), "")
            sex = {"sex": given[f"{row}-sex"]} if given.get(f"{row}-sex") else {}
            found.setdefault(known or f"n:{name}", {"name": name, **sex})
        return cls(found, {each["name"]: key for key, each in found.items()})

    def choice(self, given: Mapping[str, Any], row: str) -> str:
        """What a row stands for in the count: a candidate's key, or a name written in."""
        name, key = plain(given[f"{row}-name"]), given.get(f"{row}-key")
        if key in self.candidates:
            return str(key)
        return write_in(name) if given.get(f"{row}-written") else self.names[name]


def _choice(label: Any, choices: Any, *, required: bool = False) -> forms.ChoiceField:
    widget = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=widget)


def _box(number: int) -> Any:
    return Joined(_("Box"), str(number + 1))


def _title(post: str) -> str:
    """What a post is called on Chinese papers; the tally turns it into English itself."""
    with translation.override("zh-hans"):
        return str(dict(POSTS)[post])
