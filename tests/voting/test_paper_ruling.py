"""Doubtful papers: set aside, photographed, ruled on by named people."""

import pytest

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from documents.models import StoredFile
from elections.chain import digest
from elections.enums import Act
from elections.models import LedgerEntry
from elections.services.step import Attached
from tests.cast import at
from tests.voting.ballots import COUNTED
from tests.voting.papers import BLANK, VOID, ballot, close, paper, paper_box, ruling, send, typed, undo
from voting.models import Box, Paper, PaperCount
from voting.queries.paper import ballots_in, doubtful_paper, doubtful_papers
from voting.refusals.paper import PaperNotDoubtful, PapersClosed, PaperUndone, PaperUnreadable, PhotoUnfit
from voting.services.paper import PaperAct
from voting.services.paper_ruling import attach_photo, rule_paper

__all__ = ["paper_box"]

JPEG = b"\xff\xd8\xff\xe0 a picture"
PNG = b"\x89PNG\r\n\x1a\n a picture"


@pytest.fixture
def aside(paper_box: Box, clerk: User) -> PaperAct:
    """A paper set aside; its counter read a vote for c1."""
    act = typed(ballot("c1"), doubtful=True)
    send(paper_box, clerk, act)
    return act


def test_a_doubtful_paper_counts_as_nothing_until_it_is_ruled_on(aside: PaperAct, clerk: User) -> None:
    count = PaperCount.objects.get()
    assert ballots_in(count) == []
    rule_paper(by=clerk, paper=paper(aside), ruling=ruling(ballot("c2", member=["m1"])), now=COUNTED)
    assert ballots_in(count) == [{"n": 1, "marks": {"chair": ["c2"], "member": ["m1"]}}]


def test_who_ruled_and_why_stands_with_the_paper_and_in_the_ledger(aside: PaperAct, clerk: User) -> None:
    rule_paper(by=clerk, paper=paper(aside), ruling=ruling(VOID), now=at(2021, 1, 20, 15))
    kept, told = paper(aside), LedgerEntry.objects.get(act=Act.PAPER_RULED).data
    assert (kept.ruled_scrutineers, kept.ruled_chief, kept.ruled_by) == ("肖国华、成桂英", "谭国安", clerk)
    assert (kept.ballot, kept.ruling, kept.ruled_at) == (
        ballot("c1") | {"marks": {"chair": ["c1"]}},
        VOID,
        at(2021, 1, 20, 15),
    )
    assert (told["counts_as"], told["chief"], told["reason"]) == (digest(VOID), "谭国安", "意思表示清楚")


def test_a_later_ruling_takes_the_place_of_an_earlier_one_and_both_are_in_the_ledger(
    aside: PaperAct, clerk: User
) -> None:
    for data in (VOID, BLANK):
        rule_paper(by=clerk, paper=paper(aside), ruling=ruling(data), now=COUNTED)
    assert paper(aside).ruling == BLANK
    assert LedgerEntry.objects.filter(act=Act.PAPER_RULED).count() == 2


def test_names_and_reason_are_asked_for_at_once(aside: PaperAct, clerk: User) -> None:
    with pytest.raises(Refusals) as refused:
        rule_paper(
            by=clerk,
            paper=paper(aside),
            ruling=ruling(VOID, scrutineers=" ", chief="", reason=""),
            now=COUNTED,
        )
    told = [(r.code, r.field, r.clause) for r in refused.value.refusals]
    assert told == [
        ("names_needed", "scrutineers", "A-CNT-04"),
        ("names_needed", "chief", "A-CNT-04"),
        ("reason_needed", "reason", None),
    ]


def test_a_paper_is_photographed_before_it_is_ruled_on_or_it_is_said_why_not(
    aside: PaperAct, clerk: User
) -> None:
    with pytest.raises(Refusals) as refused:
        rule_paper(by=clerk, paper=paper(aside), ruling=ruling(VOID, no_photo=" "), now=COUNTED)
    assert [(r.code, r.field) for r in refused.value.refusals] == [("photo_needed", "no_photo")]
    assert paper(aside).ruling is None
    rule_paper(by=clerk, paper=paper(aside), ruling=ruling(VOID, no_photo="手机没电"), now=COUNTED)
    assert paper(aside).no_photo_because == "手机没电"
    told = LedgerEntry.objects.get(act=Act.PAPER_RULED).data
    assert (told["photo"], told["no_photo"]) == (None, "手机没电")
    attach_photo(by=clerk, paper=paper(aside), photo=Attached("票.jpg", JPEG, "image/jpeg"), now=COUNTED)
    assert paper(aside).no_photo_because == ""
    rule_paper(by=clerk, paper=paper(aside), ruling=ruling(BLANK, no_photo=""), now=COUNTED)
    told = LedgerEntry.objects.filter(act=Act.PAPER_RULED).last().data
    assert (told["photo"], told["no_photo"]) == (paper(aside).photo.sha256, "")


def test_a_ruling_names_what_the_round_has(aside: PaperAct, clerk: User) -> None:
    with pytest.raises(PaperUnreadable):
        rule_paper(by=clerk, paper=paper(aside), ruling=ruling(ballot("m1")), now=COUNTED)


def test_only_what_was_set_aside_is_ruled_on(paper_box: Box, clerk: User) -> None:
    plain, gone = typed(BLANK), typed(BLANK, doubtful=True)
    send(paper_box, clerk, plain, gone, undo(gone))
    with pytest.raises(PaperNotDoubtful):
        rule_paper(by=clerk, paper=paper(plain), ruling=ruling(VOID), now=COUNTED)
    with pytest.raises(PaperUndone):
        rule_paper(by=clerk, paper=paper(gone), ruling=ruling(VOID), now=COUNTED)


def test_when_the_box_is_closed_a_ruling_stands(aside: PaperAct, paper_box: Box, clerk: User) -> None:
    send(paper_box, clerk, typed(BLANK), typed(BLANK))
    rule_paper(by=clerk, paper=paper(aside), ruling=ruling(VOID), now=COUNTED)
    close(paper_box, clerk)
    with pytest.raises(PapersClosed):
        rule_paper(by=clerk, paper=paper(aside), ruling=ruling(BLANK), now=COUNTED)
    with pytest.raises(PapersClosed):
        attach_photo(by=clerk, paper=paper(aside), photo=Attached("票.jpg", JPEG, "image/jpeg"), now=COUNTED)


def test_a_teller_photographs_and_does_not_rule(aside: PaperAct, teller: User) -> None:
    attach_photo(by=teller, paper=paper(aside), photo=Attached("票.png", PNG, "text/html"), now=COUNTED)
    assert paper(aside).photo.content_type == "image/png"
    assert LedgerEntry.objects.get(act=Act.PAPER_PHOTOGRAPHED).data["photo"] == paper(aside).photo.sha256
    with pytest.raises(NotThere):
        rule_paper(by=teller, paper=paper(aside), ruling=ruling(VOID), now=COUNTED)


@pytest.mark.parametrize("content", [b"<html>", b"", JPEG + b" " * (10 * 1024**2)])
def test_what_is_no_picture_is_refused(aside: PaperAct, clerk: User, content: bytes) -> None:
    with pytest.raises(PhotoUnfit):
        attach_photo(
            by=clerk, paper=paper(aside), photo=Attached("票.jpg", content, "image/jpeg"), now=COUNTED
        )
    assert not StoredFile.objects.exists()


def test_papers_to_be_ruled_on_stand_first(aside: PaperAct, paper_box: Box, clerk: User) -> None:
    other = typed(VOID, doubtful=True)
    send(paper_box, clerk, other, typed(BLANK))
    rule_paper(by=clerk, paper=paper(aside), ruling=ruling(VOID), now=COUNTED)
    count = PaperCount.objects.get()
    assert [p.client_id for p in doubtful_papers(count)] == [other.client_id, aside.client_id]
    plain = Paper.objects.get(doubtful=False)
    assert doubtful_paper(paper_box, plain.client_id) is None
