"""Cadres: the sitting and earlier terms, yearly appraisals, audits with findings settled or open."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from elections.enums import Act
from elections.models import Cycle, LedgerEntry
from tests.cast import VILLAGE, at
from villages.models import Appraisal, Audit, Cadre, Resident, Village
from villages.queries.cadre import cadres_of
from villages.refusals.cadre import AppraisalThere, AppraisalYearFaulty
from villages.services.cadre import (
    Audited,
    Holding,
    change_cadre,
    enter_cadre,
    is_open,
    record_appraisal,
    record_audit,
    remove_appraisal,
)

NOW = at(2020, 12, 1)
SINCE = date(2017, 3, 1)
CHAIR = Holding("committee", "chair", SINCE, term="第十届")


@pytest.fixture
def person(village: Village) -> Resident:
    return Resident.objects.filter(village=village, birth_date__lt=date(1985, 1, 1)).order_by("pk")[0]


@pytest.fixture
def chair(clerk: User, person: Resident) -> Cadre:
    return enter_cadre(by=clerk, resident=person, holding=CHAIR, now=NOW)


def codes(refused: pytest.ExceptionInfo[Refusals]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_a_post_is_entered_and_its_end_put_down_with_history_and_ledger(clerk: User, chair: Cadre) -> None:
    ended = change_cadre(
        by=clerk,
        cadre=chair,
        holding=Holding("committee", "chair", SINCE, date(2020, 6, 1), "第十届"),
        now=NOW,
    )
    assert ended.until == date(2020, 6, 1)
    assert [
        entry.data["change"] for entry in LedgerEntry.objects.filter(act=Act.REGISTER_CHANGED).order_by("seq")
    ] == [
        "cadre_entered",
        "cadre_changed",
    ]
    assert ended.history.count() == 2
    board = cadres_of(ended.village)
    assert (board.sitting, list(board.earlier)) == (0, [ended])


def test_one_person_sits_in_both_bodies_and_counts_once(clerk: User, chair: Cadre, person: Resident) -> None:
    enter_cadre(by=clerk, resident=person, holding=Holding("party", "secretary", SINCE), now=NOW)
    board = cadres_of(chair.village)
    assert board.sitting == 1
    assert {body.body: len(body.sitting) for body in board.bodies} == {
        "party": 1,
        "committee": 1,
        "supervisory": 0,
        "group_leaders": 0,
        "council": 0,
        "representatives": 0,
    }


@pytest.mark.parametrize(
    ("holding", "code"),
    [
        (Holding("committee", "deputy", SINCE), "cadre_sits_already"),
        (Holding("party", "chair", SINCE), "post_of_other_body"),
        (Holding("committee", "secretary", SINCE, date(2018, 1, 1)), "post_of_other_body"),
        (Holding("party", "secretary", date(2021, 3, 1)), "cadre_days_faulty"),
        (Holding("party", "secretary", SINCE, date(2016, 1, 1)), "cadre_days_faulty"),
    ],
)
def test_what_cannot_be_is_refused(
    holding: Holding, code: str, clerk: User, chair: Cadre, person: Resident
) -> None:
    with pytest.raises(Refusals) as refused:
        enter_cadre(by=clerk, resident=person, holding=holding, now=NOW)
    assert codes(refused) == [code]


def test_an_earlier_term_stands_beside_the_sitting_one(clerk: User, chair: Cadre, person: Resident) -> None:
    earlier = Holding("committee", "member", date(2014, 3, 1), date(2017, 2, 28), "第九届")
    made = enter_cadre(by=clerk, resident=person, holding=earlier, now=NOW)
    with pytest.raises(Refusals) as refused:
        change_cadre(by=clerk, cadre=made, holding=Holding("committee", "member", date(2014, 3, 1)), now=NOW)
    assert codes(refused) == ["cadre_sits_already"]


def test_each_year_has_one_appraisal_by_the_township(township: User, clerk: User, chair: Cadre) -> None:
    def appraise(by: User, year: int) -> Appraisal:
        return record_appraisal(by=by, cadre=chair, year=year, grade="competent", last=True, now=NOW)

    made = appraise(township, 2019)
    assert (made.grade, made.last) == ("competent", True)
    with pytest.raises(AppraisalThere):
        appraise(township, 2019)
    for year in (2016, 2021):
        with pytest.raises(AppraisalYearFaulty):
            appraise(township, year)
    with pytest.raises(NotThere):
        appraise(clerk, 2018)
    remove_appraisal(by=township, appraisal=made, now=NOW)
    assert not Appraisal.objects.exists()
    assert LedgerEntry.objects.latest("pk").data["change"] == "appraisal_removed"


def test_a_finding_stays_open_until_it_is_settled(township: User, chair: Cadre) -> None:
    audit = record_audit(
        by=township, cadre=chair, audited=Audited("done", date(2020, 11, 1), "白条抵库1200元"), now=NOW
    )
    assert is_open(audit)
    assert cadres_of(chair.village).open_findings == 1
    record_audit(
        by=township,
        cadre=chair,
        audit=audit,
        audited=Audited("done", date(2020, 11, 1), "白条抵库1200元", date(2020, 11, 20)),
        now=NOW,
    )
    assert Audit.objects.count() == 1
    assert cadres_of(chair.village).open_findings == 0


@pytest.mark.parametrize(
    "audited",
    [
        Audited("done", date(2021, 1, 1)),
        Audited("under_way", date(2020, 11, 1), "白条"),
        Audited("done", date(2020, 11, 1), "", date(2020, 11, 20)),
        Audited("done", date(2020, 11, 1), "白条", date(2020, 10, 1)),
        Audited("done", date(2020, 11, 1), "白条", date(2021, 1, 1)),
    ],
)
def test_an_audit_that_cannot_be_is_refused(audited: Audited, township: User, chair: Cadre) -> None:
    with pytest.raises(Refusals) as refused:
        record_audit(by=township, cadre=chair, audited=audited, now=NOW)
    assert codes(refused) == ["audit_faulty"]
    assert not Audit.objects.exists()


def test_who_sat_in_an_earlier_term_only_is_new_in_the_team(clerk: User, chair: Cadre, cycle: Cycle) -> None:
    """Age and schooling of candidates ask for those who sit now."""
    from candidates.queries.findings import facts_of
    from candidates.services.names import Nominee
    from candidates.services.standing import stand

    election = cycle.elections.select_related("cycle__township", "village").get(village=chair.village)
    candidacy = stand(election, "chair", Nominee(0, "chair", chair.resident, 50), NOW)
    ((_who, facts),) = facts_of([candidacy], candidacy.election.cycle.rules, NOW.date())
    assert facts.incumbent
    ended = Holding("committee", "chair", SINCE, date(2020, 6, 1))
    change_cadre(by=clerk, cadre=chair, holding=ended, now=NOW)
    candidacy = type(candidacy).objects.select_related("election__village", "resident").get(pk=candidacy.pk)
    ((_who, facts),) = facts_of([candidacy], candidacy.election.cycle.rules, NOW.date())
    assert not facts.incumbent


# Pages


def url(name: str, *more: Any) -> str:
    return reverse(f"party:{name}", args=[VILLAGE, *more])


def test_the_pages_of_a_cadre(
    clerk: User, township: User, cycle: Cycle, person: Resident, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(clerk)
    assert browser.get(url("cadres")).status_code == 200
    assert person in list(browser.get(url("cadre_find"), {"q": person.name}).context["people"])
    given = {"body": "party", "post": "secretary", "since": "2017-03-01", "term": "第十届"}
    assert browser.post(url("cadre_add", person.pk), {**given, "post": "chair"}).status_code == 409
    assert browser.post(url("cadre_add", person.pk), given).status_code == 302
    cadre = Cadre.objects.get()
    browser.post(url("cadre_edit", cadre.pk), {**given, "until": "2020-06-01"})
    page = browser.get(url("cadre", cadre.pk))
    assert len(page.context["changes"]) == 1
    assert browser.post(url("appraise", cadre.pk), {"year": "2019", "grade": "excellent"}).status_code == 404

    office = client_of(township)
    assert office.post(url("appraise", cadre.pk), {"year": "2019", "grade": "excellent"}).status_code == 302
    assert office.post(url("appraise", cadre.pk), {"year": "2019", "grade": "basic"}).status_code == 409
    assert office.post(url("appraisal_remove", cadre.pk, Appraisal.objects.get().pk)).status_code == 302
    found = {"state": "done", "on": "2020-11-01", "finding": "白条抵库"}
    assert office.post(url("audit_add", cadre.pk), found).status_code == 302
    audit = Audit.objects.get()
    assert office.get(url("audit", cadre.pk, audit.pk)).status_code == 200
    office.post(url("audit", cadre.pk, audit.pk), {**found, "settled_on": "2020-11-20"})
    assert not is_open(Audit.objects.get())
    assert office.get(url("audit", cadre.pk, audit.pk + 1)).status_code == 404


def test_the_list_takes_a_fixed_number_of_queries(
    clerk: User,
    cycle: Cycle,
    village: Village,
    client_of: Callable[[User], Client],
    django_assert_num_queries: Callable[[int], object],
) -> None:
    browser = client_of(clerk)
    people = list(Resident.objects.filter(village=village).order_by("pk")[:6])
    Cadre.objects.create(village=village, resident=people[0], body="party", post="secretary", since=SINCE)
    browser.get(url("cadres"))
    with django_assert_num_queries(QUERIES):
        browser.get(url("cadres"))
    for person in people[1:]:
        Cadre.objects.create(village=village, resident=person, body="committee", post="member", since=SINCE)
    with django_assert_num_queries(QUERIES):
        browser.get(url("cadres"))


QUERIES = 12
