"""What a rulebook gives to a tally: the rule of a vote, and the clauses that its sentences cite."""

from typing import Any

from elections.rulebook import Rulebook, RulebookError, load_rulebook
from voting.enums import Round
from voting.rounds import Due
from voting.tally.clauses import Clause, Grounds


def shipped_counting(name: str, body: str, round_: str) -> tuple[dict[str, Any], Grounds]:
    """The counting rule of a shipped rulebook for a body and a round; LookupError when there is none."""
    try:
        rules = load_rulebook(name)
    except RulebookError as error:
        raise LookupError(name) from error
    return rules.tally_rule(body, round_), grounds_of(rules, body, round_)


def grounds_of(rules: Rulebook, body: str, round_: str, kind: str = "") -> Grounds:
    """The clause of each part of a rulebook's rule for a body and a round, as it is cited; with the `kind` of a place
    only what governs such places.
    """
    return {
        part: Clause(code, rules.cite(code, "zh"), rules.cite(code, "en"))
        for part, code in rules.tally_clauses(body, round_, kind).items()
    }


def clause_of_further(rules: Rulebook, body: str, due: Due, kind: str) -> str | None:
    """The clause on which a further round follows: of a void vote, of a tie, of seats left empty; None without one."""
    part = "balance" if due.anew else "tie" if due.round == Round.REVOTE else "runoff"
    return rules.tally_clauses(body, due.round, kind).get(part)
