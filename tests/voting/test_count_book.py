"""Count sheets that come in as a workbook: one of the two sheets of a box, all faults with their cells, all or nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from documents.sheets import SheetRefused
from documents.sheets.blanks import Asked, Blank, answers_in, blanks_book
from elections.enums import Act
from elections.models import LedgerEntry
from tests.cast import VILLAGE, at
from tests.voting.ballots import COUNTED, NOTHING, enter, run_jobs, sheet
from tests.voting.test_proxy_pages import text_of
from voting import count_book as books
from voting.count_sheet import figures_of
from voting.models import Box, Contest, CountEntry
from voting.queries.count import plan_of
from voting.refusals.count import VotingNotOver
from voting.refusals.count_book import BookEmpty
from voting.services.count import reopen_box
from voting.services.count_book import take_over_book

ClientOf = Callable[[User], Client]


def blank(box: Box) -> Blank:
    return books._blank(box, plan_of(box.contest))


def filled(box: Box, data: dict[str, Any], **changes: Any) -> Blank:
    """The blank of a box with these figures; `changes` are cells by key, as typed."""
    figures = figures_of(data) | changes
    lines = tuple(
        replace(line, value=figures[line.key])
        if line.key in figures
        else replace(line, value="王晓梅")
        if line.key == "scrutineers"
        else line
        for line in blank(box).lines
    )
    return replace(blank(box), lines=lines)


def with_written(form: Blank, name: str, votes: int) -> Blank:
    at = next(n for n, line in enumerate(form.lines) if line.key == "member-written")
    line = replace(form.lines[at], name=name, value=votes)
    return replace(form, lines=(*form.lines[:at], line, *form.lines[at + 1 :]))


def take(by: User, contest: Contest, *forms: Blank, now: datetime = COUNTED, **more: Any) -> list[CountEntry]:
    usual = {"file_name": "计票单.xlsx", "content": more.pop("content", None) or blanks_book(forms)}
    return take_over_book(by=by, contest=contest, now=now, **(usual | more))


def told(refused: pytest.ExceptionInfo[Refusals]) -> list[tuple[str, str]]:
    return [(fault.data["code"], fault.data["where"]) for fault in refused.value.refusals]


def test_the_blank_asks_for_every_figure_of_each_box(open_contest: Contest) -> None:
    sheets = dict(answers_in(books.count_book(open_contest), "空表.xlsx"))
    assert list(sheets) == ["1号票箱", "2号票箱"]
    keys = [answer.key for answer in sheets["1号票箱"]]
    assert keys[:4] == ["sheet", "issued", "returned", "spoilt"] and "member-m4" in keys
    assert keys.count("member-written") == 5 and keys[-1] == "scrutineers"


def test_two_people_bring_their_workbooks_and_the_round_is_tallied(
    open_contest: Contest, box: Box, mobile: Box, clerk: User, teller: User
) -> None:
    forms = (with_written(filled(box, sheet()), " 周 涛", 5), filled(mobile, NOTHING))
    first = take(clerk, open_contest, *forms)
    assert [(entry.turn, entry.entered_by, entry.scrutineers) for entry in first] == [
        (1, clerk, "王晓梅"),
        (1, clerk, "王晓梅"),
    ]
    assert first[0].data["positions"]["member"]["votes"]["w:周涛"] == 5
    take(teller, open_contest, *forms)
    run_jobs()
    open_contest.refresh_from_db()
    assert open_contest.state == "tallied"
    assert {entry.source_id is not None for entry in CountEntry.objects.all()} == {True}
    told = LedgerEntry.objects.filter(act=Act.SHEETS_IMPORTED).first()
    assert told.data["boxes"] == [1, 2] and told.data["file"] == "计票单.xlsx"


def test_a_workbook_meets_a_sheet_that_was_typed(
    open_contest: Contest, box: Box, clerk: User, teller: User
) -> None:
    enter(box, clerk, sheet())
    take(teller, open_contest, filled(box, sheet()))
    box.refresh_from_db()
    assert box.agreed is not None and CountEntry.objects.count() == 2


def test_sent_again_it_is_the_same(open_contest: Contest, box: Box, clerk: User) -> None:
    content = blanks_book([filled(box, sheet())])
    assert take(clerk, open_contest, content=content) == take(clerk, open_contest, content=content)
    assert CountEntry.objects.count() == 1
    assert LedgerEntry.objects.filter(act=Act.SHEETS_IMPORTED).count() == 1


def test_all_faults_of_all_sheets_are_told_with_their_cells_and_nothing_is_written(
    open_contest: Contest, box: Box, mobile: Box, clerk: User
) -> None:
    forms = (
        filled(box, sheet(), **{"chair-c1": "六十", "member-m1": ""}),
        filled(mobile, sheet(10, 10, 0, chair={"c1": 11}, member={"m1": 6})),
    )
    with pytest.raises(Refusals) as refused:
        take(clerk, open_contest, *forms)
    assert told(refused) == [
        ("no_figure", "1号票箱!D7"),
        ("votes_over_papers", "2号票箱!D7"),
        ("marks_over_seats", "2号票箱"),
    ]
    assert "1号票箱!D7" in refused.value.refusals[0].text("zh-hans")
    assert not CountEntry.objects.exists()
    with pytest.raises(Refusals) as refused:
        take(clerk, open_contest, filled(box, sheet(), **{"member-m1": ""}), filled(mobile, NOTHING))
    assert told(refused) == [("figure_missing", "1号票箱!D15")]
    assert not CountEntry.objects.exists()


def test_what_must_be_seen_is_accepted_by_its_code(open_contest: Contest, box: Box, clerk: User) -> None:
    form = filled(box, sheet(issued=90))
    with pytest.raises(Refusals) as refused:
        take(clerk, open_contest, form)
    assert [fault.code for fault in refused.value.refusals] == ["book_warning"]
    assert told(refused) == [("more_returned_than_issued", "1号票箱!D5")]
    assert take(clerk, open_contest, form, accepted=["more_returned_than_issued"])


def test_sheets_left_empty_are_passed_over(open_contest: Contest, box: Box, mobile: Box, clerk: User) -> None:
    with pytest.raises(BookEmpty):
        take(clerk, open_contest, blank(box), blank(mobile))
    assert [entry.box for entry in take(clerk, open_contest, filled(box, sheet()), blank(mobile))] == [box]


def test_a_sheet_of_a_counting_before_is_not_taken(
    open_contest: Contest, box: Box, clerk: User, teller: User
) -> None:
    stale = filled(box, sheet())
    enter(box, teller, sheet())
    reopen_box(by=clerk, box=box, reason="重新清点", now=COUNTED)
    with pytest.raises(Refusals) as refused:
        take(clerk, open_contest, stale)
    assert told(refused) == [("book_of_another", "1号票箱!D3")]


def test_rows_that_were_changed_or_doubled_are_told(open_contest: Contest, box: Box, clerk: User) -> None:
    form = filled(box, sheet())
    spoilt = replace(form, lines=(*form.lines, Asked("member-m9", "委员", "无名", 3), form.lines[1]))
    with pytest.raises(Refusals) as refused:
        take(clerk, open_contest, spoilt)
    assert [code for code, _where in told(refused)] == ["book_row", "book_row"]


def test_the_gate_and_the_office_hold(open_contest: Contest, box: Box, clerk: User, township: User) -> None:
    with pytest.raises(VotingNotOver):
        take(clerk, open_contest, filled(box, sheet()), now=at(2021, 1, 20, 11))
    with pytest.raises(NotThere):
        take(township, open_contest, filled(box, sheet()))
    with pytest.raises(SheetRefused):
        take(clerk, open_contest, content=b"PK\x03\x04 broken")


def test_nobody_brings_both_sheets(open_contest: Contest, box: Box, clerk: User) -> None:
    take(clerk, open_contest, filled(box, sheet()))
    with pytest.raises(Refusals) as refused:
        take(clerk, open_contest, filled(box, sheet(issued=101)))
    assert told(refused) == [("second_person_needed", "1号票箱")]


def test_the_page_gives_the_blank_takes_the_workbook_and_tells_the_cells(
    open_contest: Contest,
    box: Box,
    clerk: User,
    client_of: ClientOf,
    on_the_day: Callable[[datetime], None],
) -> None:
    on_the_day(COUNTED)
    browser, here = client_of(clerk), f"/villages/{VILLAGE}/votes/1/"
    assert len(dict(answers_in(browser.get(f"{here}count.xlsx").content, "a.xlsx"))) == 2
    assert "下载" in text_of(browser.get(f"{here}workbook/"))

    def send(form: Blank, **more: Any) -> Any:
        return browser.post(
            f"{here}workbook/", {"file": SimpleUploadedFile("计票单.xlsx", blanks_book([form]))} | more
        )

    answer = send(filled(box, sheet(spoilt=99)))
    assert answer.status_code == 409 and "1号票箱!D6" in text_of(answer)
    answer = send(filled(box, sheet(issued=90)))
    assert 'value="more_returned_than_issued"' in answer.content.decode()
    answer = send(filled(box, sheet(issued=90)), accepted=["more_returned_than_issued"])
    assert answer.status_code == 302 and CountEntry.objects.get().entered_by == clerk
