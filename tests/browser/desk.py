"""A desk: a browser window at which an officer signs in and works through the forms, as people do."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.watch import Watch

PASSWORD = "a-long-password"
OK, REFUSED = 200, 409


class Desk:
    """Opens pages, fills fields by their names, presses the page's one primary button."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.watch = Watch(page, home)

    @property
    def sentence(self) -> Locator:
        """The page's first sentence."""
        return self.page.locator("h1")

    @property
    def primary(self) -> Locator:
        return self.page.locator("main .btn-primary")

    def sign_in(self, username: str) -> "Desk":
        self.open("/signin/")
        self.fill({"username": username, "password": PASSWORD})
        self.press()
        expect(self.page.locator("details.menu").first).to_be_visible()
        return self

    def speak_english(self) -> None:
        """Switch the language in the officer's menu."""
        menu = self.page.locator(".top details.menu")
        menu.locator("summary").click()
        self.press(menu.locator("button[value=en]"))
        expect(self.page.locator("html")).to_have_attribute("lang", "en")

    def open(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is not None and answer.status == OK, f"{path}: {answer and answer.status}"

    def fill(self, values: Mapping[str, object]) -> None:
        """Type into fields by name; a choice takes the value of its option."""
        for name, value in values.items():
            field = self.page.locator(f'main [name="{name}"]:not([type=hidden])')
            if field.first.get_attribute("type") in ("radio", "checkbox"):
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
            elif field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(str(value))
            else:
                field.fill(str(value))

    def has(self, name: str) -> bool:
        """Whether the page has a field of this name."""
        return self.page.locator(f'main [name="{name}"]').count() > 0

    def press(self, button: Locator | None = None) -> None:
        """Press a button, the primary one if none is named, and come to a page without a refusal."""
        answer = self._pressed(button or self.primary)
        assert answer.status == OK, self.page.locator("main [role=alert]").all_inner_texts()

    def press_in_vain(self) -> Locator:
        """Press the primary button and be refused; returns what the page says."""
        assert self._pressed(self.primary).status == REFUSED
        return self.page.locator("main .refuse")

    def _pressed(self, button: Locator) -> Response:
        with self.page.expect_navigation() as navigation:
            button.click()
        answer = navigation.value
        assert answer is not None
        return answer

    def file(self, link: Locator) -> bytes:
        """The file to which a link leads."""
        answer = self.page.request.get(str(link.get_attribute("href")))
        assert answer.status == OK
        return answer.body()

    def scrolls_sideways(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))

    def too_wide(self, paths: Iterable[str]) -> list[str]:
        """Opens the pages; returns those that scroll sideways."""
        found = []
        for path in paths:
            self.open(path)
            if self.scrolls_sideways():
                found.append(path)
        return found

    def set_the_clock(self, moment: datetime) -> None:
        """Move the training clock by the bar that stands on every page."""
        self.page.locator(".clock summary").click()
        form = self.page.locator(".clock form").filter(has=self.page.locator("input[type=date]"))
        form.locator("[name=day]").fill(f"{moment:%Y-%m-%d}")
        form.locator("[name=time]").fill(f"{moment:%H:%M}")
        self.press(form.locator("button"))
        expect(self.page.locator(".training time")).to_have_attribute("datetime", f"{moment:%Y-%m-%dT%H:%M}")
