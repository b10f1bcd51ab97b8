"""The engines under the tests: a cluster of their own, one database for each run and worker."""

import gc
import os
from collections.abc import Iterator

import hypothesis
import psutil
import pytest
import pytest_django
from django.conf import settings
from django.db import connection
from psycopg import sql

from config import embedded

pytest_plugins = ["tests.cast", "tests.voting.ballots"]

PREFIX = "test_huanjie"
RUN = "HUANJIE_TEST_RUN"
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
def django_db_modify_db_settings() -> Iterator[None]:
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


def database_name() -> str:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return f"{PREFIX}_{os.environ[RUN]}_{worker}"


def drop_left_over_databases(cluster: embedded.Postgres) -> None:
    """Drop the databases of runs whose main process is gone."""
    with cluster.connect() as connection:
        connection.execute("SELECT pg_advisory_lock(1)")
        names = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{PREFIX}_"]
        ).fetchall()
        for (name,) in names:
            run = name.removeprefix(f"{PREFIX}_").split("_")[0]
            if run.isdigit() and not psutil.pid_exists(int(run)):
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
