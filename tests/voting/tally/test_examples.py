"""The worked examples of the contract."""

import json
from pathlib import Path

import pytest

from tests.voting.tally.building import without_texts
from voting.tally import tally

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.json"))


def test_the_examples_are_there() -> None:
    assert len(EXAMPLES) == 11


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_outcome_is_that_of_the_example(path: Path) -> None:
    example = json.loads(path.read_text(encoding="utf-8"))
    assert without_texts(tally(example["input"])) == example["outcome"]
