"""The Party's candidates are introduced to its electors: sheets, ways, questions and answers (A-REV-14, B-NOM-03)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path as File
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.refusals import NotThere, Refusal, Refusals
from candidates import standing_refusals
from candidates.enums import IntroductionWay
from candidates.introduction_rules import introduction_rules
from candidates.models import Candidacy, Introduction, IntroductionSheet
from candidates.papers.of_introduction import party_introduction, published_party_sheets
from candidates.queries.introduction import introductions_of, sheets_of
from candidates.services.introduction import record_introduction
from candidates.services.introduction_sheet import check_sheet, enter_sheet, publish_sheets
from documents.refusals import PaperNotReady
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.queries.progress import progress_of_one
from overview.queries.handed import handed_to
from tests.candidates.party import Path, to_approved_b, to_approved_c, to_inspected_a, to_noticed_a
from tests.candidates.party_fixtures import a, b, c, codes, officers, under
from tests.candidates.test_candidate_papers import issued, text_of
from tests.cast import VILLAGE, at, under_changed_rules
from villages.enums import Body

__all__ = ["a", "b", "c", "officers", "under"]
URL = f"/villages/{VILLAGE}/candidates/"
API = f"/api/v1/villages/{VILLAGE}/candidates/"
NOW = at(2021, 1, 3)
TEXTS = {
    "resume": "1998年入党，现任村会计",
    "performance": "完成两条组道硬化",
    "strengths_and_weaknesses": "优点：熟悉村务；不足：学习抓得不紧",
}
ASKED = "问：组道何时通车？答：三月底前。"


def write(by: User, person: Candidacy, **different: str) -> IntroductionSheet:
    return enter_sheet(by=by, candidacy=person, texts=TEXTS | different, now=NOW)


def introduce(path: Path, **different: Any) -> Introduction:
    given = {
        "held_on": NOW.date(), "way": IntroductionWay.QUESTIONS_AND_ANSWERS, "arranged_by": "村党组织",
        "note": "村部", "asked": ASKED, **different,
    }  # fmt: skip
    return record_introduction(
        by=path.officers["village_clerk"], election=path.election, body=Body.PARTY, now=NOW, **given
    )


def ready(path: Path) -> list[Candidacy]:
    """Everybody's sheet is written and checked."""
    people = [line.candidacy for line in sheets_of(path.election, Body.PARTY)]
    IntroductionSheet.objects.bulk_create(
        IntroductionSheet(
            candidacy=person, texts=TEXTS, state="ready", entered_by=path.officers["village_clerk"], entered_at=NOW
        )
        for person in people
    )  # fmt: skip
    return people


def printed(path: Path, now: datetime, folder: File) -> str:
    """The text of the paper once everybody's sheet is written, checked where the plan checks it, and published."""
    clerk, township = (path.officers[office] for office in ("village_clerk", "township_office"))
    path.election.party_day = now.date() + timedelta(days=7)
    path.election.save()
    for line in sheets_of(path.election, Body.PARTY):
        sheet = enter_sheet(by=clerk, candidacy=line.candidacy, texts=TEXTS, now=now)
        if sheet.state == "waiting":
            check_sheet(by=township, candidacy=line.candidacy, passed=True, reason="", now=now)
    publish_sheets(by=clerk, election=path.election, body=Body.PARTY, now=now)
    told = text_of(issued(clerk, "party_introduction", path.election, path.election), folder)
    assert all(line.candidacy.name in told for line in sheets_of(path.election, Body.PARTY))
    return told


@pytest.fixture
def noticed(a: Path) -> Path:
    """Plan A: the prospective candidates hang, the assembly is set for 6 January."""
    to_noticed_a(a, at(2020, 12, 27))
    a.election.party_day = date(2021, 1, 6)
    a.election.save()
    return a


def test_a_rev_14_written_checked_published_and_printed(
    noticed: Path, clerk: User, township: User, tmp_path: File
) -> None:
    """DOC-76: resume, performance, strengths and weaknesses; the township checks what is released (A-LEAD-05)."""
    people = [line.candidacy for line in sheets_of(noticed.election, Body.PARTY)]
    assert len(people) == 6 and people[0].post == "secretary"
    with pytest.raises(PaperNotReady):
        party_introduction(noticed.election, NOW.date())
    assert not list(published_party_sheets(VILLAGE))
    for person in people:
        assert write(clerk, person).state == "waiting"
        assert check_sheet(by=township, candidacy=person, passed=True, reason="", now=NOW).state == "ready"
    made = publish_sheets(by=clerk, election=noticed.election, body=Body.PARTY, now=NOW)
    assert (made.body, made.way, made.sheets.count()) == ("party", "written", 6)
    told = text_of(issued(clerk, "party_introduction", noticed.election, noticed.election), tmp_path)
    for text in ("党组织班子成员候选人情况介绍", "简历", "工作实绩", "主要优缺点", *TEXTS.values()):
        assert text in told
    assert all(person.name in told for person in people)
    assert not introductions_of(noticed.election).exists(), "the committee's candidates are introduced apart"
    entry = LedgerEntry.objects.get(act=Act.CANDIDATES_INTRODUCED)
    assert (entry.data["body"], entry.step, len(entry.data["sheets"])) == ("party", "party_election", 6)
    with pytest.raises(standing_refusals.SheetPublished):
        write(clerk, people[0])


def test_every_heading_of_the_partys_is_filled_and_none_of_the_committees(noticed: Path, clerk: User) -> None:
    person = sheets_of(noticed.election, Body.PARTY)[0].candidacy
    with pytest.raises(Refusals) as refused:
        write(clerk, person, performance=" ", family="一家四口", resume="110101199003078515")
    assert [(each.code, each.field) for each in refused.value.refusals] == [
        ("identity_number_written", "resume"),
        ("introduction_heading_missing", "performance"),
        ("introduction_heading_unknown", "family"),
    ]


def test_nobody_is_introduced_before_the_prospective_list(a: Path, clerk: User) -> None:
    to_inspected_a(a)
    assert not sheets_of(a.election, Body.PARTY)
    with pytest.raises(standing_refusals.NotPublished) as refused:
        introduce(a)
    assert refused.value.clause == "A-REV-14"
    person = Candidacy.objects.filter(election=a.election, body=Body.PARTY).first()
    with pytest.raises(standing_refusals.NotPublished):
        write(clerk, person)


def test_questions_and_answers_are_kept_up_to_the_assembly(noticed: Path) -> None:
    made = introduce(noticed)
    assert (made.asked, made.way) == (ASKED, "questions_and_answers")
    assert LedgerEntry.objects.get(act=Act.CANDIDATES_INTRODUCED).data["asked"] == ASKED
    noticed.election.party_day = date(2021, 1, 2)
    noticed.election.save()
    with pytest.raises(Refusals) as refused:
        introduce(noticed, asked="电话110101199003078515", arranged_by=" ")
    assert codes(refused) == ["introduction_too_late", "reason_needed", "identity_number_written"]


def test_b_nom_03_the_ways_of_plan_b_stand_first_and_are_recorded(b: Path) -> None:
    """B-ASM-02; the plan names no heading, so the sheets have those proposed after the Party's regulation."""
    to_approved_b(b)
    rules = introduction_rules(b.election, Body.PARTY)
    assert [way.value for way in rules.ways[:3]] == [
        "self_introduction", "questions_and_answers", "campaign_speech",
    ]  # fmt: skip
    assert (rules.ways_clause, rules.introduce_clause, rules.headings_clause) == (
        "B-NOM-03",
        "B-NOM-03",
        "PER",
    )
    assert rules.headings == ("resume", "performance", "strengths_and_weaknesses")
    made = record_introduction(
        by=b.officers["village_clerk"], election=b.election, body=Body.PARTY, held_on=date(2020, 10, 18),
        way=IntroductionWay.CAMPAIGN_SPEECH, arranged_by="村党组织", note="", now=at(2020, 10, 18),
    )  # fmt: skip
    assert made.way == "campaign_speech"
    person = sheets_of(b.election, Body.PARTY)[0].candidacy
    sheet = enter_sheet(by=b.officers["village_clerk"], candidacy=person, texts=TEXTS, now=at(2020, 10, 18))
    assert sheet.texts == TEXTS


def test_the_introductions_of_plan_b_are_printed_as_its_candidates_wrote_them(
    b: Path, tmp_path: File
) -> None:
    to_approved_b(b)
    told = printed(b, at(2020, 10, 18), tmp_path)
    assert "党组织班子成员候选人情况介绍" in told and all(text in told for text in TEXTS.values())


def test_the_introductions_of_plan_c_are_printed_where_the_place_writes_them(c: Path, tmp_path: File) -> None:
    to_approved_c(c)
    told = printed(c, at(2020, 12, 19), tmp_path)
    assert "党组织班子成员候选人情况介绍" in told and all(text in told for text in TEXTS.values())


def test_plan_c_has_sheets_by_proposed_headings_and_orders_no_introduction(c: Path) -> None:
    rules = introduction_rules(c.election, Body.PARTY)
    assert (rules.headings, rules.headings_clause) == (tuple(TEXTS), "C-SCH-02")
    assert not rules.introduces


def test_a_rulebook_without_headings_has_no_sheets(noticed: Path) -> None:
    under_changed_rules(
        noticed.election.cycle, lambda data: data["review"].pop("party_introduction_headings")
    )
    clerk = noticed.officers["village_clerk"]
    person = sheets_of(Election.objects.get(pk=noticed.election.pk), Body.PARTY)[0].candidacy
    with pytest.raises(standing_refusals.SheetNotInPlan):
        enter_sheet(by=clerk, candidacy=person, texts=TEXTS, now=at(2020, 12, 28))


def test_sheets_are_the_villages_to_write_and_the_townships_to_check(
    noticed: Path, clerk: User, township: User
) -> None:
    person = sheets_of(noticed.election, Body.PARTY)[0].candidacy
    with pytest.raises(NotThere):
        write(township, person)
    write(clerk, person)
    with pytest.raises(NotThere):
        check_sheet(by=clerk, candidacy=person, passed=True, reason="", now=NOW)
    with pytest.raises(Refusals) as refused:
        publish_sheets(by=clerk, election=noticed.election, body=Body.PARTY, now=NOW)
    assert codes(refused) == ["introduction_sheets_not_ready"]
    with pytest.raises(Refusal):
        check_sheet(by=township, candidacy=person, passed=False, reason=" ", now=NOW)
    check_sheet(by=township, candidacy=person, passed=False, reason="写具体", now=NOW)
    waiting = handed_to(clerk, [progress_of_one(noticed.election, NOW)])
    told = {each.sort.url_name: each.number for each in waiting}
    assert told["candidates:party_introductions"] == 1 and "candidates:introductions" not in told


def test_the_pages_and_a_program_do_the_same(
    noticed: Path, clerk: User, township: User, client_of: Callable[[User], Client]
) -> None:
    cycle = noticed.election.cycle
    cycle.clock = NOW
    cycle.save()
    people = ready(noticed)
    IntroductionSheet.objects.filter(candidacy=people[0]).delete()
    village, town = client_of(clerk), client_of(township)
    assert f"{URL}party/introductions/" in village.get(f"{URL}party/").content.decode()
    page = village.get(f"{URL}introductions/{people[0].pk}/").content.decode()
    assert 'name="performance"' in page and 'name="family"' not in page
    assert (
        village.post(f"{URL}introductions/{people[0].pk}/write/", TEXTS).url == f"{URL}party/introductions/"
    )
    told = {"passed": "yes", "reason": ""}
    assert town.post(f"{URL}introductions/{people[0].pk}/check/", told).status_code == 302
    assert village.post(f"{URL}party/introductions/publish/").status_code == 302
    sent = {"held_on": "2021-01-03", "way": "meeting", "arranged_by": "村党组织", "asked": ASKED}
    assert village.post(f"{URL}party/introductions/", sent).status_code == 302
    assert ASKED in village.get(f"{URL}party/introductions/").content.decode()
    found = village.get(f"{API}party/introductions/").json()
    assert [(each["way"], each["asked"]) for each in found] == [("written", ""), ("meeting", ASKED)]
    answer = village.post(
        f"{API}introductions/",
        sent | {"way": "self_introduction", "body": "party"},
        content_type="application/json",
    )
    assert answer.status_code == 201 and len(answer.json()) == 3
    sheets = village.get(f"{API}party/introductions/sheets/").json()
    assert [each["state"] for each in sheets] == ["published"] * 6 and sheets[0]["texts"] == TEXTS
    again = village.post(
        f"{API}introductions/publication/", {"body": "party"}, content_type="application/json"
    )
    assert again.json()["code"] == "introduction_sheet_published"
