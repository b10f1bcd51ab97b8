"""A real Chromium against a live server; pages that ask a foreign host fail."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from accounts.models import User
from tests.browser.chrome import FLAGS, chromium_path
from tests.browser.desk import Desk
from tests.browser.worker import working

# Playwright's event loop runs in the test's thread; the fixtures' ORM calls are synchronous all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
PATIENCE = 30_000  # milliseconds; a busy machine is no fault


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """Opens a window: window(user, width=1366, language="zh-hans") signed in as a user, or as a visitor (None)."""
    contexts: list[BrowserContext] = []

    def open_window(user: User | None, width: int = 1366, language: str = "zh-hans") -> Page:
        height = 768 if width > 700 else 844
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, locale="zh-CN"
        )
        cookies = [{"name": "django_language", "value": language, "url": live_server.url}]
        if user is not None:
            client = Client()
            client.force_login(user, backend="accounts.backends.OfficerBackend")
            cookies.append(
                {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
            )
        context.add_cookies(cookies)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def desk(chromium: Browser, live_server) -> Iterator[Callable[..., Desk]]:
    """Gives an officer a desk: desk(user, width=1366), signed in by the form; None is a visitor's."""
    contexts: list[BrowserContext] = []
    expect.set_options(timeout=PATIENCE)

    def set_up(user: User | None, width: int = 1366) -> Desk:
        size = {"width": width, "height": 768 if width > 700 else 844}
        contexts.append(chromium.new_context(base_url=live_server.url, viewport=size, locale="zh-CN"))
        contexts[-1].set_default_timeout(PATIENCE)
        made = Desk(contexts[-1].new_page(), live_server.url)
        return made.sign_in(user.username) if user is not None else made

    yield set_up
    for context in contexts:
        context.close()


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A Celery worker at the tests' queue, for this test's database."""
    with working(tmp_path / "worker.log"):
        yield
