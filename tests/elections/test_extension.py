from datetime import date, datetime

import pytest

from accounts.models import User
from accounts.refusals import NotThere
from elections.enums import Act, Asked, State, Step
from elections.models import Election, LedgerEntry, StepExtension
from elections.queries.progress import progress_of_one
from elections.refusals import (
    ExtensionAnswered,
    ExtensionAskedAlready,
    ExtensionNoLater,
    ExtensionTooLong,
    ExtensionUnlawful,
    NotTheExtender,
    RecordedAlready,
    StepClosed,
)
from elections.services.extension import ask_extension, grant_extension, refuse_extension
from elections.services.gate import gate
from tests.cast import LAUNCH, at, on_record

NOW = at(2020, 12, 22)


@pytest.fixture
def launched(election: Election, township: User) -> Election:
    on_record(township, election, *LAUNCH, held_on=date(2020, 12, 1), now=at(2020, 12, 2))
    return election


def ask(by: User, election: Election, step: str, wanted: date, now: datetime = NOW) -> StepExtension:
    return ask_extension(by=by, election=election, step=step, wanted=wanted, reason="外出务工人员多", now=now)


def test_the_village_asks_and_the_township_grants_more_time(
    launched: Election, clerk: User, township: User
) -> None:
    before = progress_of_one(launched, NOW).steps[Step.REGISTRATION]
    assert (before.standing.state, before.standing.number) == (State.LATE, 2)
    asked = ask(clerk, launched, Step.REGISTRATION, date(2020, 12, 28))
    assert progress_of_one(launched, NOW).steps[Step.REGISTRATION].asked == asked
    grant_extension(by=township, extension=asked, until=date(2020, 12, 26), answer="同意", now=NOW)
    after = progress_of_one(launched, NOW).steps[Step.REGISTRATION]
    assert after.window.closes == at(2020, 12, 27, 0)
    assert (after.standing.state, after.standing.number) == (State.OPEN, 4)
    assert after.extension == asked
    told = LedgerEntry.objects.get(act=Act.EXTENSION_GRANTED)
    assert (told.step, told.data["until"], told.data["answer"]) == ("registration", "2020-12-26", "同意")


def test_a_request_that_is_refused_changes_no_window(launched: Election, clerk: User, township: User) -> None:
    asked = ask(clerk, launched, Step.REGISTRATION, date(2020, 12, 28))
    refused = refuse_extension(by=township, extension=asked, answer="人手可以调配", now=NOW)
    assert (refused.state, refused.until) == (Asked.REFUSED, None)
    here = progress_of_one(launched, NOW).steps[Step.REGISTRATION]
    assert (here.standing.state, here.extension, here.asked) == (State.LATE, None, None)
    assert ask(clerk, launched, Step.REGISTRATION, date(2020, 12, 24)).state == Asked.OPEN


def test_a_deadline_of_the_law_moves_with_the_election_day_only(launched: Election, clerk: User) -> None:
    with pytest.raises(ExtensionUnlawful) as refused:
        ask(clerk, launched, Step.ROLL_PUBLICATION, date(2021, 1, 4))
    assert refused.value.clause == "A-ROLL-17"


def test_no_extension_runs_past_the_lawful_day_of_a_step_that_waits_for_it(
    launched: Election, clerk: User
) -> None:
    with pytest.raises(ExtensionTooLong) as refused:
        ask(clerk, launched, Step.REGISTRATION, date(2021, 1, 1))
    assert (refused.value.clause, refused.value.data["step"]) == ("A-ROLL-17", "roll_publication")
    assert ask(clerk, launched, Step.REGISTRATION, date(2020, 12, 31)).wanted == date(2020, 12, 31)


def test_a_locked_step_is_opened_again_by_a_late_exception(
    launched: Election, clerk: User, township: User
) -> None:
    """The Party election locks on the eve of the vote; the township may still let it be held that day."""
    done = (
        "election_request", "first_recommendation", "second_recommendation", "party_review", "inspection",
        "party_notice",
    )  # fmt: skip
    on_record(township, launched, *done, held_on=date(2020, 12, 26), now=at(2020, 12, 26))
    on_record(township, launched, "party_request", held_on=date(2021, 1, 3), now=at(2021, 1, 3))
    late = at(2021, 1, 20, 7)
    with pytest.raises(StepClosed):
        gate("party_election", launched, late)
    asked = ask(clerk, launched, "party_election", date(2021, 1, 20), late)
    grant_extension(by=township, extension=asked, until=date(2021, 1, 20), answer="上午补选", now=late)
    assert gate("party_election", launched, at(2021, 1, 20, 23, 59)).extension == asked
    with pytest.raises(StepClosed):
        gate("party_election", launched, at(2021, 1, 21, 0))


@pytest.mark.parametrize("wanted", [date(2020, 12, 20), date(2020, 12, 19), date(2020, 12, 21)])
def test_a_day_that_gives_no_time_is_refused(launched: Election, clerk: User, wanted: date) -> None:
    with pytest.raises(ExtensionNoLater):
        ask(clerk, launched, Step.REGISTRATION, wanted)


def test_a_request_waits_alone_and_is_answered_once(launched: Election, clerk: User, township: User) -> None:
    asked = ask(clerk, launched, Step.REGISTRATION, date(2020, 12, 28))
    with pytest.raises(ExtensionAskedAlready):
        ask(clerk, launched, Step.REGISTRATION, date(2020, 12, 29))
    refuse_extension(by=township, extension=asked, answer="不同意", now=NOW)
    with pytest.raises(ExtensionAnswered):
        grant_extension(by=township, extension=asked, until=date(2020, 12, 28), answer="同意", now=NOW)


def test_what_is_done_needs_no_more_time(launched: Election, clerk: User) -> None:
    with pytest.raises(RecordedAlready):
        ask(clerk, launched, "representatives", date(2020, 12, 30))


def test_the_office_that_the_rulebook_names_answers_or_the_one_above(
    launched: Election, township: User, county_office: User
) -> None:
    asked = ask(township, launched, "second_recommendation", date(2020, 12, 28))
    with pytest.raises(NotTheExtender) as refused:
        grant_extension(by=township, extension=asked, until=date(2020, 12, 28), answer="同意", now=NOW)
    assert refused.value.data["extender"] == "county_office"
    grant_extension(by=county_office, extension=asked, until=date(2020, 12, 28), answer="同意", now=NOW)
    above = ask(township, launched, Step.REGISTRATION, date(2020, 12, 28))
    assert grant_extension(
        by=county_office, extension=above, until=date(2020, 12, 28), answer="同意", now=NOW
    ).until


def test_a_clerk_grants_nothing_and_another_village_asks_for_nothing(
    launched: Election, clerk: User, other_clerk: User
) -> None:
    asked = ask(clerk, launched, Step.REGISTRATION, date(2020, 12, 28))
    with pytest.raises(NotThere):
        grant_extension(by=clerk, extension=asked, until=date(2020, 12, 28), answer="同意", now=NOW)
    with pytest.raises(NotThere):
        ask(other_clerk, launched, Step.NOMINATION, date(2020, 12, 28))
