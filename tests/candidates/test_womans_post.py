"""The seat that a village elects apart among women (C-NOM-08)."""

from typing import Any

import pytest

from accounts.models import User
from accounts.refusals import Refusals
from candidates.models import Candidacy, SeatPlan
from candidates.services.publication import publish_candidates
from candidates.services.womans_post import womans_post_faults
from elections.models import Election
from elections.rulebook import load_rulebook
from tests.candidates.conftest import REVIEWED
from tests.cast import under_changed_rules

RULE = load_rulebook("city-town-2020").structure.dedicated_female_post


def must(data: dict[str, Any]) -> None:
    data["structure"]["dedicated_female_post"] = RULE.model_dump(mode="json", exclude_defaults=True)


@pytest.fixture
def wanted(reviewed: Election) -> Election:
    """Everyone passed both reviews, and the plan wants the seat."""
    under_changed_rules(reviewed.cycle, must)
    return Election.objects.select_related("cycle__township", "village").get(pk=reviewed.pk)


def codes(election: Election, clerk: User) -> list[tuple[str, str | None]]:
    with pytest.raises(Refusals) as refused:
        publish_candidates(by=clerk, election=election, now=REVIEWED)
    return [(refusal.code, refusal.clause) for refusal in refused.value.refusals]


def test_a_formal_list_without_the_seat_is_refused(wanted: Election, clerk: User) -> None:
    assert codes(wanted, clerk) == [("womans_post_missing", "C-NOM-08")]


def test_a_man_in_the_seat_is_refused_and_a_woman_is_published(wanted: Election, clerk: User) -> None:
    plan = SeatPlan.objects.get(election=wanted, post="member")
    SeatPlan.objects.filter(pk=plan.pk).update(post="woman_member")
    people = Candidacy.objects.filter(election=wanted, post="member")
    people.update(post="woman_member", sex="F")
    man = people.model.objects.filter(post="woman_member").first()
    Candidacy.objects.filter(pk=man.pk).update(sex="M")
    assert codes(wanted, clerk) == [("man_in_womans_post", "C-NOM-08")]
    Candidacy.objects.filter(pk=man.pk).update(sex="F")
    listed = publish_candidates(by=clerk, election=wanted, now=REVIEWED)
    assert "woman_member" in {person.post for person in listed}


def test_a_community_may_do_without_it(wanted: Election) -> None:
    wanted.village.kind = "community"
    assert list(womans_post_faults(wanted, [], [])) == []
