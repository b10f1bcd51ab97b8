"""The roll: taking a sheet over, versions, publication with its deadline, and who is on it."""

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from accounts.refusals import NotThere
from documents.enums import UploadState
from documents.refusals import UploadNotReady, UploadOvertaken, WarningsNotAccepted
from elections.enums import Act, State, Step
from elections.models import Election, LedgerEntry
from elections.queries.progress import progress_of, progress_of_one
from elections.refusals import StepClosed
from tests.cast import at
from tests.voting.roll_fixtures import (
    PUBLISHING,
    REGISTERING,
    check,
    draft,
    launch,
    launched,
    published,
    send,
)
from tests.voting.roll_sheets import id_number, row
from voting.enums import RollState
from voting.models import Roll, RollEntry
from voting.queries.roll import (
    digest_of,
    draft_roll,
    entries_by_group,
    figures_of,
    latest_roll,
    on_roll,
    published_roll,
    search_roll,
)
from voting.refusals.roll import FingerprintDiffers, RollEmpty, RollNotDraft, VoterElsewhere, VoterUnderAge
from voting.services.roll import commit_upload, publish_roll
from voting.services.upload import discard_upload

__all__ = ["launched"]

AWAY: dict[str, Any] = {"category": "2", "statement": "2020-12-10 微信表示参加"}


def numbered(roll: Roll) -> list[tuple[int, int, str]]:
    return list(roll.entries.values_list("number", "group", "name"))


def test_a_sheet_becomes_the_draft_numbered_by_group_then_row(clerk: User, launched: Election) -> None:
    roll = draft(
        clerk,
        launched,
        row(2, group=2, name="王桂英"),
        row(4, group=1, name="刘长根", not_registered="多方联系未果"),
        row(6, group=1, name="李秀兰"),
        row(8, group=2, name="陈建国"),
    )
    assert (roll.version, roll.state) == (1, RollState.DRAFT)
    assert numbered(roll) == [(1, 1, "李秀兰"), (2, 2, "王桂英"), (3, 2, "陈建国"), (4, 1, "刘长根")]


def test_a_second_sheet_replaces_the_draft(clerk: User, launched: Election) -> None:
    draft(clerk, launched, row(2), row(4))
    roll = draft(clerk, launched, row(6, name="李秀兰"))
    assert (roll.version, Roll.objects.count(), numbered(roll)) == (1, 1, [(1, 1, "李秀兰")])


def test_taking_over_leaves_no_staged_rows_and_a_line_in_the_ledger(clerk: User, launched: Election) -> None:
    upload = check(send(clerk, launched, row(2), row(4, not_registered="联系未果")))
    roll = commit_upload(by=clerk, upload=upload, now=REGISTERING)
    upload.refresh_from_db()
    assert (upload.state, upload.roll, upload.committed_at) == (UploadState.COMMITTED, roll, REGISTERING)
    assert not upload.rows.exists()
    assert LedgerEntry.objects.get(act=Act.ROLL_COMMITTED).data == {
        "file": upload.file.sha256,
        "version": 1,
        "reason": "",
        "rows": 2,
        "voters": 1,
        "not_registered": 1,
        "warnings": 0,
    }


def test_taking_over_twice_is_done_once(clerk: User, launched: Election) -> None:
    upload = check(send(clerk, launched, row(2)))
    rolls = [commit_upload(by=clerk, upload=upload, now=REGISTERING) for _ in range(2)]
    assert rolls[0] == rolls[1]
    assert LedgerEntry.objects.filter(act=Act.ROLL_COMMITTED).count() == 1


def test_an_unchecked_or_faulty_sheet_is_not_taken_over(clerk: User, launched: Election) -> None:
    for upload in (send(clerk, launched, row(2)), check(send(clerk, launched, row(2, group="")))):
        with pytest.raises(UploadNotReady):
            commit_upload(by=clerk, upload=upload, now=REGISTERING)
    assert not Roll.objects.exists()


def test_a_sheet_overtaken_by_another_is_not_taken_over(
    clerk: User, second_clerk: User, launched: Election
) -> None:
    first, second = (check(send(by, launched, row(2 * n))) for n, by in ((1, clerk), (2, second_clerk)))
    commit_upload(by=second_clerk, upload=second, now=REGISTERING)
    with pytest.raises(UploadOvertaken):
        commit_upload(by=clerk, upload=first, now=REGISTERING)


def test_a_sheet_that_was_put_away_is_not_taken_over(clerk: User, launched: Election) -> None:
    upload = discard_upload(by=clerk, upload=check(send(clerk, launched, row(2))))
    with pytest.raises(UploadOvertaken):
        commit_upload(by=clerk, upload=upload, now=REGISTERING)


def test_warnings_are_accepted_with_a_reason_only(clerk: User, launched: Election) -> None:
    upload = check(send(clerk, launched, row(2, name="王桂英1")))
    with pytest.raises(WarningsNotAccepted):
        commit_upload(by=clerk, upload=upload, now=REGISTERING, reason="  ")
    commit_upload(by=clerk, upload=upload, now=REGISTERING, reason="身份证上就是这样写的")
    assert LedgerEntry.objects.get(act=Act.ROLL_COMMITTED).data["reason"] == "身份证上就是这样写的"


def test_who_got_onto_another_roll_after_the_check_stops_the_takeover(
    clerk: User, other_clerk: User, township: User, launched: Election, second_election: Election
) -> None:
    """A-ROLL-13."""
    upload = check(send(clerk, launched, row(2, name="王桂英"), row(4)))
    draft(other_clerk, launch(second_election, township), row(2))
    with pytest.raises(VoterElsewhere) as refused:
        commit_upload(by=clerk, upload=upload, now=REGISTERING)
    assert refused.value.clause == "A-ROLL-13"
    assert "王桂英" in refused.value.text("zh-hans") and "Wang Guiying" in refused.value.text("en")


def test_publication_freezes_the_roll_by_its_digest(clerk: User, launched: Election) -> None:
    roll = draft(clerk, launched, row(2), row(4))
    digest = digest_of(roll)
    roll = publish_roll(by=clerk, roll=roll, now=PUBLISHING, fingerprint=digest[:4].upper())
    assert (roll.state, roll.published_at, roll.digest) == (RollState.PUBLISHED, PUBLISHING, digest)
    entry = LedgerEntry.objects.get(act=Act.ROLL_PUBLISHED)
    assert (entry.step, entry.data) == (
        "roll_publication",
        {"version": 1, "digest": digest, "voters": 2, "not_registered": 0},
    )


def test_any_change_of_an_entry_changes_the_digest(clerk: User, launched: Election) -> None:
    roll = draft(clerk, launched, row(2), row(4))
    before = digest_of(roll)
    seen = {before}
    for change in (
        {"name": "王桂花"},
        {"group": 3},
        {"not_registered": "x"},
        {"id_index": b"0" * 16},
        {"number": 9},
    ):
        RollEntry.objects.filter(roll=roll, number=2).update(**change)
        seen.add(digest_of(roll))
    assert len(seen) == 6


def test_sc_49_the_roll_is_published_twenty_days_before_election_day(clerk: User, launched: Election) -> None:
    """A-ROLL-17: for 20 January the last day is 31 December."""
    roll = draft(clerk, launched, row(2))
    with pytest.raises(StepClosed) as refused:
        publish_roll(by=clerk, roll=roll, now=at(2021, 1, 1, 0))
    assert refused.value.clause == "A-ROLL-17"
    assert "2020年12月31日" in refused.value.text("zh-hans")
    publish_roll(by=clerk, roll=roll, now=at(2020, 12, 31, 23, 59))


def test_the_typed_fingerprint_must_be_that_of_the_list_as_it_stands(clerk: User, launched: Election) -> None:
    roll = draft(clerk, launched, row(2))
    seen = digest_of(roll)[:4]
    draft(clerk, launched, row(2), row(4))
    with pytest.raises(FingerprintDiffers):
        publish_roll(by=clerk, roll=roll, now=PUBLISHING, fingerprint=seen)


def test_an_empty_roll_is_not_published(clerk: User, launched: Election) -> None:
    roll = draft(clerk, launched, row(2, not_registered="联系未果"))
    with pytest.raises(RollEmpty):
        publish_roll(by=clerk, roll=roll, now=PUBLISHING)


def test_ages_are_told_again_when_the_election_day_moved(clerk: User, launched: Election) -> None:
    """A-ROLL-03."""
    roll = draft(clerk, launched, row(2, id=id_number(date(2003, 1, 20)), birth=""), row(4))
    launched.election_day = date(2021, 1, 19)
    launched.save()
    with pytest.raises(VoterUnderAge) as refused:
        publish_roll(by=clerk, roll=roll, now=PUBLISHING)
    assert refused.value.clause == "A-ROLL-03"


def test_who_is_on_another_published_roll_stops_publication(
    clerk: User, other_clerk: User, township: User, launched: Election, second_election: Election
) -> None:
    """A-ROLL-13; SC-58. The other place's entry came in by a way that the check did not see."""
    roll = draft(clerk, launched, row(2), row(4))
    published(other_clerk, launch(second_election, township), row(6))
    RollEntry.objects.filter(roll__election=second_election).update(
        id_index=roll.entries.get(number=1).id_index
    )
    with pytest.raises(VoterElsewhere):
        publish_roll(by=clerk, roll=roll, now=PUBLISHING)


def test_a_published_version_is_never_touched(clerk: User, launched: Election) -> None:
    first = published(clerk, launched, row(2), row(4))
    entries = list(first.entries.values_list())
    second = draft(clerk, launched, row(2, name="王桂花"), now=PUBLISHING)
    first.refresh_from_db()
    assert (second.version, second.state, first.state) == (2, RollState.DRAFT, RollState.PUBLISHED)
    assert list(first.entries.values_list()) == entries and digest_of(first) == first.digest


def test_a_corrected_version_replaces_the_first_even_after_the_deadline(
    clerk: User, launched: Election
) -> None:
    """A-ROLL-20, A-ROLL-21; SC-53: windows do not restart."""
    first = published(clerk, launched, row(2))
    second = draft(clerk, launched, row(2), row(4), now=at(2021, 1, 5))
    publish_roll(by=clerk, roll=second, now=at(2021, 1, 6))
    first.refresh_from_db()
    assert first.state == RollState.REPLACED
    assert published_roll(launched) == second
    progress = progress_of_one(launched, at(2021, 1, 6)).steps[Step.ROLL_PUBLICATION]
    assert progress.evidence.done_at == PUBLISHING


def numbers(roll: Roll) -> dict[str, int]:
    return {entry.id_last4: entry.number for entry in roll.entries.all()}


def test_a_sheet_that_corrects_leaves_everybody_the_number_of_the_card(
    clerk: User, launched: Election
) -> None:
    """Cards are out by then: a number is never another person's, not even that of somebody taken off."""
    first = numbers(published(clerk, launched, row(2), row(4), row(6, group=2)))
    gone, late = id_number(serial=4)[-4:], id_number(serial=8)[-4:]
    corrected = (row(8), row(2), row(6, group=2))
    second = numbers(draft(clerk, launched, *corrected, now=at(2021, 1, 5)))
    assert first.pop(gone) == 2
    assert second == first | {late: 4}
    publish_roll(by=clerk, roll=Roll.objects.get(election=launched, state="draft"), now=at(2021, 1, 6))
    again = numbers(draft(clerk, launched, *corrected, row(4), row(10), now=at(2021, 1, 7)))
    assert again == second | {gone: 2, id_number(serial=10)[-4:]: 5}


def test_a_version_is_published_once(clerk: User, launched: Election) -> None:
    roll = published(clerk, launched, row(2))
    with pytest.raises(RollNotDraft):
        publish_roll(by=clerk, roll=roll, now=PUBLISHING)


def test_nobody_else_publishes(other_clerk: User, township: User, clerk: User, launched: Election) -> None:
    upload = check(send(clerk, launched, row(2)))
    for officer in (other_clerk, township):
        with pytest.raises(NotThere):
            commit_upload(by=officer, upload=upload, now=REGISTERING)
    roll = commit_upload(by=clerk, upload=upload, now=REGISTERING)
    for officer in (other_clerk, township):
        with pytest.raises(NotThere):
            publish_roll(by=officer, roll=roll, now=PUBLISHING)


def test_the_steps_are_done_by_what_is_there(clerk: User, launched: Election) -> None:
    def states(now: Any) -> list[State]:
        steps = progress_of_one(launched, now).steps
        return [steps[step].standing.state for step in (Step.REGISTRATION, Step.ROLL_PUBLICATION)]

    assert states(REGISTERING) == [State.OPEN, State.OFF]
    roll = draft(clerk, launched, row(2), row(4, not_registered="联系未果"))
    assert states(REGISTERING)[0] == State.DONE
    publish_roll(by=clerk, roll=roll, now=PUBLISHING)
    assert states(PUBLISHING) == [State.DONE, State.DONE]
    remark = progress_of_one(launched, PUBLISHING).steps[Step.ROLL_PUBLICATION].evidence.remark
    assert "1" in str(remark)


def test_the_evidence_takes_as_many_queries_for_many_elections_as_for_one(
    clerk: User, launched: Election, second_election: Election, django_assert_num_queries: Any
) -> None:
    from voting.roll_steps import registration, roll_publication

    published(clerk, launched, row(2))
    for elections in ([launched], [launched, second_election]):
        with django_assert_num_queries(1):
            registration(elections)
        with django_assert_num_queries(1):
            roll_publication(elections)
    assert progress_of([launched], PUBLISHING)


def test_who_is_on_the_roll(clerk: User, launched: Election) -> None:
    assert on_roll(launched, "王桂英", 1) == []
    roll = draft(clerk, launched, row(2, name="王桂英"), row(4, name="刘长根", not_registered="联系未果"))
    assert [entry.number for entry in on_roll(launched, "王桂英", 1)] == [1]
    assert on_roll(launched, "王桂英", 2) == [] and on_roll(launched, "刘长根", 1) == []
    publish_roll(by=clerk, roll=roll, now=PUBLISHING)
    draft(clerk, launched, row(6, name="李秀兰"), now=PUBLISHING)
    assert on_roll(launched, "王桂英", 1) and not on_roll(launched, "李秀兰", 1)


def test_versions_are_told_apart(clerk: User, launched: Election) -> None:
    assert (draft_roll(launched), published_roll(launched), latest_roll(launched)) == (None, None, None)
    first = published(clerk, launched, row(2))
    second = draft(clerk, launched, row(4), now=PUBLISHING)
    assert (draft_roll(launched), published_roll(launched), latest_roll(launched)) == (second, first, second)


def test_figures_and_groups(clerk: User, launched: Election) -> None:
    roll = draft(
        clerk,
        launched,
        row(2, group=2),
        row(4, group=1, **AWAY),
        row(5, group=1, sex=""),
        row(6, group=3, not_registered="联系未果"),
    )
    figures = figures_of(roll)
    assert (figures.voters, figures.not_registered, figures.women, figures.away) == (3, 1, 2, 1)
    assert figures.groups == {1: 2, 2: 1}
    assert [(g.number, [v.number for v in g.voters]) for g in entries_by_group(roll)] == [
        (1, [1, 2]),
        (2, [3]),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("桂", {"王桂英"}),
        ("wangg", {"王桂英"}),
        ("LiXiu", {"李秀兰"}),
        ("秀", {"李秀兰"}),
        ("zzz", set()),
        ("", {"王桂英", "李秀兰"}),
    ],
)
def test_the_roll_is_searched_by_name_and_pinyin(
    clerk: User, launched: Election, words: str, found: set[str]
) -> None:
    roll = draft(clerk, launched, row(2, name="王桂英"), row(4, name="李秀兰"))
    assert {entry.name for entry in search_roll(roll, words)} == found


def test_the_roll_is_searched_by_the_last_four_places(clerk: User, launched: Election) -> None:
    roll = draft(clerk, launched, row(2, name="王桂英"), row(4, name="刘长根", group=2))
    last = roll.entries.get(name="刘长根").id_last4
    assert [entry.name for entry in search_roll(roll, last.lower())] == ["刘长根"]
    assert not search_roll(roll, last, group=1)
