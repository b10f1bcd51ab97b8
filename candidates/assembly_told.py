"""That an assembly whose items and votes are all on record here was held, told to the steps (A-ASM-13, C-ASM-08)."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils.functional import lazy
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from candidates.models import AgendaRecord
from candidates.queries.party_vote import settled_in
from elections.models import Election
from elections.rulebook.events import ASSEMBLY_HELD
from elections.steps import Told, tells

filled = lazy(lambda sentence, facts: str(sentence) % facts, str)


@tells(ASSEMBLY_HELD)
def held_here(elections: Collection[Election]) -> Mapping[int, Told]:
    """The assemblies that are over: every item on record, members and posts elected and confirmed."""
    settled = settled_in(elections)
    if not settled:
        return {}
    records = AgendaRecord.objects.filter(election__in=list(settled), withdrawn_at=None)
    held: dict[int, dict[str, datetime]] = {}
    for election, item, at in records.values_list("election_id", "item", "held_at"):
        held.setdefault(election, {})[item] = at
    rules = {election.pk: election.cycle.rules for election in elections}
    return {
        election: Told(
            on=localtime(max(moments.values())).date(),
            at=max(*moments.values(), vote.at),
            remark=filled(_("%(n)s members elected by the assembly"), {"n": vote.elected}),
        )
        for election, vote in settled.items()
        if (moments := held.get(election, {}))
        and {item.key for item in rules[election].assembly_agenda} <= set(moments)
    }
