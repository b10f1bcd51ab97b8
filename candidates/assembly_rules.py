"""What the rulebook of an election says of the Party members' assembly, with the readings where it is silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from candidates.party_rights import NO_VOTE, OPEN
from elections.models import Election
from elections.rulebook import AgendaItem, Rulebook
from elections.rulebook.events import ASSEMBLY_HELD

APPROVALS = "assembly.exclusion_approvals"
ADOPTIONS = "AMB-56"
ASSEMBLY = "assembly"  # the approval that the assembly itself gives
FROM_ABOVE = frozenset({"township_party_committee", "superior_party_organisation"})


@dataclass(frozen=True, slots=True)
class Ruled:
    """A value of the rulebook, or what is read where it is silent, with its ground."""

    value: Any
    clause: str
    stated: bool


@dataclass(frozen=True, slots=True)
class AssemblyRules:
    """The rules of one assembly. `approvals` come in their order; `span` is in months."""

    agenda: tuple[AgendaItem, ...]
    quorum: Ruled
    situations: Ruled
    approvals: Ruled
    lasting: Ruled
    span: Ruled
    without_vote: Ruled
    adoption: Ruled
    proxy: Ruled
    helper: Ruled

    @property
    def readings(self) -> tuple[tuple[Promise | str, str], ...]:
        return tuple(_readings(self))


def assembly_rules(rules: Rulebook) -> AssemblyRules:
    """What holds for the assembly under this rulebook."""
    own = rules.assembly
    return AssemblyRules(
        agenda=rules.assembly_agenda,
        quorum=_ruled(rules.count.party_committee.quorum, None, OPEN),
        situations=_ruled(own.exclusion_situations, (), OPEN),
        approvals=_ruled(own.exclusion_approvals, (), OPEN),
        lasting=_ruled(own.exclusion_span_situations, (), OPEN),
        span=_ruled(own.exclusion_span, 0, OPEN),
        without_vote=_ruled(own.without_vote, NO_VOTE, OPEN),
        adoption=_ruled(own.adoption, None, ADOPTIONS),
        proxy=_ruled(own.proxy_allowed, False, "AMB-30"),
        helper=_ruled(own.writing_helper, "non_candidate", "AMB-60"),
    )


def is_held_by(rules: Rulebook, step: str, parts: Any) -> bool:
    """Whether a record of these parts of a step says that the assembly was held."""
    rule = rules.step(step)
    held = ASSEMBLY_HELD
    return rule.event == held or any(part.event == held and part.key in parts for part in rule.parts)


def set_day(election: Election) -> date | None:
    """The day that is set for the assembly; where no committee is elected, the election day is that of the assembly."""
    return election.party_day if election.cycle.rules.elects_a_committee else election.election_day


def day_of(election: Election, today: date) -> date:
    """The day of the assembly as it is set, else today."""
    return set_day(election) or today


def _ruled(found: Any, usual: Any, reading: str) -> Ruled:
    return Ruled(found.value, found.clause, True) if found.stated else Ruled(usual, reading, False)


def _readings(rules: AssemblyRules) -> Iterator[tuple[Promise | str, str]]:
    yield (
        _(
            "Expected are full members with the right to vote, less those left out; the assembly adopts who is left "
            "out at an earlier meeting or as its first act."
        ),
        OPEN,
    )
    if rules.approvals.value and not rules.situations.stated:
        yield (
            _("The text lists no situations in which a member is left out; the reason is written out."),
            OPEN,
        )
    if not rules.adoption.stated:
        yield (
            _("The text names no majority for what the assembly adopts; more votes in favour than against."),
            ADOPTIONS,
        )
