"""Papers load nothing but their own files, hold every name, and say when the machine cannot print them."""

import subprocess
from pathlib import Path

import pytest
from django.core.checks import run_checks
from weasyprint.text import ffi
from weasyprint.urls import FatalURLFetchingError

from documents.services.paper import page_count
from documents.typeset import checks, fonts, missing_glyphs, typeset
from documents.typeset.enlarge import to_a3
from documents.typeset.fetcher import ForbiddenAddress, PaperFetcher
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
