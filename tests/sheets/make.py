"""Makes the nasty files of this folder again: `python -m tests.sheets.make`. What each must lead to: expected.toml.

Every identity number belongs to a region that was never assigned.
"""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from tests.documents.sheet_files import sparse_giant, with_part, with_sheet, xlsx
from tests.voting.roll_sheets import HEAD, KEYS, id_number, row, sheet

FILES = Path(__file__).with_name("files")
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
FIRST, SECOND = row(2, name="王桂英"), row(3, name="刘长根", sex="男", group=2, household="2001")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def cells(person: dict[str, Any]) -> list[Any]:
    return [person[key] for key in KEYS]


def table(*people: dict[str, Any], head: list[str] | None = None) -> list[list[Any]]:
    return [head or HEAD, *(cells(person) for person in people)]


def text(rows: list[list[Any]], delimiter: str = ",") -> str:
    return "".join(delimiter.join(map(str, cells)) + "\r\n" for cells in rows)


def sheet_xml(*rows: list[Any], dimension: str = "", before: str = "") -> bytes:
    """A sheet of inline strings, written out by hand."""
    body = "".join(
        f'<row r="{n}">'
        + "".join(
            f'<c r="{chr(65 + at)}{n}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for at, cell in enumerate(cells)
        )
        + "</row>"
        for n, cells in enumerate(rows, start=1)
    )
    told = f'<dimension ref="{dimension}"/>' if dimension else ""
    return f'<?xml version="1.0"?>{before}<worksheet {MAIN}>{told}<sheetData>{body}</sheetData></worksheet>'.encode()


def formulas() -> bytes:
    """The last row's cells are formulas with the values that the program kept."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEAD)
        for at, cell in enumerate(cells(FIRST)):
            page.write_formula(1, at, '=""', value=cell) if cell != "" else page.write_blank(1, at, None)
    return out.getvalue()


def rich_text() -> bytes:
    """A name in two colours."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEAD)
        page.write_row(1, 0, cells(FIRST))
        page.write_rich_string(1, 0, book.add_format({"color": "red"}), "王", "桂英")
    return out.getvalue()


def merged() -> bytes:
    """A heading over the whole list, and titles merged over two rows."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["棠兴村选民登记表"])
    page.merge_cells("A1:I1")
    page.append(HEAD)
    page.append([])
    for at in range(1, len(HEAD) + 1):
        page.merge_cells(start_row=2, end_row=3, start_column=at, end_column=at)
    page.append(cells(FIRST))
    return saved(book)


def states(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    """A workbook of sheets in these states."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, (state, rows) in enumerate(sheets):
        page = book.create_sheet(f"表{number}")
        for line in rows:
            page.append(line)
        page.sheet_state = state
    return saved(book)


def only_hidden() -> bytes:
    """No program saves such a workbook, but somebody may."""
    content = states(("visible", table(FIRST)))
    return replaced(content, "xl/workbook.xml", b'state="visible"', b'state="hidden"')


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def replaced(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename == part:
                assert old in data
                data = data.replace(old, new)
            after.writestr(entry.filename, data)
    return out.getvalue()


def old_excel(rows: list[list[str]]) -> bytes:
    """An .xls: BIFF 8 records of one sheet, in a compound file of a single stream."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def begin(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))

    def wide(words: str) -> bytes:
        return b"\x01" + words.encode("utf-16-le")

    def label(at: int, place: int, words: str) -> bytes:
        return record(0x204, struct.pack("<HHHH", at, place, 0, len(words)) + wide(words))

    page = begin(0x10) + b"".join(
        label(at, place, words) for at, line in enumerate(rows) for place, words in enumerate(line) if words
    )
    page += record(0x0A, b"")
    name = "名单"
    bound = struct.pack("<IHB", 0, 0, len(name)) + wide(name)
    start = len(begin(0x05)) + len(record(0x85, bound)) + len(record(0x0A, b""))
    book = begin(0x05) + record(0x85, struct.pack("<I", start) + bound[4:]) + record(0x0A, b"") + page
    return compound(book.ljust(4096, b"\0"))


def compound(stream: bytes) -> bytes:
    """A compound file with one stream called Workbook."""
    size, free, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
    count = -(-len(stream) // size)
    chain = [0xFFFFFFFD, end, *range(3, count + 2), end]
    fat = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(name: str, kind: int, child: int, begin: int, length: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le") if name else b""
        head = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, free, free, child)
        return head + bytes(36) + struct.pack("<IQ", begin, length)

    folder = entry("Root Entry", 5, 1, end, 0) + entry("Workbook", 2, free, 2, len(stream))
    folder += entry("", 0, free, 0, 0) * 2
    head = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    return head + fat + folder + stream.ljust(count * size, b"\0")


def laughs() -> bytes:
    """Entities that grow ten times with each of ten steps."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    dtd = f'<!DOCTYPE worksheet [<!ENTITY l0 "lol">{entities}]>'
    return with_sheet(xlsx([HEAD]), sheet_xml(HEAD, ["&l9;"], before=dtd))


def with_ids(*numbers: Any) -> bytes:
    return sheet(*(FIRST | {"id": number} for number in numbers))


def evidence() -> bytes:
    """The columns of what stands on record: enough, too short, a day that is none, and nothing."""
    head = [*HEAD, "申请日期", "同意会议", "同意日期", "居住起始日期"]
    elsewhere = {"category": "3"}
    told = [
        ("2020-12-10", "村民代表会议", "2020-12-12", "2019-05-01"),
        ("2020-12-10", "村民代表会议", "2020-12-12", "2020-05-01"),
        ("去年", "村民代表会议", "", "2019-05-01"),
        ("", "", "", ""),
    ]
    people = [cells(row(2 * n, **elsewhere)) for n in range(1, 5)]
    return xlsx([head, *(person + list(more) for person, more in zip(people, told, strict=True))])


NASTY: dict[str, Callable[[], bytes]] = {
    # read as they are meant
    "sound.xlsx": lambda: sheet(FIRST, SECOND),
    "merged-header.xlsx": merged,
    "blank-rows.xlsx": lambda: xlsx(
        [[], [None, " "], *table(FIRST), [], [" ", "　"], cells(SECOND | {"name": ""})]
    ),
    "hidden-sheet.xlsx": lambda: states(
        ("hidden", table(SECOND)), ("visible", table(FIRST)), ("veryHidden", [HEAD])
    ),
    "formulas.xlsx": formulas,
    "dates-as-dates.xlsx": lambda: sheet(FIRST | {"birth": date(1978, 3, 5)}),
    "dates-as-numbers.xlsx": lambda: sheet(FIRST | {"birth": 28554}),
    "dates-as-text.xlsx": lambda: sheet(
        *(
            row(2 * n, birth=said)
            for n, said in enumerate(["1978.3.5", "1978年3月5日", "19780305", "1978/03/05"], 1)
        )
    ),
    "full-width.xlsx": lambda: sheet(
        FIRST
        | {
            "id": FIRST["id"].translate({48 + n: 0xFF10 + n for n in range(10)}),
            "group": "１",
            "category": "１",
        }
    ),
    "stray-spaces.xlsx": lambda: sheet(
        FIRST
        | {"name": " 王\u00a0桂　英\u200b", "id": f" {FIRST['id'][:6]} {FIRST['id'][6:]}\t", "group": " 1 "}
    ),
    "unicode-forms.xlsx": lambda: sheet(FIRST | {"name": "\uf9e1明"}, SECOND | {"name": "阿依古丽•买买提"}),
    "rich-text.xlsx": rich_text,
    "external-link.xlsx": lambda: with_part(
        sheet(FIRST), "xl/externalLinks/externalLink1.xml", f"<externalLink {MAIN}/>".encode()
    ),
    "huge-dimension.xlsx": lambda: with_sheet(
        xlsx([HEAD]), sheet_xml(HEAD, cells(FIRST), dimension="A1:XFD1048576")
    ),
    "xlsx-named-xls.xls": lambda: sheet(FIRST),
    "old-excel.xls": lambda: old_excel([HEAD, [str(cell) for cell in cells(FIRST)]]),
    "gb18030.csv": lambda: text(table(FIRST, SECOND | {"name": "㛃娜"})).encode("gb18030"),
    "utf-8-bom.csv": lambda: text(table(FIRST, SECOND)).encode("utf-8-sig"),
    "utf-16.csv": lambda: text(table(FIRST, SECOND), "\t").encode("utf-16"),
    "tabs.txt": lambda: text(table(FIRST, SECOND), "\t").encode(),
    "quotes.csv": lambda: (
        text(table()) + f'"王\n桂英",1,"1,001",女,,{FIRST["id"]},2,"说""参加"", 微信",\r\n'
    ).encode(),
    "list-not-first.xlsx": lambda: xlsx([["填表说明"]], 名单=table(FIRST)),
    "template-example.xlsx": lambda: xlsx([["序号", *HEAD], ["示例", *cells(SECOND)], [1, *cells(FIRST)]]),
    # read, with faults
    "id-as-number.xlsx": lambda: with_ids(4.30499197803050e17, "4.3E+17", "4.30499E+17"),
    "id-mistyped.xlsx": lambda: with_ids("43049919780305002", "430499197813050021", "O30499197803050021", ""),
    "cell-errors.xlsx": lambda: sheet(FIRST | {"name": "#N/A"}, SECOND | {"id": "#REF!", "group": "#VALUE!"}),
    "formulas-without-values.xlsx": lambda: sheet(FIRST | {"id": "=A2&B2"}),
    "decimals.xlsx": lambda: sheet(FIRST | {"group": 1.5}, SECOND | {"group": 2.0, "household": 2001.0}),
    "booleans.xlsx": lambda: sheet(FIRST | {"name": True, "group": False}),
    "very-long.xlsx": lambda: sheet(FIRST | {"name": "王" * 5000, "statement": "说" * 30_000}),
    "emoji.xlsx": lambda: sheet(FIRST | {"name": "王😀英"}),
    "private-use.xlsx": lambda: sheet(FIRST | {"name": "王\ue000英"}),
    "control-characters.csv": lambda: text(
        table(FIRST | {"name": "王\x0b桂\x1b英", "household": "10\x7f01"})
    ).encode(),
    "household-as-date.xlsx": lambda: sheet(FIRST | {"household": date(2020, 3, 12)}),
    "doubles.xlsx": lambda: sheet(FIRST, SECOND, FIRST | {"name": "王桂珍"}, row(4, name="王桂英")),
    "not-of-age.xlsx": lambda: sheet(row(2, id=id_number(date(2003, 1, 21)), birth="")),
    "evidence.xlsx": evidence,
    "subtotals.xlsx": lambda: xlsx([*table(FIRST), ["合计", "", "", "", "", "1人"]]),
    # refused as a whole
    "only-hidden.xlsx": only_hidden,
    "several-lists.xlsx": lambda: xlsx(table(FIRST), 第二组=table(SECOND)),
    "column-missing.xlsx": lambda: xlsx([line[1:] for line in table(FIRST)]),
    "column-twice.xlsx": lambda: xlsx([[*line, line[0]] for line in table(FIRST)]),
    "no-rows.xlsx": lambda: xlsx([HEAD]),
    "empty.csv": lambda: b"",
    "blanks.csv": lambda: b" \r\n\t\r\n",
    "open-quote.csv": lambda: (text(table(FIRST)) + '"王').encode(),
    "nul.csv": lambda: text(table(FIRST)).encode() + b"\0",
    "garbage.csv": lambda: text(table(FIRST)).encode() + bytes(range(128, 256)),
    "web-page.xls": lambda: b"<html><table><tr><td>" + "姓名".encode() + b"</td></tr></table></html>",
    "macros.xlsm": lambda: sheet(FIRST),
    "macros-renamed.xlsx": lambda: with_part(sheet(FIRST), "xl/vbaProject.bin", b"x"),
    "macros-renamed.xls": lambda: compound("_VBA_PROJECT_CUR".encode("utf-16-le").ljust(4096, b"\0")),
    "password.xlsx": lambda: compound("EncryptedPackage".encode("utf-16-le").ljust(4096, b"\0")),
    "truncated.xlsx": lambda: sheet(FIRST, SECOND)[:-200],
    "damaged-part.xlsx": lambda: with_sheet(xlsx([HEAD]), sheet_xml(HEAD, cells(FIRST))[:-40]),
    "list.pdf": lambda: b"%PDF-1.7\n",
    "document.xlsx": lambda: with_part(b"PK\x05\x06" + bytes(18), "word/document.xml", b"<w/>"),
    "zip-bomb.xlsx": lambda: with_part(sheet(FIRST), "xl/media/image1.png", bytes(31 << 20)),
    "sheet-bomb.xlsx": lambda: with_sheet(xlsx([HEAD]), sheet_xml(HEAD) + b" " * (40 << 20)),
    "many-parts.xlsx": lambda: many_parts(sheet(FIRST)),
    "far-cell.xlsx": sparse_giant,
    "last-cell.xlsx": lambda: with_sheet(
        xlsx([HEAD]),
        sheet_xml(HEAD).replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        ),
    ),
    "too-wide.xlsx": lambda: xlsx([[*HEAD, *(f"列{n}" for n in range(200))], cells(FIRST)]),
    "billion-laughs.xlsx": laughs,
}


def many_parts(content: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(2001):
            archive.writestr(f"x/{number}", b"")
    return out.getvalue()


def main() -> None:
    FILES.mkdir(exist_ok=True)
    for name, made in NASTY.items():
        (FILES / name).write_bytes(made())


if __name__ == "__main__":
    main()
