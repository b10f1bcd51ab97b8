"""A kind of paper for the tests of documents, which knows no election: it says what it is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from accounts.rules import require
from documents import papers
from documents.models import Paper
from documents.papers import Deed, Occasion, PaperKind
from documents.refusals import PaperNotReady
from documents.services.paper import issue_paper
from tests.cast import VILLAGE, at

ISSUED = at(2020, 12, 29)
TEMPLATE = "papers/plain_test.html"
HTML = """{% extends "papers/sheet.html" %}{% block paper %}<h1>{{ sheet.title }}</h1><p>{{ sheet.text }}</p>
{% include "papers/signature.html" %}{% endblock %}"""


@dataclass(frozen=True, slots=True)
class PlainSheet:
    title: str
    text: str
    sign: str = "棠选"
    issuer: str = "白果镇棠兴村村民选举委员会"


class Memory:
    """Stands where the ledger stands: what was recorded, and a clock."""

    def __init__(self) -> None:
        self.deeds: list[tuple[Deed, str]] = []
        self.now: datetime | None = None
        self.fails = False

    def record(self, deed: Deed, paper: Paper, by: User, office: Office, now: datetime) -> None:
        if self.fails:
            raise RuntimeError("the ledger refuses")
        self.deeds.append((deed, paper.full_number))

    def clock(self, paper: Paper, real: datetime) -> datetime:
        return self.now or real


def sheet_of(subject: str, day: date) -> PlainSheet:
    if not subject:
        raise PaperNotReady(_("The election day is not set yet."))
    return PlainSheet("测试公告", subject)


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Memory]:
    """Two kinds are registered, `plain` and `plain_form`, the second not for the board."""
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                **{k: v for k, v in settings.TEMPLATES[0]["OPTIONS"].items() if k != "loaders"},
                "loaders": [
                    ("django.template.loaders.locmem.Loader", {TEMPLATE: HTML}),
                    ("django.template.loaders.filesystem.Loader", settings.TEMPLATES[0]["DIRS"]),
                    "django.template.loaders.app_directories.Loader",
                ],
            },
        }
    ]
    made = Memory()
    monkeypatch.setattr(papers, "_kinds", {})
    monkeypatch.setattr(papers, "discover", lambda *names: None)
    for place, (key, posted) in enumerate((("plain", True), ("plain_form", False))):
        papers.register(
            PaperKind(
                key=key,
                label=key,
                template=TEMPLATE,
                sheet=sheet_of,
                occasions=lambda code: [Occasion("内容", "棠兴村", True, name="第1版")],
                reference=lambda subject: f"plain:{subject[:20]}",
                record=made.record,
                clock=made.clock,
                place=place,
                posted=posted,
            )
        )
    yield made


def issued(
    by: User, subject: str = "内容", *, kind: str = "plain", training: bool = False, now: datetime = ISSUED
) -> Paper:
    """A paper of the village, issued."""
    return issue_paper(
        by=by,
        office=require(by, "paper.issue", VILLAGE),
        kind=kind,
        subject=subject,
        place_code=VILLAGE,
        place_name="棠兴村",
        now=now,
        training=training,
        base_url="https://huanjie.example.cn/",
    )
