"""Parts of sentences that checks and positions share: who is counted, and which part of them is needed."""

from fractions import Fraction

from voting.tally.model import Body, Position, Share
from voting.tally.say import Text, say
from voting.tally.sentences import TITLES

HALF = Fraction(1, 2)
NUMERALS = "零一二三四五六七八九十"


def share(bound: Share) -> Text:
    """过半数, 不少于五分之四: the part that must be passed or reached."""
    part = bound.more_than if bound.more_than is not None else bound.at_least
    assert part is not None
    if bound.more_than == HALF:
        return say("half_passed")
    return say("share_passed" if bound.more_than is not None else "share_reached", share=_fraction(part))


def _fraction(part: Fraction) -> Text:
    over, under = part.numerator, part.denominator
    written = f"{over}/{under}"
    if under < len(NUMERALS) and over < len(NUMERALS):
        return Text(f"{NUMERALS[under]}分之{NUMERALS[over]}", written)
    return Text(written, written)


def electors(body: Body, n: int) -> Text:
    kind = "party" if body.startswith("party_") else body
    return say(f"electors_{kind}", n=n)


def base(body: Body, of: str, n: int) -> Text:
    """What a threshold is a part of: 收回选票1,020张."""
    return electors(body, n) if of == "electors" else say(f"of_{of}", n=n)


def title(position: Position) -> Text:
    shown = position.title or position.id
    return Text(shown, TITLES.get(shown, shown))
