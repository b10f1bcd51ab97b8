"""What a count would give under a rulebook: the figures of the what-if page put through the tally, kept nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from elections.rulebook import Rulebook
from voting.counting import grounds_of, shipped_counting
from voting.tally import tally
from voting.tally.parse import Counting
from voting.told_outcome import OutcomeTold, told_outcome

IN_FORCE = "in-force"


@dataclass(frozen=True, slots=True)
class Size:
    """How many boxes the page has, and how many rows for names each of its posts."""

    boxes: int
    rows: tuple[int, ...]


def tried(count: Mapping[str, Any], rules: Rulebook | None) -> OutcomeTold:
    """The outcome of a count as the contract of the tally has it, naming its rulebook or that of `rules`.

    Raises NotACount with every fault.
    """

    def counting_of(name: str, body: str, round_: str) -> Counting:
        if name != IN_FORCE:
            return shipped_counting(name, body, round_)
        if rules is None:
            raise LookupError(name)
        return rules.tally_rule(body, round_), grounds_of(rules, body, round_)

    return told_outcome(count, tally(count, counting_of))
