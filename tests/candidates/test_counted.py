"""The votes on the way to the candidates are counted by the tally, and their pages say what they are valid by."""

import json
from pathlib import Path
from random import Random

from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import voting.tally
from candidates.counted import Line, Place, _count, asked, counted, of_one
from candidates.enums import VoteAbout
from candidates.models import Nomination
from elections.rulebook import load_rulebook
from voting.queries.recorded import checks_of
from voting.tally import tally

OUTCOME = Draft202012Validator(
    json.loads((Path(voting.tally.__file__).parent / "schema.json").read_text("utf-8"))
)
MOST_VOTES = asked(load_rulebook("county-town-2020"), "representatives")
VOTES = st.lists(st.integers(0, 9), max_size=12)


@settings(max_examples=60, deadline=None)
@given(VOTES, st.integers(1, 6), st.integers(0, 99))
def test_the_order_of_the_lines_decides_nothing(votes: list[int], seats: int, seed: int) -> None:
    lines = [Line(key, f"张{key}", n) for key, n in enumerate(votes)]
    mixed = list(lines)
    Random(seed).shuffle(mixed)
    places = [Place("member", "委员", seats, lines)]
    cut = of_one(counted(MOST_VOTES, places))
    assert cut == of_one(counted(MOST_VOTES, [Place("member", "委员", seats, mixed)]))
    OUTCOME.validate(tally(_count(MOST_VOTES, places, None)))
    assert len(cut.ahead) + cut.places + cut.vacant == seats
    assert all(one.votes for one in (*cut.ahead, *cut.level))
    left = [one.votes for one in lines if one not in cut.ahead]
    assert all(one.votes > max(left, default=0) for one in cut.ahead)
    assert len({one.votes for one in cut.level}) == (1 if cut.places else 0)


def test_a_nomination_tells_in_both_languages_what_it_is_valid_by(nomination: Nomination) -> None:
    first, _balance = checks = checks_of(nomination.election, VoteAbout.NOMINATION)
    need = nomination.registered // 2 + 1
    assert first.passed and first.clause == "A-NOM-09"
    with override("zh-hans"):
        told = render_to_string("components/checks.html", {"checks": checks})
    assert (
        f"登记选民{nomination.registered:,}人，参加投票{nomination.returned:,}人；过半数为{need:,}人，有效。"
        in told
    )
    with override("en"):
        told = render_to_string("components/checks.html", {"checks": checks})
    assert f"{nomination.returned:,} of {nomination.registered:,} registered voters voted" in told
    assert f"more than half is {need:,}. Valid." in told and "A-NOM-09" in told
