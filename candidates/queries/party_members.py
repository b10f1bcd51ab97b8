"""The members of a village's Party organisation, and which of them may stand in it."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from candidates.party_rights import PartyRight, party_right
from elections.models import Election
from villages.enums import Discipline
from villages.models import PartyMember, Village


def members_of(village: Village) -> QuerySet[PartyMember]:
    """Its members; who is expelled stays in the register and is none."""
    return PartyMember.objects.filter(village=village).exclude(discipline=Discipline.EXPELLED)


def members_named(election: Election, names: Collection[str], day: date) -> dict[int, PartyRight]:
    """The residents of these names who are members of the Party organisation, with what they may do on a day."""
    rules = election.cycle.rules
    members = members_of(election.village).filter(resident__name__in=names)
    return {member.resident_id: party_right(rules, member, day) for member in members}


def only_member_named(election: Election, names: Collection[str]) -> dict[str, int]:
    """Of names that one member of the Party organisation bears, whoever else bears it: the member's resident."""
    members = members_of(election.village).filter(resident__name__in=names)
    found: dict[str, list[int]] = {}
    for name, pk in members.values_list("resident__name", "resident_id"):
        found.setdefault(name, []).append(pk)
    return {name: pks[0] for name, pks in found.items() if len(pks) == 1}
