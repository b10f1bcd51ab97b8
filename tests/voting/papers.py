"""Papers typed one by one, for the tests of that way of counting."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from accounts.models import User
from tests.voting.ballots import COUNTED
from voting.models import Box, Paper, PaperCount
from voting.services.paper import CountHead, PaperAct, close_papers, enter_papers, open_papers
from voting.services.paper_ruling import Ruling

NAMES = {"scrutineers": "肖国华、成桂英", "chief": "谭国安"}
BLANK: dict[str, Any] = {"marks": {}}
VOID: dict[str, Any] = {"spoilt": True}


def ballot(*chair: str, member: Sequence[str] = (), **more: Any) -> dict[str, Any]:
    """A paper: ballot("c1", member=["m1", "w:周涛"])."""
    return {"marks": {"chair": list(chair), "member": list(member)}} | more


def typed(data: dict[str, Any], doubtful: bool = False, key: UUID | None = None) -> PaperAct:
    return PaperAct(key or uuid4(), data, doubtful)


def undo(act: PaperAct) -> PaperAct:
    return PaperAct(act.client_id, None)


def opened(box: Box, by: User, returned: int = 3, issued: int = 100, now: datetime = COUNTED) -> PaperCount:
    head = CountHead(issued, returned, "唱票 刘建明，计票 彭丽", "肖国华、成桂英")
    return open_papers(by=by, box=box, head=head, now=now)


def send(box: Box, by: User, *acts: PaperAct, group: int = 1, now: datetime = COUNTED) -> PaperCount:
    version = Box.objects.values_list("version", flat=True).get(pk=box.pk)
    return enter_papers(by=by, box=box, version=version, group=group, acts=acts, now=now)


def close(box: Box, by: User, now: datetime = COUNTED) -> Box:
    return close_papers(by=by, box=box, now=now, **NAMES)


def ruling(data: dict[str, Any], **changed: str) -> Ruling:
    return Ruling(ballot=data, **({"reason": "意思表示清楚", "no_photo": "手机没电"} | NAMES | changed))


def paper(act: PaperAct) -> Paper:
    return Paper.objects.select_related("count__box__contest__election").get(client_id=act.client_id)


@pytest.fixture
def paper_box(box: Box, clerk: User) -> Box:
    """The first box, three papers in it, opened to be counted paper by paper."""
    opened(box, clerk)
    return box
