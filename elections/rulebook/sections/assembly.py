"""The running order of the Party members' assembly."""

from __future__ import annotations

from typing import Literal

from elections.rulebook.sections.schedule import Key
from elections.rulebook.value import Clause, Strict, Text

Adopted = Literal["agenda", "assembly_method", "duty_lists", "formal_list", "work_report"]
Duty = Literal["scrutineers", "tellers"]


class AgendaItem(Strict):
    """One item of the assembly's agenda, in the order of the plan (A-ASM-05 to A-ASM-18, C-ASM-08).

    An item that `counts` has those present counted; `votes` names what it adopts by a vote, `names` the duties for
    which it names people; with `ballots` ballots are handed out in it. `result_of` is the body whose confirmed vote
    the item tells of.
    """

    key: Key
    title: Text
    clause: Clause
    quote: str = ""
    counts: bool = False
    votes: tuple[Adopted, ...] = ()
    names: tuple[Duty, ...] = ()
    ballots: bool = False
    result_of: Literal["party_committee", "party_secretary"] | None = None
