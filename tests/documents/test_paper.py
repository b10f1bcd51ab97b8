"""A paper takes the next number, proves itself, is kept as printed, and replaces the one before."""

import hashlib
import re
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.refusals import NotThere
from accounts.rules import require
from documents.models import Paper, Series, StoredFile
from documents.papers import Deed
from documents.queries.paper import issuable, paper_by_code, papers_for
from documents.refusals import GlyphsMissing, PaperNotReady
from documents.services.numbering import CODE_LETTERS, new_code, next_number
from documents.services.posting import post_paper
from tests.cast import SECOND_VILLAGE, VILLAGE, at
from tests.documents.plain_paper import ISSUED, Memory, issued

pytest_plugins = ["tests.documents.plain_paper"]

ClientOf = Callable[[User], Client]


def text_of(paper: Paper, tmp_path: Path) -> list[str]:
    """The text of each page."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(bytes(paper.file.content))
    told = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    return told.split("\f")[:-1]


def test_numbers_run_without_gaps_in_each_year(memory: Memory, clerk: User) -> None:
    numbers = [
        issued(clerk, f"第{n}份", now=now).full_number
        for n, now in enumerate((ISSUED, ISSUED, at(2021, 1, 5)))
    ]
    assert numbers == ["棠选〔2020〕1号", "棠选〔2020〕2号", "棠选〔2021〕1号"]


def test_the_year_is_that_of_the_place_not_of_utc(memory: Memory, clerk: User) -> None:
    assert issued(clerk, now=at(2021, 1, 1, 0, 30)).full_number == "棠选〔2021〕1号"


def test_a_number_is_taken_again_when_its_paper_fails(memory: Memory, clerk: User) -> None:
    memory.fails = True
    with pytest.raises(RuntimeError):
        issued(clerk)
    memory.fails = False
    assert issued(clerk).full_number == "棠选〔2020〕1号"
    assert StoredFile.objects.count() == 1


def test_a_number_is_taken_only_in_the_transaction_of_its_paper(transactional_db: None) -> None:
    with pytest.raises(RuntimeError):
        next_number(place_code=VILLAGE, sign="棠选", year=2020)


def test_two_at_once_get_two_numbers(transactional_db: None) -> None:
    def take(_n: int) -> int:
        try:
            with transaction.atomic():
                return next_number(place_code=VILLAGE, sign="棠选", year=2020)[1]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(take, range(12))) == list(range(1, 13))
    assert Series.objects.get().last_number == 12


def test_the_paper_bears_number_code_and_the_address_that_proves_it(
    memory: Memory, clerk: User, tmp_path: Path
) -> None:
    paper = issued(clerk)
    (page,) = text_of(paper, tmp_path)
    assert paper.full_number in page
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", paper.printed_code)
    assert paper.printed_code in page
    assert "huanjie.example.cn/verify/" in page
    assert "2020年12月29日" in page and "白果镇棠兴村村民选举委员会" in page


def test_the_bytes_are_kept_as_issued_with_their_digest(memory: Memory, clerk: User) -> None:
    paper = issued(clerk)
    content = bytes(paper.file.content)
    assert content.startswith(b"%PDF") and paper.pages == 1
    assert paper.file.sha256 == hashlib.sha256(content).hexdigest()


def test_training_stands_on_every_page(memory: Memory, clerk: User, tmp_path: Path) -> None:
    pages = text_of(issued(clerk, "很长的内容，" * 2000, training=True), tmp_path)
    assert len(pages) > 2
    assert all("演练用纸，不作正式公告" in page for page in pages)


def test_a_real_paper_bears_no_mark_of_training(memory: Memory, clerk: User, tmp_path: Path) -> None:
    assert not any("演练" in page for page in text_of(issued(clerk), tmp_path))


def test_what_a_candidate_wrote_is_printed_and_never_markup(
    memory: Memory, clerk: User, tmp_path: Path
) -> None:
    (page,) = text_of(issued(clerk, '<img src="file:///etc/hostname"><b>粗</b>&amp;'), tmp_path)
    assert '<img src="file:///etc/hostname"><b>粗</b>&amp;' in page.replace("\n", "")


def test_a_character_that_no_font_draws_stops_the_paper(memory: Memory, clerk: User) -> None:
    with pytest.raises(GlyphsMissing) as refused:
        issued(clerk, "张\U0003ff00伟")
    assert refused.value.data == {"characters": ["\U0003ff00"]}
    assert not Paper.objects.exists()


def test_what_is_not_ready_takes_no_number(memory: Memory, clerk: User) -> None:
    with pytest.raises(PaperNotReady):
        issued(clerk, "")
    assert not Series.objects.exists()


def test_only_who_may_issue_for_the_place_does(memory: Memory, clerk: User, other_clerk: User) -> None:
    with pytest.raises(NotThere):
        issued(other_clerk)


def test_issuing_is_recorded(memory: Memory, clerk: User) -> None:
    assert memory.deeds == [(Deed.ISSUED, issued(clerk).full_number)]


def test_a_paper_issued_anew_replaces_the_one_before_and_takes_its_place_on_the_board(
    memory: Memory, clerk: User
) -> None:
    first = issued(clerk)
    post_paper(by=clerk, office=require(clerk, "paper.post", VILLAGE), paper=first, now=ISSUED)
    second = issued(clerk)
    first.refresh_from_db()
    assert first.replaced_by == second
    assert second.posting.posted_at == ISSUED and not hasattr(Paper.objects.get(pk=first.pk), "posting")


def test_a_paper_on_something_else_replaces_nothing(memory: Memory, clerk: User) -> None:
    first, _second = issued(clerk, "一"), issued(clerk, "二")
    first.refresh_from_db()
    assert first.replaced_by is None


def test_codes_hold_no_letter_that_can_be_mistaken() -> None:
    assert not set("01ILOU") & set(CODE_LETTERS)


def test_codes_differ(db: None) -> None:
    assert len({new_code() for _n in range(200)}) == 200


@pytest.mark.parametrize("typed", ["{0}", "{0} ", "{1}-{2}", " {1} {2}"])
def test_a_code_is_found_however_it_is_typed(memory: Memory, clerk: User, typed: str) -> None:
    paper = issued(clerk)
    code = typed.format(paper.code, paper.code[:4], paper.code[4:]).lower()
    assert paper_by_code(code) == paper


def test_papers_are_seen_by_who_covers_their_place(
    memory: Memory, clerk: User, township: User, other_clerk: User
) -> None:
    paper = issued(clerk)
    assert [list(papers_for(user)) for user in (clerk, township, other_clerk)] == [[paper], [paper], []]


def test_what_can_be_issued_tells_what_is_in_force(memory: Memory, clerk: User) -> None:
    issued(clerk)
    second = issued(clerk)
    assert [(one.kind.key, one.issued) for one in issuable(VILLAGE)] == [
        ("plain", second),
        ("plain_form", None),
    ]


# --- pages


def test_a_clerk_issues_a_paper_and_reads_it(memory: Memory, clerk: User, client_of: ClientOf) -> None:
    client, home = client_of(clerk), f"/villages/{VILLAGE}/papers/"
    answer = client.post(f"{home}issue/", {"kind": "plain", "about": "plain:内容"})
    assert answer.status_code == 302
    paper = Paper.objects.get()
    assert paper.training and paper.place_name == "棠兴村"
    assert paper.printed_code in client.get(home).content.decode()
    pdf = client.get(f"{home}{paper.pk}.pdf")
    assert pdf["Content-Type"] == "application/pdf" and pdf["Content-Disposition"].startswith("inline")
    assert b"".join(pdf.streaming_content) == bytes(paper.file.content)


def test_a_poster_is_enlarged_a_form_is_not(memory: Memory, clerk: User, client_of: ClientOf) -> None:
    client = client_of(clerk)
    for kind, enlarged in (("plain", True), ("plain_form", False)):
        paper = issued(clerk, kind=kind)
        pdf = client.get(f"/villages/{VILLAGE}/papers/{paper.pk}.pdf?size=a3")
        assert (b"".join(pdf.streaming_content) != bytes(paper.file.content)) == enlarged


def test_what_is_refused_is_told_on_the_page(memory: Memory, clerk: User, client_of: ClientOf) -> None:
    answer = client_of(clerk).post(
        f"/villages/{VILLAGE}/papers/issue/", {"kind": "plain", "about": "plain:没有"}
    )
    assert answer.status_code == 409
    assert not Paper.objects.exists()


def test_a_paper_of_another_village_is_not_there(
    memory: Memory, clerk: User, other_clerk: User, client_of: ClientOf
) -> None:
    paper = issued(clerk)
    client = client_of(other_clerk)
    assert client.get(f"/villages/{VILLAGE}/papers/").status_code == 404
    assert client.get(f"/villages/{SECOND_VILLAGE}/papers/{paper.pk}.pdf").status_code == 404


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    memory: Memory, clerk: User, client_of: ClientOf
) -> None:
    client = client_of(clerk)
    issued(clerk, "一")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/villages/{VILLAGE}/papers/").status_code == 200
        return len(asked)

    client.get(f"/villages/{VILLAGE}/papers/")
    before = questions()
    for n in range(4):
        issued(clerk, f"又{n}")
    assert questions() == before
