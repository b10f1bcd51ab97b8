import pytest
from django.test import Client, RequestFactory
from django.urls import resolve

from accounts.enums import Role
from accounts.models import User
from candidates.enums import CandidacyState
from candidates.models import Candidacy
from elections.models import Cycle, Election
from overview.navigation import SECTIONS, Navigation
from tests.cast import OTHER_TOWNSHIP, SECOND_VILLAGE, VILLAGE, at
from villages.models import Resident


def navigation(user: User, cycle: Cycle | None, path: str) -> Navigation:
    request = RequestFactory().get(path)
    request.user, request.cycle, request.resolver_match = user, cycle, resolve(path)
    return Navigation(request)


def current(links: list) -> list[str]:
    return [link.url for link in links if link.current]


def test_every_role_has_sections_and_begins_with_today() -> None:
    assert set(SECTIONS) == set(Role)
    first = {role: sections[0].url_name for role, sections in SECTIONS.items()}
    assert (
        first.pop(Role.COUNTY_DEPARTMENT) == "candidates:department"
    )  # a department has its queue and no more
    assert set(first.values()) == {"overview:today"}


def test_a_clerks_sections_are_those_of_the_own_village(clerk: User, cycle: Cycle) -> None:
    urls = [link.url for link in navigation(clerk, cycle, "/").links]
    assert f"/villages/{VILLAGE}/roll/" in urls
    assert not any("/board/" in url for url in urls)


def test_one_section_is_current_and_it_is_the_nearest(clerk: User, cycle: Cycle) -> None:
    assert current(navigation(clerk, cycle, "/").links) == ["/"]
    assert current(navigation(clerk, cycle, f"/villages/{VILLAGE}/").links) == [f"/villages/{VILLAGE}/"]
    assert current(navigation(clerk, cycle, f"/villages/{VILLAGE}/roll/").links) == [
        f"/villages/{VILLAGE}/roll/"
    ]


def test_the_partys_assembly_belongs_to_the_partys_candidates(township: User, cycle: Cycle) -> None:
    tabs = navigation(township, cycle, f"/villages/{VILLAGE}/candidates/assembly/register/").tabs
    assert current(tabs) == [f"/villages/{VILLAGE}/candidates/party/"]


def test_an_office_with_many_villages_gets_tabs_on_a_villages_pages(
    township: User, clerk: User, cycle: Cycle
) -> None:
    page = f"/villages/{VILLAGE}/roll/"
    assert current(navigation(township, cycle, page).tabs) == [page]
    assert navigation(township, cycle, "/board/").tabs == []
    assert navigation(clerk, cycle, page).tabs == []


def test_there_are_no_tabs_of_a_village_out_of_sight(officer, cycle: Cycle) -> None:
    other = officer(Role.TOWNSHIP_OFFICE, OTHER_TOWNSHIP, "other-township")
    assert navigation(other, cycle, f"/villages/{VILLAGE}/").tabs == []


def candidacy(election: Election, resident: Resident, state: CandidacyState) -> Candidacy:
    return Candidacy.objects.create(
        election=election,
        post="member",
        name=resident.name,
        sex=resident.sex,
        resident=resident,
        votes=10,
        state=state,
        changed_at=at(2020, 12, 28),
    )


def test_the_ring_counts_what_waits_for_the_own_office(
    election: Election, township: User, county_reviewer: User, clerk: User
) -> None:
    states = (CandidacyState.PROPOSED, CandidacyState.PROPOSED, CandidacyState.TOWNSHIP_PASSED)
    for resident, state in zip(Resident.objects.all()[:3], states, strict=True):
        candidacy(election, resident, state)

    def ring(user: User) -> int:
        return sum(link.count for link in navigation(user, election.cycle, "/").links)

    assert (ring(township), ring(county_reviewer), ring(clerk)) == (2, 1, 0)


def test_a_place_is_told_with_the_office(
    clerk: User, township: User, county_office: User, cycle: Cycle
) -> None:
    assert navigation(clerk, cycle, "/").place == "白果镇 棠兴村"
    assert navigation(township, cycle, "/").place == "白果镇"
    assert navigation(county_office, cycle, "/").place == "衡山县"


@pytest.mark.parametrize(("who", "moves"), [("township", True), ("clerk", False), ("county_office", False)])
def test_only_the_township_moves_the_clock(
    request: pytest.FixtureRequest, cycle: Cycle, who: str, moves: bool
) -> None:
    user = request.getfixturevalue(who)
    assert navigation(user, cycle, "/").moves_clock is moves


def test_training_stands_on_every_page_with_its_clock(clerk: User, cycle: Cycle, client_of) -> None:
    for path in ("/", f"/villages/{VILLAGE}/", f"/villages/{SECOND_VILLAGE}/"):
        page = client_of(clerk).get(path).content.decode()
        assert 'class="training"' in page
        assert "2020年12月29日 周二 09:00" in page


def test_a_real_cycle_has_no_training_bar(clerk: User, cycle: Cycle, client_of) -> None:
    Cycle.objects.update(training=False, clock=None)
    assert 'class="training"' not in client_of(clerk).get("/").content.decode()


def test_the_clock_is_moved_from_the_bar(township: User, cycle: Cycle, client_of) -> None:
    client_of(township).post("/clock/", {"forward": "1", "next": f"/villages/{VILLAGE}/"})
    cycle.refresh_from_db()
    assert cycle.clock == at(2020, 12, 30)


@pytest.mark.django_db
def test_a_visitor_sees_no_sections() -> None:
    assert "nav-main" not in Client().get("/signin/").content.decode()
