"""Whom the Party organisation's list may not name at all: the stage at which a clause bars is the plan's (SC-34)."""

from datetime import date, datetime

import pytest

from accounts.models import User
from accounts.refusals import Refusals
from candidates.models import Candidacy
from candidates.services.party_list import Named
from tests.candidates.party import Path, to_inspected_c
from tests.candidates.party_fixtures import a, b, c, officers, under
from tests.candidates.party_people import stands_for_the_party
from tests.candidates.stated import state
from tests.cast import at
from villages.models import Appraisal, Cadre, Resident

__all__ = ["a", "b", "c", "officers", "under"]
Fault = tuple[str, str | None, str | None]


def secretary(person: Resident, *last: int) -> None:
    """The sitting secretary, ranked last in these of the latest years."""
    sits = Cadre.objects.create(
        village=person.village, resident=person, body="party", post="secretary", since=date(2017, 5, 1)
    )
    for year in (2018, 2019, 2020):
        Appraisal.objects.create(cadre=sits, year=year, grade="competent", last=year in last)


def refused(path: Path, now: datetime, names: list[Named] | None = None) -> list[Fault]:
    with pytest.raises(Refusals) as found:
        if names is None:
            path.first_list("organisation_list", now)
        else:
            path.decide("organisation_list", now, names)
    return [(each.code, each.clause, each.field) for each in found.value.refusals]


def punished(path: Path, number: int, by: User, now: datetime) -> None:
    """The police wrote it while the person stood for another body of the same election."""
    other = stands_for_the_party(path.election, path.people[number])
    Candidacy.objects.filter(pk=other.pk).update(body="committee", post="member")
    other.refresh_from_db()
    state(by, other, now)


MET, LISTED = at(2020, 12, 7), at(2020, 12, 8)


def test_sc_34_the_list_of_plan_c_does_not_name_a_secretary_ranked_last_two_years_running(c: Path) -> None:
    secretary(c.people[0], 2019, 2020)
    c.meet(MET)
    assert refused(c, LISTED) == [("finding_fails", "C-QUAL-05", "name-0")]
    # Barred as secretary only: another is named for that, and the person as a member.
    swapped = dict(zip(("secretary", "party_member"), (c.people[2], c.people[0]), strict=True))
    names = [Named(post, person.name, person.pk) for post, person in swapped.items()]
    names += [
        Named(post, person.name, person.pk) for post, person in c.pairs() if person not in swapped.values()
    ]
    assert len(c.decide("organisation_list", LISTED, names).names) == 6


def test_sc_34_whom_the_first_list_names_as_a_member_no_later_list_makes_secretary(c: Path) -> None:
    secretary(c.people[2], 2019, 2020)
    to_inspected_c(c)
    c.post("candidate_notice", at(2020, 12, 14))
    posts = {c.people[0].pk: "party_member", c.people[2].pk: "secretary"}
    names = [Named(posts.get(each.pk, post), each.name, each.pk) for post, each in c.pairs()]
    with pytest.raises(Refusals) as found:
        c.decide("prospective_list", at(2020, 12, 18), names)
    assert [(each.code, each.clause, each.field) for each in found.value.refusals] == [
        ("finding_fails", "C-QUAL-05", "name-2")
    ]


def test_sc_34_ranked_last_in_one_year_only_the_secretary_is_named(c: Path) -> None:
    secretary(c.people[0], 2020)
    c.meet(MET)
    assert len(c.first_list("organisation_list", LISTED).names) == 6


def test_whom_the_negative_list_of_plan_c_fits_is_not_nominated(c: Path, township: User) -> None:
    c.meet(MET)
    punished(c, 4, township, MET)
    assert refused(c, LISTED) == [("finding_fails", "C-NEG-03", "name-4")]


def test_whom_the_ten_items_of_plan_b_fit_is_not_recommended(b: Path, township: User) -> None:
    b.meet(at(2020, 10, 10))
    punished(b, 4, township, at(2020, 10, 10))
    assert refused(b, at(2020, 10, 11)) == [("finding_fails", "B-NEG-02", "name-4")]


def test_under_plan_a_the_list_bars_from_candidacy_and_the_review_refuses(a: Path, township: User) -> None:
    a.meet(at(2020, 12, 18))
    punished(a, 4, township, at(2020, 12, 18))
    assert a.election.cycle.rules.qualification.negative_list_from.value == "candidates"
    assert len(a.first_list("organisation_list", at(2020, 12, 19)).names) == 6


def test_what_nobody_has_stated_yet_keeps_nobody_from_the_list(c: Path) -> None:
    c.meet(MET)
    assert len(c.first_list("organisation_list", LISTED).names) == 6
