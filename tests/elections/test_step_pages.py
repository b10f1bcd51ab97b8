from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from elections.models import Cycle, Election, StepExtension, StepRecord, StepWaiver
from tests.cast import LAUNCH, OTHER_VILLAGE, VILLAGE, at, on_record

Browser = Callable[[User], Client]
URL = f"/villages/{VILLAGE}/steps/"
SENT = {
    "held_on": "2020-12-20",
    "people": "代表会议",
    "note": "已办",
    "signers": "王晓梅 村党组织书记\n刘桂花",
}


@pytest.fixture
def launched(election: Election, township: User) -> Election:
    on_record(township, election, *LAUNCH, held_on=date(2020, 12, 1), now=at(2020, 12, 2))
    return election


def test_a_step_in_parts_is_recorded_part_by_part_with_files_and_signatures(
    launched: Election, clerk: User, client_of: Browser
) -> None:
    launched.step_records.filter(step="election_method").delete()
    browser = client_of(clerk)
    scan = SimpleUploadedFile("会议记录.pdf", b"%PDF-1.4 minutes", content_type="application/pdf")
    sent = {**SENT, "parts": ["adopted"], "attached": [scan]}
    answer = browser.post(f"{URL}election_method/record/", sent, follow=True)
    assert answer.redirect_chain[-1][0] == f"{URL}election_method/"
    kept = StepRecord.objects.get(step="election_method")
    assert kept.parts == ["adopted"]
    assert [(s.name, s.post) for s in kept.signatures.all()] == [("王晓梅", "村党组织书记"), ("刘桂花", "")]
    page = answer.content.decode()
    assert "尚缺记录：向村（居）民公布" in page or "尚缺" in page
    file = kept.files.get()
    download = browser.get(f"/villages/{VILLAGE}/step-files/{file.pk}/")
    assert download.content == b"%PDF-1.4 minutes"
    assert "attachment" in download["Content-Disposition"]
    assert download["X-Content-Type-Options"] == "nosniff"
    again = browser.post(f"{URL}election_method/record/", {**SENT, "parts": ["published"]}, follow=True)
    assert 'class="panel pad first"' not in again.content.decode()
    assert StepRecord.objects.filter(step="election_method").count() == 2


def test_what_is_refused_keeps_what_was_typed_and_names_the_clause(
    election: Election, clerk: User, client_of: Browser
) -> None:
    answer = client_of(clerk).post(f"{URL}election_method/record/", {**SENT, "parts": ["adopted"]})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "step_not_ready" in page
    assert "A-MET-05" in page
    assert "代表会议" in page
    assert not StepRecord.objects.exists()


def test_a_village_does_not_record_the_townships_work(
    election: Election, clerk: User, client_of: Browser
) -> None:
    browser = client_of(clerk)
    assert f"{URL}audit/record/" not in browser.get(f"{URL}audit/").content.decode()
    answer = browser.post(f"{URL}audit/record/", {**SENT, "parts": ["finished", "published"]})
    assert (answer.status_code, "not_your_step" in answer.content.decode()) == (409, True)


def test_a_record_without_signature_is_none(launched: Election, clerk: User, client_of: Browser) -> None:
    answer = client_of(clerk).post(f"{URL}division_of_work/record/", {**SENT, "signers": "  \n"})
    assert answer.status_code == 409
    assert not StepRecord.objects.filter(step="division_of_work").exists()


def test_files_beyond_what_an_upload_may_be_are_refused_and_nothing_is_kept(
    launched: Election, clerk: User, client_of: Browser, settings: Any
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 100
    scans = [SimpleUploadedFile(f"{n}.pdf", b"x" * 60) for n in range(2)]
    answer = client_of(clerk).post(f"{URL}division_of_work/record/", {**SENT, "attached": scans})
    assert answer.status_code == 409
    assert not StepRecord.objects.filter(step="division_of_work").exists()


def test_a_mistaken_record_is_withdrawn_and_stays_readable(
    launched: Election, clerk: User, client_of: Browser
) -> None:
    browser = client_of(clerk)
    browser.post(f"{URL}division_of_work/record/", SENT)
    kept = StepRecord.objects.get(step="division_of_work")
    browser.post(f"{URL}division_of_work/records/{kept.pk}/withdraw/", {"reason": "写错日期"})
    kept.refresh_from_db()
    assert (kept.withdrawn_because, kept.withdrawn_by) == ("写错日期", clerk)
    page = browser.get(f"{URL}division_of_work/").content.decode()
    assert "写错日期" in page
    assert f"{URL}division_of_work/record/" in page


def test_a_record_on_which_a_later_step_stands_is_not_withdrawn(
    launched: Election, township: User, client_of: Browser
) -> None:
    kept = StepRecord.objects.get(step="audit")
    answer = client_of(township).post(f"{URL}audit/records/{kept.pk}/withdraw/", {"reason": "写错"})
    assert (answer.status_code, "later_step_done" in answer.content.decode()) == (409, True)


def test_more_time_is_asked_for_and_granted_on_the_page(
    launched: Election, clerk: User, township: User, client_of: Browser
) -> None:
    client_of(clerk).post(f"{URL}nomination/extension/", {"wanted": "2021-01-05", "reason": "外出人员多"})
    asked = StepExtension.objects.get()
    office = client_of(township)
    page = office.get(f"{URL}nomination/").content.decode()
    assert 'value="2021-01-05"' in page
    without_day = office.post(
        f"{URL}nomination/extensions/{asked.pk}/", {"until": "", "answer": "同意", "grant": "1"}
    )
    assert without_day.status_code == 409
    office.post(
        f"{URL}nomination/extensions/{asked.pk}/", {"until": "2021-01-03", "answer": "同意", "grant": "1"}
    )
    asked.refresh_from_db()
    assert asked.until == date(2021, 1, 3)
    told = client_of(clerk).get(f"{URL}nomination/").content.decode()
    assert "2021年1月3日" in told
    assert "已延期" in told


def test_a_step_is_let_through_by_force_on_the_page_and_shows_it(
    launched: Election, township: User, clerk: User, client_of: Browser
) -> None:
    done = ("first_recommendation", "second_recommendation", "party_review")
    on_record(township, launched, *done, held_on=date(2020, 12, 26), now=at(2020, 12, 28))
    assert f"{URL}party_notice/waiver/" not in client_of(clerk).get(f"{URL}party_notice/").content.decode()
    office = client_of(township)
    assert f"{URL}party_notice/waiver/" in office.get(f"{URL}party_notice/").content.decode()
    office.post(
        f"{URL}party_notice/waiver/", {"over": "inspection", "reason": "疫情隔离", "approval": "县委组织部"}
    )
    assert StepWaiver.objects.get().violation == "F06"
    assert "F06" in client_of(clerk).get(f"{URL}party_notice/").content.decode()


def test_every_step_of_the_plan_has_its_page_in_both_languages(
    launched: Election, township: User, client_of: Browser
) -> None:
    browser = client_of(township)
    for language in ("zh-hans", "en"):
        browser.cookies["django_language"] = language
        for rule in launched.cycle.rules.steps:
            page = browser.get(f"{URL}{rule.key}/")
            assert page.status_code == 200, rule.key
            assert (rule.title.zh if language == "zh-hans" else rule.title.en) in page.content.decode()


def test_an_unknown_step_and_another_townships_village_are_not_there(
    launched: Election, township: User, client_of: Browser, cycle: Cycle
) -> None:
    browser = client_of(township)
    assert browser.get(f"{URL}celebration/").status_code == 404
    assert browser.get(f"/villages/{OTHER_VILLAGE}/steps/audit/").status_code == 404
    assert browser.get(f"/villages/{VILLAGE}/step-files/1/").status_code == 404


def test_the_page_takes_a_fixed_number_of_queries(
    launched: Election,
    clerk: User,
    client_of: Browser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = client_of(clerk)
    browser.get(f"{URL}audit/")
    with django_assert_max_num_queries(32):
        browser.get(f"{URL}audit/")
