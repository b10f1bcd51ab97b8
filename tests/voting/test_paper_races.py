"""Two counters, or one browser twice, at the same moment, on real connections; without the lock it goes wrong."""

import pytest
from django.db.models import QuerySet

from accounts.models import User
from accounts.queries.fixed import Among, FixedModels
from tests.races import at_once, meeting_after, meeting_at
from tests.voting.ballots import enter, sheet
from tests.voting.papers import BLANK, VOID, ballot, close, paper_box, send, typed, undo
from voting.models import Box, Contest, CountEntry, Paper, PaperCount
from voting.queries.paper import ballots_in
from voting.services import count, paper

__all__ = ["paper_box"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No row is locked."""
    unlocked = FixedModels(
        lambda boxes, versions: PaperCount.objects.filter(Among("box", boxes), Among("version", versions))
    )
    monkeypatch.setattr(paper, "_held", unlocked)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_how: self.all())


def same_paper_twice(box: Box, one: User, two: User) -> list[str]:
    act = typed(ballot("c1"))
    return at_once(lambda: send(box, one, act), lambda: send(box, two, act))


def test_the_same_paper_over_two_connections_is_one_paper(
    paper_box: Box, clerk: User, teller: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting_after(monkeypatch, paper, "_known")
    assert same_paper_twice(paper_box, clerk, teller) == ["done", "done"]
    assert Paper.objects.count() == 1


def test_without_the_lock_one_of_them_would_be_a_fault(
    paper_box: Box, clerk: User, teller: User, monkeypatch: pytest.MonkeyPatch, no_lock: None
) -> None:
    meeting_after(monkeypatch, paper, "_known")
    assert same_paper_twice(paper_box, clerk, teller) == ["IntegrityError", "done"]


def test_two_groups_type_at_once(paper_box: Box, clerk: User, teller: User) -> None:
    def type_ten(by: User, group: int) -> None:
        for _paper in range(10):
            send(paper_box, by, typed(ballot("c1")), group=group)

    assert at_once(lambda: type_ten(clerk, 1), lambda: type_ten(teller, 2)) == ["done", "done"]
    rows = list(Paper.objects.values_list("group", "serial"))
    assert rows == [(group, serial) for group in (1, 2) for serial in range(1, 11)]
    assert PaperCount.objects.get().revision == 21


def undo_against_close(box: Box, one: User, two: User, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    acts = [typed(ballot("c1")), typed(VOID), typed(BLANK)]
    send(box, one, *acts)
    meeting_at(monkeypatch, (paper, "_refuse_other_way"), (paper, "figures_so_far"))
    return at_once(lambda: send(box, one, undo(acts[0])), lambda: close(box, two))


def test_what_is_closed_and_what_is_taken_back_agree(
    paper_box: Box, clerk: User, second_clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Either the paper is back and the box not closed, or the box is closed with all its papers."""
    outcome = undo_against_close(paper_box, clerk, second_clerk, monkeypatch)
    assert outcome in (["done", "papers_closed"], ["done", "papers_miscounted"])
    paper_box.refresh_from_db()
    closed = paper_box.agreed is not None
    assert closed is (sum(row["n"] for row in ballots_in(PaperCount.objects.get())) == 3)


def test_without_the_lock_a_closed_box_would_lack_a_paper(
    paper_box: Box, clerk: User, second_clerk: User, monkeypatch: pytest.MonkeyPatch, no_lock: None
) -> None:
    assert undo_against_close(paper_box, clerk, second_clerk, monkeypatch) == ["done", "done"]
    assert sum(row["n"] for row in ballots_in(PaperCount.objects.get())) == 2


def sheet_against_paper(box: Box, one: User, two: User) -> list[str]:
    return at_once(lambda: enter(box, one, sheet()), lambda: send(box, two, typed(BLANK)))


def test_the_first_sheet_and_the_first_paper_do_not_both_come_in(
    paper_box: Box, clerk: User, teller: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting_at(monkeypatch, (count, "refuse_papers"), (paper, "_refuse_other_way"))
    outcome = sheet_against_paper(paper_box, clerk, teller)
    assert outcome in (["counted_by_papers", "done"], ["counted_by_sheets", "done"])
    assert CountEntry.objects.count() + Paper.objects.count() == 1


def test_without_the_lock_the_box_would_be_counted_both_ways(
    paper_box: Box, clerk: User, teller: User, monkeypatch: pytest.MonkeyPatch, no_lock: None
) -> None:
    meeting_at(monkeypatch, (count, "refuse_papers"), (paper, "_refuse_other_way"))
    assert sheet_against_paper(paper_box, clerk, teller) == ["done", "done"]


def test_two_people_close_a_box_once(paper_box: Box, clerk: User, second_clerk: User) -> None:
    send(paper_box, clerk, *[typed(BLANK) for _ in range(3)])
    outcome = at_once(lambda: close(paper_box, clerk), lambda: close(paper_box, second_clerk))
    assert outcome == ["done", "papers_closed"]
    assert Contest.objects.get().state == "counting"
