"""A decision of before the count on two whom the registers did not tell as related when the votes were counted (AMB-16)."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import Refusals
from candidates.models import Candidacy, ElectedTerm
from candidates.refusals import RelativesUndecided
from candidates.services.terms import enter_terms
from elections.models import Election
from tests.candidates.conftest import REVIEWED, married, people
from tests.candidates.test_relatives_elected import EVENING, couple, decide, hand_over, held, votes
from tests.cast import VILLAGE, at
from tests.voting.ballots import made_final
from villages.models import KinTie
from villages.services.kinship import remove_tie
from voting.models import Contest, Invalidity
from voting.papers.of_result import certificates_for
from voting.queries.result import elected_of
from voting.relatives import elected_relatives
from voting.rounds import COMMITTEE

__all__ = ["couple", "people"]


@pytest.fixture
def apart(
    couple: list[Candidacy], election: Election, clerk: User, teller: User, township: User, steps_before: None
) -> Contest:
    """It is decided that she gives way; the register loses the bond by mistake, both are elected, the bond comes back."""
    husband, wife = couple
    decide(election, township, yields=wife, other=husband)
    tie = KinTie.objects.get()
    remove_tie(by=township, tie=tie, place=VILLAGE, reason="误录", now=REVIEWED)
    contest = held(couple, clerk, teller, votes(couple, 70, 100))
    assert not Invalidity.objects.exists() and elected_relatives(election) == []
    married(tie.first, tie.second, township)
    return contest


def test_the_two_wait_until_the_decision_is_recorded_once_more(
    apart: Contest, couple: list[Candidacy], election: Election, township: User, clerk: User, client: Client
) -> None:
    """A-KIN-01: nobody is told to give way whose seat is held, and neither of the two takes office."""
    husband, wife = couple
    ((pair,),) = [elected_relatives(election)]
    assert (pair.gives_way, pair.recorded, len(pair.held_back)) == ("", True, 2)
    made_final(election, township, EVENING)
    client.force_login(township, backend="accounts.backends.OfficerBackend")
    shown = client.get(reverse("voting:result", args=[VILLAGE, COMMITTEE, 1])).content.decode()
    assert "须再次记录该决定" in shown and "该席位空缺" not in shown
    with pytest.raises(RelativesUndecided):
        hand_over(election, clerk)
    with pytest.raises(Refusals) as refused:
        enter_terms(by=clerk, election=election, body="committee", now=at(2021, 1, 25))
    assert [each.code for each in refused.value.refusals] == ["relatives_undecided"]
    decide(election, township, yields=wife, other=husband)
    assert [each.name for each in elected_of(election)] == [husband.name]
    ((pair,),) = [elected_relatives(election)]
    assert (pair.gives_way, len(pair.held_back)) == (wife.name, 1)
    assert [each.person.name for each in certificates_for(election)] == [husband.name]
    enter_terms(by=clerk, election=election, body="committee", now=at(2021, 1, 25))
    assert [row.term.resident_id for row in ElectedTerm.objects.all()] == [husband.resident_id]
    hand_over(election, clerk)
