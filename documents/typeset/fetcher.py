"""What a paper may load: the style sheets and drawings of static/paper, and pictures made for this paper."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "paper:"
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
NAME = re.compile(r"[a-z0-9-]+\.(?:css|svg|png|jpg)\Z")


class ForbiddenAddress(ValueError):
    """A paper asked for something other than its own files."""


class PaperFetcher(URLFetcher):
    """Serves paper:NAME and nothing else: no other scheme, no folder, no network, no file of the machine."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("paper",), allow_redirects=False, fail_on_errors=True)
        self._pictures = pictures

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The file named by a paper: address. Raises ForbiddenAddress."""
        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or not NAME.match(name):
            raise ForbiddenAddress(url)
        content_type = {"Content-Type": TYPES[Path(name).suffix]}
        return URLFetcherResponse(url, self._content(name), content_type)

    def _content(self, name: str) -> bytes:
        if name in self._pictures:
            return self._pictures[name]
        found = finders.find(f"paper/{name}")
        if found is None:
            raise ForbiddenAddress(name)
        return Path(found).read_bytes()
