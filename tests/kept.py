"""What tests start from is made once: the next test that starts from the same fixtures finds their rows in place.

Every fixture of ours that only makes something is made in a savepoint of its own, one upon another in the order in which
the test asks for them. After the test only what the test did is undone. Whoever comes next keeps the savepoints of those
fixtures with which its own begin, undoes the others and makes what is still missing: it finds the very rows that it would
have made itself. What the fixtures returned comes as copies that nobody has touched.

Made anew for every test is what does more (it yields, patches or has a parameter) and what returns something that cannot
be copied, such as a function; and all that is made after such a one has been to the database.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import isgeneratorfunction
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.db import connection, transaction

from tests.copies import NotCopied, copies_from, written

Fixture = pytest.FixtureDef[Any]


@dataclass(frozen=True)
class Wanted:
    """A fixture to be kept, and what was made anew before it and may have patched something."""

    fixture: Fixture
    after: tuple[Any, ...]


@dataclass(frozen=True)
class Layer:
    """The rows of a fixture, above a savepoint, and what this one and all below it returned."""

    wanted: Wanted
    savepoint: transaction.Atomic
    returned: bytes


def starts_here(item: pytest.Item) -> bool:
    """Whether a test runs above what is kept: it uses the database and needs no transactions of its own."""
    names = getattr(item, "fixturenames", ())
    own = item.get_closest_marker("django_db") or {"transactional_db", "live_server"}.intersection(names)
    return "db" in names and not own


def sequence(item: pytest.Item) -> list[Fixture]:
    """The fixtures of a test in the order in which pytest makes them."""
    known = item._fixtureinfo.name2fixturedefs
    seen: set[str] = set()
    made: list[Fixture] = []

    def visit(name: str) -> None:
        if name not in seen and name in known:
            seen.add(name)
            for needed in known[name][-1].argnames:
                visit(needed)
            made.append(known[name][-1])

    for name in item.fixturenames:
        visit(name)
    return made


def is_ours(fixture: Fixture) -> bool:
    """Neither pytest's own, such as a parameter, nor the database itself."""
    ours = fixture.func.__module__.startswith("tests.") and fixture.argname != "db"
    return ours and fixture.scope == "function"


def only_makes(fixture: Fixture, plain: set[str]) -> bool:
    """Whether a fixture takes nothing but what these names stand for, and has nothing to do afterwards."""
    bound = hasattr(fixture.func, "__self__") or fixture.params is not None
    return not bound and not isgeneratorfunction(fixture.func) and plain.issuperset(fixture.argnames)


def plan(item: pytest.Item) -> list[Wanted]:
    """What can be kept of a test's fixtures."""
    varied = {"request", *(item.callspec.params if hasattr(item, "callspec") else ())}
    plain, rows = {"db"}, {"db"}
    wanted: list[Wanted] = []
    after: list[tuple[Fixture, str]] = []
    for fixture in filter(is_ours, sequence(item)):
        for names in (varied, rows):
            if names.intersection(fixture.argnames):
                names.add(fixture.argname)
        if not only_makes(fixture, plain):
            after.append((fixture, item.nodeid if fixture.argname in varied else ""))
        elif fixture.argname in rows:
            wanted.append(Wanted(fixture, tuple(after)))
        plain.add(fixture.argname)
    return wanted


def savepoint() -> transaction.Atomic:
    """Begun; as in Django's own test case, what insists on a transaction of its own may run in it."""
    made = transaction.atomic()
    made._from_testcase = True
    made.__enter__()
    return made


def undone(made: transaction.Atomic) -> None:
    transaction.set_rollback(True)
    made.__exit__(None, None, None)


class Ground:
    """What is kept, and above it the test that runs."""

    def __init__(self, blocker: pytest_django.DjangoDbBlocker) -> None:
        self.blocker = blocker
        self.module: Path | None = None
        self.layers: list[Layer] = []
        self.planned: list[Wanted] = []
        self.returned: dict[Fixture, Any] = {}
        self.never: set[Fixture] = set()
        self.spoils: set[Fixture] = set()
        self.of_the_test: transaction.Atomic | None = None
        self.asked = self.active = False
        self.last_of_module = False

    @contextmanager
    def under(self, item: pytest.Item) -> Iterator[None]:
        """What a test can start from is there, until the last of its fixtures has ended."""
        before = takewhile(lambda wanted: wanted.fixture not in self.spoils, plan(item))
        self.planned = [wanted for wanted in before if wanted.fixture not in self.never]
        with self.blocker.unblock(), connection.execute_wrapper(self._asked):
            self._start(item.path)
            self.active = True
            yield
            self.active = False
            self._end()
            if self.last_of_module:
                self.cut(0)

    def _start(self, module: Path) -> None:
        pairs = zip(self.layers, self.planned, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0].wanted == pair[1], pairs))
        self.cut(same if module == self.module else 0)
        self.module = module
        copies = copies_from(self.layers[-1].returned) if self.layers else []
        kept = [layer.wanted.fixture for layer in self.layers]
        self.returned = dict(zip(kept, copies, strict=True))

    def _end(self) -> None:
        if not self.of_the_test:
            return
        try:
            if not connection.needs_rollback and connection.is_usable():
                connection.check_constraints()
        finally:
            undone(self.of_the_test)
            self.of_the_test = None

    def cut(self, number: int) -> None:
        """Undo all layers but the first so many."""
        with self.blocker.unblock():
            while len(self.layers) > number:
                undone(self.layers.pop().savepoint)

    def test_begins(self) -> None:
        """From here on all that is written is undone after the test."""
        self.of_the_test = self.of_the_test or savepoint()

    def _asked(self, execute: Callable[..., Any], *query: Any) -> Any:
        self.asked = True
        return execute(*query)

    @contextmanager
    def anew(self) -> Iterator[None]:
        """Something is made for this test alone; once it has asked the database, all that follows is so, too."""
        if self.of_the_test or not self.active:
            yield
            return
        self.of_the_test = made = savepoint()
        self.asked = False
        yield
        if not self.asked:
            undone(made)
            self.of_the_test = None

    def keeps(self, fixture: Fixture) -> bool:
        """Whether a fixture is kept, or is the next that can be."""
        following = [] if self.of_the_test else self.planned[len(self.layers) :][:1]
        return self.active and fixture in (*self.returned, *(wanted.fixture for wanted in following))

    def value(self, fixture: Fixture, given: dict[str, Any]) -> Any:
        """What a kept fixture returns; it is made if it is not yet there, and kept if what it returns can be copied."""
        if fixture in self.returned:
            return self.returned[fixture]
        wanted, made = self.planned[len(self.layers)], savepoint()
        self.asked = False
        try:
            value = fixture.func(**given)
        except BaseException:
            undone(made)
            raise
        try:
            copies = written([*self.returned.values(), value])
        except NotCopied:
            self._not_kept(wanted, made)
        else:
            connection.check_constraints()
            self.returned[fixture] = value
            self.layers.append(Layer(wanted, made, copies))
        return value

    def _not_kept(self, wanted: Wanted, made: transaction.Atomic) -> None:
        self.planned.remove(wanted)
        if self.asked:
            self.spoils.add(wanted.fixture)
            self.of_the_test = made
        else:
            self.never.add(wanted.fixture)
            undone(made)


_ground = pytest.StashKey[Ground]()


@pytest.fixture(scope="session")
def kept_ground(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[Ground]:
    ground = request.config.stash[_ground] = Ground(django_db_blocker)
    yield ground
    ground.cut(0)


@pytest.fixture
def db(request: pytest.FixtureRequest) -> Iterator[None]:
    """The database, and in it what the test starts from; with transactions of its own, if it needs them, as usual."""
    if starts_here(request.node):
        with request.getfixturevalue("kept_ground").under(request.node):
            yield
    else:
        yield request.getfixturevalue("_django_db_helper")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Within a module, tests that start from the same follow one another."""
    places: dict[Wanted, int] = {}

    def place(item: pytest.Item) -> list[int]:
        return [places.setdefault(wanted, len(places)) for wanted in plan(item)]

    modules = groupby(items, key=lambda item: (item.path, starts_here(item)))
    items[:] = [
        item for (_path, kept), some in modules for item in (sorted(some, key=place) if kept else some)
    ]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if (ground := item.config.stash.get(_ground, None)) and not starts_here(item):
        ground.cut(0)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """What is kept goes before what a module has made for all its tests, for it lies above."""
    if ground := item.config.stash.get(_ground, None):
        ground.last_of_module = nextitem is None or nextitem.path != item.path


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    if starts_here(item):
        item.config.stash[_ground].test_begins()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: Fixture, request: pytest.FixtureRequest) -> Fixture | None:
    """A fixture that is kept. That anything is returned says that it is made."""
    ground = request.config.stash.get(_ground, None)
    if ground is None or not ground.keeps(fixturedef):
        return None
    given = {name: request.getfixturevalue(name) for name in fixturedef.argnames}
    fixturedef.cached_result = (ground.value(fixturedef, given), fixturedef.cache_key(request), None)
    return fixturedef


@pytest.hookimpl(wrapper=True, specname="pytest_fixture_setup")
def pytest_fixture_made_anew(
    fixturedef: Fixture, request: pytest.FixtureRequest
) -> Generator[None, Any, Any]:
    """Any other fixture."""
    ground = request.config.stash.get(_ground, None)
    if ground is None or ground.keeps(fixturedef):
        return (yield)
    with ground.anew():
        return (yield)
