"""Findings on the roll sheet in the words of the page's language."""

from typing import Any

from accounts.said import Listed
from documents.importing.telling import SheetWords, said
from elections.models import Election
from villages.templatetags.names import place
from voting.importing.faults import FAULTS, NEEDS
from voting.importing.workbook import layout_for


def words_of(election: Election) -> SheetWords:
    """How what is found on a roll sheet of this election is told."""
    rules = election.cycle.rules
    return SheetWords(layout_for(election), FAULTS, lambda rule: rules.at(rule).clause, _said)


def _said(name: str, value: Any) -> str:
    if name == "needs":
        return str(Listed(NEEDS[need] for need in value))
    return place(value) if name == "place" else said(name, value)
