"""The cast, built once for all tests of a module that leave it as they found it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import pytest_django
from django.db import transaction

from tests import cast
from tests.voting import ballots


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """One transaction around the whole module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def nothing_stays(db: None) -> Iterator[None]:
    """Whatever a test writes is gone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def monkeypatch() -> Iterator[pytest.MonkeyPatch]:
    """What the cast's fixtures change stays changed to the module's end."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def kept(*names: str) -> Mapping[str, Any]:
    """These fixtures of the cast and of a vote made ready, each made once for the module that takes them over."""
    made = {name: getattr(cast, name, None) or getattr(ballots, name) for name in names}
    return {
        name: pytest.fixture(scope="module", name=name)(fixture.__wrapped__) for name, fixture in made.items()
    }
