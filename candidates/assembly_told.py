"""That an assembly whose items and votes are all on record here was held, told to the steps (A-ASM-13, C-ASM-08)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.utils.functional import lazy
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from candidates.models import AgendaRecord
from candidates.queries.party_vote import settled_in
from elections.models import Election
from elections.rulebook import Rulebook
from elections.rulebook.events import ASSEMBLY_HELD
from elections.steps import Worked, works_in_steps

filled = lazy(lambda sentence, facts: str(sentence) % facts, str)


@works_in_steps
def held_here(elections: Collection[Election]) -> Mapping[int, Sequence[Worked]]:
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
        election: [
            Worked(
                rules[election].assembly_step,
                parts_of(rules[election]),
                held_on=localtime(max(moments.values())).date(),
                recorded_at=max(*moments.values(), vote.at),
                note=filled(_("%(n)s members elected by the assembly"), {"n": vote.elected}),
            )
        ]
        for election, vote in settled.items()
        if (moments := held.get(election, {}))
        and {item.key for item in rules[election].assembly_agenda} <= set(moments)
    }


def parts_of(rules: Rulebook) -> list[str]:
    """The parts of the step that say that the assembly was held; none where the step as a whole says it."""
    return [part.key for part in rules.step(rules.assembly_step).parts if part.event == ASSEMBLY_HELD]
