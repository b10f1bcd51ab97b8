"""The pictures of docs/roll.md show every state there is, and none that is not."""

import re
from pathlib import Path

import pytest
from django.db.models import TextChoices

from documents.enums import UploadState
from voting.enums import AppealState, MobileState, ProxyState, RollState

TEXT = (Path(__file__).resolve().parents[2] / "docs/roll.md").read_text(encoding="utf-8")
PICTURES: dict[str, type[TextChoices]] = {
    "upload": UploadState,
    "roll": RollState,
    "appeal": AppealState,
    "proxy": ProxyState,
    "mobile": MobileState,
}


def drawn(name: str) -> set[str]:
    """The states of one picture; a name that two pictures of one drawing share ends in an underscore in the second."""
    found = re.search(rf'state "[^"]+" as {name} \{{\n(.*?)\n    \}}', TEXT, re.DOTALL)
    assert found is not None, name
    ends = re.findall(r"^\s*(\S+) --> ([a-z_]+|\[\*\])", found[1], re.MULTILINE)
    return {end.rstrip("_") for pair in ends for end in pair} - {"[*]"}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_the_states_of_the_code(name: str) -> None:
    assert drawn(name) == set(PICTURES[name].values)
