"""Everybody can ask whether a paper is genuine: by its code or by the file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from accounts.models import User
from accounts.rules import require
from documents.models import Paper
from documents.services.posting import post_paper
from documents.typeset.enlarge import to_a3
from tests.cast import VILLAGE
from tests.documents.plain_paper import ISSUED, Memory, issued

pytest_plugins = ["tests.documents.plain_paper"]


@pytest.fixture
def paper(memory: Memory, clerk: User) -> Paper:
    return issued(clerk)


def page(client: Client, address: str, language: str = "en", status: int = 200) -> str:
    client.cookies["django_language"] = language
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode().replace("<wbr>", "")


def sent(content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("paper.pdf", content, "application/pdf")}


def test_the_code_shows_what_is_on_record(paper: Paper, client: Client) -> None:
    told = page(client, f"/verify/{paper.code}/")
    for fact in (paper.full_number, paper.title, paper.printed_code, paper.file.sha256):
        assert fact in told
    assert "This paper is genuine" in told


def test_a_code_typed_into_the_form_leads_to_its_paper(paper: Paper, client: Client) -> None:
    answer = client.get("/verify/", {"code": f" {paper.printed_code.lower()} "}, follow=True)
    assert paper.file.sha256 in answer.content.decode().replace("<wbr>", "")


def test_an_unknown_code_is_told_with_advice(memory: Memory, client: Client, db: None) -> None:
    assert "0, 1, I, L, O" in page(client, "/verify/ABCDEFGH/", status=404)


def test_an_empty_code_is_asked_for(memory: Memory, client: Client, db: None) -> None:
    assert page(client, "/verify/?code=")


def test_a_replaced_paper_is_told_with_its_successor(paper: Paper, clerk: User, client: Client) -> None:
    later = issued(clerk)
    told = page(client, f"/verify/{paper.code}/")
    assert "a later paper stands in its place" in told and later.full_number in told


def test_a_paper_of_training_counts_for_nothing(memory: Memory, clerk: User, client: Client) -> None:
    told = page(client, f"/verify/{issued(clerk, training=True).code}/")
    assert "it counts for nothing" in told and "This paper is genuine" not in told


def test_the_very_file_is_recognised(paper: Paper, client: Client) -> None:
    answer = client.post("/verify/", sent(bytes(paper.file.content)))
    assert paper.full_number in answer.content.decode()


def test_a_file_with_one_byte_changed_is_not(paper: Paper, client: Client) -> None:
    changed = bytes(paper.file.content) + b" "
    client.cookies["django_language"] = "en"
    assert "was changed afterwards" in client.post("/verify/", sent(changed)).content.decode()
    assert (
        "is not the one that was issued"
        in client.post(f"/verify/{paper.code}/", sent(changed)).content.decode()
    )


def test_the_enlarged_poster_is_recognised_as_the_same(paper: Paper, client: Client) -> None:
    client.cookies["django_language"] = "en"
    answer = client.post(f"/verify/{paper.code}/", sent(to_a3(bytes(paper.file.content))))
    assert "byte for byte" in answer.content.decode()


def test_no_file_is_asked_for_beside_the_field(paper: Paper, client: Client) -> None:
    assert client.post("/verify/").status_code == 200
    assert client.post(f"/verify/{paper.code}/").status_code == 200


def test_what_hangs_on_the_board_can_be_read_from_here(
    paper: Paper, clerk: User, memory: Memory, client: Client
) -> None:
    memory.now = ISSUED
    assert f"/papers/{paper.code}.pdf" not in page(client, f"/verify/{paper.code}/")
    post_paper(by=clerk, office=require(clerk, "paper.post", VILLAGE), paper=paper, now=ISSUED)
    assert f"/papers/{paper.code}.pdf" in page(client, f"/verify/{paper.code}/")


def test_nobody_learns_who_issued_it(paper: Paper, clerk: User, client: Client) -> None:
    with translation.override("zh-hans"):
        assert clerk.name not in page(client, f"/verify/{paper.code}/", "zh-hans")
