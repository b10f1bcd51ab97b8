"""A department's queue as a sheet: written to be filled in, and every row of it checked when it comes back."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refusal
from candidates.enums import DepartmentVerdict
from candidates.models import DepartmentReview
from candidates.queries.department import judged_in
from candidates.services.department import DepartmentDraft
from documents.importing import FaultKind, Findings, lines_of
from documents.importing.faults import WORD_FAULTS, Fault, Kinds, check_words
from documents.sheets import Column, Layout, Line, template
from documents.sheets.cells import text
from documents.sheets.listing import Found
from elections.rulebook.sections.candidates import Bar
from villages.names.plain import plain
from voting.papers.words import POSTS, SEXES

VERDICTS = {
    "无异议": DepartmentVerdict.PASS,
    "有疑虑": DepartmentVerdict.CONCERN,
    "属负面清单情形": DepartmentVerdict.FAIL,
}
REASON_LENGTH = 500
Refused = Callable[[DepartmentReview, DepartmentDraft], Sequence[Refusal]]
KINDS: Kinds = {
    **WORD_FAULTS,
    "row_unknown": FaultKind(
        _("No person of your queue has this number"), _("Download the sheet anew and fill that in.")
    ),
    "row_twice": FaultKind(_("This number stands in row %(first)s already"), _("Keep one of the rows.")),
    "name_changed": FaultKind(
        _("In your queue this number is %(name)s"), _("Put the name back; rows must not be mixed up.")
    ),
    "verdict_unknown": FaultKind(_("No answer of the list"), _("Choose one: %(choices)s.")),
    "item_unknown": FaultKind(
        _("No circumstance that your department judges"), _("Choose one of the list in the cell.")
    ),
    "refused": FaultKind("%(told)s", ""),
}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One filled row: whom it is about and what is answered; `faults` are (words, what to do)."""

    number: int
    name: str
    review: DepartmentReview | None
    draft: DepartmentDraft | None
    item: str
    faults: Sequence[tuple[str, str, str]]


def layout_of(items: Collection[str]) -> Layout:
    """The columns; `items` are the titles of the circumstances that may be chosen."""
    return Layout(
        name="联审意见",
        heading="候选人资格联审意见表",
        columns=(
            Column("number", "编号", width=8, note="不要改动。"),
            Column("name", "姓名", width=12, note="不要改动。"),
            Column("sex", "性别", width=6, required=False),
            Column("born", "出生日期", width=12, required=False),
            Column("village", "村（社区）", width=18, required=False),
            Column("post", "拟任职务", width=12, required=False),
            Column("due", "答复截止", width=12, required=False),
            Column("verdict", "意见", width=16, choices=tuple(VERDICTS), note="空着的行不提交。"),
            Column("item", "负面清单情形", width=30, choices=tuple(items), required=False),
            Column("reason", "理由", width=40, note="有疑虑或属负面清单情形的必须填写。"),
        ),
        notes=(
            "填写“意见”一栏；空着的行不提交，可以以后再填。",
            "属负面清单情形的，须选择情形并写明理由；有疑虑的，须写明理由。",
            "编号和姓名不要改动。",
        ),
    )


def department_book(queue: Sequence[DepartmentReview], by: User, now: datetime) -> bytes:
    """The queue as .xlsx; no identity number stands in it, and who took it stands on every page."""
    stamp = f"{by.name} {localtime(now):%Y-%m-%d %H:%M} 导出，仅供资格联审使用"
    layout = layout_of([bar.title.zh for bar in bars_of(queue)])
    return template(layout, [_written(review) for review in queue], example=False, watermark=stamp)


def bars_of(queue: Collection[DepartmentReview]) -> list[Bar]:
    """The circumstances that the departments of these reviews judge."""
    found = {
        bar.key: bar
        for review in {(each.department, each.candidacy.election_id): each for each in queue}.values()
        for bar in judged_in(review)
    }
    return list(found.values())


def _written(review: DepartmentReview) -> dict[str, str]:
    person = review.candidacy
    return {
        "number": str(review.pk),
        "name": person.name,
        "sex": SEXES[person.sex],
        "born": person.birth_date.isoformat() if person.birth_date else "",
        "village": person.election.village.name,
        "post": POSTS[person.post],
        "due": review.due.isoformat() if review.due else "",
    }


def checked_rows(
    content: bytes,
    file_name: str,
    queue: Mapping[int, DepartmentReview],
    refused: Refused,
) -> list[SheetRow]:
    """Every row that has an answer, checked against the queue as it stands now.

    `queue` are the reviews that the officer was asked, by key; `refused(review, draft)` is what the service would
    refuse. Raises SheetRefused.
    """
    found, seen = Found(), dict[int, int]()
    layout = layout_of(())
    lines = lines_of(content, file_name, layout, found, lambda *told: None)
    return [row for line in lines if (row := _checked(line, queue, refused, seen, layout)) is not None]


def _checked(
    line: Line,
    queue: Mapping[int, DepartmentReview],
    refused: Refused,
    seen: dict[int, int],
    layout: Layout,
) -> SheetRow | None:
    told = text(line.cells["verdict"])
    if not told:
        return None
    found = VerdictFindings(line.number)
    review = _whose(line, queue, seen, found)
    draft, item = _answer(line, told, review, found)
    if review is not None and draft is not None:
        for refusal in refused(review, draft):
            found.say("verdict", "refused", told=str(refusal))
    faults = tuple(_words(fault, layout) for fault in found.faults)
    return SheetRow(line.number, text(line.cells["name"]), review, draft, item, faults)


class VerdictFindings(Findings):
    kinds = KINDS


def _whose(
    line: Line, queue: Mapping[int, DepartmentReview], seen: dict[int, int], found: Findings
) -> DepartmentReview | None:
    typed = text(line.cells["number"])
    number = int(typed) if typed.isdecimal() and len(typed) < 12 else 0
    review = queue.get(number)
    if review is None:
        found.say("number", "row_unknown", typed)
        return None
    if number in seen:
        found.say("number", "row_twice", typed, first=seen[number])
    seen.setdefault(number, line.number)
    if plain(text(line.cells["name"])) != plain(review.candidacy.name):
        found.say("name", "name_changed", line.cells["name"], name=review.candidacy.name)
    return review


def _answer(
    line: Line, told: str, review: DepartmentReview | None, found: Findings
) -> tuple[DepartmentDraft | None, str]:
    verdict = VERDICTS.get(told)
    if verdict is None:
        found.say("verdict", "verdict_unknown", told, choices="、".join(VERDICTS))
    reason = check_words("reason", line.cells["reason"], REASON_LENGTH, found)
    typed = text(line.cells["item"])
    bar = next((bar for bar in bars_of([review]) if bar.title.zh == typed), None) if review else None
    if typed and review and bar is None:
        found.say("item", "item_unknown", typed)
    if verdict is None:
        return None, typed
    return DepartmentDraft(verdict, bar.key if bar else "", reason), typed


def _words(fault: Fault, layout: Layout) -> tuple[str, str, str]:
    kind = KINDS[fault.code]
    return layout.title(fault.column), str(kind.what) % fault.data, str(kind.remedy) % fault.data


def sound(rows: Sequence[SheetRow]) -> bool:
    """Whether every row can be taken over."""
    return bool(rows) and not any(row.faults for row in rows)


def given_by(rows: Sequence[SheetRow]) -> Iterator[tuple[DepartmentReview, DepartmentDraft]]:
    for row in rows:
        if row.review is not None and row.draft is not None:
            yield row.review, row.draft
