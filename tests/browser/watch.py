"""What a browser complains of while somebody works."""

from playwright.sync_api import ConsoleMessage, Page, Request, Response

FAILED = 400
ABORTED = "net::ERR_ABORTED"  # a file to be kept, or a question whose page was left before the answer
TOLD_BY_THE_ANSWER = "Failed to load resource"


class Watch:
    """Watches a window: errors on the console (a broken policy is one), answers that fail, foreign hosts."""

    def __init__(self, page: Page, home: str) -> None:
        self.home = home
        self.complaints: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._unanswered)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(TOLD_BY_THE_ANSWER):
            self.complaints.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.complaints.append(f"foreign: {request.url}")

    def _unanswered(self, request: Request) -> None:
        if request.failure != ABORTED:
            self.complaints.append(f"{request.failure}: {self._path(request.url)}")

    def _response(self, response: Response) -> None:
        if response.status >= FAILED:
            self.complaints.append(f"{response.status} {self._path(response.url)}")

    def _path(self, url: str) -> str:
        return url.removeprefix(self.home)
