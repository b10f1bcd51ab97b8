from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from candidates import steps
from candidates.enums import Verdict
from candidates.models import Candidacy, Nomination
from candidates.services.proposal import answer_return
from candidates.services.publication import publish_candidates
from elections.enums import State, Step
from elections.models import Cycle, Election
from elections.queries.progress import progress_of_one
from elections.steps import Evidence, Looked
from tests.candidates.conftest import LATEST, NOMINATED, PROPOSED, REVIEWED, verdict
from tests.cast import at

SOURCES = {
    Step.NOMINATION: steps.nomination,
    Step.PROPOSAL: steps.proposal,
    Step.TOWNSHIP_REVIEW: steps.township_review,
    Step.COUNTY_REVIEW: steps.county_review,
    Step.FORMAL_CANDIDATES: steps.formal_candidates,
}


def proof(election: Election, step: Step) -> Evidence:
    return SOURCES[step]([election]).get(election.pk, Evidence())


def done(election: Election) -> list[str]:
    return [step.value for step in SOURCES if proof(election, step).done_at]


def test_nothing_is_shown_before_anything_happened(election: Election) -> None:
    assert done(election) == []


def test_a_recorded_nomination_is_done_with_its_figures(nomination: Nomination) -> None:
    shown = proof(nomination.election, Step.NOMINATION)
    assert shown.done_at == NOMINATED
    assert f"{nomination.returned} of {nomination.registered}" in str(shown.remark) or str(shown.remark)
    assert done(nomination.election) == ["nomination"]


def test_handed_in_the_township_is_waited_for(proposed: Election) -> None:
    shown = proof(proposed, Step.TOWNSHIP_REVIEW)
    assert (shown.done_at, shown.waiting_since, shown.waiting_for) == (None, PROPOSED, "township_office")
    assert done(proposed) == ["nomination", "proposal"]


def test_passed_by_the_township_the_county_is_waited_for(proposed: Election, township: User) -> None:
    for person in proposed.candidacies.all():
        verdict(township, person)
    shown = proof(proposed, Step.COUNTY_REVIEW)
    assert (shown.waiting_since, shown.waiting_for) == (REVIEWED, "county_reviewer")
    assert done(proposed) == ["nomination", "proposal", "township_review"]


def test_a_return_is_the_villages_turn_until_it_answers(
    candidacy: Candidacy, township: User, clerk: User
) -> None:
    election = candidacy.election
    for person in election.candidacies.all():
        if person != candidacy:
            verdict(township, person)
    verdict(township, candidacy, said=Verdict.RETURN, reason="补证")
    assert proof(election, Step.PROPOSAL).returned == proof(election, Step.TOWNSHIP_REVIEW).returned == 1
    assert done(election) == ["nomination"]
    answer_return(by=clerk, candidacy=candidacy, text="已补", now=at(2020, 12, 30))
    assert proof(election, Step.PROPOSAL).done_at == at(2020, 12, 30)
    assert proof(election, Step.TOWNSHIP_REVIEW).waiting_since == at(2020, 12, 30)


def test_decided_by_both_only_the_list_is_left(reviewed: Election) -> None:
    assert done(reviewed) == ["nomination", "proposal", "township_review", "county_review"]
    here = progress_of_one(reviewed, REVIEWED).steps[Step.FORMAL_CANDIDATES]
    assert here.standing.state == State.OPEN


def test_if_everybody_is_rejected_the_reviews_are_done(proposed: Election, township: User) -> None:
    for person in proposed.candidacies.all():
        verdict(township, person, said=Verdict.REJECT, reason="不符合条件")
    assert "township_review" in done(proposed)


def test_the_published_list_is_done(reviewed: Election, clerk: User) -> None:
    publish_candidates(by=clerk, election=reviewed, now=LATEST)
    assert proof(reviewed, Step.FORMAL_CANDIDATES).done_at == LATEST
    assert len(done(reviewed)) == 5


def test_all_steps_of_many_elections_cost_one_query(
    reviewed: Election, cycle: Cycle, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    everywhere = Looked(list(cycle.elections.all()))
    assert len(everywhere) == 3
    with django_assert_num_queries(1):
        found = {step: source(everywhere) for step, source in SOURCES.items()}
    done = [step for step, each in found.items() if each.get(reviewed.pk, Evidence()).done_at]
    assert done == [Step.NOMINATION, Step.PROPOSAL, Step.TOWNSHIP_REVIEW, Step.COUNTY_REVIEW]
