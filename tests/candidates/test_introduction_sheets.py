"""The sheets of the formal candidates: five headings, checked by the township, published together (A-REV-12, DOC-105)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates import standing_refusals
from candidates.models import Candidacy, Introduction, IntroductionSheet
from candidates.papers.of_introduction import candidate_introductions, published_sheets
from candidates.queries.board import board_of
from candidates.queries.candidacy import formal_candidates
from candidates.refusals import OwnCandidacy, ReasonNeeded
from candidates.services.introduction_sheet import check_sheet, enter_sheet, publish_sheets
from candidates.services.publication import publish_candidates
from candidates.services.withdrawal import withdraw_candidate
from documents.refusals import PaperNotReady
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from elections.refusals import StepClosed
from tests.cast import VILLAGE, at, under_changed_rules
from tests.programs import Program, problem

LISTED, WRITTEN = at(2021, 1, 10), at(2021, 1, 12)
TEXTS = {
    "resume": "1988年参加工作，现任村会计", "family": "一家四口", "ability_or_features": "懂财务，会电脑",
    "campaign_promises": "修通两条组道", "law_and_duties": "遵纪守法，按时缴费",
}  # fmt: skip


@pytest.fixture
def listed(reviewed: Election, clerk: User) -> Election:
    """Eight on the list, posted on 10 January; the vote is on 20 January."""
    publish_candidates(by=clerk, election=reviewed, now=LISTED)
    return reviewed


def write(by: User, person: Candidacy, now: Any = WRITTEN, **different: str) -> IntroductionSheet:
    return enter_sheet(by=by, candidacy=person, texts=TEXTS | different, now=now)


def check(by: User, person: Candidacy, passed: bool = True, reason: str = "") -> IntroductionSheet:
    return check_sheet(by=by, candidacy=person, passed=passed, reason=reason, now=WRITTEN)


def ready(election: Election, clerk: User, **state: Any) -> None:
    """Everybody's sheet is written and checked."""
    IntroductionSheet.objects.bulk_create(
        IntroductionSheet(
            candidacy=person, texts=TEXTS, entered_by=clerk, entered_at=WRITTEN, **{"state": "ready", **state}
        )
        for person in formal_candidates(election)
    )


def test_written_checked_published_printed(listed: Election, clerk: User, township: User) -> None:
    person = formal_candidates(listed).first()
    with pytest.raises(PaperNotReady):
        candidate_introductions(listed, WRITTEN.date())
    ready(listed, clerk)
    IntroductionSheet.objects.filter(candidacy=person).delete()
    assert write(clerk, person).state == "waiting"
    assert "A-LEAD-05" in {notice.clause for notice in board_of(listed).notices}
    assert check(township, person).state == "ready"
    assert "A-REV-12" in {notice.clause for notice in board_of(listed).notices}
    made = publish_sheets(by=clerk, election=listed, now=WRITTEN)
    assert (made.way, made.sheets.count()) == ("written", 8)
    assert "A-REV-12" not in {notice.clause for notice in board_of(listed).notices}
    paper = candidate_introductions(listed, WRITTEN.date())
    assert [page.person.name for page in paper.sheets] == [p.name for p in formal_candidates(listed)]
    assert [heading for heading, _text in paper.sheets[0].headings] == [
        "个人简历", "家庭情况", "工作能力或本人的特点", "竞选承诺", "遵纪守法、履行村（居）民义务情况",
    ]  # fmt: skip
    assert [one.subject for one in published_sheets(VILLAGE)] == [listed]
    entry = LedgerEntry.objects.filter(act=Act.CANDIDATES_INTRODUCED).get()
    assert len(entry.data["sheets"]) == 8


def test_every_heading_is_filled_and_no_other_and_no_identity_number(listed: Election, clerk: User) -> None:
    with pytest.raises(Refusals) as refused:
        write(clerk, formal_candidates(listed).first(), family=" ", resume="110101199003078515", hobby="钓鱼")
    assert [(r.code, r.field, r.clause) for r in refused.value.refusals] == [
        ("identity_number_written", "resume", None),
        ("introduction_heading_missing", "family", "A-REV-12"),
        ("introduction_heading_unknown", "hobby", None),
    ]  # fmt: skip


def test_what_is_returned_says_why_and_is_written_anew(listed: Election, clerk: User, township: User) -> None:
    person = formal_candidates(listed).first()
    with pytest.raises(standing_refusals.SheetNotWaiting) as early:
        check(township, person)
    assert early.value.clause == "A-LEAD-05"
    write(clerk, person)
    with pytest.raises(ReasonNeeded):
        check(township, person, passed=False, reason=" ")
    assert check(township, person, passed=False, reason="承诺无法兑现").state == "returned"
    assert write(clerk, person, campaign_promises="修一条组道").state == "waiting"
    assert IntroductionSheet.objects.get().reason == ""


def test_nobody_checks_the_own_sheet_nor_does_the_village(
    listed: Election, clerk: User, township: User
) -> None:
    person = formal_candidates(listed).first()
    write(clerk, person)
    with pytest.raises(NotThere):
        check(clerk, person)
    with pytest.raises(NotThere):
        write(township, person)
    User.objects.filter(pk=township.pk).update(name=person.name)
    with pytest.raises(OwnCandidacy):
        check(User.objects.get(pk=township.pk), person)


def test_all_are_published_alike_and_what_is_read_stays(
    listed: Election, clerk: User, township: User
) -> None:
    with pytest.raises(Refusals) as refused:
        publish_sheets(by=clerk, election=listed, now=WRITTEN)
    assert [r.code for r in refused.value.refusals] == ["introduction_sheets_not_ready"]
    assert len(refused.value.refusals[0].data["people"]) == 8
    ready(listed, clerk)
    publish_sheets(by=clerk, election=listed, now=WRITTEN)
    with pytest.raises(standing_refusals.SheetPublished):
        write(clerk, formal_candidates(listed).first())
    with pytest.raises(standing_refusals.SheetPublished):
        publish_sheets(by=clerk, election=listed, now=WRITTEN)
    assert Introduction.objects.count() == 1


def test_whoever_withdrew_is_on_no_paper_and_whoever_joined_is_published_after(
    listed: Election, clerk: User
) -> None:
    ready(listed, clerk)
    publish_sheets(by=clerk, election=listed, now=WRITTEN)
    gone = formal_candidates(listed).filter(post="member").first()
    withdraw_candidate(by=clerk, candidacy=gone, received_on=WRITTEN.date(), reason="病", now=WRITTEN)
    assert gone.name not in {
        page.person.name for page in candidate_introductions(listed, LISTED.date()).sheets
    }
    sheet = IntroductionSheet.objects.exclude(candidacy=gone).last()
    IntroductionSheet.objects.filter(pk=sheet.pk).update(state="ready", shown=None)
    assert list(publish_sheets(by=clerk, election=listed, now=WRITTEN).sheets.all()) == [sheet]


def test_from_the_list_to_the_day_before_the_vote(listed: Election, clerk: User) -> None:
    ready(listed, clerk)
    with pytest.raises(Refusals) as refused:
        publish_sheets(by=clerk, election=listed, now=at(2021, 1, 20, 7))
    assert [(r.code, r.clause) for r in refused.value.refusals] == [("introduction_too_late", "A-REV-12")]
    with pytest.raises(StepClosed):
        publish_sheets(by=clerk, election=listed, now=at(2021, 1, 22))
    publish_sheets(by=clerk, election=listed, now=at(2021, 1, 19, 20))


def test_who_is_not_on_the_list_has_no_sheet(reviewed: Election, clerk: User) -> None:
    with pytest.raises(standing_refusals.NotPublished):
        write(clerk, reviewed.candidacies.first())


def test_where_the_plan_names_no_heading_there_is_none(listed: Election, clerk: User, cycle: Cycle) -> None:
    under_changed_rules(cycle, lambda data: data["review"].pop("introduction_headings"))
    election = Election.objects.get(pk=listed.pk)
    with pytest.raises(standing_refusals.SheetNotInPlan):
        publish_sheets(by=clerk, election=election, now=WRITTEN)
    with pytest.raises(standing_refusals.SheetNotInPlan):
        write(clerk, Candidacy.objects.get(pk=formal_candidates(listed).first().pk))


def test_without_a_check_in_the_plan_it_is_ready_at_once(listed: Election, clerk: User, cycle: Cycle) -> None:
    unchecked = {"value": False, "clause": "A-TEST-01"}
    under_changed_rules(cycle, lambda data: data["review"].update(introduction_checked=unchecked))
    person = Candidacy.objects.get(pk=formal_candidates(listed).first().pk)
    assert write(clerk, person).state == "ready"


def test_the_pages_of_the_village_and_of_the_township(
    listed: Election, clerk: User, township: User, cycle: Cycle, client_of: Callable[[User], Client]
) -> None:
    cycle.clock = WRITTEN
    cycle.save()
    ready(listed, clerk)
    person = formal_candidates(listed).first()
    IntroductionSheet.objects.filter(candidacy=person).delete()
    village, office = client_of(clerk), client_of(township)

    def page(name: str, *pk: int) -> str:
        return reverse(f"candidates:{name}", args=[VILLAGE, *pk])

    assert village.post(page("introduction_write", person.pk), TEXTS | {"family": ""}).status_code == 409
    assert village.post(page("introductions_publish")).status_code == 409
    assert village.post(page("introduction_write", person.pk), TEXTS).status_code == 302
    assert village.post(page("introduction_check", person.pk), {"passed": "yes"}).status_code == 404
    shown = office.get(page("introduction_sheet", person.pk))
    assert "checking" in shown.context and "修通两条组道" in shown.content.decode()
    assert office.post(page("introduction_check", person.pk), {"passed": "no"}).status_code == 409
    assert office.post(page("introduction_check", person.pk), {"passed": "yes"}).status_code == 302
    assert village.get(page("introductions")).context["to_publish"]
    assert village.post(page("introductions_publish")).status_code == 302
    after = village.get(page("introduction_sheet", person.pk))
    assert "writing" not in after.context


def test_a_program_does_the_same(listed: Election, clerk: User, township: User, cycle: Cycle) -> None:
    cycle.clock = WRITTEN
    cycle.save()
    person = formal_candidates(listed).first()
    here, program = f"villages/{VILLAGE}/candidates/", Program(clerk)
    sheet = f"{here}{person.pk}/introduction/"
    refused = problem(program.put(sheet, {"texts": TEXTS | {"family": ""}}))
    assert [each["code"] for each in refused["problems"]] == ["introduction_heading_missing"]
    told = program.put(sheet, {"texts": TEXTS}).json()
    assert {state: [t["state"] for t in told].count(state) for state in ("waiting", "")} == {
        "waiting": 1,
        "": 7,
    }
    assert Program(township).post(f"{sheet}checks/", {"passed": True}).status_code == 201
    refused = problem(program.post(f"{here}introductions/publication/", {}))
    assert [each["code"] for each in refused["problems"]] == ["introduction_sheets_not_ready"]
    assert program.get(f"{here}introductions/sheets/").json()[0]["texts"] == TEXTS
