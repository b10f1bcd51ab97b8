"""What rounds come to together, from outcomes as the tally writes them."""

from dataclasses import replace
from typing import Any

from voting.enums import Round
from voting.rounds import Due, DuePost, Fall, RoundOutcome, fallen, standing_of

SEATS = {"chair": 1, "member": 3}
PRINTED = {"chair": ["a", "b"], "member": ["c", "d", "e", "f"]}


def position(
    post: str,
    seats: int,
    votes: dict[str, int],
    elected: tuple[str, ...] = (),
    *,
    following: str = "none",
    people: tuple[str, ...] = (),
    tied_seats: int = 0,
) -> dict[str, Any]:
    return {
        "id": post,
        "seats": seats,
        "votes": [{"id": key, "for": n, "write_in": key.startswith("w:")} for key, n in votes.items()],
        "elected": list(elected),
        "tied": list(people) if following == "revote" else [],
        "tied_seats": tied_seats,
        "vacant": seats - len(elected) - tied_seats,
        "next": following,
        "next_candidates": list(people),
    }


def held(
    number: int, *positions: dict[str, Any], round: str = "first", status: str = "valid"
) -> RoundOutcome:
    seats = {p["id"]: p["seats"] for p in positions}
    return RoundOutcome(number, round, seats, PRINTED, 1, {"status": status, "positions": list(positions)})


CHAIR = position("chair", 1, {"a": 60, "b": 40}, ("a",))
FULL = position("member", 3, {"c": 80, "d": 70, "e": 60, "f": 20}, ("c", "d", "e"))
SHORT = position(
    "member", 3, {"c": 80, "d": 60, "e": 40, "f": 40}, ("c", "d"), following="runoff", people=("e", "f")
)


def test_nothing_stands_before_a_round() -> None:
    assert standing_of([]).seats == {}


def test_a_round_that_is_counted_shows_nobody_and_asks_for_nothing() -> None:
    standing = standing_of([RoundOutcome(1, "first", SEATS, PRINTED, 1, None)])
    assert (standing.running, standing.elected, standing.due) == (True, [], None)


def test_all_seats_filled_end_the_vote() -> None:
    standing = standing_of([held(1, CHAIR, FULL)])
    assert [seat.person for seat in standing.elected] == ["a", "c", "d", "e"]
    assert (standing.vacant, standing.due) == (0, None)


def test_seats_left_go_into_a_runoff_of_the_tallys_candidates() -> None:
    standing = standing_of([held(1, CHAIR, SHORT)])
    assert standing.due == Due(Round.RUNOFF, (DuePost("member", 1, (("e", 40), ("f", 40))),))


def test_the_runoff_fills_the_seat() -> None:
    runoff = held(2, position("member", 1, {"e": 35, "f": 20}, ("e",)), round="runoff")
    standing = standing_of([held(1, CHAIR, SHORT), runoff])
    assert [(seat.person, seat.number) for seat in standing.of("member")] == [("c", 1), ("d", 1), ("e", 2)]
    assert (standing.vacant, standing.due) == (0, None)


def test_after_a_runoff_that_fills_nothing_a_further_one_is_decided_or_the_seat_stays_empty() -> None:
    """AMB-35: as many rounds as the township decides; the candidates are those of the latest round, then others."""
    runoff = held(2, position("member", 1, {"e": 5, "f": 4}), round="runoff")
    rounds = [held(1, CHAIR, SHORT), runoff]
    standing = standing_of(rounds)
    assert (standing.vacant, standing.due) == (1, None)
    assert standing.left == (DuePost("member", 1, (("e", 5), ("f", 4))),)
    assert standing_of(rounds, decided={2}).due == Due(Round.RUNOFF, standing.left)
    again = [*rounds, held(3, position("member", 1, {"e": 6, "f": 4}), round="runoff")]
    assert standing_of(again, decided={2}).due is None
    assert standing_of(again, decided={3}).due is not None


def test_sc_108_a_seat_that_falls_after_the_runoff_of_its_post_goes_into_a_further_one() -> None:
    runoff = held(2, position("member", 1, {"e": 35, "f": 20}, ("e",)), round="runoff")
    rounds = [held(1, CHAIR, SHORT), runoff]
    assert standing_of(rounds).due is None
    fallen = standing_of(rounds, {("member", "c")})
    assert fallen.due == Due(Round.RUNOFF, (DuePost("member", 1, (("f", 20),)),))
    written_in = held(2, position("member", 1, {"w:周涛": 50, "e": 35, "f": 20}, ("w:周涛",)), round="runoff")
    failed = standing_of([held(1, CHAIR, SHORT), written_in], {("member", "x:周涛")})
    assert failed.due == Due(Round.RUNOFF, (DuePost("member", 1, (("e", 35), ("f", 20))),))


def test_where_a_seat_waits_for_a_woman_only_women_stand_after_a_seat_fell() -> None:
    member = position("member", 3, {"c": 80, "d": 70, "e": 60, "f": 20, "g": 10}, ("c", "d", "e"))
    sexes = {"c": "F", "d": "M", "e": "M", "f": "M", "g": "F"}
    rounds = [replace(held(1, CHAIR, member), sexes=sexes, woman_first=True)]
    assert standing_of(rounds, {("member", "c")}).due == Due(
        Round.RUNOFF, (DuePost("member", 1, (("g", 10),)),)
    )
    rest = standing_of(rounds, {("member", "d")}).due
    assert rest is not None and rest.posts[0].people == (("f", 20), ("g", 10))


TIED = position("chair", 1, {"a": 50, "b": 50}, following="revote", people=("a", "b"), tied_seats=1)


def test_whoever_wins_the_re_vote_for_a_higher_post_gives_up_the_lower_seat() -> None:
    """The tally's rule over the rounds: level for chair, seated as member, then elected chair."""
    member = position("member", 3, {"c": 80, "d": 70, "a": 60, "e": 55, "f": 20}, ("c", "d", "a"))
    rounds = [
        held(1, TIED, member),
        held(2, position("chair", 1, {"a": 51, "b": 49}, ("a",)), round="revote"),
    ]
    standing = standing_of(rounds)
    assert [(seat.post, seat.person) for seat in standing.elected] == [
        ("member", "c"),
        ("member", "d"),
        ("chair", "a"),
    ]
    assert [(seat.post, seat.person, seat.number) for seat in standing.lower] == [("member", "a", 1)]
    assert standing.due == Due(Round.RUNOFF, (DuePost("member", 1, (("e", 55), ("f", 20))),))
    lost = standing_of([rounds[0], held(2, position("chair", 1, {"a": 49, "b": 51}, ("b",)), round="revote")])
    assert (lost.missing("member"), lost.lower, lost.due) == (0, [], None)


def test_a_member_written_in_for_chair_is_the_same_person_and_holds_one_seat() -> None:
    chair = position("chair", 1, {"a": 40, "b": 30}, following="runoff", people=("a", "b"))
    runoff = position("chair", 1, {"w:周涛": 60, "a": 20, "b": 10}, ("w:周涛",))
    names = {"a": "陈立新", "b": "杨志强", "c": "周 涛", "d": "李桂香", "e": "彭建军", "f": "唐小明"}
    rounds = [replace(each, names=names) for each in (held(1, chair, FULL), held(2, runoff, round="runoff"))]
    standing = standing_of(rounds)
    assert [(seat.post, seat.person) for seat in standing.lower] == [("member", "c")]
    assert standing.due == Due(Round.RUNOFF, (DuePost("member", 1, (("f", 20),)),))
    refused = standing_of(rounds, {("chair", "x:周涛")})
    assert (refused.missing("member"), refused.missing("chair"), refused.lower) == (0, 1, [])
    filled = held(3, position("member", 1, {"f": 50}, ("f",)), round="runoff")
    after = standing_of([*rounds, replace(filled, names=names)], {("chair", "x:周涛")})
    assert (after.missing("member"), [seat.person for seat in after.lower]) == (0, ["c"])
    two = [replace(each, names={**names, "f": "周涛"}) for each in rounds]
    assert standing_of(two).lower == []


def test_those_level_are_voted_on_again_before_any_runoff() -> None:
    first = held(1, TIED, SHORT)
    assert standing_of([first]).due == Due(Round.REVOTE, (DuePost("chair", 1, (("a", 50), ("b", 50))),))
    revote = held(2, position("chair", 1, {"a": 51, "b": 49}, ("a",)), round="revote")
    after = standing_of([first, revote]).due
    assert after == Due(Round.RUNOFF, (DuePost("member", 1, (("e", 40), ("f", 40))),))


def test_who_was_elected_in_between_does_not_stand_in_the_runoff() -> None:
    tied = position("chair", 1, {"e": 50, "b": 50}, following="revote", people=("e", "b"), tied_seats=1)
    member = position("member", 3, {"c": 80, "d": 60, "e": 45, "f": 40, "g": 3}, ("c", "d"),
                      following="runoff", people=("e", "f"))  # fmt: skip
    revote = held(2, position("chair", 1, {"e": 51, "b": 49}, ("e",)), round="revote")
    due = standing_of([held(1, tied, member), revote]).due
    assert due == Due(Round.RUNOFF, (DuePost("member", 1, (("f", 40), ("g", 3))),))


def test_a_void_round_is_held_anew_with_the_same_people_in_the_order_of_the_paper() -> None:
    chair = position("chair", 1, {"b": 40, "a": 20})
    standing = standing_of([held(1, chair, status="invalid")])
    assert standing.due == Due(Round.FIRST, (DuePost("chair", 1, (("a", 20), ("b", 40))),), anew=True)
    assert standing.elected == []


def test_after_a_void_round_held_anew_the_vote_goes_on_from_the_new_one() -> None:
    void = held(1, position("chair", 1, {"a": 20, "b": 10}), SHORT, status="invalid")
    due = standing_of([void, held(2, CHAIR, SHORT)]).due
    assert due == Due(Round.RUNOFF, (DuePost("member", 1, (("e", 40), ("f", 40))),))


def test_a_person_written_in_stands_in_the_runoff_under_a_key_of_its_own() -> None:
    member = position("member", 3, {"c": 80, "d": 60, "w:周涛": 40, "f": 30}, ("c", "d"),
                      following="runoff", people=("w:周涛", "f"))  # fmt: skip
    due = standing_of([held(1, CHAIR, member)]).due
    assert due is not None
    assert due.posts[0].people == (("x:周涛", 40), ("f", 30))


def test_a_write_in_whose_review_failed_leaves_a_seat_for_a_runoff_without_that_person() -> None:
    member = position("member", 3, {"w:周涛": 80, "c": 70, "d": 60, "e": 40, "f": 30}, ("w:周涛", "c", "d"))
    rounds = [held(1, CHAIR, member)]
    assert standing_of(rounds).due is None
    standing = standing_of(rounds, {("member", "x:周涛")})
    assert [seat.person for seat in standing.of("member")] == ["c", "d"]
    assert standing.due == Due(Round.RUNOFF, (DuePost("member", 1, (("e", 40), ("f", 30))),))


def test_everyone_level_with_the_last_runoff_candidate_is_kept() -> None:
    member = position("member", 3, {"w:周涛": 80, "c": 70, "d": 60, "e": 40, "f": 30, "g": 30, "h": 0},
                      ("w:周涛", "c", "d"))  # fmt: skip
    due = standing_of([held(1, CHAIR, member)], {("member", "x:周涛")}).due
    assert due is not None
    assert due.posts[0].people == (("e", 40), ("f", 30), ("g", 30))


def test_without_anyone_to_stand_or_a_rule_for_it_there_is_no_runoff() -> None:
    alone = position("chair", 1, {"a": 0, "b": 0}, following="runoff")
    assert standing_of([held(1, alone)]).due is None
    no_rule = RoundOutcome(
        1, "first", {"member": 3}, PRINTED, None, {"status": "valid", "positions": [SHORT]}
    )
    assert standing_of([no_rule]).due is None


def test_who_fell_does_not_sit_whether_declared_refused_or_with_the_whole_result() -> None:
    """One rule for the vote and for what is told of many at once."""
    fell = fallen([Fall(1, "", ""), Fall(2, "member", "c")], [("chair", "周涛")])
    assert (fell.whole, fell.people) == (1, {("member", "c"), ("chair", "x:周涛")})
    assert [fell.keeps(number, "member", "d") for number in (1, 2)] == [False, True]
    assert not fell.keeps(2, "member", "c") and not fell.keeps(2, "chair", "x:周涛")
    assert fallen([], []).keeps(1, "member", "c")
