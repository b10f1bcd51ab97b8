"""Public notices: their last day (SC-10), objections that hold up (SC-95), the public page; signatures above."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from accounts.refusals import Refusals
from candidates.department_refusals import NotForThisPost, SignOffOrder
from candidates.enums import NoticeDecision, NoticeKind
from candidates.models import Candidacy, Notice, NoticeObjection
from candidates.notice_refusals import (
    NoticeEmpty,
    NoticeNotInPlan,
    NoticeOver,
    NoticeRunning,
    NoticeStands,
    NotOnNotice,
    ObjectionDecided,
    ObjectionsOpen,
)
from candidates.queries.notice import notice_clear, objection_by_receipt, upheld
from candidates.queries.sign_off import signed_off
from candidates.services.notice import (
    NoticeWords,
    decide_objection,
    object_publicly,
    open_notice,
    refuse_unclear,
    take_in_objection,
)
from candidates.services.sign_off import record_sign_off
from elections.models import Cycle, Election, LedgerEntry
from elections.services.cycle import open_cycle
from elections.services.rulebook import shipped_edition
from tests.candidates.party_people import stands_for_the_party
from tests.cast import VILLAGE, at, under_changed_rules
from villages.models import Division, Resident, Village
from voting.refusals.appeal import IdentityNumberWritten

POSTED, CHECKED = at(2020, 12, 29), at(2021, 1, 2)


@pytest.fixture
def prospective(election: Election, people: list[Resident]) -> list[Candidacy]:
    """A secretary and two members on the way to the Party's list."""
    posts = ("secretary", "party_member", "party_member")
    return [
        stands_for_the_party(election, person, post) for post, person in zip(posts, people[:3], strict=True)
    ]


@pytest.fixture
def notice(election: Election, township: User, prospective: list[Candidacy]) -> Notice:
    return open_notice(
        by=township, election=election, kind=NoticeKind.CANDIDATES, people=prospective, now=POSTED
    )


def words(notice: Notice, text: str = "他在外地经商，很少在村") -> NoticeWords:
    person = notice.people.first()
    assert person is not None
    return NoticeWords(person.pk, "张三", text)


def test_sc_10_the_notice_of_five_days_runs_out_on_3_january(notice: Notice) -> None:
    assert notice.ends == date(2021, 1, 3)
    assert notice.clause == "A-REV-06"
    with pytest.raises(NoticeRunning) as refused:
        refuse_unclear(notice, at(2020, 12, 31))
    assert refused.value.data["ends"] == "2021-01-03"
    assert not notice_clear(notice, at(2021, 1, 3, 23, 59))
    assert notice_clear(notice, at(2021, 1, 4, 0, 0))


def test_sc_10_where_the_day_of_posting_counts_it_runs_out_a_day_earlier(
    cycle: Cycle, election: Election, township: User, prospective: list[Candidacy]
) -> None:
    counts = {"value": True, "clause": "A-REV-06"}
    under_changed_rules(cycle, lambda data: data.setdefault("counting", {}).update(event_day_counts=counts))
    election = Election.objects.get(pk=election.pk)
    made = open_notice(
        by=township, election=election, kind=NoticeKind.CANDIDATES, people=prospective, now=POSTED
    )
    assert made.ends == date(2021, 1, 2)
    assert not notice_clear(made, at(2021, 1, 2, 12))
    assert notice_clear(made, at(2021, 1, 3, 0, 0))


@pytest.fixture
def city(township: User, township_place: Division, village: Village) -> Election:
    """The election of the village under plan C."""
    cycle = open_cycle(
        by=township,
        township=township_place,
        edition=shipped_edition("city-town-2020", at(2020, 12, 1)),
        name="2021年换届演练",
        training=True,
        now=at(2020, 12, 1),
    )
    return cycle.elections.select_related("cycle__township", "village").get(village=village)


def test_sc_95_an_objection_open_at_the_end_holds_the_notice_up(
    city: Election, township: User, people: list[Resident]
) -> None:
    one = stands_for_the_party(city, people[0])
    posted, last = at(2021, 1, 4), at(2021, 1, 11, 10)
    made = open_notice(by=township, election=city, kind=NoticeKind.SECRETARY, people=[one], now=posted)
    assert made.ends == date(2021, 1, 11)  # five working days, the day of posting not counted
    objection = take_in_objection(by=township, notice=made, words=words(made), key=uuid4(), now=last)
    later = at(2021, 1, 12)
    assert not notice_clear(made, later)
    with pytest.raises(ObjectionsOpen) as refused:
        refuse_unclear(made, later)
    assert refused.value.clause == "C-REV-05" and refused.value.data == {"objections": [1]}
    decided(objection, township, NoticeDecision.DISMISSED, later)
    assert notice_clear(made, later) and not upheld(made)


def test_amb_48_the_secretary_has_two_notices_of_their_own_length(
    city: Election, township: User, people: list[Resident]
) -> None:
    one = stands_for_the_party(city, people[0])
    ends = [
        open_notice(by=township, election=city, kind=kind, people=[one], now=at(2021, 1, 4)).ends
        for kind in (NoticeKind.CANDIDATES, NoticeKind.SECRETARY)
    ]
    assert ends == [date(2021, 1, 7), date(2021, 1, 11)]


def decided(
    objection: NoticeObjection, by: User, decision: NoticeDecision, now: datetime = CHECKED
) -> NoticeObjection:
    return decide_objection(
        by=by, objection=objection, decision=decision, verified="走访三户核实", reason="情况不实", now=now
    )


def test_an_objection_that_is_upheld_takes_the_person_off(
    notice: Notice, township: User, prospective: list[Candidacy]
) -> None:
    objection = take_in_objection(by=township, notice=notice, words=words(notice), key=uuid4(), now=POSTED)
    decided(objection, township, NoticeDecision.UPHELD)
    assert upheld(notice) == {prospective[0].pk}
    with pytest.raises(ObjectionDecided):
        decided(objection, township, NoticeDecision.DISMISSED)


def test_the_same_key_is_one_objection_and_the_words_stay_out_of_the_ledger(
    notice: Notice, township: User
) -> None:
    key = uuid4()
    first, again = (
        take_in_objection(by=township, notice=notice, words=words(notice), key=key, now=POSTED)
        for _ in (1, 2)
    )
    assert first == again and notice.objections.count() == 1
    entry = LedgerEntry.objects.get(act="notice.objected")
    assert "经商" not in str(entry.data) and "张三" not in str(entry.data)


def test_what_an_objection_must_be(notice: Notice, township: User) -> None:
    take: Callable[..., Any] = lambda said, now=POSTED: take_in_objection(  # noqa: E731
        by=township, notice=notice, words=said, key=uuid4(), now=now
    )
    with pytest.raises(NoticeOver):
        take(words(notice), at(2021, 1, 4))
    with pytest.raises(NotOnNotice):
        take(NoticeWords(0, "张三", "不合适"))
    with pytest.raises(IdentityNumberWritten):
        take(words(notice, "他的身份证430423199001011234有误"))


def test_a_notice_names_people_who_stand_and_once(
    notice: Notice, election: Election, clerk: User, prospective: list[Candidacy]
) -> None:
    post: Callable[..., Any] = lambda people, kind=NoticeKind.CANDIDATES: open_notice(  # noqa: E731
        by=clerk, election=election, kind=kind, people=people, now=POSTED
    )
    with pytest.raises(NoticeEmpty):
        post([])
    with pytest.raises(NoticeStands):
        post(prospective[:1])
    with pytest.raises(NotOnNotice):
        post([prospective[1], prospective[1]])
    with pytest.raises(NoticeNotInPlan):
        post(prospective, NoticeKind.SECRETARY)  # plan A has one notice for all


def test_a_villager_objects_on_the_public_page_and_asks_by_receipt(
    notice: Notice, township: User, election: Election
) -> None:
    browser, url = Client(), f"/public/{VILLAGE}/notice/{notice.pk}/"
    person = notice.people.first()
    assert person is not None and person.name in browser.get(url).content.decode()
    sent = {"objector": "李四", "person": person.pk, "text": "有经济纠纷", "key": str(uuid4())}
    assert browser.post(url, sent).status_code == 200
    objection = NoticeObjection.objects.get()
    assert (objection.channel, objection.taken_by) == ("public", None)
    asked = browser.post(f"/public/{VILLAGE}/notice-objection/", {"receipt": objection.receipt})
    page = asked.content.decode()
    assert "李四" not in page and "有经济纠纷" not in page
    decided(objection, township, NoticeDecision.DISMISSED)
    standing = objection_by_receipt(election, objection.receipt)
    assert standing is not None and standing.reason == "情况不实"
    assert browser.post(f"/public/{VILLAGE}/notice-objection/", {"receipt": "AAAA"}).status_code == 200
    assert f"/notice/{notice.pk}/" in browser.get(f"/public/{VILLAGE}/").content.decode()


def test_the_pages_of_a_notice(
    notice: Notice, clerk: User, township: User, prospective: list[Candidacy], client_of: Any
) -> None:
    page = f"/villages/{VILLAGE}/candidates/notices/"
    one = f"{page}{notice.pk}/"
    taken = {"objector": "李四", "person": notice.people.all()[1].pk, "text": "不合适", "key": str(uuid4())}
    assert client_of(clerk).get(page).status_code == 200
    assert client_of(clerk).post(f"{one}object/", taken).status_code == 302
    objection = notice.objections.get()
    outcome = {"verified": "已核实", "decision": "dismissed", "reason": "不影响任职"}
    assert client_of(clerk).post(f"{one}decide/{objection.pk}/", outcome).status_code == 404
    assert client_of(township).post(f"{one}decide/{objection.pk}/", {}).status_code == 409
    assert client_of(township).post(f"{one}decide/{objection.pk}/", outcome).status_code == 302
    assert client_of(township).get(one).status_code == 200


def test_nobody_decides_on_the_own_notice(
    notice: Notice, township: User, prospective: list[Candidacy]
) -> None:
    objection = object_publicly(notice=notice, words=words(notice), key=uuid4(), now=POSTED)
    User.objects.filter(pk=township.pk).update(name=prospective[0].name)
    with pytest.raises(Exception) as refused:
        decided(objection, User.objects.get(pk=township.pk), NoticeDecision.DISMISSED)
    assert getattr(refused.value, "code", "") == "own_candidacy"


# signatures above


def sign(by: User, candidacy: Candidacy, role: str, day: date = date(2020, 12, 28)) -> None:
    record_sign_off(
        by=by,
        candidacy=candidacy,
        role=role,
        name="刘建国",
        document="会议纪要12号",
        signed_on=day,
        now=POSTED,
    )


def test_signatures_come_in_the_order_of_the_rulebook(
    prospective: list[Candidacy], county_office: User, client_of: Any
) -> None:
    secretary, member, *_rest = prospective
    assert not signed_off(secretary) and signed_off(member)
    with pytest.raises(SignOffOrder) as refused:
        sign(county_office, secretary, "county_leader")
    assert refused.value.data["next"] == "county_standing_committee"
    with pytest.raises(NotForThisPost):
        sign(county_office, member, "county_standing_committee")
    sign(county_office, secretary, "county_standing_committee")
    with pytest.raises(Refusals):
        sign(county_office, secretary, "county_leader", date(2020, 12, 27))
    sign(county_office, secretary, "county_leader")
    assert not signed_off(secretary)
    browser, url = client_of(county_office), f"/reviews/signatures/{secretary.pk}/"
    sent = {"role": "township_leader", "name": "王镇长", "document": "3号", "signed_on": "2020-12-29"}
    assert browser.get("/reviews/signatures/").status_code == 200
    assert browser.get(url).status_code == 200
    assert browser.post(url, sent).status_code == 302
    assert signed_off(secretary)
    with pytest.raises(SignOffOrder):
        sign(county_office, secretary, "township_leader")


def test_only_the_county_office_records_signatures(
    prospective: list[Candidacy], township: User, client_of: Any
) -> None:
    assert client_of(township).get("/reviews/signatures/").status_code == 404
