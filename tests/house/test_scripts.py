"""The commands a person types every day."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted([*(ROOT / "script").iterdir(), ROOT / ".ci" / "run"])


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture
def bare_machine(tmp_path: Path) -> Path:
    """A folder of programs that makes this machine look like one without fonts, for a user without rights."""
    for name, body in {"fc-list": "", "sudo": "exit 1", "id": "echo 1000"}.items():
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_can_be_run_and_says_what_it_is_for(script: Path) -> None:
    lines = script.read_text().splitlines()
    assert os.access(script, os.X_OK)
    assert lines[0].startswith("#!/")
    assert lines[1].startswith(("# ", '"""')), "the second line says what the script does"
    if lines[0].endswith("bash"):
        assert run("bash", "-n", str(script)).stderr == ""


def test_setup_is_quiet_and_quick_when_all_is_there() -> None:
    began = time.monotonic()
    done = run("script/setup")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert time.monotonic() - began < 2


@pytest.mark.skipif(shutil.which("apt-get") is None, reason="Debian and Ubuntu only")
def test_setup_says_exactly_what_to_run_when_it_may_not(bare_machine: Path) -> None:
    done = run("script/setup", PATH=f"{bare_machine}:{os.environ['PATH']}")
    assert done.returncode == 1
    assert "setup: missing: the font Noto Serif CJK SC" in done.stderr
    assert done.stderr.splitlines()[-1] == (
        "setup: Run: sudo apt-get install --no-install-recommends fonts-noto-cjk fonts-hanazono"
    )


def test_setup_makes_its_own_python_when_the_old_one_is_broken(tmp_path: Path) -> None:
    """Only the looking: the copy has no lock to install from."""
    for part in ("script", "requirements"):
        (tmp_path / part).mkdir()
    shutil.copy(ROOT / "script" / "setup", tmp_path / "script")
    (tmp_path / "requirements" / "dev.txt").touch()
    broken = tmp_path / ".venv" / "bin" / "python"
    broken.parent.mkdir(parents=True)
    broken.symlink_to("/nowhere/python")
    done = run(str(tmp_path / "script" / "setup"))
    assert done.returncode == 0, done.stderr
    assert subprocess.run([broken, "--version"], check=True, capture_output=True).returncode == 0


def test_no_lock_names_an_address() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text()
        assert "://" not in text
        assert "--index" not in text
        assert text.count("--hash=sha256:") > text.count("==")
