"""A box counted paper by paper: opened, typed, taken back, closed; each paper arrives exactly once."""

import pytest

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from elections.chain import digest
from elections.enums import Act
from elections.models import LedgerEntry
from tests.cast import at
from tests.voting.ballots import COUNTED, NOTHING, agree, enter, run_jobs, sheet
from tests.voting.papers import (
    BLANK,
    VOID,
    ballot,
    close,
    opened,
    paper_box,
    send,
    typed,
    undo,
)
from voting.enums import ContestState
from voting.models import Box, Contest, CountEntry, Outcome, Paper, PaperCount
from voting.queries.contest import boxes_of
from voting.queries.paper import (
    ballots_in,
    digest_of_papers,
    figures_so_far,
    group_state,
    paper_count_of,
)
from voting.refusals.count import NothingToReopen, StalePage, VotingNotOver
from voting.refusals.paper import (
    CountedAnew,
    CountedByPapers,
    CountedBySheets,
    PapersClosed,
    PapersNotOpened,
    PaperUnknown,
    PaperUnreadable,
)
from voting.services.count import reopen_box
from voting.services.paper import CountHead, close_papers, enter_papers, open_papers

__all__ = ["paper_box"]


def codes(refused: pytest.ExceptionInfo[Refusals]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


# --- opening


def test_the_first_thing_on_record_is_what_came_out_of_the_box(box: Box, clerk: User) -> None:
    with pytest.raises(PapersNotOpened) as refused:
        send(box, clerk, typed(BLANK))
    assert refused.value.clause == "A-VOTE-08"
    opened(box, clerk, returned=98)
    assert Contest.objects.get().state == ContestState.COUNTING
    told = LedgerEntry.objects.get(act=Act.PAPERS_OPENED).data
    assert (told["issued"], told["returned"], told["scrutineers"]) == (100, 98, "肖国华、成桂英")


def test_boxes_are_opened_after_voting_only(box: Box, clerk: User) -> None:
    with pytest.raises(VotingNotOver) as refused:
        opened(box, clerk, now=at(2021, 1, 20, 11, 59))
    assert refused.value.clause == "A-VOTE-08"


def test_all_faults_of_an_opening_are_told_at_once(box: Box, clerk: User) -> None:
    with pytest.raises(Refusals) as refused:
        open_papers(by=clerk, box=box, head=CountHead(121, 122, " ", ""), now=COUNTED)
    assert codes(refused) == [
        "issued_over_electors",
        "more_returned_than_issued",
        "names_needed",
        "names_needed",
    ]
    assert {r.clause for r in refused.value.refusals[-2:]} == {"A-CNT-04"}
    assert not PaperCount.objects.exists()


def test_a_warning_that_was_seen_is_taken(box: Box, clerk: User) -> None:
    head = CountHead(2, 3, "刘建明", "肖国华")
    with pytest.raises(Refusals):
        open_papers(by=clerk, box=box, head=head, now=COUNTED)
    open_papers(by=clerk, box=box, head=head, now=COUNTED, accepted=["more_returned_than_issued"])
    assert PaperCount.objects.get().returned == 3


def test_a_slip_in_the_opening_is_put_right_while_the_count_is_open(paper_box: Box, clerk: User) -> None:
    opened(paper_box, clerk, returned=4)
    assert [c.returned for c in PaperCount.objects.all()] == [4]
    assert LedgerEntry.objects.filter(act=Act.PAPERS_OPENED).count() == 2


@pytest.mark.parametrize("who", ["other_clerk", "township", "county_reviewer", "auditor"])
def test_only_the_villages_own_people_count(paper_box: Box, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotThere):
        send(paper_box, request.getfixturevalue(who), typed(BLANK))


def test_a_teller_types_and_does_not_close(paper_box: Box, teller: User) -> None:
    send(paper_box, teller, typed(BLANK), typed(BLANK), typed(VOID))
    with pytest.raises(NotThere):
        close(paper_box, teller)


# --- one way in one counting


def test_a_box_counted_by_papers_takes_no_sheet(paper_box: Box, clerk: User) -> None:
    send(paper_box, clerk, typed(BLANK))
    with pytest.raises(CountedByPapers):
        enter(paper_box, clerk, sheet())
    assert not CountEntry.objects.exists()


def test_before_the_first_paper_the_way_is_still_open(paper_box: Box, clerk: User) -> None:
    enter(paper_box, clerk, sheet())
    with pytest.raises(CountedBySheets):
        send(paper_box, clerk, typed(BLANK))
    with pytest.raises(CountedBySheets):
        opened(paper_box, clerk)
    assert not Paper.objects.exists()


def test_a_paper_that_was_taken_back_has_chosen_the_way(paper_box: Box, clerk: User) -> None:
    act = typed(BLANK)
    send(paper_box, clerk, act, undo(act))
    with pytest.raises(CountedByPapers):
        enter(paper_box, clerk, sheet())


# --- typing


def test_papers_stand_in_the_order_of_their_group(paper_box: Box, clerk: User, teller: User) -> None:
    send(paper_box, clerk, typed(ballot("c1")), typed(ballot("c2")))
    send(paper_box, teller, typed(VOID), group=2)
    send(paper_box, clerk, typed(BLANK))
    rows = Paper.objects.values_list("group", "serial", "entered_by__username")
    assert list(rows) == [(1, 1, "clerk"), (1, 2, "clerk"), (1, 3, "clerk"), (2, 1, "teller")]


def test_a_paper_sent_twice_is_one_paper(paper_box: Box, clerk: User) -> None:
    one, two = typed(ballot("c1")), typed(ballot("c2"))
    send(paper_box, clerk, one)
    send(paper_box, clerk, one, two)
    send(paper_box, clerk, two, one)
    assert [p.client_id for p in Paper.objects.all()] == [one.client_id, two.client_id]


def test_one_batch_may_name_a_paper_twice(paper_box: Box, clerk: User) -> None:
    act = typed(ballot("c1"))
    send(paper_box, clerk, act, act)
    assert Paper.objects.count() == 1


def test_a_late_answer_is_given_though_the_box_was_closed_meanwhile(paper_box: Box, clerk: User) -> None:
    acts = [typed(BLANK), typed(VOID), typed(ballot("c1"))]
    send(paper_box, clerk, *acts)
    close(paper_box, clerk)
    send(paper_box, clerk, *acts)
    with pytest.raises(PapersClosed):
        send(paper_box, clerk, *acts, typed(BLANK))
    assert Paper.objects.count() == 3


def test_a_papers_number_belongs_to_one_box_and_group(paper_box: Box, mobile: Box, clerk: User) -> None:
    act = typed(BLANK)
    send(paper_box, clerk, act)
    opened(mobile, clerk)
    for box, group in ((mobile, 1), (paper_box, 2)):
        with pytest.raises(StalePage):
            send(box, clerk, act, group=group)


@pytest.mark.parametrize(
    "data",
    [
        {"marks": {"deputy": ["c1"]}},
        {"marks": {"chair": ["m1"]}},
        {"marks": {"chair": ["w: "]}},
        {"marks": {"chair": ["w:" + "长" * 51]}},
        {"marks": {}, "illegible": ["deputy"]},
    ],
)
def test_what_the_round_does_not_have_is_refused_and_nothing_of_the_batch_kept(
    paper_box: Box, clerk: User, data: dict
) -> None:
    with pytest.raises(PaperUnreadable):
        send(paper_box, clerk, typed(BLANK), typed(data))
    assert not Paper.objects.exists()


def test_papers_that_say_the_same_are_kept_alike(paper_box: Box, clerk: User) -> None:
    send(
        paper_box,
        clerk,
        typed({"marks": {"member": ["w:周 涛", "m2", "m1", "m2"], "chair": ["w:陈立新"]}, "spoilt": False}),
        typed({"marks": {"chair": ["c1"], "member": ["m1", "m2", "w:周涛"]}}),
    )
    row = {"n": 2, "marks": {"chair": ["c1"], "member": ["m1", "m2", "w:周涛"]}}
    assert ballots_in(PaperCount.objects.get()) == [row]


# --- taking back


def test_a_paper_taken_back_stays_with_its_trace(paper_box: Box, clerk: User, teller: User) -> None:
    act = typed(ballot("c1"))
    send(paper_box, clerk, act)
    send(paper_box, teller, undo(act), now=at(2021, 1, 20, 14))
    send(paper_box, teller, undo(act), now=at(2021, 1, 20, 15))
    kept = Paper.objects.get()
    assert (kept.undone_by, kept.undone_at) == (teller, at(2021, 1, 20, 14))
    count = PaperCount.objects.get()
    assert (group_state(count, 1), ballots_in(count)) == ({"live": 0, "last": []}, [])
    told = LedgerEntry.objects.get(act=Act.PAPER_UNDONE).data
    assert (told["group"], told["serial"], told["paper"]) == (1, 1, digest(kept.ballot))


def test_a_paper_typed_again_after_that_has_a_number_of_its_own(paper_box: Box, clerk: User) -> None:
    wrong, right = typed(ballot("c1")), typed(ballot("c2"))
    send(paper_box, clerk, wrong, undo(wrong), right)
    assert [(p.serial, p.undone_at is None) for p in Paper.objects.all()] == [(1, False), (2, True)]


def test_what_never_came_is_not_taken_back(paper_box: Box, clerk: User) -> None:
    with pytest.raises(PaperUnknown):
        send(paper_box, clerk, undo(typed(BLANK)))


# --- figures so far


def test_the_figures_so_far_are_the_tallys_reading(paper_box: Box, clerk: User) -> None:
    opened(paper_box, clerk, returned=9)
    send(
        paper_box,
        clerk,
        typed(ballot("c1", member=["m1", "m2"])),
        typed(ballot("c1", "c2", member=["m1"])),  # one chair, two marks: that part is void
        typed(ballot("w:周涛", member=["m1", "m2", "m3", "m4"])),
        typed(VOID),
        typed(BLANK),
        typed(ballot("c1", illegible=["member"])),
        typed(ballot("c2"), doubtful=True),
    )
    figures = figures_so_far(Contest.objects.get(), [PaperCount.objects.get()])
    assert (figures.entered, figures.aside, figures.spoilt, figures.good, figures.left) == (7, 1, 1, 5, 2)
    chair, member = figures.posts
    assert (dict(chair.votes), chair.written, chair.void) == ({"c1": 2, "c2": 0}, 1, 1)
    assert (dict(member.votes), member.void) == ({"m1": 2, "m2": 1, "m3": 0, "m4": 0}, 2)


# --- closing


def test_closing_agrees_the_box_and_its_papers_are_tallied(
    paper_box: Box, mobile: Box, clerk: User, teller: User
) -> None:
    send(paper_box, clerk, typed(ballot("c1", member=["m1", "m2", "m3"])), typed(VOID))
    send(paper_box, teller, typed(ballot("c1", member=["m1"])), group=2)
    close(paper_box, clerk)
    paper_box.refresh_from_db()
    assert paper_box.agreed_by == clerk
    assert sorted(row["n"] for row in paper_box.agreed["ballots"]) == [1, 1, 1]
    agree(mobile, clerk, teller, NOTHING)
    run_jobs()
    outcome = Outcome.objects.get()
    assert outcome.data["totals"]["returned"] == 13
    votes = {v["id"]: v["for"] for p in outcome.data["positions"] for v in p["votes"]}
    assert (votes["c1"], votes["m1"], votes["m2"]) == (7, 8, 1)


def test_the_ledger_keeps_one_digest_over_every_paper(paper_box: Box, clerk: User) -> None:
    act = typed(BLANK)
    send(paper_box, clerk, act, undo(act), typed(VOID), typed(BLANK), typed(ballot("c1")))
    close(paper_box, clerk)
    count, told = PaperCount.objects.get(), LedgerEntry.objects.get(act=Act.PAPERS_CLOSED).data
    assert told["papers"] == count.digest == digest_of_papers(count)
    assert (told["returned"], told["taken_back"], told["chief"]) == (3, 1, "谭国安")
    Paper.objects.filter(serial=2).update(ballot=BLANK)
    assert digest_of_papers(count) != count.digest


def test_all_that_does_not_add_up_is_told_at_once(paper_box: Box, clerk: User) -> None:
    send(paper_box, clerk, typed(BLANK), typed(BLANK, doubtful=True))
    with pytest.raises(Refusals) as refused:
        close_papers(by=clerk, box=paper_box, scrutineers="", chief="", now=COUNTED)
    assert codes(refused) == ["papers_miscounted", "papers_unruled", "names_needed", "names_needed"]
    assert refused.value.refusals[0].data == {"entered": 2, "returned": 3, "gap": 1}
    paper_box.refresh_from_db()
    assert paper_box.agreed is None


def test_a_paper_too_many_is_told_as_such(paper_box: Box, clerk: User) -> None:
    send(paper_box, clerk, *[typed(BLANK) for _ in range(4)])
    with pytest.raises(Refusals) as refused:
        close(paper_box, clerk)
    assert "too many" in refused.value.refusals[0].text("en")


def test_an_empty_box_is_closed_without_a_paper(box: Box, clerk: User) -> None:
    head = CountHead(5, 0, "刘建明", "肖国华")
    open_papers(by=clerk, box=box, head=head, now=COUNTED, accepted=["nothing_returned"])
    close(box, clerk)
    box.refresh_from_db()
    assert box.agreed == {"issued": 5, "returned": 0, "ballots": []}


def test_nothing_is_closed_or_opened_twice(paper_box: Box, clerk: User) -> None:
    send(paper_box, clerk, *[typed(BLANK) for _ in range(3)])
    close(paper_box, clerk)
    for again in (lambda: close(paper_box, clerk), lambda: opened(paper_box, clerk)):
        with pytest.raises(PapersClosed):
            again()


# --- counted once more


def test_a_recount_is_a_new_counting_and_the_old_one_stays(paper_box: Box, clerk: User) -> None:
    send(paper_box, clerk, *[typed(ballot("c1")) for _ in range(3)])
    close(paper_box, clerk)
    reopen_box(by=clerk, box=paper_box, reason="候选人要求复核", now=COUNTED)
    assert len(LedgerEntry.objects.get(act=Act.BOX_REOPENED).data["papers"]) == 64
    paper_box.refresh_from_db()
    assert paper_count_of(paper_box) is None
    opened(paper_box, clerk)
    send(paper_box, clerk, typed(ballot("c2")))
    assert [(c.version, c.papers.count()) for c in PaperCount.objects.all()] == [(1, 3), (2, 1)]


def test_a_counting_by_papers_may_be_counted_again_by_sheets(paper_box: Box, clerk: User) -> None:
    send(paper_box, clerk, typed(BLANK))
    reopen_box(by=clerk, box=paper_box, reason="改用计票单", now=COUNTED)
    paper_box.refresh_from_db()
    assert enter(paper_box, clerk, sheet()).version == 2


def test_papers_of_the_counting_before_are_not_added(paper_box: Box, clerk: User) -> None:
    send(paper_box, clerk, typed(BLANK))
    stale = Box.objects.select_related("contest__election__cycle").get(pk=paper_box.pk)
    reopen_box(by=clerk, box=paper_box, reason="复核", now=COUNTED)
    with pytest.raises(CountedAnew):
        enter_papers(by=clerk, box=stale, version=1, group=1, acts=[typed(BLANK)], now=COUNTED)


def test_where_nothing_was_counted_nothing_is_counted_again(paper_box: Box, clerk: User) -> None:
    with pytest.raises(NothingToReopen):
        reopen_box(by=clerk, box=paper_box, reason="复核", now=COUNTED)


def test_how_far_a_box_is_stands_with_its_progress(paper_box: Box, clerk: User) -> None:
    act = typed(BLANK)
    send(paper_box, clerk, act, undo(act), typed(VOID), typed(BLANK, doubtful=True))
    contest = Contest.objects.get()
    first, second = boxes_of([contest])[contest.pk]
    assert (first.papers.entered, first.papers.aside, first.papers.closed) == (2, 1, False)
    assert second.papers is None
