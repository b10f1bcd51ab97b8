"""No page mixes languages: English pages are English outside what is marked as Chinese, and every msgid is translated."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from elections.models import Election
from tests.cast import VILLAGE
from tests.config.test_urls import GUARDED, address

CATALOGUE = Path(settings.BASE_DIR) / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
HAN = re.compile(r"[㐀-鿿\U00020000-\U0003ffff]+")
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SPOKEN_ATTRIBUTES = {"aria-label", "title", "placeholder", "alt"}


class Texts(HTMLParser):
    """The visible texts of a page that are not marked with another language than the page's."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[bool] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        marked = tag in {"script", "style"} or (tag != "html" and "lang" in given)
        if not self.hidden and not marked:
            self.found += [value for name, value in given.items() if name in SPOKEN_ATTRIBUTES and value]
        if tag not in VOID:
            self.stack.append(marked)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.stack:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if not self.hidden and data.strip():
            self.found.append(data.strip())

    @property
    def hidden(self) -> bool:
        return any(self.stack)


def texts(html: str) -> list[str]:
    parser = Texts()
    parser.feed(html)
    return parser.found


def test_every_msgid_is_translated() -> None:
    catalogue = polib.pofile(str(CATALOGUE))
    assert len(catalogue) > 100
    assert not [entry.msgid for entry in catalogue if entry.obsolete or not entry.translated() or entry.fuzzy]


def test_the_compiled_catalogue_is_that_of_the_text(tmp_path: Path) -> None:
    catalogue = polib.pofile(str(CATALOGUE))
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    wanted = {(e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural for e in catalogue}
    assert {(e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural for e in compiled} == wanted


PUBLIC = [
    reverse("accounts:sign_in"),
    reverse("documents:verify"),
    reverse("overview:public_board", args=[VILLAGE]),
]


@pytest.mark.parametrize(
    "role", ["clerk", "township", "county_reviewer", "county_office", "teller", "auditor"]
)
def test_an_english_page_holds_no_chinese(
    role: str, election: Election, client_of: Callable[[User], Client], request: pytest.FixtureRequest
) -> None:
    browser = client_of(request.getfixturevalue(role))
    browser.cookies["django_language"] = "en"
    mixed = {}
    for url in [address(name) for name in GUARDED] + PUBLIC:
        answer = browser.get(url)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found = [
                text
                for text in texts(answer.content.decode())
                if HAN.search(text) and text not in ("简体中文", "中文")
            ]
            if found:
                mixed[url] = found[:5]
    assert not mixed


ENGLISH_WORDS = re.compile(r"[A-Za-z]{4,}(?: [A-Za-z]{2,}){2,}")


@pytest.mark.parametrize("role", ["clerk", "township", "county_reviewer", "auditor"])
def test_a_chinese_page_holds_no_english_sentence(
    role: str, election: Election, client_of: Callable[[User], Client], request: pytest.FixtureRequest
) -> None:
    browser = client_of(request.getfixturevalue(role))
    mixed = {}
    for url in [address(name) for name in GUARDED] + PUBLIC:
        answer = browser.get(url)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found = [text for text in texts(answer.content.decode()) if ENGLISH_WORDS.search(text)]
            if found:
                mixed[url] = found[:5]
    assert not mixed
