"""The station's box of a round counted paper by paper: the papers behind the figures of its sheet, typed and closed."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from overview.rehearsal.vote import CHIEF, ODD_FIGURES, SCRUTINEERS, by_papers, last_round, sheets_of
from overview.rehearsal.walk import Walk
from voting.models import Box
from voting.services.paper import CountHead, PaperAct, close_papers, enter_papers, open_papers

CALLERS = "旷运来、赵松柏"
GROUP, VERSION = 1, 1


def open_box(walk: Walk, now: datetime) -> None:
    """The box is opened before everybody; the first half of its papers is called and typed."""
    box, sheet = _station(walk)
    head = CountHead(sheet["issued"], sheet["returned"], CALLERS, SCRUTINEERS)
    open_papers(by=walk.staff.teller, box=box, head=head, accepted=ODD_FIGURES, now=now)
    papers = papers_of(sheet)
    _type(walk, box, papers[: len(papers) // 2], now)


def close_box(walk: Walk, now: datetime) -> None:
    """The other half follows, and the box is closed."""
    box, sheet = _station(walk)
    papers = papers_of(sheet)
    _type(walk, box, papers[len(papers) // 2 :], now)
    close_papers(by=walk.clerk, box=box, scrutineers=SCRUTINEERS, chief=CHIEF, now=now)


def _station(walk: Walk) -> tuple[Box, Mapping[str, Any]]:
    return next(each for each in sheets_of(walk, last_round(walk)) if by_papers(each[0]))


def _type(walk: Walk, box: Box, papers: list[dict[str, Any]], now: datetime) -> None:
    acts = [PaperAct(uuid.UUID(int=walk.random.getrandbits(128)), paper) for paper in papers]
    enter_papers(by=walk.staff.teller, box=box, version=VERSION, group=GROUP, acts=acts, now=now)


def papers_of(sheet: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Papers that come to the figures of a sheet: first the void ones, then those on which a post cannot be read.

    The votes of a post go round the papers that count for it, so that none has more marks than seats.
    """
    good = sheet["returned"] - sheet["spoilt"]
    papers: list[dict[str, Any]] = [{"marks": {}, "illegible": []} for _paper in range(good)]
    for post, figures in sheet["positions"].items():
        unread, read = papers[: figures["invalid"]], papers[figures["invalid"] :]
        for paper in unread:
            paper["illegible"].append(post)
        place = 0
        for choice, votes in figures["votes"].items():
            for n in range(place, place + votes):
                read[n % len(read)]["marks"].setdefault(post, []).append(choice)
            place += votes
    return [{"spoilt": True}] * sheet["spoilt"] + papers
