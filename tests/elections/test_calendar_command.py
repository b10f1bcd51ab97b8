"""`manage.py calendar` and `manage.py rulebook` as a person runs them: output and exit status, no database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=NOWHERE, capture_output=True, text=True, timeout=60)


def test_the_calendar_is_printed_as_json_and_its_conflicts_set_the_exit_status() -> None:
    done = run("calendar", "county-town-2020", "--election-day", "2021-01-19", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 2
    assert {"A-SCH-127", "A-REV-11"} in [set(c["clauses"]) for c in told["conflicts"]]


def test_a_calendar_without_conflicts_exits_with_0_and_takes_events() -> None:
    done = run(
        "calendar",
        "village-law-2018",
        "--election-day",
        "2021-01-20",
        "--event",
        "roll_published=2020-12-28",
        "--json",
    )
    items = {item["key"]: item for item in json.loads(done.stdout)["items"]}
    assert done.returncode == 0
    assert items["roll_appeals_close"]["not_after"] == "2021-01-02"


def test_for_reading_a_line_stands_for_each_item() -> None:
    done = run("calendar", "county-town-2020", "--election-day", "2021-01-20", "--party-day", "2021-01-08")
    line = next(line for line in done.stdout.splitlines() if " roll_published " in line)
    assert line.split() == ["2020-12-31", "fixed", "A-ROLL-17", "roll_published", "公布选民名单"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["atlantis", "--election-day", "2021-01-20"], "atlantis"),
        (["county-town-2020", "--election-day", "20th of January"], "20th of January"),
        (["county-town-2020", "--election-day", "0001-01-01"], "0001-01-01"),
        (["county-town-2020", "--election-day", "2021-01-20", "--event", "flood=2021-01-01"], "flood"),
        (
            ["county-town-2020", "--election-day", "2021-01-20", "--event", "roll_published=2021-13-01"],
            "2021-13-01",
        ),
        (["county-town-2020", "--election-day", "2021-01-20", "--village-kind", "city"], "city"),
        (["county-town-2020"], "--election-day"),
    ],
)
def test_bad_input_exits_with_3_and_the_reason(arguments: list[str], named: str) -> None:
    done = run("calendar", *arguments)
    assert done.returncode == 3
    assert named in done.stderr


def test_a_rulebook_is_listed_shown_checked_and_compared(tmp_path: Path) -> None:
    assert "county-town-2020" in run("rulebook", "list").stdout
    frozen = json.loads(run("rulebook", "show", "county-town-2020", "--json").stdout)
    assert frozen["roll"]["published"]["clause"] == "A-ROLL-17"
    shown = run("rulebook", "show", "county-town-2020").stdout
    assert "proxy.per_holder: 5  [A-PROXY-04, hard, plan]" in shown
    assert "roll.order: silent" in shown
    assert "proxy.per_holder" in run("rulebook", "diff", "county-town-2020", "village-law-2018").stdout


def test_a_wrong_file_is_checked_with_status_3_and_the_path_of_the_fault(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(
        (ROOT / "elections/rulebooks/county-town-2020.toml").read_text().replace("days = 20", "days = 'x'")
    )
    done = run("rulebook", "check", str(wrong))
    assert (done.returncode, "roll.published.value.days" in done.stderr) == (3, True)
    assert run("rulebook", "check", str(tmp_path / "missing.toml")).returncode == 3
    assert run("rulebook", "show", "atlantis").returncode == 3
