"""The roll sheet as a file: empty, or filled from data."""

from collections.abc import Iterable, Mapping

from documents.sheets import Layout, template
from elections.models import Election
from voting.importing.columns import roll_layout


def layout_for(election: Election) -> Layout:
    """The roll sheet under the rulebook of the election's cycle. Raises RuleSilent without a voting age."""
    return roll_layout(election.cycle.rules, election.village.kind, election.village.name)


def roll_workbook(election: Election, rows: Iterable[Mapping[str, str]] = ()) -> bytes:
    """An .xlsx to fill in or, with `rows` (texts by column key, see `roll_layout`), a filled one."""
    filled = list(rows)
    return template(layout_for(election), filled, example=not filled)
