"""Public notices: their last day (SC-10), objections that hold up (SC-95), the public page; signatures above."""

from collections.abc import Sequence
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
    NoticeIncomplete,
    NoticeNotInPlan,
    NoticeOver,
    NoticeRunning,
    NotOnNotice,
    ObjectionDecided,
    ObjectionsOpen,
)
from candidates.party_refusals import NotYourStage, StageDone, StageNotReady
from candidates.queries.notice import notice_clear, objection_by_receipt
from candidates.queries.party_path import standing_party
from candidates.queries.sign_off import signing_of
from candidates.services.notice import (
    NoticeWords,
    decide_objection,
    object_publicly,
    open_notice,
    take_in_objection,
)
from candidates.services.notice_checks import refuse_unclear
from candidates.services.sign_off import record_sign_off
from elections.enums import State
from elections.models import Election, LedgerEntry
from elections.queries.progress import progress_of_one
from tests.candidates.party import Path, to_approved_c, to_inspected_a, to_inspected_c, to_noticed_a
from tests.candidates.party_fixtures import a, c, changed, officers, under
from tests.candidates.party_people import stands_for_the_party
from tests.cast import VILLAGE, at
from villages.models import Resident
from voting.refusals.appeal import IdentityNumberWritten

POSTED, CHECKED = at(2020, 12, 29), at(2021, 1, 2)
__all__ = ["a", "c", "officers", "under"]


@pytest.fixture
def notice(a: Path) -> Notice:
    """The notice of plan A's village, of six people, posted on 29 December."""
    return to_noticed_a(a, POSTED)


@pytest.fixture
def prospective(notice: Notice) -> list[Candidacy]:
    """Those on the notice, the secretary first."""
    return standing_party(notice.election)


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


def test_sc_10_where_the_day_of_posting_counts_it_runs_out_a_day_earlier(a: Path) -> None:
    changed(a, counting__event_day_counts=True)
    made = to_noticed_a(a, POSTED)
    assert made.ends == date(2021, 1, 2)
    assert not notice_clear(made, at(2021, 1, 2, 12))
    assert notice_clear(made, at(2021, 1, 3, 0, 0))


def test_sc_95_an_objection_open_at_the_end_holds_the_notice_up(c: Path, township: User) -> None:
    to_approved_c(c)
    made = c.post("secretary_notice", at(2020, 12, 18, 11))
    c.stage("request", at(2020, 12, 20))
    c.stage("reply", at(2020, 12, 21))
    assert made.ends == date(2020, 12, 25)  # five working days, the day of posting not counted
    last, later = at(2020, 12, 25, 10), at(2021, 1, 20)
    objection = take_in_objection(by=township, notice=made, words=words(made), key=uuid4(), now=last)
    with pytest.raises(NoticeRunning):
        c.decide("formal_list", last)
    assert not notice_clear(made, later) and "secretary_notice" not in c.done(later)
    with pytest.raises(ObjectionsOpen) as refused:
        c.decide("formal_list", later)
    assert refused.value.clause == "C-REV-05" and refused.value.data == {"objections": [1]}
    decided(objection, township, NoticeDecision.DISMISSED, later)
    assert notice_clear(made, later)
    c.decide("formal_list", later)


def test_sc_95_the_request_waits_for_the_decision_and_the_township_is_waited_for(
    a: Path, notice: Notice, township: User
) -> None:
    objection = take_in_objection(by=township, notice=notice, words=words(notice), key=uuid4(), now=POSTED)
    ran_out = at(2021, 1, 4)
    with pytest.raises(ObjectionsOpen) as refused:
        a.stage("request", ran_out)
    assert refused.value.clause == "A-REV-06"
    step = progress_of_one(a.election, at(2021, 1, 3)).steps["party_notice"]
    assert (step.standing.state, step.evidence.waiting_for) == (State.WAIT, "township_office")
    decided(objection, township, NoticeDecision.DISMISSED, ran_out)
    assert progress_of_one(a.election, ran_out).steps["party_notice"].standing.state == State.DONE
    a.stage("request", ran_out)


def test_a_notice_that_hangs_is_neither_done_nor_late(a: Path, notice: Notice) -> None:
    """Posted within the step's days, it hangs beyond them: five days are the rule, the task's days slip (AMB-42)."""
    hangs, after = (
        progress_of_one(a.election, now).steps["party_notice"] for now in (at(2021, 1, 3), at(2021, 1, 4))
    )
    assert hangs.standing.state == State.SOON and hangs.evidence.done_at is None
    assert hangs.evidence.happened == {"candidate_notice_posted": date(2020, 12, 29)}
    assert after.evidence.done_at == at(2021, 1, 4, 0, 0)


def test_amb_48_the_secretary_has_two_notices_of_their_own_length(c: Path) -> None:
    to_inspected_c(c)
    first = c.post("candidate_notice", at(2020, 12, 14))
    with pytest.raises(NoticeRunning) as refused:
        c.post("secretary_notice", at(2020, 12, 17))
    assert refused.value.clause == "C-REV-04"
    c.decide("prospective_list", at(2020, 12, 18))
    c.stage("secretary_approval", at(2020, 12, 18, 10))
    second = c.post("secretary_notice", at(2020, 12, 18, 11))
    assert [first.ends, second.ends] == [date(2020, 12, 17), date(2020, 12, 25)]
    assert [each.people.count() for each in (first, second)] == [6, 1]


def test_a_rev_08_whoever_joins_after_the_notice_is_posted_too(c: Path, people: list[Resident]) -> None:
    """A name added to the list after the notice is reviewed, inspected and posted like the others (C-REV-04)."""
    to_inspected_c(c)
    c.post("candidate_notice", at(2020, 12, 14))
    with pytest.raises(StageDone):
        c.post("candidate_notice", at(2020, 12, 15))
    seventh = stands_for_the_party(c.election, people[6], "party_member", "county_passed")
    c.inspect("member_inspection", at(2020, 12, 18))
    with pytest.raises(StageNotReady) as refused:
        c.decide("prospective_list", at(2020, 12, 18))
    assert refused.value.data["missing"] == ["candidate_notice"]
    again = c.post("candidate_notice", at(2020, 12, 18, 10))
    assert [each.candidacy_id for each in again.people.all()] == [seventh.pk]


def decided(
    objection: NoticeObjection, by: User, decision: NoticeDecision, now: datetime = CHECKED
) -> NoticeObjection:
    return decide_objection(
        by=by, objection=objection, decision=decision, verified="走访三户核实", reason="情况不实", now=now
    )


def test_an_objection_that_is_upheld_takes_the_person_off(
    a: Path, notice: Notice, township: User, prospective: list[Candidacy]
) -> None:
    about = NoticeWords(notice.people.all()[5].pk, "张三", "有经济纠纷")
    objection = take_in_objection(by=township, notice=notice, words=about, key=uuid4(), now=POSTED)
    decided(objection, township, NoticeDecision.UPHELD)
    for person in prospective:
        person.refresh_from_db()
    assert [person.state for person in prospective] == [*["prospective"] * 5, "left_out"]
    with pytest.raises(ObjectionDecided):
        decided(objection, township, NoticeDecision.DISMISSED)
    made = a.stage("request", at(2021, 1, 4))
    assert prospective[5].name not in {each["name"] for each in made.names}


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
    def take(said: NoticeWords, now: datetime = POSTED) -> None:
        take_in_objection(by=township, notice=notice, words=said, key=uuid4(), now=now)

    with pytest.raises(NoticeOver):
        take(words(notice), at(2021, 1, 4))
    with pytest.raises(NotOnNotice):
        take(NoticeWords(0, "张三", "不合适"))
    with pytest.raises(IdentityNumberWritten):
        take(words(notice, "他的身份证430423199001011234有误"))


def test_a_notice_names_everybody_of_its_list_and_once(
    a: Path, clerk: User, township: User, client_of: Any
) -> None:
    to_inspected_a(a)
    a.stage("secretary_approval", at(2020, 12, 26, 15))

    def post(people: Sequence[Candidacy], by: User = clerk, kind: NoticeKind = NoticeKind.CANDIDATES) -> None:
        open_notice(by=by, election=a.election, kind=kind, people=people, now=POSTED)

    listed = standing_party(a.election)
    with pytest.raises(StageNotReady):
        post(listed)  # the list before it is not decided
    a.decide("prospective_list", at(2020, 12, 26, 16))
    with pytest.raises(NotYourStage):
        post(listed, township)
    with pytest.raises(NoticeEmpty):
        post([])
    with pytest.raises(NotOnNotice):
        post([listed[1], listed[1]])
    with pytest.raises(NoticeIncomplete) as refused:
        post(listed[1:])
    assert refused.value.data == {"people": [person.pk for person in listed]}
    with pytest.raises(NoticeNotInPlan):
        post(listed, kind=NoticeKind.SECRETARY)  # plan A has one notice for all
    a.election.cycle.clock = POSTED
    a.election.cycle.save()
    pages = f"/villages/{VILLAGE}/candidates/"
    told = client_of(clerk).get(f"{pages}party/candidate_notice/").content.decode()
    assert all(f'name="people" value="{person.pk}"' in told for person in listed)
    sent = {"kind": "candidates", "people": [person.pk for person in listed]}
    refused_page = client_of(township).post(f"{pages}notices/", sent)
    assert (refused_page.status_code, b"refuse" in refused_page.content) == (409, True)
    assert client_of(clerk).post(f"{pages}notices/", sent).status_code == 302
    with pytest.raises(StageDone):
        post(listed)


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
    entry = LedgerEntry.objects.get(act="notice.objected")
    assert (entry.user, entry.office, entry.data["channel"]) == (None, "", "public")
    assert entry.data["number"] == objection.number and objection.objector not in str(entry.data)
    User.objects.filter(pk=township.pk).update(name=prospective[0].name)
    with pytest.raises(Exception) as refused:
        decided(objection, User.objects.get(pk=township.pk), NoticeDecision.DISMISSED)
    assert getattr(refused.value, "code", "") == "own_candidacy"


# signatures above


@pytest.fixture
def standing(election: Election, people: list[Resident]) -> list[Candidacy]:
    """A secretary and a member on the way to the Party's list."""
    posts = ("secretary", "party_member")
    return [
        stands_for_the_party(election, person, post) for post, person in zip(posts, people[:2], strict=True)
    ]


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
    standing: list[Candidacy], county_office: User, client_of: Any
) -> None:
    secretary, member = standing
    with pytest.raises(SignOffOrder) as refused:
        sign(county_office, secretary, "county_leader")
    assert refused.value.data["next"] == "county_standing_committee"
    with pytest.raises(NotForThisPost):
        sign(county_office, member, "county_standing_committee")
    sign(county_office, secretary, "county_standing_committee")
    with pytest.raises(Refusals):
        sign(county_office, secretary, "county_leader", date(2020, 12, 27))
    sign(county_office, secretary, "county_leader")
    assert signing_of(secretary).missing == ("township_leader",)
    browser, url = client_of(county_office), f"/reviews/signatures/{secretary.pk}/"
    sent = {"role": "township_leader", "name": "王镇长", "document": "3号", "signed_on": "2020-12-29"}
    assert browser.get("/reviews/signatures/").status_code == 200
    assert browser.get(url).status_code == 200
    assert browser.post(url, sent).status_code == 302
    assert signing_of(Candidacy.objects.get(pk=secretary.pk)).missing == ()
    with pytest.raises(SignOffOrder):
        sign(county_office, secretary, "township_leader")


def test_only_the_county_office_records_signatures(
    standing: list[Candidacy], township: User, client_of: Any
) -> None:
    assert client_of(township).get("/reviews/signatures/").status_code == 404


def test_the_stage_of_the_secretary_waits_for_the_signatures(a: Path, client_of: Any) -> None:
    """Each office signs before the decision is on record; the page says who still has to (A-REV-05)."""
    to_inspected_a(a)
    secretary, county = standing_party(a.election)[0], a.officers["county_office"]
    page = f"/villages/{VILLAGE}/candidates/party/secretary_approval/"
    day = date(2020, 12, 26)
    sign(county, secretary, "county_standing_committee", day)
    with pytest.raises(Refusals) as refused:
        a.record("secretary_approval", at(2020, 12, 26, 15))
    (missing,) = refused.value.refusals
    assert (missing.code, missing.clause) == ("signature_missing", "A-REV-05")
    assert missing.data == {"candidacy": secretary.pk, "wanted": ["county_leader", "township_leader"]}
    a.election.cycle.clock = at(2020, 12, 26, 15)
    a.election.cycle.save()
    told = client_of(county).get(page).content.decode()
    assert told.count("还需签字") == 2 and f"/reviews/signatures/{secretary.pk}/" in told
    told = client_of(a.officers["village_clerk"]).get(page).content.decode()
    assert told.count("还需签字") == 2 and "/reviews/signatures/" not in told
    for role in ("county_leader", "township_leader"):
        sign(county, secretary, role, day)
    a.record("secretary_approval", at(2020, 12, 26, 16))
