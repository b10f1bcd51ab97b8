"""A command that needs a database finds one running, and leaves things as they were."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

import manage
from config.embedded import Postgres, borrowed
from tests.house.checkout import copy_project, open_folder, run_manage


@pytest.fixture(scope="module")
def copy() -> Iterator[Path]:
    with open_folder() as folder:
        project = copy_project(folder)
        yield project
        Postgres(project / "var" / "pg").stop()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "help",
        "--help",
        "check",
        "check --deploy",
        "collectstatic --no-input",
        "tally count.json",
        "calendar 2021-01-20",
        "rulebook show county-town-2020",
        "sort_names names.txt",
        "eligibility person.json",
        "makemessages --locale zh_Hans",
        "migrate --help",
    ],
)
def test_what_needs_no_database_starts_none(line: str) -> None:
    assert isinstance(manage.database_for(line.split()), nullcontext)


@pytest.mark.parametrize("line", ["migrate", "demo", "verify_ledger", "shell", "check --database default"])
def test_what_needs_a_database_borrows_the_embedded_one(line: str) -> None:
    assert not isinstance(manage.database_for(line.split()), nullcontext)


def test_with_a_database_of_its_own_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://example/huanjie")
    assert isinstance(manage.database_for(["migrate"]), nullcontext)


def test_check_leaves_no_trace(copy: Path) -> None:
    done = run_manage(copy, "check")
    assert done.returncode == 0, done.stderr
    assert not (copy / "var" / "pg").exists()


def test_on_a_machine_just_set_up_a_command_finds_its_tables(copy: Path) -> None:
    done = run_manage(copy, "verify_ledger")
    assert done.returncode == 0, done.stderr
    assert "0 entries" in done.stdout


def test_a_command_starts_the_database_and_stops_it_again(copy: Path) -> None:
    done = run_manage(copy, "migrate", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    postgres = Postgres(copy / "var" / "pg")
    assert (postgres.folder / "PG_VERSION").exists()
    assert postgres.pid() is None


def test_a_command_leaves_a_running_database_running(copy: Path) -> None:
    postgres = Postgres(copy / "var" / "pg")
    with borrowed(postgres):
        found = postgres.pid()
        assert run_manage(copy, "showmigrations", "--verbosity", "0").returncode == 0
        assert postgres.pid() == found


def test_a_failing_command_stops_the_database_too(copy: Path) -> None:
    assert run_manage(copy, "migrate", "no_such_package").returncode != 0
    assert Postgres(copy / "var" / "pg").pid() is None
