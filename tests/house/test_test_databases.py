"""Many runs share the tests' cluster at the same time, and none trips over another."""

import os
import re

import pytest
from django.db import connection

from config import embedded
from tests.conftest import PREFIX, drop_left_over_databases

GONE = f"{PREFIX}_4194999_{os.getpid()}"  # no run has this number: it is above the highest of Linux


def names(cluster: embedded.Postgres) -> set[str]:
    with cluster.connect() as server:
        return {name for (name,) in server.execute("SELECT datname FROM pg_database")}


@pytest.mark.django_db
def test_the_database_carries_the_number_of_a_living_run() -> None:
    found = re.fullmatch(rf"{PREFIX}_(\d+)_(main|gw\d+)", str(connection.settings_dict["NAME"]))
    assert found
    os.kill(int(found[1]), 0)


@pytest.mark.django_db
@pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the embedded cluster only")
def test_the_database_of_a_run_that_is_gone_is_dropped_and_no_other() -> None:
    cluster = embedded.test_database()
    with cluster.connect() as server:
        server.execute(f"CREATE DATABASE {GONE}")
    drop_left_over_databases(cluster)
    assert GONE not in names(cluster)
    assert connection.settings_dict["NAME"] in names(cluster)
