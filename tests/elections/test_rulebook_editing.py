"""Changing a rulebook's text at one place: what was asked for is there, everything else and every comment stays."""

import tomllib
from datetime import date
from random import Random
from typing import Any

import pytest

from elections.rulebook import available, editing, load_rulebook, parse_rulebook, shipped_text
from elections.rulebook.editing import with_entry, with_head, with_value
from elections.rulebook.plain import as_data
from elections.rulebook.shape import ENTRY_LISTS, entries_at, value_paths

NAMES = ("district-town-2020", "zhejiang-village-2020")
VALUE = {
    "value": {"days": 3, "before": "election_day"},
    "clause": "X-1",
    "quote": 'ein "Zitat"',
    "note": {"zh": "甲", "en": "A"},
}
ENTRY = {"key": "new", "title": {"zh": "甲", "en": "A"}, "parts": [{"key": "one"}, {"key": "two"}]}


def at(data: Any, path: str) -> Any:
    for name in path.split("."):
        if not isinstance(data, dict) or name not in data:
            return None
        data = data[name]
    return data


def comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#")]


@pytest.fixture(autouse=True)
def with_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    """The way out that loses the comments must never be needed."""

    def lost(data: object) -> object:
        raise AssertionError("the text was written anew, without its comments")

    monkeypatch.setattr(editing, "_document", lost)


@pytest.mark.parametrize("name", NAMES)
def test_any_value_is_set_and_taken_out_and_the_rest_stays(name: str) -> None:
    text = shipped_text(name)
    data = tomllib.loads(text)
    for path in value_paths()[len(name) % 7 :: 13]:
        made = with_value(text, path, VALUE)
        assert at(tomllib.loads(made), path) == VALUE
        assert comments(made) == comments(text)
        if at(data, path) is not None:
            out = with_value(text, path, None)
            assert at(tomllib.loads(out), path) is None
            assert with_value(out, path, None) == out


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("path", ENTRY_LISTS)
def test_an_entry_is_added_changed_and_taken_out(name: str, path: str) -> None:
    text = shipped_text(name)
    known = [as_data(entry) for entry in entries_at(load_rulebook(name), path)]
    added = with_entry(text, path, known, None, ENTRY)
    assert at(tomllib.loads(added), path)[-1] == ENTRY
    last = len(known) + 1
    assert at(tomllib.loads(with_entry(added, path, [*known, ENTRY], last, {"key": "x"})), path)[-1] == {
        "key": "x"
    }
    out = with_entry(added, path, [*known, ENTRY], last, None)
    assert len(at(tomllib.loads(out), path) or ()) == len(known)
    assert comments(added) == comments(text)


def test_a_comment_beside_what_is_not_touched_stays() -> None:
    text = with_head("", {"name": "a", "version": "1"}) + (
        '\n# why three\n[proxy.per_holder]\nvalue = 3 # as before\nclause = "A-1"\n'
    )
    made = with_value(text, "proxy.per_holder", {"value": 3, "clause": "A-2"})
    assert "# why three" in made
    assert "value = 3 # as before" in made
    assert 'clause = "A-2"' in made


def test_a_list_of_the_base_is_taken_over_as_a_whole_when_one_entry_is_added() -> None:
    base = [as_data(one) for one in load_rulebook("village-law-2018").roll.categories]
    assert base
    text = with_head("", {"name": "a", "version": "1", "extends": "village-law-2018"})
    made = at(
        tomllib.loads(with_entry(text, "roll.categories", base, None, {"code": "V9"})), "roll.categories"
    )
    assert made == [*base, {"code": "V9"}]


def test_the_head_is_changed_where_it_stands_and_what_is_none_is_taken_out() -> None:
    text = shipped_text("county-town-2020")
    made = with_head(text, {"version": "1.1", "valid_to": None, "title": {"zh": "新", "en": "New"}})
    data = tomllib.loads(made)
    assert (data["version"], data["title"]) == ("1.1", {"zh": "新", "en": "New"})
    assert "valid_to" not in data
    assert data["valid_from"] == date(2020, 10, 1)
    assert parse_rulebook(made).name == "county-town-2020"


@pytest.mark.parametrize("seed", range(2))
def test_many_changes_in_a_row_come_out_as_asked(seed: int) -> None:
    chance, text = Random(seed), '# mine\nname = "a"\nversion = "1"\n'
    for turn in range(40):
        path = chance.choice(value_paths())
        text = with_value(text, path, VALUE | {"clause": f"X-{turn}"} if chance.random() < 0.8 else None)
        listed = chance.choice(ENTRY_LISTS)
        known = at(tomllib.loads(text), listed) or []
        wanted = [*known, ENTRY | {"key": f"k{turn}"}]
        text = with_entry(text, listed, known, None, wanted[-1])
        assert at(tomllib.loads(text), listed) == wanted
        if len(wanted) > 1 and chance.random() < 0.3:
            text = with_entry(text, listed, wanted, 1, None)
            assert at(tomllib.loads(text), listed) == wanted[1:]
    assert text.startswith("# mine\n")


def test_should_the_text_not_come_out_right_its_bare_data_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(editing.tomlkit, "parse", lambda text: {})
    for name in available():
        text = shipped_text(name)
        made = with_value(text, "proxy.per_holder", {"value": 3, "clause": "X-1"})
        wanted = tomllib.loads(text)
        wanted.setdefault("proxy", {})["per_holder"] = {"value": 3, "clause": "X-1"}
        assert tomllib.loads(made) == wanted
