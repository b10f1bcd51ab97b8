"""The pictures of docs/roll.md and docs/appeal.md show every state there is, and none that is not."""

import re
from pathlib import Path

import pytest
from django.db.models import TextChoices

from documents.enums import UploadState
from voting.enums import AppealState, MobileState, ProxyState, RollState

DOCS = Path(__file__).resolve().parents[2] / "docs"
PICTURES: dict[str, type[TextChoices]] = {
    "upload": UploadState,
    "roll": RollState,
    "proxy": ProxyState,
    "mobile": MobileState,
}


def drawn(name: str) -> set[str]:
    """The states of one picture; a name that two pictures of one drawing share ends in an underscore in the second."""
    text = (DOCS / "roll.md").read_text(encoding="utf-8")
    found = re.search(rf'state "[^"]+" as {name} \{{\n(.*?)\n    \}}', text, re.DOTALL)
    assert found is not None, name
    return states(found[1])


def states(picture: str) -> set[str]:
    ends = re.findall(r"^\s*(\S+) --> ([a-z_]+|\[\*\])", picture, re.MULTILINE)
    return {end.rstrip("_") for pair in ends for end in pair} - {"[*]"}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_the_states_of_the_code(name: str) -> None:
    assert drawn(name) == set(PICTURES[name].values)


def test_the_picture_of_an_objection_shows_its_states() -> None:
    picture = (DOCS / "appeal.md").read_text(encoding="utf-8").split("```")[1]
    assert states(picture) == set(AppealState.values)
