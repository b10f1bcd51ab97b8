"""A published roll is corrected in a draft of its own: numbers stay, what is final is not touched."""

from datetime import date

import pytest

from accounts.models import User
from accounts.refusals import NotThere
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.refusals import StepClosed
from tests.cast import at
from tests.voting.roll_fixtures import PUBLISHING, draft, launched, published
from tests.voting.roll_sheets import row
from voting.enums import RollState
from voting.models import Roll, RollEntry
from voting.queries.roll import digest_of, draft_roll, published_roll
from voting.refusals.roll import NothingToCorrect, RollConfirmed
from voting.services.correction import discard_correction, open_correction

__all__ = ["launched"]

CORRECTING = at(2020, 12, 30)
# The row of a sheet is that of the sheet the person came with.
OTHER = ("id", "roll_id", "row")
SAME = [field.attname for field in RollEntry._meta.concrete_fields if field.attname not in OTHER]


def people(roll: Roll) -> list[tuple[object, ...]]:
    return [
        tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in person)
        for person in roll.entries.values_list(*SAME)
    ]


def test_a_correction_starts_as_the_published_roll_to_the_last_number(
    clerk: User, launched: Election
) -> None:
    first = published(clerk, launched, row(2), row(4, group=2), row(6, not_registered="多方联系未果"))
    made = open_correction(by=clerk, election=launched, now=CORRECTING)
    first.refresh_from_db()
    assert (made.version, made.state, first.state) == (2, RollState.DRAFT, RollState.PUBLISHED)
    assert people(made) == people(first) and len(people(made)) == 3
    entry = LedgerEntry.objects.get(act=Act.ROLL_CORRECTION_OPENED)
    assert (entry.step, entry.data) == ("appeals", {"version": 2, "of": 1, "digest": first.digest})


def test_an_open_correction_is_taken_up_and_not_begun_again(clerk: User, launched: Election) -> None:
    published(clerk, launched, row(2))
    made = open_correction(by=clerk, election=launched, now=CORRECTING)
    made.entries.update(name="王桂花")
    assert open_correction(by=clerk, election=launched, now=CORRECTING) == made
    assert made.entries.get().name == "王桂花"
    assert LedgerEntry.objects.filter(act=Act.ROLL_CORRECTION_OPENED).count() == 1


def test_before_publication_there_is_nothing_to_correct(clerk: User, launched: Election) -> None:
    with pytest.raises(NothingToCorrect) as refused:
        open_correction(by=clerk, election=launched, now=at(2020, 12, 15))
    assert refused.value.clause == "A-ROLL-17"
    made = draft(clerk, launched, row(2))
    assert open_correction(by=clerk, election=launched, now=at(2020, 12, 15)) == made


def test_what_is_final_is_not_corrected(clerk: User, launched: Election) -> None:
    roll = published(clerk, launched, row(2))
    Roll.objects.filter(pk=roll.pk).update(confirmed_at=at(2021, 1, 3))
    with pytest.raises(RollConfirmed) as refused:
        open_correction(by=clerk, election=launched, now=at(2021, 1, 4))
    assert refused.value.clause == "A-ROLL-22"
    with pytest.raises(RollConfirmed):
        draft(clerk, launched, row(2), now=at(2021, 1, 4))


def test_the_township_opens_one_for_a_late_objection_and_nobody_else(
    clerk: User, township: User, other_clerk: User, auditor: User, launched: Election
) -> None:
    published(clerk, launched, row(2))
    for officer in (other_clerk, auditor):
        with pytest.raises(NotThere):
            open_correction(by=officer, election=launched, now=CORRECTING)
    assert open_correction(by=township, election=launched, now=CORRECTING).version == 2


def test_a_correction_is_put_away_and_the_roll_stays(clerk: User, launched: Election) -> None:
    first = published(clerk, launched, row(2), row(4))
    with pytest.raises(NothingToCorrect):
        discard_correction(by=clerk, election=launched, now=CORRECTING)
    open_correction(by=clerk, election=launched, now=CORRECTING)
    discard_correction(by=clerk, election=launched, now=CORRECTING)
    assert draft_roll(launched) is None and published_roll(launched) == first
    assert digest_of(first) == first.digest
    assert LedgerEntry.objects.get(act=Act.VOTER_CHANGED).data == {"version": 2, "discarded": True}


def test_a_first_draft_is_no_correction_to_put_away(clerk: User, launched: Election) -> None:
    draft(clerk, launched, row(2))
    with pytest.raises(NothingToCorrect):
        discard_correction(by=clerk, election=launched, now=at(2020, 12, 15))


def test_a_corrections_window_ends_before_the_vote(clerk: User, launched: Election) -> None:
    published(clerk, launched, row(2))
    with pytest.raises(StepClosed):
        open_correction(by=clerk, election=launched, now=at(2021, 1, 20))
    assert launched.election_day == date(2021, 1, 20) and at(2021, 1, 20) > PUBLISHING
