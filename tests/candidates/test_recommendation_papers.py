"""The recommendation ballot and the summary of the meeting, as each plan has them."""

from datetime import date
from pathlib import Path as File

import pytest

from candidates.papers.of_recommendation import recommendation_ballot, recommendation_tally
from documents.papers import kind_of
from documents.refusals import PaperNotReady
from tests.candidates.party import Path
from tests.candidates.party_fixtures import a, b, officers, under
from tests.candidates.test_candidate_papers import issued, text_of
from tests.candidates.test_intended import meet, planned, seat_committee
from tests.cast import VILLAGE, at
from villages.enums import VillageKind

__all__ = ["a", "b", "officers", "planned", "under"]
DAY = date(2020, 12, 18)


def printed(path: Path, kind: str, tmp_path: File) -> str:
    path.election.election_day = date(2021, 3, 20)
    path.election.save()
    return text_of(issued(path.officers["village_clerk"], kind, path.election, path.election), tmp_path)


def test_a_nom_02_the_ballot_of_plan_a_has_lines_for_party_and_committee(
    planned: Path, tmp_path: File
) -> None:
    """A-NOM-02, A-NOM-03; A-QUAL-02 is told on it by what the place is."""
    told = printed(planned, "recommendation_ballot", tmp_path)
    assert "村民委员会班子成员意向人选" in told and "主任1名" in told and "委员2名" in told
    assert "村更加注重选拔致富带富能力强、敢闯敢拼、能推动乡村振兴的人选。" in told
    planned.election.village.kind = VillageKind.COMMUNITY
    notes = recommendation_ballot(planned.election, DAY).notes
    assert notes[-1] == "社区更加注重选拔治理和服务能力强的人选。"


def test_where_the_plan_intends_nobody_the_ballot_is_the_partys_alone(b: Path) -> None:
    seat_committee(b)
    b.election.party_day = date(2020, 11, 2)
    ballot = recommendation_ballot(b.election, DAY)
    assert [row.title for row in ballot.rows] == ["书记", "副书记", "委员"]
    assert not any(row.heading for row in ballot.rows)
    assert "注重" not in "".join(ballot.notes), "the plan names nothing to look for before all"


def test_doc_60_the_summary_names_everyone_who_had_votes(planned: Path, tmp_path: File) -> None:
    """Also who has too few of them for the list, which the report does not name."""
    empty = printed(planned, "recommendation_tally", tmp_path)
    assert "村民委员会主任意向人选" in empty and "党组织副书记" in empty
    meet(planned, 50, 12)
    told = printed(planned, "recommendation_tally", tmp_path)
    assert "候选人初步人选推荐汇总表" in told
    assert f"{planned.people[0].name}50票（达到规定票数）" in told
    assert f"{planned.people[1].name}12票" in told and f"{planned.people[1].name}12票（" not in told
    assert "发出推荐票85张收回推荐票80张" in told
    assert "应到党员60人、实到50人；应到代表40人、实到35人。" in told
    assert "应到会100人，实到会85人；过半数为51人，有效。" in told
    assert "得票____" in empty and "得票____" not in told


def test_without_seats_there_is_neither(b: Path) -> None:
    b.election.seat_plan.all().delete()
    for kind, sheet in (
        ("recommendation_ballot", recommendation_ballot),
        ("recommendation_tally", recommendation_tally),
    ):
        assert not list(kind_of(kind).occasions(VILLAGE))
        with pytest.raises(PaperNotReady):
            sheet(b.election, DAY)


def test_a_plan_that_names_no_share_marks_nobody(b: Path) -> None:
    b.meet(at(2020, 10, 10))
    b.election.party_day = date(2020, 11, 2)
    sheet = recommendation_tally(b.election, DAY)
    lines = [line for post in sheet.posts for line in post.lines]
    assert len(lines) == 6 and not any(line.enough for line in lines)
