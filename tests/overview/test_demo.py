from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from accounts.models import User
from candidates.enums import VoteAbout
from candidates.models import Candidacy, SupportingBody
from candidates.recusal import recusals
from candidates.states import GONE
from elections.enums import State
from elections.models import Cycle, Election, Postponement, StepExtension, StepWaiver
from elections.queries.ledger import breaks_in
from elections.queries.progress import progress_of
from overview.models import Digest
from villages.identity import check_matches
from villages.models import Cadre, KinTie, PartyMember, PartyOrganisation, Resident, Village
from villages.queries.officer import person_of
from villages.sealing import unseal
from voting.models import Contest

# Without it a run of these tests alone would have no test database.
pytestmark = pytest.mark.django_db
SIZE = 19 * 600


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: object) -> object:
    """The demo township, small, built once for this module and taken away afterwards."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        call_command("demo", seed=3, size=SIZE, stdout=StringIO())
        yield Cycle.objects.get()
        transaction.set_rollback(True)


def test_the_township_has_its_nineteen_places_with_people(built: Cycle) -> None:
    assert Village.objects.count() == 19
    people = Village.objects.values_list("population", flat=True)
    assert all(600 <= number <= 4000 for number in people)
    assert Resident.objects.count() == sum(people) == SIZE
    assert PartyMember.objects.count() > 19 * 6
    assert Cadre.objects.filter(until=None).exclude(body="representatives").count() == 19 * 6
    assert Cadre.objects.exclude(until=None).exists()
    assert KinTie.objects.values("first__village").distinct().count() == 19
    assert PartyOrganisation.objects.filter(parent=None).count() == 19


def test_no_identity_number_can_be_a_real_persons(built: Cycle) -> None:
    for sealed in Resident.objects.values_list("id_sealed", flat=True)[:300]:
        number = unseal(sealed)
        assert number.startswith("430499")
        assert check_matches(number)


def test_names_hold_rare_characters_and_minority_names(built: Cycle) -> None:
    assert Resident.objects.filter(name__contains="·").exists()
    assert any(
        ord(char) > 0xFFFF for name in Resident.objects.values_list("name", flat=True) for char in name
    )


def test_villages_stand_at_different_stages(built: Cycle) -> None:
    elections = Election.objects.select_related("cycle__township", "village")
    states = {s.standing.state for p in progress_of(list(elections), built.clock) for s in p.steps.values()}
    assert {State.DONE, State.LATE, State.OFF, State.SOON} <= states
    assert len({p.done for p in progress_of(list(elections), built.clock)}) >= 5


def test_the_ledger_of_the_demo_proves_itself(built: Cycle) -> None:
    assert list(breaks_in()) == []


def test_every_role_can_sign_in_and_none_in_production(built: Cycle, client: object) -> None:
    assert User.objects.filter(is_demo=True).count() == 4 + 1 + 3 + 3 * 19
    from accounts.backends import OfficerBackend

    officer = User.objects.get(username="zhenban")
    assert OfficerBackend().user_can_authenticate(officer)
    with override_settings(DEMO_SIGN_IN=False):
        assert not OfficerBackend().user_can_authenticate(officer)


def test_a_second_officer_of_the_township_has_a_relative_who_stands(built: Cycle) -> None:
    """A-COM-07: the pages refuse that officer what the first one decides."""
    second = User.objects.get(username="zhenban2")
    standing = Candidacy.objects.filter(election__cycle=built).exclude(state__in=GONE)
    standing = standing.select_related("resident", "election__cycle")
    assert {refusal.code for refusal in recusals(second, standing).values()} == {"relative_candidacy"}
    assert person_of(second).name == second.name


def test_a_township_that_has_a_cycle_is_left_alone(built: Cycle) -> None:
    with pytest.raises(CommandError):
        call_command("demo", stdout=StringIO())
    call_command("demo", if_empty=True, stdout=StringIO())
    assert Cycle.objects.count() == 1


@override_settings(DEMO_SIGN_IN=False)
def test_production_has_no_demo(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("demo")


@pytest.mark.parametrize("size", [100, 1_000_000])
def test_a_size_that_the_places_cannot_have_is_refused(db: None, size: int) -> None:
    with pytest.raises(CommandError, match="--size"):
        call_command("demo", size=size)


def test_the_demo_shows_what_is_granted_forced_marked_and_put_off(built: Cycle) -> None:
    assert set(StepExtension.objects.values_list("state", flat=True)) == {"open", "granted"}
    assert list(StepWaiver.objects.values_list("forced", "violation")) == [(True, "F06")]
    assert Election.objects.filter(weak=True).count() == Election.objects.filter(complex=True).count() == 1
    assert Postponement.objects.get().days == 20
    assert set(Digest.objects.values_list("user__username", flat=True)) == {"zhenban", "xianban"}


def test_one_village_has_its_bodies_after_the_vote(built: Cycle) -> None:
    books = SupportingBody.objects.exclude(published_at=None)
    assert set(books.values_list("election__village", flat=True)) == {"430423101218"}
    assert set(books.values_list("body", flat=True)) == {"supervisory", "group_leaders", "council"}
    assert Cadre.everywhere.filter(village="430423101218", training=built.pk, body="supervisory").count() == 3


def test_the_ballots_of_one_village_were_counted_the_day_before_and_are_not_sealed(built: Cycle) -> None:
    contests = Contest.objects.filter(day__lt=built.clock.date())
    open_still = contests.filter(state__in=["tallied", "confirmed"], sealings=None)
    assert list(open_still.values_list("election__village", flat=True)) == ["430423101234"]


def test_one_village_held_its_assembly_here_with_the_opinion_that_decides_the_formal_list(
    built: Cycle,
) -> None:
    """A-ASM-02: how many were in favour of everybody on the approved list is on record, with its outcome."""
    (opinion,) = Contest.recorded.filter(about=VoteAbout.FORMAL_LIST)
    assert opinion.election.village_id == "430423101218"
    rows = [line for post in opinion.outcome.data["positions"] for line in post["votes"]]
    assert len(rows) >= 4 and all(2 * line["for"] > opinion.present for line in rows)
    votes = Contest.objects.filter(election=opinion.election, body__startswith="party", state="confirmed")
    assert set(votes.values_list("body", flat=True)) == {"party_committee", "party_secretary"}
