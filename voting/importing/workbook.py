"""The roll sheet as a file: empty, filled from data, or a clerk's own with its faults marked."""

from collections.abc import Iterable, Mapping

from documents.sheets import Layout, Mark, SheetKind, cells_of, marked_copy, template
from documents.sheets.reading import Row, SheetStart
from elections.models import Election
from voting.importing.columns import grounds_of, roll_layout


def layout_for(election: Election) -> Layout:
    """The roll sheet under the rulebook of the election's cycle. Raises RuleSilent without a voting age."""
    rules, village = election.cycle.rules, election.village
    return roll_layout(
        village.kind, village.name, grounds_of(rules, village.kind), rules.roll.voter_min_age.value
    )


def roll_workbook(election: Election, rows: Iterable[Mapping[str, str]] = ()) -> bytes:
    """An .xlsx to fill in or, with `rows` (texts by column key, see `roll_layout`), a filled one."""
    filled = list(rows)
    return template(layout_for(election), filled, example=not filled)


def marked_workbook(
    election: Election,
    content: bytes,
    kind: SheetKind,
    sheet: str,
    places: Mapping[str, int],
    marks: list[Mark],
) -> bytes:
    """The clerk's sheet of this name again, every row at its number, with the marks."""
    return marked_copy(_rows(content, kind, sheet), layout_for(election), places, marks)


def _rows(content: bytes, kind: SheetKind, sheet: str) -> Iterable[Row]:
    current = ""
    for part in cells_of(content, kind):
        if isinstance(part, SheetStart):
            current = part.name
        elif current == sheet:
            yield from part
