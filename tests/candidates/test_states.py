import re
from itertools import product
from pathlib import Path

import pytest

from candidates.enums import CandidacyState, ReviewLevel, Verdict
from candidates.models import Candidacy
from candidates.refusals import CandidacyMovedOn
from candidates.services.candidacy import move
from candidates.states import MOVES, PARTY_MOVES, Move, after, verdict_move
from tests.candidates.conftest import REVIEWED

STATES, DIAGRAM = set(CandidacyState.values), Path("docs/candidacy.md")


def test_a_candidacy_moves_only_where_the_table_lets_it(candidacy: Candidacy) -> None:
    for here, how in product(CandidacyState, Move):
        candidacy.state = here
        candidacy.place = 1 if MOVES.get((here, how)) == CandidacyState.FORMAL else None
        if (here, how) in MOVES:
            assert move(candidacy, how, REVIEWED).state == MOVES[here, how]
            assert candidacy.changed_at == REVIEWED
            assert candidacy.history.first().state == MOVES[here, how]
        else:
            with pytest.raises(CandidacyMovedOn) as refused:
                move(candidacy, how, REVIEWED)
            assert refused.value.data == {"state": here.value, "move": how.value}


def test_every_verdict_of_every_level_is_a_move() -> None:
    moves = {verdict_move(level, verdict) for level in ReviewLevel for verdict in Verdict}
    assert moves == {how for how in Move if how.startswith(("township", "county"))}


def test_the_county_never_moves_what_the_township_has_not_passed() -> None:
    county = {how for how in Move if how.startswith("county")}
    assert {here for here in CandidacyState for how in county if after(here, how)} == {
        CandidacyState.TOWNSHIP_PASSED
    }


def test_nobody_is_formal_whom_the_county_has_not_passed() -> None:
    ways = {here for (here, _how), there in MOVES.items() if there == CandidacyState.FORMAL}
    assert ways == {CandidacyState.COUNTY_PASSED}


def test_the_diagram_shows_the_moves() -> None:
    text = DIAGRAM.read_text(encoding="utf-8")
    drawn = {
        (here, how, there)
        for here, there, how in re.findall(r"^\s*(\w+) --> (\w+): (\w+)", text, re.M)
        if here in STATES
    }
    assert drawn == {(here.value, how.value, there.value) for (here, how), there in MOVES.items()}


PARTY_DIAGRAM = Path("docs/party-path.md")


def test_the_diagram_of_the_partys_path_shows_its_moves() -> None:
    text = PARTY_DIAGRAM.read_text(encoding="utf-8")
    drawn = {
        (here, how, there)
        for here, there, how in re.findall(r"^\s*(\w+) --> (\w+): (\w+)", text, re.M)
        if here in STATES
    }
    assert drawn == {(here.value, how.value, there.value) for (here, how), there in PARTY_MOVES.items()}


def test_nobody_of_the_party_is_formal_who_was_not_listed() -> None:
    ways = {here for (here, _how), there in PARTY_MOVES.items() if there == CandidacyState.FORMAL}
    assert ways == {CandidacyState.PROSPECTIVE}
