"""A cycle opened step by step: choose, move, check, open; what the check found stands in the ledger."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from elections.enums import Act
from elections.models import Cycle, LedgerEntry, RulebookEdition
from elections.models.rulebook import thawed
from elections.queries.opening import check_for, choices_for, digest_of, next_version
from elections.refusals import CycleRunning, PlanCheckNotSeen
from elections.rulebook import load_rulebook, shipped_text
from elections.rulebook.moving import changes_of, moved
from elections.services.opening import open_checked_cycle
from elections.services.rulebook import make_edition, shipped_edition
from tests.cast import COUNTY, TOWNSHIP, VILLAGE, at
from villages.models import Division, Village

Browser = Callable[[User], Client]
NOW = at(2026, 9, 1)
PLAN = load_rulebook("county-town-2020")
CHOOSE, WINDOWS, CHECK = (
    reverse(f"elections:{name}") for name in ("opening", "opening_windows", "opening_check")
)


def open_it(
    by: User, township: Division, *, name: str = "county-town-2020", days: int = 0, seen: str = ""
) -> Cycle:
    rules = load_rulebook(name)
    windows = [new for _, new in changes_of(rules, days)]
    from_check = digest_of(check_for(township.code, moved(rules, days)))
    return open_checked_cycle(
        by=by,
        township=township,
        edition=shipped_edition(name, NOW),
        windows=windows,
        days=days,
        title=rules.title,
        name="白果镇换届演练",
        training=True,
        seen=seen or from_check,
        real=NOW,
        now=at(2026, 10, 1),
        clock=at(2026, 10, 1),
    )


@pytest.fixture
def places(township_place: Division, village: Village, community: Village) -> Division:
    return township_place


def test_the_cycle_opens_under_the_plan_as_it_is_and_the_ledger_keeps_what_was_found(
    township: User, places: Division
) -> None:
    cycle = open_it(township, places)
    assert (cycle.edition.owner, cycle.edition.name) == ("", "county-town-2020")
    data = LedgerEntry.objects.get(act=Act.CYCLE_OPENED).data
    told = {found["amb"]: found for found in data["acknowledged"]}
    assert set(told) == {"AMB-40", "AMB-41", "AMB-42", "AMB-43", "AMB-46"}
    assert (told["AMB-43"]["always"], told["AMB-43"]["days"]) == (False, ["2021-01-19"])
    assert told["AMB-42"]["clauses"] == ["A-REV-06", "A-SCH-122", "A-SCH-123"]


def test_an_older_plan_moved_becomes_an_edition_of_the_township_with_its_reason(
    township: User, places: Division
) -> None:
    cycle = open_it(township, places, days=2184)
    edition = cycle.edition
    assert (edition.owner, edition.version, edition.amends.name) == (TOWNSHIP, "1.0.1", "county-town-2020")  # type: ignore[union-attr]
    assert "2184" in edition.reason
    assert cycle.rules.voting.window.value.start == date(2027, 1, 12)
    assert cycle.rules.task(27).start == date(2027, 1, 4)
    assert edition.changed
    assert "# Plan A" in edition.text
    assert LedgerEntry.objects.filter(act=Act.RULEBOOK_MADE).count() == 1


def test_findings_that_were_not_read_keep_the_cycle_shut_and_nothing_is_kept(
    township: User, places: Division
) -> None:
    with pytest.raises(PlanCheckNotSeen):
        open_it(township, places, days=7, seen="0" * 64)
    assert not Cycle.objects.exists()
    assert not RulebookEdition.objects.filter(owner=TOWNSHIP).exists()


def test_opening_twice_is_refused_and_leaves_no_edition_behind(township: User, places: Division) -> None:
    open_it(township, places)
    with pytest.raises(CycleRunning):
        open_it(township, places, days=14)
    assert not RulebookEdition.objects.filter(owner=TOWNSHIP).exists()


def test_plan_b_opens_elects_no_committee_and_its_elections_have_no_ordinal(
    township: User, places: Division
) -> None:
    cycle = open_it(township, places, name="district-town-2020")
    assert not cycle.rules.elects_a_committee
    assert set(cycle.elections.values_list("ordinal", flat=True)) == {None}


def test_the_next_version_is_one_that_the_office_has_not_made(township: User, places: Division) -> None:
    assert next_version(TOWNSHIP, PLAN) == "1.0.1"
    text = shipped_text("county-town-2020").replace('version = "1.0"', 'version = "1.0.1"', 1)
    make_edition(by=township, owner=TOWNSHIP, text=text, reason="改", now=NOW)
    assert next_version(TOWNSHIP, PLAN) == "1.0.2"


def test_an_office_chooses_among_what_comes_along_and_what_it_or_its_county_made(
    township: User, county_office: User, places: Division
) -> None:
    text = shipped_text("county-town-2020").replace('version = "1.0"', 'version = "2.0"', 1)
    make_edition(by=county_office, owner=COUNTY, text=text, reason="县里统一", now=NOW)
    labels = [choice.label for choice in choices_for(TOWNSHIP)]
    assert len(labels) == 4
    assert any(label.endswith("2.0") for label in labels)
    assert len(choices_for("430499101")) == 3


# --- the pages


@pytest.fixture
def browser(township: User, places: Division, client_of: Browser) -> Client:
    return client_of(township)


def choose(browser: Client, name: str = "county-town-2020", **more: str) -> str:
    """Through the first step; the address of the second."""
    given = {"rulebook": f"shipped:{name}", "name": "演练", "training": "1", "starts_on": "2026-10-01"}
    answer = browser.post(CHOOSE, given | more)
    assert answer.status_code == 302
    return answer["Location"]


def state_of(address: str) -> str:
    return address.partition("?s=")[2]


def form_of(browser: Client, address: str) -> dict[str, str]:
    """The windows as the page has them in its fields."""
    fields = browser.get(address).context["adjust"]
    return {name: str(fields[name].value() or "") for name in fields.fields}


def test_from_choosing_to_an_open_cycle(browser: Client) -> None:
    address = choose(browser)
    assert browser.get(address).status_code == 200
    check = f"{CHECK}?s={state_of(address)}"
    page = browser.get(check)
    told = page.content.decode()
    assert all(clause in told for clause in ("A-SCH-127", "A-REV-11", "AMB-42", "AMB-43"))
    sent = {"seen": page.context["seen"]}
    assert browser.post(check, sent).status_code == 409
    assert not Cycle.objects.exists()
    assert browser.post(check, sent | {"acknowledged": "on"}).status_code == 302
    assert Cycle.objects.get().rules == thawed(Cycle.objects.get().edition_id)


def test_the_plan_moves_by_one_of_its_days_and_stands_beside_itself(browser: Client) -> None:
    address = choose(browser)
    answer = browser.post(
        address,
        {"act": "move", "anchor": "election_day", "to": "2027-01-12", "title_zh": "新", "title_en": "New"},
    )
    page = browser.get(answer["Location"])
    told = page.content.decode()
    assert page.context["opening"].days == 2184
    assert "2021-01-19" not in told
    assert 'value="2027-01-12"' in told
    assert "2021年1月19日—1月25日" in told
    assert form_of(browser, answer["Location"])["tasks.27:start"] == "2027-01-04"


def test_a_single_window_is_adjusted_and_the_rest_stays(browser: Client) -> None:
    address = choose(browser)
    fields = form_of(browser, address)
    answer = browser.post(address, fields | {"act": "adjust", "tasks.27:end": "2021-01-12"})
    opening = browser.get(answer["Location"]).context["opening"]
    assert dict(opening.by_hand) == {"tasks.27": ("2021-01-11", "2021-01-12")}
    check = browser.get(f"{CHECK}?s={state_of(answer['Location'])}").content.decode()
    assert "AMB-42" in check
    assert "AMB-43" not in check


@pytest.mark.parametrize(
    "wrong",
    [
        {"tasks.27:start": "2021-01-14"},
        {"voting.window:end": ""},
        {"scope.campaign_start:end": ""},
        {"tasks.27:end": "soon"},
    ],
)
def test_a_window_that_cannot_be_is_told_beside_it(browser: Client, wrong: dict[str, str]) -> None:
    address = choose(browser)
    answer = browser.post(address, form_of(browser, address) | {"act": "adjust"} | wrong)
    assert answer.status_code == 409


def test_a_window_that_begins_with_an_event_takes_no_first_day(browser: Client) -> None:
    address = choose(browser, "city-town-2020")
    fields = form_of(browser, address) | {"act": "adjust", "representatives.elected:start": "2021-03-25"}
    assert browser.post(address, fields).status_code == 409


def test_nothing_is_lost_on_reload_and_a_forged_address_begins_anew(browser: Client) -> None:
    address = choose(browser, name="district-town-2020")
    first, second = browser.get(address), browser.get(address)
    assert first.context["opening"] == second.context["opening"]
    assert browser.get(address + "x")["Location"] == CHOOSE
    assert browser.get(WINDOWS)["Location"] == CHOOSE
    assert browser.get(CHECK)["Location"] == CHOOSE


def test_the_first_step_opens_again_with_what_was_chosen(browser: Client) -> None:
    state = state_of(choose(browser, name="district-town-2020"))
    page = browser.get(f"{CHOOSE}?s={state}").content.decode()
    assert 'value="shipped:district-town-2020" selected' in page
    assert 'value="演练"' in page


def test_a_training_cycle_needs_its_first_day(browser: Client) -> None:
    given = {"rulebook": "shipped:county-town-2020", "name": "演练", "training": "1"}
    assert browser.post(CHOOSE, given).status_code == 409


def test_opening_twice_is_refused_on_the_page(browser: Client) -> None:
    for status in (302, 409):
        check = f"{CHECK}?s={state_of(choose(browser))}"
        seen = browser.get(check).context["seen"]
        assert browser.post(check, {"seen": seen, "acknowledged": "on"}).status_code == status
    assert Cycle.objects.count() == 1


def test_a_moved_plan_b_opens_and_its_days_page_asks_for_the_assembly(browser: Client) -> None:
    address = choose(browser, name="district-town-2020")
    answer = browser.post(
        address,
        {"act": "move", "anchor": "campaign_start", "to": "2026-09-01", "title_zh": "新", "title_en": "New"},
    )
    check = f"{CHECK}?s={state_of(answer['Location'])}"
    seen = browser.get(check).context["seen"]
    assert browser.post(check, {"seen": seen, "acknowledged": "on"}).status_code == 302
    page = browser.get(reverse("elections:village_days", args=[VILLAGE])).content.decode()
    assert "党员大会日" in page
    assert 'name="party_day"' not in page
    assert 'name="registration_day"' not in page
    given = {"election_day": "2026-11-10"}
    assert browser.post(reverse("elections:village_days", args=[VILLAGE]), given).status_code == 302
    assert browser.get(reverse("elections:days")).status_code == 200
    assert browser.get(reverse("elections:planner")).status_code == 200
