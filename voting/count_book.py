"""The count sheets of a round as a workbook, one box a sheet: written to be filled in, and read when it comes back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from documents.sheets.blanks import Answer, Asked, Blank, blanks_book
from documents.sheets.cells import code, is_number, text
from villages.names.plain import plain
from voting.count_sheet import HEAD, SheetPlan, SheetPost, write_in
from voting.models import Box, Contest
from voting.papers.words import POSTS
from voting.queries.ballot import accounted
from voting.queries.count import plan_of
from voting.refusals.count_book import BookOfAnother, BookRow, NoFigure
from voting.refusals.sheet import WriteInIncomplete, WriteInTwice

SHEET, SIGNED = "sheet", "scrutineers"
HEAD_WORDS = {"issued": "发出选票", "returned": "收回选票", "spoilt": "其中整张无效"}
WRITE_IN_LINES = 5
WRITTEN = re.compile(r"(\w+)-written")
NOTES = (
    "每个票箱一张工作表，照计票单填写“填写”一栏，没有的填0。",
    "另选他人：在“内容”一栏写姓名，在“填写”一栏写票数；不够时可以插入行，“编号”照抄上一行。",
    "“编号”一栏和工作表不要改动。没有计完的票箱，整张留空。",
    "同一票箱须由两人分别填写、分别上传；后一人不看前一人填写的数字。",
)


@dataclass(slots=True)
class BoxSheet:
    """What a sheet of the workbook says of a box: the count sheet, who signed, and in which cell each figure stands."""

    box: Box
    name: str
    data: dict[str, Any] = field(default_factory=dict)
    scrutineers: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    faults: list[Refusal] = field(default_factory=list)

    def where(self, figure: str | None) -> str:
        """The cell of a figure as it is named in a workbook; the sheet alone where it has none."""
        cell = self.cells.get(figure or "")
        return f"{self.name}!{cell}" if cell else self.name


def key_of(box: Box) -> str:
    """Which counting of which box a sheet is for, so that no sheet is taken for another's."""
    return f"{box.contest_id}-{box.number}-{box.version}"


def count_book(contest: Contest) -> bytes:
    """The blank count sheets of the boxes of a round that are not agreed yet, as .xlsx."""
    plan = plan_of(contest)
    return blanks_book((_blank(box, plan) for box in contest.boxes.filter(agreed_at=None)), NOTES)


def _blank(box: Box, plan: SheetPlan) -> Blank:
    lines = [
        Asked(SHEET, "票箱", box.name, key_of(box)),
        *(Asked(name, "选票", HEAD_WORDS[name], _known(box, name)) for name in HEAD),
    ]
    for post in plan.posts:
        title = POSTS[post.post]
        lines += [Asked(post.figure(key), title, name) for key, name in post.printed.items()]
        lines += [Asked(f"{post.post}-written", f"{title}另选他人")] * WRITE_IN_LINES
        lines.append(Asked(post.figure("invalid"), title, "本职务无效票"))
    lines.append(Asked(SIGNED, "签名", "监票人"))
    return Blank(f"{box.number}号票箱", f"{box.contest.election.village.name}计票单 {box.name}", tuple(lines))


def _known(box: Box, name: str) -> str | int:
    """The papers issued are the account's where that is closed."""
    told = accounted(box) if name == "issued" else None
    return "" if told is None else told


def read_book(book: Iterable[tuple[str, list[Answer]]], contest: Contest) -> list[BoxSheet]:
    """The filled sheets of a workbook (`answers_in`); those left empty are passed over.

    What is wrong with a sheet stands in its `faults`, each with its cell.
    """
    boxes = {key_of(box): box for box in contest.boxes.all()}
    for box in boxes.values():
        box.contest = contest
    plan = plan_of(contest)
    found = (_read(name, answers, boxes, plan) for name, answers in book)
    return [sheet for sheet in found if sheet is not None]


def _read(name: str, answers: list[Answer], boxes: Mapping[str, Box], plan: SheetPlan) -> BoxSheet | None:
    told = next((answer for answer in answers if answer.key == SHEET), None)
    figures = [answer for answer in answers if answer.key not in (SHEET, SIGNED)]
    if told is None or not any(text(answer.value) for answer in figures if answer.key != "issued"):
        return None
    box = boxes.get(code(told.value))
    if box is None:
        stray = BoxSheet(next(iter(boxes.values())), name, cells={SHEET: told.cell})
        stray.faults.append(
            BookOfAnother(
                _(
                    "This sheet is not for a box of this round as it is counted now. Download the workbook anew."
                ),
                field=SHEET,
            )
        )
        return stray
    sheet = BoxSheet(box, name)
    signed = next((answer for answer in answers if answer.key == SIGNED), None)
    sheet.scrutineers = text(signed.value)[:100] if signed else ""
    if signed:
        sheet.cells[SIGNED] = signed.cell
    _Reader(sheet, plan).read(figures)
    return sheet


class _Reader:
    """Sorts the lines of one sheet into the form of a count sheet, and notes what is no figure."""

    def __init__(self, sheet: BoxSheet, plan: SheetPlan) -> None:
        self.sheet, self.plan = sheet, plan
        self.known = dict(self._figures())

    def _figures(self) -> Iterator[tuple[str, tuple[SheetPost | None, str]]]:
        for name in HEAD:
            yield name, (None, name)
        for post in self.plan.posts:
            for key in (*post.printed, "invalid"):
                yield post.figure(key), (post, key)

    def read(self, answers: list[Answer]) -> None:
        posts: dict[str, dict[str, Any]] = {post.post: {"votes": {}} for post in self.plan.posts}
        self.sheet.data = {"positions": posts}
        for answer in answers:
            written = WRITTEN.fullmatch(answer.key)
            if written is not None and written[1] in posts:
                self._write_in(answer, written[1], posts[written[1]]["votes"])
            elif answer.key in self.known:
                self._figure(answer, *self.known[answer.key])
            else:
                self._say(
                    answer,
                    BookRow(_("The number of this row is not known; it was changed."), field=answer.key),
                )

    def _figure(self, answer: Answer, post: SheetPost | None, key: str) -> None:
        if answer.key in self.sheet.cells:
            self._say(answer, BookRow(_("This row stands twice."), field=answer.key))
            return
        self.sheet.cells[answer.key] = answer.cell
        value = self._number(answer)
        if value is None:
            return
        if post is None:
            self.sheet.data[key] = value
        elif key == "invalid":
            self.sheet.data["positions"][post.post]["invalid"] = value
        else:
            self.sheet.data["positions"][post.post]["votes"][key] = value

    def _write_in(self, answer: Answer, post: str, votes: dict[str, Any]) -> None:
        name, typed = plain(answer.name), text(answer.value)
        if not name and not typed:
            return
        choice = write_in(name)
        figure = f"{post}-{choice}"
        if not name or not typed:
            self._say(answer, WriteInIncomplete(_("Give both the name and its votes."), field=answer.key))
        elif choice in votes:
            self._say(
                answer,
                WriteInTwice(_("This name stands above; add the votes up in one row."), field=answer.key),
            )
        elif (value := self._number(answer)) is not None:
            self.sheet.cells[figure] = answer.cell
            votes[choice] = value

    def _number(self, answer: Answer) -> int | None:
        """The whole number in a cell; an empty cell is left to the checks of the sheet."""
        value = answer.value
        if is_number(value) and value == int(value) and value >= 0:
            return int(value)
        typed = code(value)
        if typed.isdecimal() and len(typed) < 8:
            return int(typed)
        if typed:
            self._say(
                answer,
                NoFigure(_("“%(typed)s” is no whole number."), {"typed": typed[:20]}, field=answer.key),
            )
        return None

    def _say(self, answer: Answer, refusal: Refusal) -> None:
        self.sheet.cells[f"row {answer.row}"] = answer.cell
        refusal.field = f"row {answer.row}"
        self.sheet.faults.append(refusal)
