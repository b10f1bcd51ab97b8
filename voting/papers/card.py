from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import islice

from voting.papers.heading import ElectionSheet

PER_PAGE = 8
ACROSS = 2
# The style sheet's tab stops stand 35 mm apart: a counterfoil takes one, the card beside it two.
STOP_MM = 35.0
CHARACTER_MM = 4.24  # 12 pt
COUNTERFOIL_CHARACTERS = 6
BLANK = "作　废"


@dataclass(frozen=True, slots=True)
class VoterCard:
    """One voter's card: `number` is that of the roll."""

    number: int
    name: str
    sex: str
    group: str


def cut(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[: characters - 1] + "…"


def spread(counterfoil: str, card: str) -> str:
    """One line of a counterfoil and its card, with the tabs that bring the next card to its place."""
    stops_left = max(1, 2 - int(len(card) * CHARACTER_MM // STOP_MM))
    return f"{cut(counterfoil, COUNTERFOIL_CHARACTERS)}\t{card}" + "\t" * stops_left


def row_lines(cards: Sequence[VoterCard]) -> str:
    """The text of the cards side by side: number, name, group. A place without a voter is struck."""
    empty = [(BLANK, BLANK)] * (ACROSS - len(cards))
    numbers = [(f"№ {card.number:04d}", f"{card.number:04d}") for card in cards] + empty
    names = [(card.name, f"{card.name}（{card.sex}）") for card in cards] + empty
    groups = [(card.group, card.group) for card in cards] + empty
    return "\n".join("".join(spread(*pair) for pair in line).rstrip() for line in (numbers, names, groups))


@dataclass(frozen=True, slots=True, kw_only=True)
class VoterCards(ElectionSheet):
    """All voters' cards of a roll, eight on a page (A-ROLL-23). `name` is the card's name in the plan: 选民证."""

    name: str
    cards: tuple[VoterCard, ...]
    day: date
    opens: time | None = None
    closes: time | None = None
    place: str = ""

    @property
    def title(self) -> str:
        return self.name

    @property
    def sign(self) -> str:
        return f"{self.heading.sign}证"

    @property
    def pages(self) -> Iterator[list[str]]:
        """Each page as the text of its four rows."""
        cards = iter(self.cards)
        while page := list(islice(cards, PER_PAGE)):
            yield [row_lines(page[at : at + ACROSS]) for at in range(0, PER_PAGE, ACROSS)]
