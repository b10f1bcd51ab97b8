"""A withdrawal while the list is posted again, on real connections; without the lock it must go wrong."""

from datetime import date

import pytest

from accounts.models import User
from candidates.enums import CandidacyState
from candidates.models import Candidacy, ListChange, Withdrawal
from candidates.queries.candidacy import formal_candidates
from candidates.services import cancellation, candidacy, list_change
from candidates.services.cancellation import Cancelling, cancel_candidacy
from candidates.services.list_change import publish_list_change
from candidates.services.publication import publish_candidates
from candidates.services.withdrawal import withdraw_candidate
from elections.models import Cycle, Election
from elections.services import gate as gates
from tests.cast import at, under_changed_rules
from tests.races import at_once, meeting_after
from voting.models import Contest
from voting.services import contest as contests

pytestmark = pytest.mark.django_db(transaction=True)
LISTED, LETTER = at(2021, 1, 10), at(2021, 1, 11)


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The election's row is read and not locked."""

    def unlocked(election: Election) -> Election:
        return Election.objects.select_related("cycle__township", "village").get(pk=election.pk)

    for module in (gates, candidacy, list_change, contests):
        monkeypatch.setattr(module, "lock_election", unlocked)


@pytest.fixture
def listed(reviewed: Election, clerk: User, cycle: Cycle) -> Election:
    """As many as there are seats will do; one of the two for chair has left the list."""
    none = {"value": 0, "clause": "A-TEST-01"}
    under_changed_rules(cycle, lambda data: data["nomination"].update(candidates_extra_min=none))
    election = Election.objects.get(pk=reviewed.pk)
    publish_candidates(by=clerk, election=election, now=LISTED)
    withdraw(clerk, standing(election, "chair")[0])
    return election


def standing(election: Election, post: str = "member") -> list[Candidacy]:
    return list(formal_candidates(election).filter(post=post))


def withdraw(by: User, person: Candidacy) -> Withdrawal:
    return withdraw_candidate(
        by=by, candidacy=person, received_on=date(2021, 1, 11), reason="外出务工", now=LETTER
    )


def cancel(by: User, person: Candidacy) -> list[Withdrawal]:
    draft = Cancelling(
        decided_on=date(2021, 1, 11),
        ground="improper_competition",
        reason="送礼拉票",
        evidence="谈话笔录",
        decision="白纪决〔2021〕1号",
    )
    return cancel_candidacy(by=by, candidacy=person, draft=draft, now=LETTER)


def both(clerk: User, second_clerk: User, election: Election, person: Candidacy) -> list[str]:
    """One clerk posts the list again, the other enters the next letter."""
    return at_once(
        lambda: publish_list_change(by=clerk, election=election, now=LETTER),
        lambda: withdraw(second_clerk, person),
    )


def printed(election: Election) -> list[str]:
    position = Contest.objects.get(election=election).positions.get(post="member")
    return [line.choice.name for line in position.lines.order_by("order")]


def in_order(election: Election) -> bool:
    """None of those who left has a place, and the ballot is the list."""
    left = Candidacy.objects.filter(
        election=election, state__in=[CandidacyState.WITHDRAWN, CandidacyState.CANCELLED]
    )
    told = printed(election) == [person.name for person in standing(election)]
    return told and left.filter(place=None).count() == 2


def test_a_letter_that_comes_while_the_list_is_posted_again(
    listed: Election, clerk: User, second_clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever comes first: both are done, and whoever left later waits for the next posting."""
    meeting_after(monkeypatch, gates, "locked_step")
    person = standing(listed)[1]
    assert both(clerk, second_clerk, listed, person) == ["done", "done"]
    assert in_order(listed) and person.name not in printed(listed)
    letter = Withdrawal.objects.get(candidacy=person)
    assert ListChange.objects.count() == 1
    assert letter.from_list and letter.change in (None, ListChange.objects.get())


def test_a_candidacy_cancelled_while_the_list_is_posted_again(
    listed: Election, clerk: User, township: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SC-102: whichever comes first, both are done, and the name is on neither list nor ballot."""
    meeting_after(monkeypatch, gates, "locked_progress")
    person = standing(listed)[1]
    outcome = at_once(
        lambda: publish_list_change(by=clerk, election=listed, now=LETTER), lambda: cancel(township, person)
    )
    assert outcome == ["done", "done"]
    assert in_order(listed) and person.name not in printed(listed)


def test_without_the_lock_a_cancelled_candidate_would_get_a_place(
    listed: Election, clerk: User, township: User, monkeypatch: pytest.MonkeyPatch, no_locks: None
) -> None:
    meeting_after(monkeypatch, gates, "locked_progress")
    person = standing(listed)[1]
    outcome = at_once(
        lambda: publish_list_change(by=clerk, election=listed, now=LETTER), lambda: cancel(township, person)
    )
    assert "IntegrityError" in outcome


def test_a_candidacy_cancelled_by_township_and_county_at_once_is_cancelled_once(
    listed: Election, township: User, county_office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = standing(listed)[1]
    meeting_after(monkeypatch, cancellation, "lock_candidacy")
    outcome = at_once(lambda: cancel(township, person), lambda: cancel(county_office, person))
    assert outcome == ["candidacy_moved_on", "done"]
    assert Withdrawal.objects.filter(candidacy=person).count() == 1


def test_without_the_lock_one_of_the_two_acts_fails(
    listed: Election, clerk: User, second_clerk: User, monkeypatch: pytest.MonkeyPatch, no_locks: None
) -> None:
    """The list would give a place to somebody who has just left it; only the database still stops that."""
    meeting_after(monkeypatch, gates, "locked_step")
    assert "IntegrityError" in both(clerk, second_clerk, listed, standing(listed)[1])
