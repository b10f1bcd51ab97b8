"""A real Chromium against a live server; pages that ask a foreign host fail."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from accounts.models import User
from django.test import Client
from tests.browser.chrome import FLAGS, chromium_path

# Playwright's event loop runs in the test's thread; the fixtures' ORM calls are synchronous all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

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
        context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": height}, locale="zh-CN")
        cookies = [{"name": "django_language", "value": language, "url": live_server.url}]
        if user is not None:
            client = Client()
            client.force_login(user, backend="accounts.backends.OfficerBackend")
            cookies.append({"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url})
        context.add_cookies(cookies)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()
