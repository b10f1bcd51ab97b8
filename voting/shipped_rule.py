from typing import Any

from elections.rulebook import RulebookError, load_rulebook


def shipped_rule(name: str, body: str, round_: str) -> dict[str, Any]:
    """The counting rule of a shipped rulebook for a body and a round; LookupError when there is none."""
    try:
        return load_rulebook(name).tally_rule(body, round_)
    except RulebookError as error:
        raise LookupError(name) from error
