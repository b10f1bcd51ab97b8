"""Whether the round is valid: enough took part, and no more papers came back than were given out."""

from dataclasses import dataclass

from voting.tally.box import Contents
from voting.tally.clauses import Grounds
from voting.tally.model import Count, Quorum
from voting.tally.phrases import electors, share
from voting.tally.say import Fact, Text, say


@dataclass(frozen=True)
class Check:
    code: str
    passed: bool
    have: int
    need: int
    clause: str
    text: Text


def run_checks(count: Count, boxes: list[Contents], grounds: Grounds) -> list[Check]:
    """The quorum, unless the rule has none or the round is a re-vote, and the balance of papers."""
    quorum = None if count.contest.round == "revote" else count.rule.quorum
    return [*([_quorum(count, quorum, boxes, grounds)] if quorum else []), _balance(count, boxes, grounds)]


def _quorum(count: Count, quorum: Quorum, boxes: list[Contents], grounds: Grounds) -> Check:
    have = count.present or 0 if quorum.measure == "present" else sum(contents.returned for contents in boxes)
    need = quorum.need(count.electors)
    body = count.contest.body
    text = say(
        f"quorum_{quorum.measure}",
        electors=electors(body, count.electors),
        have=have,
        share=share(quorum),
        need=need,
        verdict=_verdict(have >= need),
    )
    return Check("quorum", have >= need, have, need, grounds["quorum"].code, text)


def _balance(count: Count, boxes: list[Contents], grounds: Grounds) -> Check:
    """A-CNT-01. With `each_box` the first box with too many papers speaks for the round."""
    each = boxes if count.rule.balance == "each_box" else []
    failing = next((contents for contents in each if contents.returned > contents.issued), None)
    have = failing.returned if failing else sum(contents.returned for contents in boxes)
    need = failing.issued if failing else sum(contents.issued for contents in boxes)
    passed = have <= need
    facts: dict[str, Fact] = {"have": have, "need": need, "verdict": _verdict(passed)}
    facts["relation"] = say("not_more" if passed else "more")
    text = say("balance_box", box=failing.id, **facts) if failing else say("balance_total", **facts)
    return Check("balance", passed, have, need, grounds["balance"].code, text)


def _verdict(passed: bool) -> Text:
    return say("valid" if passed else "invalid")
