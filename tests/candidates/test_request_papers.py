"""The request to the township's Party committee and its reply, printed as each plan words them."""

from datetime import date, datetime
from pathlib import Path as File

import pytest

from candidates.papers.of_request import party_reply, party_request
from candidates.queries.party_path import standing_party
from candidates.services.party_stage import record_stage
from documents.papers import kind_of
from documents.refusals import PaperNotReady
from tests.candidates.party import Path, to_approved_b, to_noticed_a, to_requested_c
from tests.candidates.party_fixtures import a, b, c, officers, under
from tests.candidates.test_candidate_papers import issued, text_of
from tests.cast import VILLAGE, at

__all__ = ["a", "b", "c", "officers", "under"]
KINDS = ("party_request", "party_reply")


def asked(path: Path, key: str, now: datetime, document: str) -> None:
    record_stage(
        by=path.by(key),
        election=path.election,
        stage=key,
        held_on=now.date(),
        note="已办",
        document=document,
        now=now,
    )


def printed(path: Path, tmp_path: File) -> tuple[str, str]:
    """Request and reply as they come out of the printer."""
    path.election.refresh_from_db()
    request, reply = (
        text_of(issued(by, key, path.election, path.election), tmp_path)
        for by, key in zip(
            (path.officers["village_clerk"], path.officers["township_office"]), KINDS, strict=True
        )
    )
    return request, reply


def test_plan_a_asks_to_determine_the_prospective_candidates_after_the_notice(
    a: Path, tmp_path: File
) -> None:
    """A-REV-07, DOC-72, DOC-73."""
    to_noticed_a(a, at(2020, 12, 27))
    asked(a, "request", at(2021, 1, 2), "团支〔2021〕1号")
    asked(a, "reply", at(2021, 1, 2, 12), "白镇党〔2021〕3号")
    request, reply = printed(a, tmp_path)
    assert "关于确定党组织班子成员候选人预备人选的请示" in request
    assert "根据推荐、审查、考察和公示情况，拟确定下列同志" in request
    assert "文号：团支〔2021〕1号" in request and "2021年1月2日" in request
    assert "关于确定党组织班子成员候选人预备人选的批复" in reply
    assert "同意确定下列同志" in reply and "文号：白镇党〔2021〕3号" in reply
    assert all(person.name in request and person.name in reply for person in standing_party(a.election))


def test_plan_b_asks_for_approval_and_tells_of_no_public_notice(b: Path, tmp_path: File) -> None:
    """B-NOM-01, B-SCH-02: proposed on the recommendations, inspected and reviewed; nothing is posted before."""
    to_approved_b(b)
    asked(b, "request", at(2020, 10, 16), "")
    asked(b, "reply", at(2020, 10, 17), "")
    b.election.party_day = date(2020, 11, 2)
    b.election.save()
    request, reply = printed(b, tmp_path)
    assert "关于报批党组织班子成员候选人人选的请示" in request
    assert "根据推荐、考察和审查情况，研究提出下列同志" in request and "现报请批准" in request
    assert "批准下列同志" in reply and "请按照规定确定正式候选人，召开党员大会进行选举" in reply
    assert "公示" not in request + reply and "文号" not in request + reply


def test_sc_87_plan_c_asks_to_hold_the_assembly_and_names_its_day(c: Path, tmp_path: File) -> None:
    """C-ASM-04, DOC-74: asked for on 20 December, the assembly is held on 20 January at the earliest."""
    to_requested_c(c)
    c.stage("reply", at(2020, 12, 22))
    c.election.election_day = date(2021, 3, 20)
    c.election.save()
    with pytest.raises(PaperNotReady):
        party_request(c.election, date(2020, 12, 22))
    c.election.party_day = date(2021, 1, 20)
    c.election.save()
    request, reply = printed(c, tmp_path)
    assert "关于召开党员大会进行换届选举的请示" in request and "2020年12月20日" in request
    assert "拟于2021年1月20日召开党员大会" in request and "党组织班子成员5名" in request
    assert "根据推荐、审查、考察和公示情况，候选人预备人选已经确定" in request
    assert "同意你们于2021年1月20日召开党员大会进行换届选举" in reply
    assert all(person.name in request and person.name in reply for person in standing_party(c.election))


def test_before_it_is_on_record_there_is_no_paper(a: Path) -> None:
    for key, made in zip(KINDS, (party_request, party_reply), strict=True):
        assert not list(kind_of(key).occasions(VILLAGE))
        with pytest.raises(PaperNotReady):
            made(a.election, date(2021, 1, 2))
