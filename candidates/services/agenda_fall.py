"""The agenda of the assembly after a Party vote was declared void: what rests on it is open again (A-CNT-02)."""

from datetime import datetime

from accounts.exempt import part_of_an_act
from accounts.models import User
from accounts.rules import require
from candidates.models import AgendaRecord
from candidates.queries.assembly import AgendaShown, agenda_of
from candidates.services.agenda import record_item
from elections.enums import Act
from elections.rulebook import AgendaItem
from voting.enums import InvalidScope
from voting.models import Invalidity
from voting.rounds import FIRST_MEETING, PARTY


@part_of_an_act
def open_items_again(made: Invalidity, by: User, now: datetime) -> list[str]:
    """Take the items back that tell of a vote declared void as a whole, and all after them: they are held once more when the
    vote is held anew. They stay readable with the reason. Part of the declaration, which locks the election.
    """
    if not made.void or made.scope != InvalidScope.WHOLE or made.contest.body not in (PARTY, FIRST_MEETING):
        return []
    election = made.contest.election
    office = require(by, "result.invalidate", election.village_id)
    agenda = agenda_of(election)
    for shown in reversed(agenda.items[_first_on(agenda, made.contest.body) :]):
        if shown.record is not None:
            _take_back(shown.record, made.reason, now)
            record_item(
                by, office, Act.AGENDA_ITEM_TAKEN_BACK, shown.record, shown, now, {"reason": made.reason}
            )
    return []


def _first_on(agenda: AgendaShown, body: str) -> int:
    """The place of the first item that rests on the vote of a body; after the last where none does."""
    resting = (place for place, shown in enumerate(agenda.items) if _rests(shown.item, body))
    return next(resting, len(agenda.items))


def _rests(item: AgendaItem, body: str) -> bool:
    return item.result_of == body or (body == PARTY and item.ballots)


def _take_back(record: AgendaRecord, reason: str, now: datetime) -> None:
    record.withdrawn_at, record.withdrawn_because = now, reason[:200]
    record.save(update_fields=["withdrawn_at", "withdrawn_because"])
