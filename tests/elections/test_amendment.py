"""Amending a running cycle: closed steps never open again, open ones are reckoned anew, the preview says which."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from accounts.models import User
from elections.enums import State
from elections.models import Cycle, Election
from elections.queries.amendment import closed, history_of, preview_of
from elections.queries.progress import StepProgress, progress_of_one
from elections.rulebook import differences, load_rulebook, parse_rulebook, shipped_text
from elections.rulebook.editing import with_entry, with_head, with_value
from elections.rulebook.plain import as_data
from elections.rulebook.shape import entries_at
from elections.services.rulebook import amend_cycle
from tests.cast import LAUNCH, at, on_record

TEXT = shipped_text("county-town-2020")
# Deadlines that windows of steps hang on, with the words of the text that counts them.
COUNTED = {
    "roll.published": "before",
    "review.formal_candidates_published": "before",
    "voting.time_and_place_published": "before",
    "roll.appeals_close": "within",
    "followup.archive_done": "within",
    "followup.handover_done": "within",
    "result.runoff_held": "within",
}
EVENTS = {"roll.appeals_close": "roll_published", "result.runoff_held": "election_day"}


def amended(path: str, days: int, text: str = TEXT) -> str:
    """The plan with one deadline changed."""
    sort = COUNTED[path]
    event = EVENTS.get(path, "election_day" if sort == "before" else "result_confirmed")
    return with_value(text, path, {"value": {"days": days, sort: event}, "clause": "A-SCH-05"})


def numbered(text: str) -> str:
    return with_head(text, {"version": "1.1"})


def steps_of(election: Election, now: datetime) -> dict[str, StepProgress]:
    fresh = Election.objects.select_related("cycle__township", "village").get(pk=election.pk)
    return dict(progress_of_one(fresh, now).steps)


def windows(steps: dict[str, StepProgress]) -> dict[str, tuple[Any, Any, Any]]:
    return {key: (s.window.opens, s.window.closes, s.window.locks) for key, s in steps.items()}


@settings(
    max_examples=10,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    changes=st.dictionaries(st.sampled_from(sorted(COUNTED)), st.integers(1, 40), min_size=1, max_size=4),
    days=st.integers(0, 70),
)
def test_amending_never_opens_a_closed_step_again(
    township: User, clerk: User, election: Election, changes: dict[str, int], days: int
) -> None:
    now = at(2020, 12, 1) + timedelta(days=days)
    text = TEXT
    for path, number in changes.items():
        text = amended(path, number, text)
    assume(differences(load_rulebook("county-town-2020"), parse_rulebook(numbered(text))))
    with transaction.atomic():
        on_record(township, election, *LAUNCH[:2], held_on=at(2020, 11, 25).date(), now=at(2020, 11, 26))
        before = steps_of(election, now)
        amend_cycle(by=township, cycle=election.cycle, text=numbered(text), reason="改期", now=now)
        after = steps_of(election, now)
        shut = [key for key, step in before.items() if closed(step, now)]
        assert shut
        for key in shut:
            assert windows(after)[key] == windows(before)[key], key
            assert closed(after[key], now), key
        later = steps_of(election, now + timedelta(days=30))
        assert all(windows(later)[key] == windows(before)[key] for key in shut)
        transaction.set_rollback(True)


def test_a_step_that_is_open_gets_the_new_window_and_a_locked_one_keeps_the_old(
    township: User, election: Election
) -> None:
    now = at(2021, 1, 10)
    assert closed(steps_of(election, now)["roll_publication"], now)
    text = amended("result.runoff_held", 25, amended("roll.published", 5))
    amend_cycle(by=township, cycle=election.cycle, text=numbered(text), reason="改期", now=now)
    after = steps_of(election, now)
    assert after["roll_publication"].window.locks == at(2021, 1, 1, 0)
    assert after["runoff"].window.closes == at(2021, 2, 15, 0)


def test_the_preview_is_what_then_comes_about(
    township: User, election: Election, second_election: Election
) -> None:
    now = at(2021, 1, 10)
    text = numbered(amended("result.runoff_held", 25, amended("roll.published", 5)))
    cycle = Cycle.objects.get(pk=election.cycle_id)
    preview = preview_of(cycle, parse_rulebook(text), now)
    before = windows(steps_of(election, now))
    amend_cycle(by=township, cycle=cycle, text=text, reason="改期", now=now)
    after = windows(steps_of(election, now))
    moved = {move.step for move in preview.open_moves if election.village in move.villages}
    assert moved == {key for key in after if after[key] != before[key]}
    assert {move.step for move in preview.kept_moves} >= {"roll_publication"}
    (runoff,) = [move for move in preview.open_moves if move.step == "runoff"]
    assert [village.code for village in runoff.villages] == [election.village_id, second_election.village_id]
    assert preview.moved == sum(len(move.villages) for move in preview.open_moves)


def test_the_preview_warns_of_a_step_that_would_be_locked_at_once(election: Election) -> None:
    now = at(2020, 12, 29)
    rules = parse_rulebook(numbered(amended("roll.published", 25)))
    preview = preview_of(election.cycle, rules, now)
    assert [move.step for move in preview.open_moves if move.locked] == ["registration", "roll_publication"]


def test_a_step_that_an_amendment_adds_or_drops_is_told(township: User, election: Election) -> None:
    rules = parse_rulebook(TEXT)
    entries = [as_data(one) for one in entries_at(rules, "steps")]
    place = next(n for n, one in enumerate(rules.steps, 1) if one.key == "post_training")
    added = entries[0] | {"key": "second_survey", "title": {"zh": "再摸底", "en": "Second survey"}}
    text = with_entry(
        with_entry(TEXT, "steps", entries, None, added), "steps", [*entries, added], place, None
    )
    preview = preview_of(election.cycle, parse_rulebook(numbered(text)), at(2020, 12, 29))
    states = {move.step: move.state for move in preview.moves}
    assert (states["second_survey"], states["post_training"]) == ("new", "gone")


def test_the_number_of_queries_of_a_preview_does_not_grow_with_the_villages(
    election: Election, second_election: Election, django_assert_num_queries: Any
) -> None:
    rules = parse_rulebook(numbered(amended("roll.published", 25)))
    cycle = Cycle.objects.select_related("township").get(pk=election.cycle_id)
    _ = cycle.rules
    with django_assert_num_queries(7):
        assert preview_of(cycle, rules, at(2020, 12, 29)).villages == 2


def test_the_history_tells_who_amended_why_and_what_in_words(township: User, election: Election) -> None:
    now = at(2021, 1, 10)
    amend_cycle(
        by=township,
        cycle=election.cycle,
        text=numbered(amended("result.runoff_held", 25)),
        reason="市里通知",
        now=now,
    )
    (past,) = history_of(election.cycle)
    assert (past.amendment.made_by, past.amendment.after.reason) == (township, "市里通知")
    (section,) = past.changes
    (pair,) = section.pairs
    assert (pair.label.en, pair.left.told.en, pair.right.told.en) == (
        "Runoff held",
        "within 10 days after election day",
        "within 25 days after election day",
    )


def test_a_step_that_is_done_stays_done(township: User, clerk: User, election: Election) -> None:
    now = at(2020, 12, 5)
    on_record(township, election, *LAUNCH[:2], held_on=at(2020, 12, 1).date(), now=now)
    before = steps_of(election, now)
    assert before["audit"].standing.state == State.DONE
    text = numbered(
        with_value(TEXT, "preparation.audit_done", {"value": {"end": at(2021, 2, 1).date()}, "clause": "A-1"})
    )
    amend_cycle(by=township, cycle=election.cycle, text=text, reason="改期", now=now)
    after = steps_of(election, now)["audit"]
    assert after.standing.state == State.DONE
    assert after.window.closes == before["audit"].window.closes
