"""`manage.py tally`: what it prints, and its exit status."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.voting.tally.building import Json, count, papers, totals
from voting.tally import tally

ROOT = Path(__file__).resolve().parents[3]
COUNT = count(papers({"n": 3, "marks": {"chair": ["a"]}}))


def written(folder: Path, value: Any) -> str:
    path = folder / "count.json"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return str(path)


def status(*arguments: str, expected: int) -> None:
    with pytest.raises(CommandError) as stopped:
        call_command("tally", *arguments)
    assert stopped.value.returncode == expected


def test_it_prints_the_outcome_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("tally", written(tmp_path, COUNT))
    assert json.loads(capsys.readouterr().out) == tally(COUNT)


def test_a_dash_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = io.BytesIO(json.dumps(COUNT).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
    call_command("tally", "-")
    assert json.loads(capsys.readouterr().out)["status"] == "valid"


def test_an_invalid_round_is_computed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("tally", written(tmp_path, count(totals(2, issued=1))))
    assert json.loads(capsys.readouterr().out)["status"] == "invalid"


def test_a_count_that_does_not_add_up_ends_with_2_and_prints_the_outcome(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status(written(tmp_path, count(totals(9, chair={"a": 10}))), expected=2)
    assert json.loads(capsys.readouterr().out)["status"] == "inconsistent"


@pytest.mark.parametrize("value", [{}, [], {**COUNT, "extra": 1}])
def test_what_is_no_count_ends_with_3_and_tells_the_paths(
    value: Json, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status(written(tmp_path, value), expected=3)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err


def test_a_field_is_named_on_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status(written(tmp_path, {**COUNT, "elector": 1}), expected=3)
    assert "elector:" in capsys.readouterr().err


def test_a_file_that_is_no_json_or_is_not_there_ends_with_3(tmp_path: Path) -> None:
    path = tmp_path / "count.json"
    path.write_bytes(b"{")
    status(str(path), expected=3)
    status(str(tmp_path / "nowhere.json"), expected=3)


def test_a_shipped_rulebook_gives_the_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = {**count(totals(700, chair={"a": 400}), electors=1200), "rulebook": "county-town-2020"}
    del raw["rule"]
    call_command("tally", written(tmp_path, raw))
    outcome = json.loads(capsys.readouterr().out)
    assert [(each["code"], each["need"]) for each in outcome["checks"]] == [("quorum", 601), ("balance", 700)]
    assert outcome["positions"][0]["threshold"] == {"of": 700, "need": 351}


def test_a_rulebook_that_is_not_shipped_ends_with_3(tmp_path: Path) -> None:
    raw = {**COUNT, "rulebook": "moon-2020"}
    del raw["rule"]
    status(written(tmp_path, raw), expected=3)


def test_it_runs_as_a_program_without_a_database(tmp_path: Path) -> None:
    path = written(tmp_path, count(totals(9, chair={"a": 10})))
    done = subprocess.run(
        [sys.executable, "manage.py", "tally", path],
        cwd=ROOT,
        env={
            "PATH": "/usr/bin:/bin",
            "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
            "REDIS_URL": "redis://x",
        },
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert json.loads(done.stdout)["status"] == "inconsistent"
