"""Many runs share the tests' cluster at the same time, and none trips over another."""

import os
import re
from pathlib import Path

import pytest
from django.db import connection

from config import embedded
from tests.databases import PREFIX, digest_of_schema, drop_left_over_databases, template_database

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


@pytest.mark.django_db
@pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the embedded cluster only")
def test_the_template_is_of_these_migrations_and_another_schema_has_another(tmp_path: Path) -> None:
    assert connection.settings_dict["TEST"]["TEMPLATE"] == template_database(embedded.test_database())
    assert template_database(embedded.test_database()) in names(embedded.test_database())
    (tmp_path / "migrations").mkdir()
    migration = tmp_path / "migrations" / "0001_initial.py"
    migration.write_text("operations = []")
    before = digest_of_schema({"app": tmp_path})
    migration.write_text("operations = [1]")
    assert digest_of_schema({"app": tmp_path}) != before
