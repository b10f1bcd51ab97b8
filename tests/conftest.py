"""The engines under the tests: a cluster of their own, one database for each run and worker."""

import gc
import os
from collections.abc import Iterator

import hypothesis
import pytest
import pytest_django
from django.conf import settings
from django.db import connection

from config import embedded
from tests.databases import RUN, database_name, drop_left_over_databases, template_database

pytest_plugins = ["tests.kept", "tests.cast", "tests.voting.ballots"]

FIRST_NUMBER = 1000

# Time says nothing on a shared machine; in CI the same examples come every time.
hypothesis.settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """The run is named by its main process; its workers inherit the name."""
    if not hasattr(config, "workerinput"):
        os.environ[RUN] = str(os.getpid())
    gc.set_threshold(100_000, 20, 10)


def pytest_collection_finish() -> None:
    """What was loaded for the run stays to its end: the collector need not walk it again after every test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Point Django at the tests' cluster and keep it running until the database is dropped again."""
    database = settings.DATABASES["default"]
    database["TEST"]["NAME"] = database_name()
    if os.environ.get("DATABASE_URL"):
        yield
        return
    cluster = embedded.test_database()
    with embedded.borrowed(cluster):
        database.update(cluster.settings())
        drop_left_over_databases(cluster)
        with django_db_blocker.unblock():
            database["TEST"]["TEMPLATE"] = template_database(cluster)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """Number every table's rows from above a thousand, where a number written for readers has its first comma."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, %s + coalesce(last_value, 0))"
            " FROM pg_sequences WHERE schemaname = 'public'",
            [FIRST_NUMBER],
        )
