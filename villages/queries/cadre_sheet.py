"""A checked sheet of posts held against those on record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format

from villages.enums import BODY_OF, Post
from villages.importing.post import written_appraisals
from villages.models import Cadre, RegisterUpload, StagedRow, Village
from villages.queries.preview import Difference, Moved, Preview, Told
from villages.services.cadre import Appraised, Holding

Identity = tuple[int, str, date]


@dataclass(frozen=True)
class PostRow:
    """A row of the sheet with what it says; `cadre` is the post on record, with what differs."""

    row: StagedRow
    holding: Holding
    appraisals: tuple[Appraised, ...]
    cadre: Cadre | None = None
    differences: tuple[Difference, ...] = ()


@dataclass
class PostComparison:
    """What taking the sheet over does to the posts on record; `left_out` are those that the sheet leaves out."""

    base: bool
    new: list[PostRow] = field(default_factory=list)
    changed: list[PostRow] = field(default_factory=list)
    left_out: list[Cadre] = field(default_factory=list)
    unchanged: int = 0


def posts_on_record(village: Village) -> dict[Identity, Cadre]:
    """The posts held at a place, by person, body and beginning: by what a row of the sheet means one."""
    cadres = Cadre.objects.filter(village=village).select_related("resident__group")
    return {
        (cadre.resident_id, cadre.body, cadre.since): cadre
        for cadre in cadres.prefetch_related("appraisals").order_by("pk")
    }


def posts_compared(upload: RegisterUpload) -> PostComparison:
    """The sheet against the record, in three queries."""
    kept = posts_on_record(upload.village)
    found = PostComparison(base=bool(kept))
    for row in upload.staged.select_related("resident__group"):
        holding, appraisals = read(row.data)
        cadre = kept.pop((row.resident_id, holding.body, holding.since), None)
        if cadre is None:
            found.new.append(PostRow(row, holding, appraisals))
        elif differences := tuple(_differences(cadre, holding, appraisals)):
            found.changed.append(PostRow(row, holding, appraisals, cadre, differences))
        else:
            found.unchanged += 1
    found.left_out = list(kept.values())
    return found


def posts_preview(upload: RegisterUpload) -> Preview:
    """What taking a sheet of posts held over would do."""
    found = posts_compared(upload)
    return Preview(
        base=found.base,
        new=[_told(each.row.resident, each.holding) for each in found.new],
        changed=[
            Moved(each.row.row, each.row.resident.name, [_worded(d) for d in each.differences])
            for each in found.changed
        ],
        left_out=[_told(cadre.resident, cadre) for cadre in found.left_out],
        unchanged=found.unchanged,
    )


def staged(holding: Holding, appraisals: tuple[Appraised, ...]) -> dict[str, Any]:
    """A post held and its appraisals as a row keeps them until it is taken over."""
    return {
        "post": str(holding.post),
        "since": holding.since.isoformat(),
        "until": holding.until.isoformat() if holding.until else None,
        "term": holding.term,
        "appraisals": [[each.year, str(each.grade), each.last] for each in appraisals],
    }


def read(data: Mapping[str, Any]) -> tuple[Holding, tuple[Appraised, ...]]:
    """What `staged` kept."""
    since, until = date.fromisoformat(data["since"]), data["until"]
    post, ended = Post(data["post"]), date.fromisoformat(until) if until else None
    holding = Holding(BODY_OF[post], post, since, ended, data["term"])
    return holding, tuple(Appraised(*each) for each in data["appraisals"])


def _differences(cadre: Cadre, holding: Holding, appraisals: tuple[Appraised, ...]) -> list[Difference]:
    pairs = [(name, getattr(cadre, name), getattr(holding, name)) for name in ("post", "until", "term")]
    on_record = {each.year: (each.grade, each.last) for each in cadre.appraisals.all()}
    pairs.append(("appraisals", on_record, on_record | {a.year: (a.grade, a.last) for a in appraisals}))
    return [Difference(name, before, after) for name, before, after in pairs if before != after]


def _worded(difference: Difference) -> Difference:
    """With words for a page: the label of a post, the years as the sheet writes them."""
    name, before, after = difference.field, difference.before, difference.after
    if name == "post":
        return Difference(name, str(Post(before).label), str(Post(after).label))
    if name == "appraisals":
        return Difference(name, written_appraisals(before), written_appraisals(after))
    return difference


def _told(person: Any, held: Any) -> Told:
    end = date_format(held.until) if held.until else ""
    about = f"{Post(held.post).label} {date_format(held.since)}—{end}"
    return Told(person.name, person.group.number, person.birth_date, about)
