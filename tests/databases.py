"""The tests' databases: one for each run and worker, each a copy of one template that was migrated once."""

import os
from collections.abc import Mapping
from hashlib import sha256
from itertools import chain
from pathlib import Path

import psutil
import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql

from config import embedded

PREFIX = "test_huanjie"
TEMPLATE = f"{PREFIX}_template"
RUN = "HUANJIE_TEST_RUN"
SCHEMA = ("*.py", "migrations/*.py", "models/**/*.py")
LEFT_OVER_LOCK, TEMPLATE_LOCK = 1, 2


def database_name() -> str:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return f"{PREFIX}_{os.environ[RUN]}_{worker}"


def drop_left_over_databases(cluster: embedded.Postgres) -> None:
    """Drop the databases of runs whose main process is gone."""
    with cluster.connect() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LEFT_OVER_LOCK])
        for name in _names(server, f"{PREFIX}_"):
            run = name.removeprefix(f"{PREFIX}_").split("_")[0]
            if run.isdigit() and not psutil.pid_exists(int(run)):
                _drop(server, name)


def template_database(cluster: embedded.Postgres) -> str:
    """The name of the database that this checkout's migrations make. Who comes first migrates, others wait for it;
    it stays in the cluster until a migration or model is another one.
    """
    name = f"{TEMPLATE}_{digest_of_schema({app.label: Path(app.path) for app in apps.get_app_configs()})}"
    with cluster.connect() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
        kept = _names(server, TEMPLATE)
        if name not in kept:
            for other in kept:
                _drop(server, other)
            made = _migrated()
            server.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (made, name)))
            )
    return name


def digest_of_schema(folders: Mapping[str, Path]) -> str:
    """Of every file of these applications that says what tables there are; those of packages count like ours."""
    digest = sha256()
    for label, folder in folders.items():
        for path in sorted(chain.from_iterable(map(folder.glob, SCHEMA))):
            digest.update(f"{label}/{path.relative_to(folder)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _migrated() -> str:
    """A new database with all migrations, under the name of this run's own; no connection to it stays open."""
    before = settings.DATABASES["default"]["NAME"]
    made = connection.creation.create_test_db(verbosity=0, serialize=False)
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = before
    return made


def _names(server: psycopg.Connection, prefix: str) -> list[str]:
    found = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
    return [name for (name,) in found]


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
