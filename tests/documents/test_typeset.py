"""Papers load nothing but their own files, hold every name, and say when the machine cannot print them."""

import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.core.checks import run_checks
from weasyprint.text import ffi
from weasyprint.urls import FatalURLFetchingError

from documents.services.paper import page_count
from documents.typeset import checks, fonts, missing_glyphs, render, typeset
from documents.typeset.enlarge import to_a3
from documents.typeset.fetcher import ForbiddenAddress, PaperFetcher
from documents.typeset.packet import joined
from documents.typeset.qr import qr_png
from documents.typeset.underlay import lay_under

# 𬎆 is in no Noto font: the second font of the chain must draw it.
RARE = "𬱖𫖯䶮㛃𠅤𬎆㙟喆堃"
NOBODY_DRAWS = "\U0003ff00"


def pdf_of(tmp_path: Path, html: str) -> Path:
    file = tmp_path / "paper.pdf"
    file.write_bytes(typeset(html))
    return file


def told_by(program: str, file: Path) -> str:
    """What a program of poppler-utils says of a PDF."""
    more = ["-"] if program == "pdftotext" else []
    return subprocess.run([program, str(file), *more], capture_output=True, text=True, check=True).stdout


def set_on_a_page(tmp_path: Path, html: str) -> str:
    """The text of a part of a paper, set on a page as papers are; what is broken over two lines is so here too."""
    file = tmp_path / "paper.pdf"
    sheet = f'<link rel="stylesheet" href="paper:paper.css">{html}'
    file.write_bytes(typeset(sheet, pictures={"qr.png": qr_png("https://example.org/")}))
    return told_by("pdftotext", file)


def test_a_paper_may_load_its_own_files() -> None:
    assert b"@page" in PaperFetcher({}).fetch("paper:paper.css").read()
    assert PaperFetcher({"qr.png": b"picture"}).fetch("paper:qr.png").read() == b"picture"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/secret.png",
        "https://example.org/picture.png",
        "data:image/png;base64,AAAA",
        "ftp://example.org/x.png",
        "paper:../css/base.css",
        "paper:../../config/settings/base.py",
        "paper:/etc/passwd",
        "paper:nothing-there.css",
        "paper:%2e%2e/secret.css",
    ],
)
def test_a_paper_may_load_nothing_else(address: str) -> None:
    with pytest.raises(ForbiddenAddress):
        PaperFetcher({}).fetch(address)


def test_a_paper_that_asks_for_a_file_of_the_machine_is_not_printed() -> None:
    with pytest.raises(FatalURLFetchingError):
        typeset('<img src="file:///etc/hostname" alt="">')


def test_rare_characters_are_drawn_and_every_font_is_embedded(tmp_path: Path) -> None:
    file = pdf_of(tmp_path, f'<p>{RARE}</p><p class="sans"><b>{RARE}</b></p>')
    listed = told_by("pdffonts", file).splitlines()[2:]
    embedded = [line[line.index("yes") :].split()[0] for line in listed if " yes " in line]
    assert listed and len(embedded) == len(listed)
    assert any("HanaMin" in line for line in listed)
    assert set(RARE) <= set(told_by("pdftotext", file))


def test_no_glyph_is_missing_of_rare_names_and_the_signs_of_the_papers() -> None:
    assert missing_glyphs(RARE + "艾山·买买提 ○×〔2020〕6号　张　伟\t第1组\n") == set()


def test_a_character_that_no_font_draws_is_found() -> None:
    assert missing_glyphs(f"张{NOBODY_DRAWS}伟") == {NOBODY_DRAWS}


def test_a_family_that_fontconfig_replaces_is_told_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "SERIF", (*fonts.SERIF, "No Such Family"))
    assert fonts.absent_families() == ["No Such Family"]
    monkeypatch.setattr(checks, "absent_families", fonts.absent_families)
    assert [message.id for message in checks.fonts_for_every_name(None)] == ["documents.W002"]


def test_the_check_says_when_the_subsetting_library_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffi, "harfbuzz_subset", None)
    assert [message.id for message in checks.fast_subsetting(None)] == ["documents.W001"]


def test_this_machine_can_print() -> None:
    assert run_checks(tags=["papers"]) == []


def test_a_form_is_laid_under_every_page_and_stored_once(tmp_path: Path) -> None:
    pages = typeset("<p>第一页</p>" + '<p style="break-before: page">又一页</p>' * 40)
    form = typeset("<p>存根</p>" + "<p>表格</p>" * 200)
    file = tmp_path / "cards.pdf"
    file.write_bytes(lay_under(pages, form))
    assert told_by("pdftotext", file).count("存根") == 41
    assert file.stat().st_size < len(pages) + 2 * len(form)


def test_in_a_packet_each_paper_begins_on_a_leaf_of_its_own(tmp_path: Path) -> None:
    """Printed on both sides, no ballot is on the back of a notice; the last paper has no empty page behind it."""
    page = "<style>@page {{ size: {size} }}</style>{text}"
    notice = typeset(page.format(size="A4", text="<p>公告</p>"))
    ballot = typeset(page.format(size="A5", text="<p>选票</p><p style='break-before: page'>背面</p>"))
    last = typeset(page.format(size="A4", text="<p>计票单</p>"))
    file = tmp_path / "packet.pdf"
    file.write_bytes(joined(BytesIO(paper) for paper in (notice, ballot, last)).read())
    pages = [page.strip() for page in told_by("pdftotext", file).split("\f")]
    assert pages == ["公告", "", "选票", "背面", "计票单", ""]


def test_a_month_of_birth_and_a_duty_stand_on_one_line(tmp_path: Path) -> None:
    """In the table of the Party's people with their votes."""
    person = {
        "post": "副书记（纪检委员）",
        "name": "欧阳建国",
        "sex": "男",
        "birth": date(1977, 12, 1),
        "education": "大专",
        "votes": 1082,
    }
    table = render("papers/party_people.html", {"sheet": {"with_votes": True}, "people": [person]})
    told = set_on_a_page(tmp_path, table)
    assert "副书记（纪检委员）" in told and "1977年12月" in told and "欧阳建国" in told


def test_a_long_title_of_the_partys_keeps_its_last_word_whole(tmp_path: Path) -> None:
    title = "关于确定党组织班子成员候选人预备人选的请示"
    html = render("papers/party_title.html", {"sheet": {"party": "茶园村党组织", "title": title}})
    assert title in set_on_a_page(tmp_path, html)


def test_an_a3_poster_is_the_same_pages_enlarged(tmp_path: Path) -> None:
    a4 = typeset("<style>@page { size: A4 }</style><p>公告</p><p style='break-before: page'>续</p>")
    file = tmp_path / "a3.pdf"
    file.write_bytes(to_a3(a4))
    assert page_count(file.read_bytes()) == 2
    assert "(A3)" in told_by("pdfinfo", file)
    assert "公告" in told_by("pdftotext", file)


def test_enlarging_twice_gives_the_same_bytes() -> None:
    a4 = typeset("<p>公告</p>")
    assert to_a3(a4) == to_a3(a4)


def test_a_qr_code_is_a_picture() -> None:
    assert qr_png("https://example.org/verify/7K3M92QD/").startswith(b"\x89PNG")
