"""Acts at the same moment, on real connections. How a race ends does not depend on how quick the machine is.

To see that, let one of the racers be slow: `SLOW_RACER=0 script/test tests/voting/test_paper_races.py`, and the same with 1.
"""

import os
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import Error, connection, connections

from accounts.refusals import Refusal, Refusals

RACER = "racer"
SLOW = os.environ.get("SLOW_RACER")
# How long one is held for another who neither comes nor waits nor ends; then something is wrong with the test.
AT_MOST = 30
_WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Run the acts in threads of their own; what became of each, sorted: done, a refusal's code, an error's name."""
    outcomes: list[str] = []
    all_here = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> None:
        all_here.wait(AT_MOST)
        try:
            act()
            outcomes.append("done")
        except Refusals as refused:
            outcomes.extend(refusal.code for refusal in refused.refusals)
        except Refusal as refusal:
            outcomes.append(refusal.code)
        except Error as error:
            outcomes.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,), name=f"{RACER}-{n}") for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(2 * AT_MOST)
    return sorted(outcomes)


def held_until(other_is_there: Callable[[], bool]) -> None:
    """Hold this racer until the other is there, waits for a lock that this one has, or has ended."""
    end = time.monotonic() + AT_MOST
    while not (other_is_there() or _racers() < 2 or _waited_for()):
        assert time.monotonic() < end, "the other neither came nor waits nor ended"
        time.sleep(0.02)
    if threading.current_thread().name == f"{RACER}-{SLOW}":
        time.sleep(1.5)


def meeting_at(monkeypatch: pytest.MonkeyPatch, *checks: tuple[Any, str]) -> None:
    """Hold whoever has passed one of these checks (a module or class, a name in it) until the other has too, or waits
    for what this one has locked, or has ended.
    """
    passed: set[int] = set()

    def held(check: Callable[..., Any]) -> Callable[..., Any]:
        def looked(*args: Any, **kwargs: Any) -> Any:
            found = check(*args, **kwargs)
            # A check that yields looks only when it is asked.
            found = list(found) if hasattr(found, "__next__") else found
            # What the test itself does beforehand passes the same checks and is none of the two.
            if threading.current_thread().name.startswith(RACER):
                passed.add(threading.get_ident())
                held_until(lambda: len(passed) > 1)
            return found

        return looked

    for module, name in checks:
        monkeypatch.setattr(module, name, held(getattr(module, name)))


def meeting_after(monkeypatch: pytest.MonkeyPatch, module: Any, *names: str) -> None:
    """The same for checks of one module."""
    meeting_at(monkeypatch, *((module, name) for name in names))


def _racers() -> int:
    return sum(thread.name.startswith(RACER) for thread in threading.enumerate())


def _waited_for() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        return bool(cursor.fetchone()[0])
