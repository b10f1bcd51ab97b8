import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from candidates.eligibility import Facts, findings
from elections.rulebook import load_rulebook

FACTS = {
    "body": "party",
    "post": "secretary",
    "place_kind": "village",
    "election_day": "2021-01-20",
    "review_day": "2020-12-28",
    "birth_date": "1965-12-31",
    "education": "高中",
    "member": {"joined_on": "2000-07-01"},
    "statements": [
        {"kind": "criminal_punishment", "holds": True, "by": "县公安局", "day": "1998-05-01"},
    ],
}


def asked(tmp_path: Path, data: Any) -> tuple[dict[str, Any], dict[str, Any], int]:
    """What the command prints, what it prints as faults, and its status."""
    file = tmp_path / "person.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False))
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("eligibility", str(file), stdout=out, stderr=err)
    except CommandError as error:
        status = error.returncode
    return json.loads(out.getvalue() or "{}"), json.loads(err.getvalue() or "{}"), status


@pytest.mark.parametrize("plan", ["county-town-2020", "district-town-2020", "city-town-2020"])
def test_it_prints_the_findings_of_the_same_function_as_the_interface(tmp_path: Path, plan: str) -> None:
    told, _faults, status = asked(tmp_path, {"rulebook": plan, "facts": FACTS})
    own = findings(load_rulebook(plan), Facts(**FACTS))
    assert status == 0
    assert [(one["key"], one["outcome"], tuple(one["clauses"])) for one in told["findings"]] == [
        (one.key, one.outcome, one.clauses) for one in own
    ]
    assert told["findings"][0]["key"] in ("criminal_punishment", "age")
    assert all(one["why"]["zh"] and one["why"]["en"] for one in told["findings"])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("{", [("not_json", "")]),
        ({"rulebook": "no-such-plan", "facts": FACTS}, [("no_such_rulebook", "rulebook")]),
        (
            {"rulebook": "county-town-2020", "facts": FACTS | {"post": "king", "birth_date": "1965-13-01"}},
            [("faulty_fact", "facts.post"), ("faulty_fact", "facts.birth_date")],
        ),
        (
            {"rulebook": "county-town-2020", "facts": FACTS | {"shoe_size": 43}},
            [("faulty_fact", "facts.shoe_size")],
        ),
        (
            {"rulebook": "county-town-2020", "facts": FACTS | {"body": "committee"}},
            [("faulty_fact", "facts")],
        ),
    ],
)
def test_bad_input_is_told_with_code_and_path_and_status_2(
    tmp_path: Path, data: Any, expected: list[tuple[str, str]]
) -> None:
    told, faults, status = asked(tmp_path, data)
    assert (told, status) == ({}, 2)
    assert [(fault["code"], fault["path"]) for fault in faults["faults"]] == expected
    assert all(fault["told"] for fault in faults["faults"])


def test_a_file_that_is_not_there_is_bad_input() -> None:
    err = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("eligibility", "/no/such/file.json", stderr=err)
    assert refused.value.returncode == 2
    assert json.loads(err.getvalue())["faults"][0]["code"] == "not_readable"
