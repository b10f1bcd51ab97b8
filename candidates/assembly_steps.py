"""What stands against a record that the assembly was held: an item of its agenda that is open (C-ASM-08)."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.said import Listed, Said
from candidates.assembly_refusals import AgendaOpen
from candidates.assembly_rules import is_held_by
from candidates.queries.assembly import agenda_of
from elections.models import Election
from elections.steps import stands_against


@stands_against
def refuse_while_an_item_is_open(
    election: Election, step: str, parts: Collection[str], now: datetime
) -> None:
    """An assembly that was begun here is held once every item is on record. Raises AgendaOpen.

    One that was held without the application is recorded as any off-line work.
    """
    if not is_held_by(election.cycle.rules, step, parts):
        return
    agenda = agenda_of(election)
    if agenda.begun and agenda.open:
        raise AgendaOpen(
            _("Items of the assembly are still open: %(items)s."),
            {"items": Listed(Said(item.title) for item in agenda.open)},
            clause=agenda.open[-1].clause,
            data={"items": [item.key for item in agenda.open]},
        )
