"""Who may chair the Party members' assembly: the outgoing Party committee (A-ASM-01, C-ASM-07)."""

from candidates.queries.sitting import sitting_before
from elections.models import Election
from elections.rulebook import AgendaItem
from villages.enums import Body
from villages.names.plain import plain


def names_chair(election: Election, item: AgendaItem) -> bool:
    """Whether an item is the one with which the chair is put on record: the first, where the plan says who chairs."""
    rules = election.cycle.rules
    return rules.assembly.chaired_by.stated and rules.assembly_agenda[0].key == item.key


def outgoing_committee(election: Election) -> list[str]:
    """The names of the Party committee that sat before this election; nobody where the register of posts has none."""
    posts = sitting_before([election.pk]).filter(village=election.village_id, body=Body.PARTY)
    names = posts.order_by("pk").values_list("resident__name", flat=True)
    return list(dict.fromkeys(names))


def is_of(committee: list[str], name: str) -> bool:
    return plain(name) in {plain(each) for each in committee}
