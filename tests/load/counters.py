"""The pages of counting groups, as far as the server sees them: what is typed is kept until the server has it."""

import http.client
import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

TOKEN = "t" * 32
# As the page does: static/js/paper-sender.js.
BATCH, PATIENCE, AGAIN = 50, 15, 2
MARKS = {"chair": ["c1"], "member": ["m1", "m2"]}


@dataclass
class Line:
    """A browser's connection; `calls` are the seconds that each answered call took."""

    port: int
    session: str
    calls: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _connection: http.client.HTTPConnection | None = None

    def post(self, path: str, data: dict[str, Any]) -> int:
        """The status of the answer; 0 where the line is cut."""
        begun = time.perf_counter()
        try:
            status = self._post(path, data)
        except (OSError, http.client.HTTPException) as error:
            self.faults.append(type(error).__name__)
            self._connection = None
            return 0
        self.calls.append(time.perf_counter() - begun)
        if status >= 400:
            self.faults.append(str(status))
        return status

    def _post(self, path: str, data: dict[str, Any]) -> int:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
        }
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **data})
        self._connection.request("POST", path, body, headers)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status


class Counter(threading.Thread):
    """A group that types a paper every `pace` seconds, whether the server answers or not, until all are accepted."""

    def __init__(self, line: Line, path: str, papers: int, pace: float, first: float) -> None:
        super().__init__(daemon=True)
        self.line, self.path, self.pace, self.first = line, path, pace, first
        self.typed = [{"id": str(uuid4()), "ballot": {"marks": MARKS}} for _paper in range(papers)]
        self.accepted: list[str] = []

    def run(self) -> None:
        begun = time.monotonic() + self.first
        while len(self.accepted) < len(self.typed):
            due = begun + self.pace * len(self.accepted)
            time.sleep(max(0.0, due - time.monotonic()))
            ready = 1 + int((time.monotonic() - begun) / self.pace)
            waiting = self.typed[len(self.accepted) : min(ready, len(self.accepted) + BATCH)]
            data = {"version": 1, "acts": json.dumps(waiting)}
            if self.line.post(f"{self.path}1/send/", data) == 200:
                self.accepted += [act["id"] for act in waiting]
            else:
                time.sleep(AGAIN)


class Probe(threading.Thread):
    """Somebody who calls the bare view at a pace until told to stop."""

    def __init__(self, line: Line, pace: float) -> None:
        super().__init__(daemon=True)
        self.line, self.pace = line, pace
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(self.pace):
            self.line.post("/bare/", {"id": uuid4().hex})
