"""Papers with thousands of names take at most twice as long as the same text in bare paragraphs.

Ratios within one run only: the machine's own speed does not matter.
"""

from collections.abc import Callable
from datetime import date
from html import escape
from itertools import count, cycle, islice, product
from time import process_time

import pytest

from documents.papers import PaperKind, kind_of
from documents.services.paper import print_sheet
from documents.typeset import typeset
from documents.typeset.imprint import Imprint
from tests.bench.in_turns import best_of
from voting.papers.card import VoterCard, VoterCards
from voting.papers.heading import Heading
from voting.papers.roll import Appeal, NameGroup, RollPoster

pytestmark = pytest.mark.bench

NAMES, GROUPS, ROUNDS, LIMIT = 3000, 12, 5, 2.0
PAGE = "<style>@page { size: A4; margin: 37mm 26mm 35mm 28mm } html { font-size: 16pt; line-height: 28.95pt }</style>"
DAY = date(2021, 1, 20)
HEADING = Heading("衡山县", "白果镇", "棠兴村", "棠选", False, 11, DAY)
IMPRINT = Imprint("棠选〔2020〕6号", "7K3M-92QD", "https://huanjie.example.cn/verify/7K3M92QD/", DAY, True)


def names() -> list[str]:
    """Made-up names: mostly of three characters, some of two, a few long or rare."""
    common = (
        "".join(parts)
        for parts in product("刘陈谭周王李罗肖成彭唐赵胡", "建志小桂海立文秀国", ("明", "勇", "芳", ""))
    )
    some = [*common, "阿卜杜拉·买买提", "㛃𬱖𫖯", "欧阳修文"]
    return list(islice(cycle(some), NAMES))


@pytest.fixture(scope="module")
def poster() -> RollPoster:
    listed, per = names(), NAMES // GROUPS
    return RollPoster(
        heading=HEADING,
        version=1,
        published_on=DAY,
        groups=tuple(
            NameGroup(f"第{n + 1}组", tuple(listed[n * per : (n + 1) * per])) for n in range(GROUPS)
        ),
        refused=(),
        appeal=Appeal(5, DAY, 3),
        fingerprint="7F3A9C21",
    )


@pytest.fixture(scope="module")
def cards() -> VoterCards:
    made = tuple(
        VoterCard(n, name, "女", f"第{n // 250 + 1}组") for n, name in zip(count(1), names(), strict=False)
    )
    return VoterCards(heading=HEADING, name="选民证", cards=made, day=DAY)


def test_the_roll_poster_of_3000_names(poster: RollPoster) -> None:
    kind = kind_of("roll_poster")
    paragraphs = [" ".join(group.names) for group in poster.groups]
    assert ratio(lambda: print_sheet(kind, poster, IMPRINT), lambda: bare(paragraphs)) <= LIMIT


def test_the_cards_of_3000_voters(cards: VoterCards) -> None:
    kind: PaperKind = kind_of("voter_cards")
    paragraphs = [
        f"№ {card.number:04d} {card.name} {card.group} {card.number:04d} {card.name}（{card.sex}） {card.group}"
        for card in cards.cards
    ]
    assert ratio(lambda: print_sheet(kind, cards, IMPRINT), lambda: bare(paragraphs), rounds=1) <= LIMIT


def bare(paragraphs: list[str]) -> bytes:
    return typeset(PAGE + "".join(f"<p>{escape(text)}</p>" for text in paragraphs))


def ratio(ours: Callable[[], bytes], theirs: Callable[[], bytes], rounds: int = ROUNDS) -> float:
    """The best time of ours over the best of theirs, in seconds of this process."""
    own, bare = best_of(rounds, ours, theirs, clock=process_time)
    return own / bare
