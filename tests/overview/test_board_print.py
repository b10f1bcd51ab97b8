"""The board on paper: A3, the head on each page, late cells framed and not filled."""

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from accounts.models import User
from elections.models import Cycle
from tests.overview.county import county_of

ROOT = Path(__file__).resolve().parents[2]
A3 = (1190, 841)


def text_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return told.stdout.decode().split("\f")[:-1]


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    with pikepdf.Pdf.open(BytesIO(pdf)) as document:
        return {(int(page.mediabox[2]), int(page.mediabox[3])) for page in document.pages}


@pytest.mark.parametrize("by", ["group", "step"])
def test_the_board_prints_on_one_sheet_of_a3_with_place_day_and_legend(
    town: Cycle, township: User, client_of, by: str
) -> None:
    answer = client_of(township).get(f"/board.pdf?by={by}")
    assert answer["Content-Type"] == "application/pdf"
    (page,) = text_of(answer.content)
    assert sizes(answer.content) == {A3}
    for words in ("白果镇 进度总表", "2020年12月29日", "◆ 逾期", "棠兴村", "长青社区"):
        assert words in page
    assert "◆9" in page.replace(" ", "")


def test_the_head_stands_on_every_page_and_townships_have_headings(county_office: User, client_of) -> None:
    county_of(county_office, villages=90)
    pages = text_of(client_of(county_office).get("/board.pdf").content)
    assert len(pages) == 3
    assert all("村（社区）" in page and "联村干部" in page for page in pages)
    assert "".join(pages).count("第1镇") == 1


def test_the_print_follows_the_filters(town: Cycle, township: User, client_of) -> None:
    (page,) = text_of(client_of(township).get("/board.pdf?cadre=nobody").content)
    assert "棠兴村" not in page


def test_the_print_is_told_in_the_language_of_the_page(town: Cycle, township: User, client_of) -> None:
    client = client_of(township)
    client.cookies["django_language"] = "en"
    (page,) = text_of(client.get("/board.pdf").content)
    assert "Progress board" in page
    assert "Tangxing Village" in page
    assert "进度总表" not in page


def test_what_is_late_is_framed_and_not_filled() -> None:
    rule = next(
        line
        for line in (ROOT / "static/paper/board.css").read_text(encoding="utf-8").splitlines()
        if line.startswith(".late ")
    )
    assert "border:" in rule
    assert "background" not in rule
