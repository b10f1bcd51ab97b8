"""The pages of the registration: drawing up, asking, registering, leaving off, correcting, confirming."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from elections.models import Election
from elections.services.cycle import move_clock
from elections.services.election import postpone_election
from tests.cast import VILLAGE, at
from tests.voting.registers import drawn, entry_of, everybody_heard, resident
from tests.voting.roll_fixtures import PUBLISHING, launched
from tests.voting.roll_sheets import id_number
from tests.voting.test_roll_pages import text_of
from villages.enums import Leaving
from villages.models import Resident, Village
from voting.enums import RollState
from voting.models import Roll, RollEntry
from voting.queries.certificates import certificates_may_be_issued
from voting.queries.renewal import renewal_due
from voting.queries.roll import digest_of, published_roll
from voting.refusals.roll import AppealsNotOver, RollConfirmed
from voting.services.correction import open_correction
from voting.services.roll import publish_roll
from voting.services.roll_ready import confirm_roll

__all__ = ["launched"]


@pytest.fixture
def browser(clerk: User, township: User, launched: Election, client_of: Callable[[User], Client]) -> Client:
    move_clock(by=township, cycle=launched.cycle, to=at(2020, 12, 29, 10))
    return client_of(clerk)


def url(name: str, *more: Any) -> str:
    return reverse(f"voting:{name}", args=[VILLAGE, *more])


def on_the_way(clerk: User, launched: Election) -> Roll:
    """A published roll."""
    roll = drawn(clerk, launched)
    everybody_heard(clerk, roll)
    return publish_roll(by=clerk, roll=roll, now=PUBLISHING)


def test_from_the_register_to_the_posted_roll(browser: Client, clerk: User, launched: Election) -> None:
    assert url("roll_draw") in browser.get(url("roll")).content.decode()
    assert browser.get(url("roll_people")).status_code == 200
    preview = browser.get(url("roll_draw"))
    assert preview.context["drawing"].new and not Roll.objects.exists()
    assert browser.post(url("roll_draw"))["Location"] == url("roll_people")
    roll = Roll.objects.get()
    page = browser.get(f"{url('roll_people')}?only=ask")
    waiting = [entry for entry, *_rest in page.context["rows"]]
    assert waiting and url("roll_publish") not in page.content.decode()
    for number, entry in enumerate(waiting):
        assert browser.get(url("roll_entry", entry.pk)).status_code == 200
        result = "takes_part" if number % 2 else "declines"
        answer = {"on": "2020-12-14", "how": "电话", "result": result}
        assert browser.post(url("roll_contact", entry.pk), answer)["Location"] == url("roll_entry", entry.pk)
    assert url("roll_publish") in browser.get(url("roll_people")).content.decode()
    answer = browser.post(url("roll_publish"), {"fingerprint": digest_of(roll)[:4]})
    assert answer["Location"] == url("roll")
    roll.refresh_from_db()
    assert roll.state == RollState.PUBLISHED
    assert roll.entries.filter(category="V2").count() == len(waiting) // 2


def test_what_speaks_against_it_stands_beside_its_field(
    browser: Client, clerk: User, launched: Election, village: Village
) -> None:
    person = resident(village, 2, registered_here=False, residence_since=date(2020, 3, 1))
    entry = entry_of(drawn(clerk, launched), person)
    page = browser.post(url("roll_register", entry.pk), {"category": "V3", "one_year_since": "2020-03-01"})
    assert page.status_code == 409
    form = page.context["forms"]["register"]
    assert {"one_year_since", "application_on", "meeting_decision_on"} <= set(form.errors)
    assert "A-ROLL-06" in page.content.decode()
    given = {
        "category": "V3",
        "one_year_since": "2019-03-01",
        "application_on": "2020-12-01",
        "meeting_decision_on": "2020-12-05",
        "meeting_decision_body": "村民代表会议",
    }
    assert browser.post(url("roll_register", entry.pk), given).status_code == 302
    entry.refresh_from_db()
    assert entry.category == "V3"
    assert "村民代表会议" in browser.get(url("roll_entry", entry.pk)).content.decode()


def test_the_other_acts_of_a_person(
    browser: Client, clerk: User, launched: Election, village: Village
) -> None:
    person = resident(village, 2)
    entry = entry_of(drawn(clerk, launched), person)
    assert browser.post(url("roll_exclude", entry.pk), {"ground": "rights"}).status_code == 409
    shown = {"ground": "rights", "document": "（2018）湘0423刑初12号"}
    assert browser.post(url("roll_exclude", entry.pk), shown).status_code == 302
    renamed = {"name": "柳青青", "group": 2, "household": "2001"}
    assert browser.post(url("roll_correct", entry.pk), renamed).status_code == 302
    entry.refresh_from_db()
    assert (entry.name, entry.group, entry.refusal) == ("柳青青", 2, "rights")
    assert browser.post(url("roll_strike", entry.pk), {"why": "died"}).status_code == 409
    gone = browser.post(url("roll_strike", entry.pk), {"why": "died", "note": "死亡证明"})
    assert gone["Location"] == url("roll_people")
    assert not RollEntry.objects.filter(pk=entry.pk).exists()
    assert browser.get(url("roll_entry", entry.pk)).status_code == 404


def test_somebody_is_added(browser: Client, clerk: User, launched: Election) -> None:
    drawn(clerk, launched)
    assert browser.get(url("roll_add")).status_code == 200
    given = {
        "id_number": f" {id_number(serial=20)} ",
        "name": "周小燕",
        "group": 2,
        "category": "V3",
        "one_year_since": "2019-03-01",
        "application_on": "2020-12-01",
        "meeting_decision_on": "2020-12-05",
        "meeting_decision_body": "村民代表会议",
    }
    answer = browser.post(url("roll_add"), given)
    assert answer["Location"] == url("roll_entry", RollEntry.objects.get(name="周小燕").pk)
    again = browser.post(url("roll_add"), given)
    assert again.status_code == 409 and "id_number" in again.context["form"].errors


def test_who_only_looks_has_no_buttons(
    township: User, clerk: User, launched: Election, client_of: Callable[[User], Client]
) -> None:
    entry = drawn(clerk, launched).entries.first()
    office = client_of(township)
    for address in (url("roll_people"), url("roll_entry", entry.pk), url("roll_figures")):
        page = office.get(address)
        assert page.status_code == 200 and 'method="post" action="/villages' not in page.content.decode()
    for address in (url("roll_draw"), url("roll_add"), url("roll_confirm")):
        assert office.get(address).status_code == 404
    assert office.post(url("roll_strike", entry.pk), {"why": "died", "note": "x"}).status_code == 404


def test_no_page_shows_an_identity_number(
    browser: Client, clerk: User, launched: Election, village: Village
) -> None:
    person = resident(village, 2)
    entry = entry_of(drawn(clerk, launched), person)
    for address in (url("roll_people"), url("roll_entry", entry.pk), url("roll_draw")):
        assert id_number(serial=2)[:14] not in browser.get(address).content.decode()


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    browser: Client, clerk: User, launched: Election, django_assert_num_queries: Any
) -> None:
    drawn(clerk, launched)
    browser.get(url("roll_people"))
    with django_assert_num_queries(15):
        browser.get(url("roll_people"))
    RollEntry.objects.exclude(number__lte=3).delete()
    with django_assert_num_queries(15):
        browser.get(url("roll_people"))


# --- corrections and the end


def test_a_correction_is_opened_put_away_and_published_from_the_page(
    browser: Client, clerk: User, township: User, launched: Election
) -> None:
    on_the_way(clerk, launched)
    move_clock(by=township, cycle=launched.cycle, to=at(2020, 12, 30))
    assert browser.post(url("roll_correction"))["Location"] == url("roll_people")
    assert browser.get(url("roll")).status_code == 200
    assert browser.post(url("roll_correction_discard"))["Location"] == url("roll")
    assert Roll.objects.get().version == 1
    browser.post(url("roll_correction"))
    draft = Roll.objects.get(state=RollState.DRAFT)
    browser.post(url("roll_strike", draft.entries.first().pk), {"why": "died", "note": "死亡证明"})
    browser.post(url("roll_publish"), {"fingerprint": digest_of(draft)[:4]})
    draft.refresh_from_db()
    assert (draft.version, draft.state) == (2, RollState.PUBLISHED)
    assert browser.get(url("roll_changes")).context["changes"].removed


def test_before_publication_there_is_no_correction_to_open(browser: Client) -> None:
    page = browser.post(url("roll_correction"), follow=True)
    assert "还没有" in text_of(page) or "No roll is published" in text_of(page)


def test_the_roll_is_confirmed_when_the_time_for_objections_is_over(
    browser: Client, clerk: User, township: User, launched: Election
) -> None:
    """A-ROLL-19 to A-ROLL-23: published on 28 December, so from 3 January."""
    on_the_way(clerk, launched)
    for moment in (PUBLISHING, at(2021, 1, 2, 23, 59)):
        with pytest.raises(AppealsNotOver) as refused:
            confirm_roll(by=clerk, election=launched, now=moment)
        assert refused.value.clause == "A-ROLL-19"
    assert not certificates_may_be_issued(launched)
    move_clock(by=township, cycle=launched.cycle, to=at(2021, 1, 3))
    assert browser.get(url("roll_confirm")).status_code == 200
    assert browser.post(url("roll_confirm"))["Location"] == url("roll")
    assert certificates_may_be_issued(launched)
    assert browser.post(url("roll_confirm")).status_code == 409
    with pytest.raises(RollConfirmed):
        open_correction(by=clerk, election=launched, now=at(2021, 1, 4))
    assert "2021年1月3日" in text_of(browser.get(url("roll")))


def test_an_open_correction_keeps_the_roll_from_being_final(clerk: User, launched: Election) -> None:
    on_the_way(clerk, launched)
    open_correction(by=clerk, election=launched, now=at(2021, 1, 3))
    with pytest.raises(AppealsNotOver) as refused:
        confirm_roll(by=clerk, election=launched, now=at(2021, 1, 3))
    assert refused.value.clause == "A-ROLL-21"


# --- put off


def put_off(township: User, election: Election, to: date) -> None:
    postpone_election(
        by=township,
        election=election,
        to=to,
        reason="疫情",
        approval="县换届办〔2021〕1号",
        now=at(2021, 1, 4),
    )
    election.refresh_from_db()


@pytest.mark.parametrize(("to", "renews"), [(date(2021, 2, 18), False), (date(2021, 2, 19), True)])
def test_a_postponement_of_thirty_days_renews_the_roll(
    clerk: User, township: User, launched: Election, to: date, renews: bool
) -> None:
    """A-ROLL-22; AMB-24: thirty days included."""
    on_the_way(clerk, launched)
    put_off(township, launched, to)
    assert (renewal_due(launched) is not None) is renews


def test_the_renewed_roll_goes_by_the_new_day_and_the_register_as_it_is_now(
    browser: Client, clerk: User, township: User, launched: Election, village: Village
) -> None:
    """A-ROLL-22: who has come of age and who has died meanwhile; decisions and numbers stay, cards wait."""
    of_age_later = resident(village, 2, date(2003, 2, 10))
    dead = resident(village, 4)
    first = on_the_way(clerk, launched)
    declined = first.entries.filter(refusal="no_statement").first()
    confirm_roll(by=clerk, election=launched, now=at(2021, 1, 3))
    put_off(township, launched, date(2021, 2, 25))
    Resident.objects.filter(pk=dead.pk).update(left_on=date(2021, 1, 5), left_why=Leaving.DIED)
    move_clock(by=township, cycle=launched.cycle, to=at(2021, 1, 6))
    assert url("roll_draw") in browser.get(url("roll")).content.decode()
    assert certificates_may_be_issued(launched).clause == "A-ROLL-22"
    assert browser.post(url("roll_draw")).status_code == 302
    draft = Roll.objects.get(version=2)
    assert draft.entries.get(id_index=of_age_later.id_index).number == first.entries.last().number + 1
    assert not draft.entries.filter(id_index=dead.id_index).exists()
    kept = draft.entries.get(id_index=declined.id_index)
    assert (kept.number, kept.evidence) == (declined.number, declined.evidence)
    publish_roll(by=clerk, roll=draft, now=at(2021, 1, 6, 10))
    assert renewal_due(launched) is None and published_roll(launched) == draft
    assert certificates_may_be_issued(launched).clause == "A-ROLL-23"
