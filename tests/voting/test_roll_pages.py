"""The pages of the roll: sending a sheet in, its faults, its preview, taking over, publishing, looking."""

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from documents.enums import UploadState
from documents.job_kinds import kind_of_job
from documents.models import Job
from documents.services.job import run
from elections.models import Election
from elections.services.cycle import move_clock
from tests.cast import SECOND_VILLAGE, VILLAGE, at
from tests.documents.sheet_files import sparse_giant
from tests.voting.roll_fixtures import (
    PUBLISHING,
    REGISTERING,
    check,
    draft,
    launch,
    launched,
    published,
    send,
)
from tests.voting.roll_sheets import id_number, row, sheet
from voting.enums import RollState
from voting.models import Roll, RollUpload
from voting.queries.roll import digest_of
from voting.services.upload import discard_upload

__all__ = ["launched"]

AWAY = {"category": "2", "statement": "微信表示参加"}


@pytest.fixture
def browser(clerk: User, township: User, launched: Election, client_of: Callable[[User], Client]) -> Client:
    """The clerk's browser, on 28 December."""
    move_clock(by=township, cycle=launched.cycle, to=PUBLISHING)
    return client_of(clerk)


def url(name: str, *more: Any) -> str:
    return reverse(f"voting:{name}", args=[VILLAGE, *more])


def text_of(answer: Any) -> str:
    """The page's words, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def sent_in(browser: Client, content: bytes, name: str = "名单.xlsx", **more: Any) -> Any:
    file = SimpleUploadedFile(name, content)
    return browser.post(url("roll_send"), {"file": file, "key": str(uuid4()), **more})


def test_the_way_of_a_sheet_from_the_template_to_the_posted_roll(browser: Client) -> None:
    assert browser.get(url("roll")).status_code == 200
    template = b"".join(browser.get(url("roll_template")).streaming_content)
    book = openpyxl.load_workbook(io.BytesIO(template))
    filled = book["选民登记表"]
    filled.append([None, "王桂英", 1, "1001", "女", "1978-03-05", id_number(), "1", None, None])
    out = io.BytesIO()
    book.save(out)

    answer = sent_in(browser, out.getvalue())
    upload = RollUpload.objects.get()
    assert answer["Location"] == url("roll_upload", upload.pk)
    assert "hx-get" in browser.get(answer["Location"]).content.decode()
    assert check(upload).state == UploadState.READY

    assert browser.get(url("roll_upload", upload.pk)).status_code == 200
    assert browser.post(url("roll_commit", upload.pk))["Location"] == url("roll")
    roll = Roll.objects.get()
    fingerprint = digest_of(roll)[:8].upper()
    assert fingerprint in browser.get(url("roll")).content.decode()

    assert browser.get(url("roll_publish")).status_code == 200
    assert browser.post(url("roll_publish"), {"fingerprint": fingerprint[:4]})["Location"] == url("roll")
    roll.refresh_from_db()
    assert (roll.state, roll.published_at) == (RollState.PUBLISHED, PUBLISHING)
    assert "王桂英" in browser.get(url("roll")).content.decode()


def test_a_roll_page_shows_masked_numbers_only(browser: Client, clerk: User, launched: Election) -> None:
    published(clerk, launched, row(2), row(4, not_registered="多方联系未果"))
    page = browser.get(url("roll")).content.decode()
    assert f"**************{id_number()[-4:]}" in page
    assert id_number() not in page and id_number()[:14] not in page
    assert "多方联系未果" in page


def test_the_roll_is_searched_and_shown_by_group(browser: Client, clerk: User, launched: Election) -> None:
    draft(clerk, launched, row(2, name="王桂英"), row(4, name="李秀兰", group=2))
    for query, names in (
        ("q=wanggui", {"王桂英"}),
        ("group=2", {"李秀兰"}),
        ("q=秀&group=2", {"李秀兰"}),
        ("q=秀&group=1", set()),
    ):
        page = browser.get(f"{url('roll')}?{query}").context["page"]
        assert {entry.name for entry in page} == names
    assert browser.get(f"{url('roll')}?q=nobody").context["page"].paginator.count == 0


def test_long_rolls_come_in_pages(browser: Client, clerk: User, launched: Election) -> None:
    draft(clerk, launched, *(row(n, id=id_number(date(1978, 3, 5), n)) for n in range(0, 210, 2)))
    pages = [browser.get(f"{url('roll')}?page={n}").context["page"].object_list for n in (1, 2)]
    assert [len(page) for page in pages] == [100, 5]


def test_the_roll_page_takes_as_many_queries_for_many_voters_as_for_few(
    browser: Client, clerk: User, launched: Election, django_assert_max_num_queries: Any
) -> None:
    def queries(*rows: dict[str, Any]) -> int:
        draft(clerk, launched, *rows)
        browser.get(url("roll"))
        with django_assert_max_num_queries(21) as captured:
            browser.get(url("roll"))
        return len(captured)

    few = queries(row(2))
    assert (
        queries(*(row(n, id=id_number(date(1978, 3, 5), n), group=n % 3 + 1) for n in range(0, 160, 2)))
        == few
    )


def test_versions_can_be_looked_at(browser: Client, clerk: User, launched: Election) -> None:
    published(clerk, launched, row(2, name="王桂英"))
    draft(clerk, launched, row(4, name="李秀兰"), now=PUBLISHING)
    assert [e.name for e in browser.get(url("roll")).context["page"]] == ["李秀兰"]
    assert [e.name for e in browser.get(f"{url('roll')}?version=1").context["page"]] == ["王桂英"]
    assert browser.get(f"{url('roll')}?version=7").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"<html>", "a.xls", "sheet_unreadable"),
        (b"x", "a.docx", "sheet_kind_unknown"),
        (b"x", "a.xlsm", "sheet_has_macros"),
        (b"x" * 2000, "a.csv", "sheet_too_large"),
    ],
)
def test_what_is_no_sheet_is_refused_beside_the_field(
    browser: Client, settings: Any, content: bytes, name: str, code: str
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1000
    answer = sent_in(browser, content, name)
    assert answer.status_code == 409
    assert [error.code for error in answer.context["form"].errors.as_data()["file"]] == [code]
    assert not RollUpload.objects.exists()


def test_the_same_form_sent_twice_leads_to_the_same_check(browser: Client) -> None:
    key, content = str(uuid4()), sheet(row(2))
    places = {sent_in(browser, content, key=key)["Location"] for _ in range(2)}
    assert len(places) == 1 and RollUpload.objects.count() == 1


def test_the_faults_page_names_row_column_value_and_remedy(
    browser: Client, clerk: User, launched: Election
) -> None:
    upload = check(
        send(
            clerk,
            launched,
            row(2),
            row(4, id=id_number(serial=4)[:-1]),
            row(6, category="2"),
            row(8, group=9),
        )
    )
    page = text_of(browser.get(url("roll_upload", upload.pk)))
    for words in ("身份证号", "4304*********", "A-ROLL-05", "登记类别", "村民小组", "1—3"):
        assert words in page or words in {"登记类别"}
    told = browser.get(url("roll_upload", upload.pk)).context["told"]
    assert [(fault.row, fault.column) for fault in told] == [
        (3, "身份证号"),
        (4, "表态或同意记录"),
        (5, "村民小组"),
    ]
    assert id_number(serial=4)[:-1] not in page


def test_findings_are_filtered_and_paged(browser: Client, clerk: User, launched: Election) -> None:
    rows = [row(n, id=id_number(date(1978, 3, 5), n), group="", name="王1英") for n in range(0, 220, 2)]
    upload = check(send(clerk, launched, *rows))
    address = url("roll_upload", upload.pk)
    assert browser.get(f"{address}?only=faults").context["page"].paginator.count == 110
    assert browser.get(f"{address}?only=warnings").context["page"].paginator.count == 110
    assert len(browser.get(f"{address}?page=3").context["told"]) == 20


def test_the_marked_sheet_has_the_faults_at_their_cells(
    browser: Client, clerk: User, launched: Election
) -> None:
    upload = check(send(clerk, launched, row(2), row(4, name="", id=4.3e17)))
    content = b"".join(browser.get(url("roll_marked", upload.pk)).streaming_content)
    marked = openpyxl.load_workbook(io.BytesIO(content)).active
    assert marked["A2"].value == "王桂丂" and marked["A2"].comment is None
    assert marked["A3"].comment is not None and marked["F3"].comment is not None


def test_there_is_no_marked_sheet_before_the_check(browser: Client, clerk: User, launched: Election) -> None:
    assert browser.get(url("roll_marked", send(clerk, launched, row(2)).pk)).status_code == 404


def test_the_preview_tells_new_changed_left_out_and_unchanged(
    browser: Client, clerk: User, launched: Election
) -> None:
    draft(clerk, launched, row(2, name="王桂英"), row(4, name="李秀兰"), row(6, name="陈建国"), row(8))
    upload = check(
        send(
            clerk,
            launched,
            row(2, name="王桂英", group=3),
            row(4, name="李秀莲"),
            row(8),
            row(10),
            row(12),
            row(14),
        )
    )
    context = browser.get(url("roll_upload", upload.pk)).context
    preview = context["preview"]
    assert (preview.new, preview.changed, preview.left_out, preview.unchanged) == (3, 2, 1, 1)
    assert [(r, differences) for r, _name, differences in context["changed"]] == [
        (2, [("村民小组", "1", "3")]),
        (3, [("姓名", "李秀兰", "李秀莲")]),
    ]
    assert [entry.name for entry in context["left_out"]] == ["陈建国"]
    assert [(g.number, g.voters, g.more) for g in context["groups"]] == [(1, 5, 1), (3, 1, 1)]


def test_the_preview_after_publication_compares_with_the_posted_roll(
    browser: Client, clerk: User, launched: Election
) -> None:
    published(clerk, launched, row(2))
    upload = check(send(clerk, launched, row(2), row(4), now=PUBLISHING))
    preview = browser.get(url("roll_upload", upload.pk)).context["preview"]
    assert (preview.base.version, preview.new, preview.unchanged) == (1, 1, 1)


def test_the_preview_takes_as_many_queries_for_many_rows_as_for_few(
    browser: Client, clerk: User, launched: Election, django_assert_max_num_queries: Any
) -> None:
    def queries(*rows: dict[str, Any]) -> int:
        draft(clerk, launched, *(cells | {"group": 3} for cells in rows))
        upload = check(send(clerk, launched, *rows))
        with django_assert_max_num_queries(26) as captured:
            browser.get(url("roll_upload", upload.pk))
        return len(captured)

    few = queries(row(2), row(4))
    assert queries(*(row(n, id=id_number(date(1978, 3, 5), n)) for n in range(0, 80, 2))) == few


def test_warnings_ask_for_a_reason(browser: Client, clerk: User, launched: Election) -> None:
    upload = check(send(clerk, launched, row(2, name="王1英")))
    answer = browser.post(url("roll_commit", upload.pk), {"reason": ""})
    assert answer.status_code == 409
    assert [error.code for error in answer.context["form"].errors.as_data()["reason"]] == [
        "warnings_not_accepted"
    ]
    assert browser.post(url("roll_commit", upload.pk), {"reason": "身份证如此"}).status_code == 302


def test_a_sheet_overtaken_meanwhile_says_so(
    browser: Client, clerk: User, second_clerk: User, launched: Election
) -> None:
    upload = check(send(clerk, launched, row(2)))
    draft(second_clerk, launched, row(4))
    answer = browser.post(url("roll_commit", upload.pk))
    assert answer.status_code == 409
    assert [error.code for error in answer.context["form"].non_field_errors().as_data()] == [
        "upload_overtaken"
    ]
    assert browser.get(url("roll_upload", upload.pk)).status_code == 200


def test_a_sheet_can_be_put_away(browser: Client, clerk: User, launched: Election) -> None:
    upload = check(send(clerk, launched, row(2)))
    assert browser.post(url("roll_discard", upload.pk)).status_code == 302
    upload.refresh_from_db()
    assert upload.state == UploadState.DISCARDED
    assert browser.get(url("roll_upload", upload.pk)).status_code == 200


def test_a_sheet_that_killed_its_reader_says_what_to_do(
    browser: Client, clerk: User, launched: Election
) -> None:
    upload = send(clerk, launched, content=sparse_giant())
    run(upload.job_id or 0, lambda: REGISTERING)
    page = browser.get(url("roll_upload", upload.pk)).content.decode()
    assert "sheet_too_heavy" in page and url("roll_send") in page


def test_a_late_publication_is_refused_with_clause_and_day(
    browser: Client, clerk: User, township: User, launched: Election
) -> None:
    """A-ROLL-17."""
    roll = draft(clerk, launched, row(2))
    move_clock(by=township, cycle=launched.cycle, to=at(2021, 1, 2))
    answer = browser.post(url("roll_publish"), {"fingerprint": digest_of(roll)[:4]})
    assert answer.status_code == 409
    (error,) = answer.context["form"].non_field_errors().as_data()
    assert (error.code, error.refusal.clause) == ("step_closed", "A-ROLL-17")
    assert "12月31日" in text_of(answer)


def test_a_wrong_fingerprint_is_refused_beside_the_field_and_kept(
    browser: Client, clerk: User, launched: Election
) -> None:
    draft(clerk, launched, row(2))
    answer = browser.post(url("roll_publish"), {"fingerprint": "zzzz"})
    assert answer.status_code == 409
    assert [error.code for error in answer.context["form"].errors.as_data()["fingerprint"]] == [
        "fingerprint_differs"
    ]
    assert 'value="zzzz"' in answer.content.decode()


def test_without_a_draft_there_is_nothing_to_publish(browser: Client) -> None:
    assert browser.get(url("roll_publish"))["Location"] == url("roll")


PAGES = ["roll", "roll_send", "roll_template", "roll_publish"]


@pytest.mark.parametrize("name", PAGES)
def test_another_villages_pages_are_not_there(browser: Client, second_election: Election, name: str) -> None:
    assert browser.get(reverse(f"voting:{name}", args=[SECOND_VILLAGE])).status_code == 404


def test_another_villages_upload_is_not_there(
    browser: Client, other_clerk: User, township: User, second_election: Election
) -> None:
    upload = check(send(other_clerk, launch(second_election, township), row(2)))
    for name in ("roll_upload", "roll_marked"):
        assert browser.get(url(name, upload.pk)).status_code == 404
        assert browser.get(reverse(f"voting:{name}", args=[SECOND_VILLAGE, upload.pk])).status_code == 404
    for name in ("roll_commit", "roll_discard"):
        assert browser.post(url(name, upload.pk)).status_code == 404
        assert browser.post(reverse(f"voting:{name}", args=[SECOND_VILLAGE, upload.pk])).status_code == 404


def test_the_township_looks_and_does_not_act(
    township: User, clerk: User, launched: Election, client_of: Callable[[User], Client]
) -> None:
    draft(clerk, launched, row(2))
    browser = client_of(township)
    page = browser.get(url("roll")).content.decode()
    assert "王桂丂" in page and url("roll_publish") not in page and url("roll_send") not in page
    assert browser.get(url("roll_send")).status_code == browser.get(url("roll_publish")).status_code == 404


# --- no page mixes languages

HAN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
ITS_OWN = re.compile(r'<span lang="zh-Hans">.*?</span>|<title>.*?</title>', re.DOTALL)


def foreign(answer: Any) -> list[str]:
    """Chinese words on an English page that are not marked as Chinese."""
    body = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    plain = re.sub(r"<[^>]+>", "\n", ITS_OWN.sub("", body))
    return [line.strip() for line in plain.splitlines() if HAN.search(line)]


def test_english_pages_are_english(browser: Client, clerk: User, launched: Election) -> None:
    browser.cookies["django_language"] = "en"
    User.objects.filter(pk=clerk.pk).update(language="en")
    faulty = check(
        send(clerk, launched, row(2, group=9), row(4, name="王1英"), row(6, category="3"), row(8, sex="甲"))
    )
    pages = [
        url("roll"),
        url("roll_send"),
        url("roll_upload", faulty.pk),
        url("roll_upload", send(clerk, launched, row(2)).pk),
    ]
    published(clerk, launched, row(2, name="王桂英"), row(4, not_registered="多方联系未果"), row(6, **AWAY))
    ready = check(send(clerk, launched, row(2, name="王桂花"), row(8, name="王1英"), now=PUBLISHING))
    pages += [url("roll"), url("roll_upload", ready.pk), f"{url('roll')}?q=无"]
    for page in pages:
        assert foreign(browser.get(page)) == [], page
    draft(clerk, launched, row(4), now=PUBLISHING)
    pages = [url("roll"), url("roll_publish"), url("roll_upload", ready.pk)]
    for page in pages:
        assert foreign(browser.get(page)) == [], page
    assert foreign(browser.post(url("roll_publish"), {"fingerprint": "zzzz"})) == []


# --- jobs


def test_a_watched_job_sends_its_card_and_reloads_the_page_at_its_end(
    browser: Client, clerk: User, launched: Election
) -> None:
    upload = send(clerk, launched, row(2))
    job = Job.objects.get()
    address = reverse("documents:job", args=[job.key])
    waiting = browser.get(address, headers={"HX-Request": "true"})
    assert "hx-get" in waiting.content.decode() and "<html" not in waiting.content.decode()
    assert "HX-Refresh" not in waiting.headers
    check(upload)
    assert browser.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_a_job_has_a_page_that_ends_in_numbers(browser: Client, clerk: User, launched: Election) -> None:
    upload = send(clerk, launched, row(2), row(4, name="王1英"))
    address = reverse("documents:job", args=[Job.objects.get().key])
    assert "hx-get" in browser.get(address).content.decode()
    check(upload)
    page = browser.get(address)
    assert "hx-get" not in page.content.decode()
    assert url("roll_upload", upload.pk) in page.content.decode()
    job, kind = Job.objects.get(), kind_of_job(Job.objects.get())
    assert (job.result["rows"], job.result["warnings"]) == (2, 1)
    assert kind is not None and str(kind.summary(job)) in text_of(page)


def test_a_job_is_stopped_by_its_clerk_only(
    browser: Client, clerk: User, other_clerk: User, launched: Election, client_of: Callable[[User], Client]
) -> None:
    upload = send(clerk, launched, row(2))
    job = Job.objects.get()
    address = reverse("documents:job_cancel", args=[job.key])
    assert client_of(other_clerk).post(address).status_code == 404
    assert client_of(other_clerk).get(reverse("documents:job", args=[job.key])).status_code == 404
    assert browser.post(address)["Location"] == url("roll_upload", upload.pk)
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert browser.get(url("roll_upload", upload.pk)).status_code == 200


def test_a_discarded_upload_leaves_the_roll_page(browser: Client, clerk: User, launched: Election) -> None:
    upload = check(send(clerk, launched, row(2)))
    assert browser.get(url("roll")).context["upload"] == upload
    discard_upload(by=clerk, upload=upload)
    assert browser.get(url("roll")).context["upload"] is None
