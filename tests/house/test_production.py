"""docker-compose.yml and the Dockerfile, read as they are and run without Docker on the embedded engines."""

import http.client
import json
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from config import embedded
from tests.house.checkout import ROOT, environment, free_port

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
APPLICATION = ("migrate", "web", "worker", "beat")
SETTINGS = "tests.house.production_settings"
FILLED_IN = {
    "SECRET_KEY": "abcdefghij" * 6,
    "SEALING_KEY": "s" * 60,
    "POSTGRES_PASSWORD": "unused",
    "ALLOWED_HOSTS": "huanjie.example.gov.cn",
    "PUBLIC_URL": "https://huanjie.example.gov.cn",
}
PATIENCE = 180  # seconds, on a machine that has other things to do
HOST = {"Host": FILLED_IN["ALLOWED_HOSTS"]}
PROXIED = {**HOST, "X-Forwarded-Proto": "https"}


def substituted(text: str) -> str:
    """What compose makes of ${NAME:?reason} and ${NAME:-default}."""
    return re.sub(
        r"\$\{(\w+)(?::([?-])([^}]*))?\}",
        lambda found: FILLED_IN.get(found[1], found[3] if found[2] == "-" else ""),
        text,
    )


def environment_of(service: str) -> dict[str, str]:
    return {name: substituted(str(value)) for name, value in SERVICES[service]["environment"].items()}


@pytest.fixture(scope="session")
def here(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The web service's environment, with this run's database and a queue of its own."""
    database = connection.settings_dict
    queue = embedded.Valkey(tmp_path_factory.mktemp("queue") / "valkey")
    with embedded.borrowed(queue):
        yield (
            environment()
            | environment_of("web")
            | {
                "DJANGO_SETTINGS_MODULE": SETTINGS,
                "DATABASE_URL": f"postgresql://{database['USER']}@/{database['NAME']}",
                "PGHOST": database["HOST"],
                "REDIS_URL": queue.url(),
                "TEST_STATIC_ROOT": str(tmp_path_factory.mktemp("static")),
                "HOSTNAME": "production-test",
            }
        )


def run(
    arguments: list[str], environment: dict[str, str], typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run to the end, in a session without a terminal."""
    return subprocess.run(
        local(arguments),
        cwd=ROOT,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        start_new_session=True,
    )


def local(arguments: list[str]) -> list[str]:
    """The container's program, from this Python's folder."""
    program = Path(sys.executable).parent / arguments[0]
    return [str(program), *arguments[1:]]


@contextmanager
def running(
    arguments: list[str], environment: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            local(arguments), cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(scope="session")
def static_files(here: dict[str, str]) -> None:
    """What the Dockerfile does at build time."""
    done = run(["python", "manage.py", "collectstatic", "--no-input", "--verbosity", "0"], here)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def port(here: dict[str, str], static_files: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The web service's own command, on a free port."""
    number = free_port()
    command = [
        *SERVICES["web"]["command"][:-1],
        "--bind",
        f"127.0.0.1:{number}",
        SERVICES["web"]["command"][-1],
    ]
    log = tmp_path_factory.mktemp("web") / "log"
    with running(command, here, log) as process:
        deadline = time.monotonic() + PATIENCE
        while True:
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            with suppress(OSError):
                get(number, "/healthz", HOST)
                break
            time.sleep(0.2)
        yield number


def get(port: int, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    client.request("GET", path, headers=headers)
    return client.getresponse()


# ---- The files


def test_every_part_of_the_application_is_there() -> None:
    assert set(SERVICES) == {*APPLICATION, "database", "queue"}
    assert SERVICES["database"]["image"].startswith("postgres:18")
    assert SERVICES["queue"]["image"].startswith("valkey/")


@pytest.mark.parametrize("service", sorted(set(SERVICES) - {"migrate"}))
def test_every_lasting_service_has_a_health_check_and_restarts(service: str) -> None:
    assert SERVICES[service]["healthcheck"]["test"]
    assert SERVICES[service]["restart"] == "unless-stopped"


def test_data_live_in_named_volumes() -> None:
    named = {volume.split(":")[0] for name in ("database", "queue") for volume in SERVICES[name]["volumes"]}
    assert named == set(COMPOSE["volumes"])
    assert SERVICES["database"]["volumes"] == ["database:/var/lib/postgresql"], "where PostgreSQL 18 keeps it"


def test_no_secret_is_written_down_and_none_may_be_forgotten() -> None:
    """The mail server is optional, and its password with it."""
    optional = {"EMAIL_HOST_PASSWORD": "${EMAIL_HOST_PASSWORD:-}"}
    for service in (*APPLICATION, "database"):
        for name, value in SERVICES[service]["environment"].items():
            if re.search(r"KEY|PASSWORD|DATABASE_URL", name) and value != optional.get(name):
                assert re.search(r"\$\{\w+:\?", value), f"{service}: {name}"


def test_only_the_web_process_is_reached_and_only_from_this_machine() -> None:
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert ports == {"web": ["127.0.0.1:${PORT:-8000}:8000"]}


@pytest.mark.parametrize("service", APPLICATION)
def test_the_application_has_no_rights_it_does_not_need(service: str) -> None:
    assert SERVICES[service]["read_only"] is True
    assert SERVICES[service]["cap_drop"] == ["ALL"]


def test_the_image_runs_unprivileged_and_checks_what_it_installs() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert "USER huanjie" in lines
    assert any("pip install" in line and "--require-hashes" in line for line in lines)
    command = json.loads(next(line for line in lines if line.startswith("CMD "))[4:])
    assert command == SERVICES["web"]["command"]


def test_the_image_and_setup_install_the_same_libraries_and_fonts() -> None:
    packages = re.compile(r"(?:lib|font)[\w.+-]*\d?")
    image = re.search(r"install-recommends \\\n(.*)\\\n", (ROOT / "Dockerfile").read_text())
    setup = re.findall(
        r'\|\| need (?:\w+|"[^"]+") (\S+|"[^"]+") \S+$', (ROOT / "script" / "setup").read_text(), re.M
    )
    assert image
    assert set(packages.findall(image[1])) == {
        name for names in setup for name in names.strip('"').split() if packages.fullmatch(name)
    }


# ---- The same commands


def test_the_settings_pass_the_deployment_check(here: dict[str, str]) -> None:
    done = run(["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"], here)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "SEALING_KEY", "ALLOWED_HOSTS", "PUBLIC_URL", "DATABASE_URL"])
def test_nothing_starts_before_every_secret_is_set(here: dict[str, str], name: str) -> None:
    done = run(["python", "manage.py", "check"], here | {name: ""})
    assert done.returncode != 0
    assert name in done.stderr


def test_the_migrate_service_succeeds_and_ends(here: dict[str, str]) -> None:
    assert run(SERVICES["migrate"]["command"], here).returncode == 0


def test_the_web_service_is_well(port: int) -> None:
    assert get(port, "/healthz", HOST).read() == b"ok\n"
    ready = get(port, "/readyz", HOST)
    assert (ready.status, json.load(ready)) == (200, {"database": True, "broker": True})


def test_the_health_check_of_the_web_service_passes(port: int, here: dict[str, str]) -> None:
    kind, *command = SERVICES["web"]["healthcheck"]["test"]
    assert kind == "CMD"
    assert (
        run([part.replace("localhost:8000", f"localhost:{port}") for part in command], here).returncode == 0
    )


def test_a_plain_request_is_sent_to_https(port: int) -> None:
    answer = get(port, "/", HOST)
    assert answer.status == 301
    assert answer.headers["Location"] == "https://huanjie.example.gov.cn/"


def test_behind_the_proxy_a_page_comes_with_its_protections(port: int) -> None:
    answer = get(port, reverse("accounts:sign_in"), PROXIED)
    assert answer.status == 200
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    cookies = answer.headers.get_all("Set-Cookie") or []
    assert cookies
    assert all("Secure" in cookie and "SameSite" in cookie for cookie in cookies)


def test_every_static_file_of_a_page_is_served_and_kept_for_ever(port: int) -> None:
    page = get(port, reverse("accounts:sign_in"), PROXIED).read().decode()
    addresses = re.findall(r'(?:href|src)="(/static/[^"#?]+)', page)
    assert addresses
    for address in addresses:
        answer = get(port, address, PROXIED)
        assert answer.status == 200, address
        assert "immutable" in answer.headers["Cache-Control"], address


def test_a_strange_host_is_refused(port: int) -> None:
    assert get(port, "/healthz", {"Host": "evil.example"}).status == 400


def test_demo_officers_cannot_be_let_in(here: dict[str, str]) -> None:
    code = "from django.conf import settings; print(settings.DEMO_SIGN_IN, settings.DEBUG)"
    done = run(
        ["python", "manage.py", "shell", "--verbosity", "0", "--command", code],
        here | {"DEMO_SIGN_IN": "1", "DEBUG": "1"},
    )
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.django_db(transaction=True)
def test_an_officer_is_made_as_the_document_says(here: dict[str, str]) -> None:
    document = (ROOT / "docs" / "production.md").read_text()
    line = re.search(
        r"^    docker compose run --rm web (python manage.py add_officer .*)$", document, re.MULTILINE
    )
    assert line
    done = run(shlex.split(line[1]), here, typed="a-long-password\n")
    assert done.returncode == 0, done.stderr
    officer = User.objects.get(username="wangfang")
    assert officer.password.startswith("argon2$")
    assert [office.role for office in officer.offices.all()] == [Role.TOWNSHIP_OFFICE]


def test_the_worker_is_well(here: dict[str, str], tmp_path: Path) -> None:
    kind, command = SERVICES["worker"]["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    probe = command.replace("$$HOSTNAME", here["HOSTNAME"]).split()
    worker = [*SERVICES["worker"]["command"], "--hostname", f"celery@{here['HOSTNAME']}"]
    with running(worker, here, tmp_path / "log") as process:
        deadline = time.monotonic() + PATIENCE
        while run(probe, here).returncode:
            assert process.poll() is None and time.monotonic() < deadline, (tmp_path / "log").read_text()
    assert process.returncode == 0


def test_beat_keeps_its_schedule(here: dict[str, str], tmp_path: Path) -> None:
    command = [part.replace("/tmp", str(tmp_path)) for part in SERVICES["beat"]["command"]]
    health = SERVICES["beat"]["healthcheck"]["test"][1].replace("$$", "$").replace("/tmp", str(tmp_path))
    with running(command, here, tmp_path / "log") as process:
        deadline = time.monotonic() + PATIENCE
        while subprocess.run(["sh", "-c", health], check=False).returncode:
            assert process.poll() is None and time.monotonic() < deadline, (tmp_path / "log").read_text()
            time.sleep(0.2)
