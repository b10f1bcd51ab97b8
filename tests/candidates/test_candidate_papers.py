"""The candidates' notices: everyone nominated by votes, and the formal list in its published order."""

import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from accounts.rules import require
from candidates.models import Candidacy, Nomination, SeatPlan
from candidates.papers.of_announcement import party_announcement
from candidates.papers.of_nomination import nomination_ballot, nomination_method
from candidates.papers.of_nominees import nominee_list
from candidates.papers.of_tally import nomination_tally
from candidates.queries.candidacy import formal_candidates
from candidates.queries.party_path import standing_party
from candidates.queries.seats import seats_of
from candidates.services.publication import publish_candidates
from candidates.services.team import Targets, file_targets
from documents.models import Paper
from documents.papers import kind_of
from documents.queries.paper import issuable
from documents.refusals import PaperNotReady
from documents.services.paper import issue_paper
from elections.models import Election
from tests.candidates.conftest import LATEST
from tests.candidates.party import Path as Way
from tests.candidates.party import to_noticed_a
from tests.candidates.party_fixtures import a, c, officers, under
from tests.cast import VILLAGE, at, under_changed_rules
from voting.papers.words import POSTS

__all__ = ["a", "c", "officers", "under"]


def issued(by: User, kind: str, subject: Any, election: Election) -> Paper:
    return issue_paper(
        by=by,
        office=require(by, "paper.issue", VILLAGE),
        kind=kind,
        subject=subject,
        place_code=VILLAGE,
        place_name=election.village.name,
        now=LATEST,
        training=True,
    )


def text_of(paper: Paper, tmp_path: Path) -> str:
    file = tmp_path / "paper.pdf"
    file.write_bytes(bytes(paper.file.content))
    told = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True
    )
    return "".join(told.stdout.split())


def test_everyone_nominated_is_named_by_votes_with_the_preliminary_candidates_marked(
    nomination: Nomination, clerk: User, tmp_path: Path
) -> None:
    election = nomination.election
    told = text_of(issued(clerk, "nomination_result", election, election), tmp_path)
    assert f"收回{nomination.returned}张，参加提名的超过登记选民的半数，提名有效。" in told
    for vote in nomination.votes.all():
        marked = Candidacy.objects.filter(election=election, post=vote.post, resident=vote.resident).exists()
        row = told[told.index(vote.name) :][: len(vote.name) + 5]
        assert (f"{vote.votes}是" in row) == marked


def test_a_nom_07_the_method_tells_posts_conditions_and_the_list_with_what_was_added(
    seats: Election, clerk: User, tmp_path: Path
) -> None:
    """A-NOM-07, A-NOM-08, A-NEG-12: what the committee announces before anybody is nominated."""

    def add(data: dict[str, Any]) -> None:
        data["qualification"]["negative_list"].append(
            {
                "key": "forest_fire",
                "title": {"zh": "野外违规用火被处罚", "en": "Fire"},
                "clause": "A-NEG-12",
                "added": {
                    "by": {"zh": "洣水镇党委", "en": "Township"},
                    "document": {"zh": "洣发〔2020〕12号", "en": "12"},
                    "on": "2020-11-21",
                    "judged_by": ["court"],
                },
            }
        )

    under_changed_rules(seats.cycle, add)
    told = text_of(issued(clerk, "nomination_method", seats, seats), tmp_path)
    for plan in seats_of(seats):
        assert f"{POSTS[plan.post]}{plan.seats}名" in told
    assert (
        "超过登记选民" in told
        and "不超过50岁" in told
        and "高中以上" in told
        and "（10）其他不宜确定" in told
    )
    assert "野外违规用火被处罚（洣水镇党委，洣发〔2020〕12号，2020年11月21日）" in told
    assert "成员职责" not in told


def test_c_nom_05_plan_c_leaves_a_place_for_the_duties(c: Way) -> None:
    if not seats_of(c.election).exists():
        c.election.seat_plan.create(body="committee", post="chair", rank=1, seats=1)
    c.election.election_day = LATEST.date()
    told = nomination_method(c.election, LATEST.date())
    assert told.duties and len(told.bars) == 9 and [row.label for row in told.conditions][0] == "人选标准"


def test_a_nom_08_the_nomination_ballot_has_a_line_for_each_seat(
    seats: Election, clerk: User, tmp_path: Path
) -> None:
    told = text_of(issued(clerk, "nomination_ballot", seats, seats), tmp_path)
    told, plans = told[told.index("被提名人") :], list(seats_of(seats))
    assert [told.index(POSTS[plan.post]) for plan in plans] == sorted(
        told.index(POSTS[plan.post]) for plan in plans
    )
    ballot = nomination_ballot(seats, LATEST.date())
    assert [len(lines) for _title, lines in ballot.posts] == [plan.seats for plan in plans]


def test_a_nom_08_the_tally_sheet_has_a_grid_for_each_name_before_the_nomination(
    seats: Election, clerk: User, tmp_path: Path
) -> None:
    told = text_of(issued(clerk, "nomination_tally", seats, seats), tmp_path)
    assert "候选人提名计票单" in told and "发出提名票张收回提名票张有效票张无效票张" in told
    assert all(f"{POSTS[plan.post]}每票最多提名{plan.seats}名" in told for plan in seats_of(seats))
    sheet = nomination_tally(seats, LATEST.date())
    assert [len(post.lines) > post.seats for post in sheet.posts] == [True] * len(sheet.posts)
    assert all(not line.name for post in sheet.posts for line in post.lines)
    assert sheet.lines[-1] >= sheet.papers == sheet.entitled == seats.rolls.get().entries.count()
    assert "唱票人" in told and "监票人" in told


def test_the_tally_sheet_has_the_figures_once_the_nomination_is_recorded(
    nomination: Nomination, clerk: User, tmp_path: Path
) -> None:
    """A-NOM-09, A-NOM-10: votes by post, most first; papers; that more than half took part."""
    election = nomination.election
    nomination.valid, nomination.invalid = nomination.returned - 4, 4
    nomination.save()
    told = text_of(issued(clerk, "nomination_tally", election, election), tmp_path)
    assert (
        f"收回提名票{nomination.returned}张有效票{nomination.returned - 4}张无效票4张" in told
        and f"发出提名票{nomination.issued}张" in told
    )
    for vote in nomination.votes.all():
        assert f"{vote.name}{vote.votes}票" in told
    sheet = nomination_tally(election, LATEST.date())
    for post in sheet.posts:
        votes = [line.votes or 0 for line in post.lines]
        assert votes == sorted(votes, reverse=True)
    assert any(str(nomination.returned) in check and "有效" in check for check in sheet.checks)


def test_a_nom_12_the_nominees_are_reported_to_the_township(
    nomination: Nomination, clerk: User, tmp_path: Path
) -> None:
    """DOC-100: who was nominated and stands, by post and votes; who fell short of the cut is not on it."""
    election = nomination.election
    (occasion,) = kind_of("nominee_list").occasions(VILLAGE)
    told = text_of(issued(clerk, "nominee_list", occasion.subject, election), tmp_path)
    assert "候选人名单报告" in told and f"中共{election.cycle.township.name}委员会：" in told
    standing = Candidacy.objects.filter(election=election, body="committee")
    assert all(person.name in told for person in standing)
    sheet = nominee_list(election, LATEST.date())
    assert {(post.title, person.name) for post in sheet.posts for person in post.people} == {
        (POSTS[each.post], each.name) for each in standing
    }
    for post in sheet.posts:
        votes = [person.votes for person in post.people]
        assert votes == sorted(votes, reverse=True)
    person = standing.first()
    Candidacy.objects.filter(pk=person.pk).update(state="rejected")
    left = nominee_list(election, LATEST.date())
    assert person.name not in {
        each.name for post in left.posts if post.title == POSTS[person.post] for each in post.people
    }


def test_before_the_nomination_there_is_no_list_of_nominees(seats: Election) -> None:
    assert not list(kind_of("nominee_list").occasions(VILLAGE))
    with pytest.raises(PaperNotReady) as refused:
        nominee_list(seats, LATEST.date())
    assert refused.value.clause == "A-NOM-12"


def test_without_seats_there_is_neither_method_nor_ballot(election: Election) -> None:
    for paper in (nomination_method, nomination_ballot, nomination_tally):
        with pytest.raises(PaperNotReady):
            paper(election, LATEST.date())


def test_before_the_nomination_is_recorded_there_is_no_notice(seats: Election, clerk: User) -> None:
    with pytest.raises(PaperNotReady):
        issued(clerk, "nomination_result", seats, seats)
    assert "nomination_result" not in {one.kind.key for one in issuable(VILLAGE)}


def test_the_formal_list_stands_in_its_published_order_without_days_of_birth(
    reviewed: Election, clerk: User, tmp_path: Path
) -> None:
    publish_candidates(by=clerk, election=reviewed, now=LATEST)
    told = text_of(issued(clerk, "formal_candidates", reviewed, reviewed), tmp_path)
    names = [person.name for person in formal_candidates(reviewed)]
    assert len(names) == 8
    assert [told.index(name) for name in names] == sorted(told.index(name) for name in names)
    assert "按得票多少排列" in told
    assert "5月" in told and "5月1日" not in told


def test_before_it_is_published_there_is_no_formal_list_on_paper(reviewed: Election, clerk: User) -> None:
    with pytest.raises(PaperNotReady):
        issued(clerk, "formal_candidates", reviewed, reviewed)


def test_the_result_of_the_joint_review_is_told_in_writing(
    reviewed: Election, clerk: User, tmp_path: Path
) -> None:
    told = text_of(issued(clerk, "review_feedback", reviewed, reviewed), tmp_path)
    assert "候选人资格联审结果反馈" in told and "签收人" in told
    assert all(person.name in told for person in reviewed.candidacies.all())


def test_a_public_notice_and_the_sign_off_sheet_print_their_people(
    a: Way, election: Election, township: User, tmp_path: Path
) -> None:
    notice = to_noticed_a(a, at(2020, 12, 29))
    secretary = standing_party(election)[0]
    subjects = {one.kind.key: one.occasion.subject for one in issuable(VILLAGE)}
    assert (subjects["public_notice"], subjects["sign_off_sheet"]) == (notice, secretary)
    told = text_of(issued(township, "public_notice", subjects["public_notice"], election), tmp_path)
    assert secretary.name in told and "2021年1月3日" in told
    told = text_of(issued(township, "sign_off_sheet", subjects["sign_off_sheet"], election), tmp_path)
    assert secretary.name in told and "县委常委会" in told


def test_the_targets_of_the_team_are_filed_on_a_form(c: Way, clerk: User, tmp_path: Path) -> None:
    """C-TGT-01: younger and better schooled, filed with the township's leading group; no other plan has the form."""
    election = c.election
    election.election_day = date(2021, 3, 20)
    election.save()
    with pytest.raises(PaperNotReady):
        issued(clerk, "team_targets", election, election)
    now = at(2020, 12, 1)
    targets = Targets(Decimal("51.5"), Decimal(46), Decimal("22.2"), Decimal(40), now.date())
    file_targets(by=clerk, election=election, targets=targets, now=now)
    assert "team_targets" in {one.kind.key for one in issuable(VILLAGE)}
    told = text_of(issued(clerk, "team_targets", election, election), tmp_path)
    assert "下降5.5" in told and "上升17.8个百分点" in told and "已备案" in told


def test_c_nom_01_the_announcement_has_its_five_sections(
    c: Way, clerk: User, client_of: Any, tmp_path: Path
) -> None:
    """Posts and seats, conditions, the negative list, how it goes, the days; its step's page leads to it."""
    election = c.election
    election.election_day, election.party_day = date(2021, 3, 20), date(2021, 1, 20)
    election.save()
    told = text_of(issued(clerk, "party_announcement", election, election), tmp_path)
    assert "一、职位职数。书记1名，副书记1名，委员3名。" in told
    assert "二、任职资格条件。" in told and "不超过45岁" in told
    bars = election.cycle.rules.qualification.negative_list
    assert f"（{len(bars)}）" in told and f"（{len(bars) + 1}）" not in told
    stages = [stage.title.zh for stage in election.cycle.rules.party_path]
    assert "，".join(stages) in told and "差额比例" in told
    assert "有选举权的到会人数不少于应到会人数的4/5" in told and "党组织人选须是党员；" in told
    assert "2021年1月20日" in told[told.index("五、时间安排。") :]
    browser = client_of(clerk)
    page = browser.get(f"/villages/{VILLAGE}/steps/announcement/").content.decode()
    assert "党组织换届公告" in page and f"/villages/{VILLAGE}/papers/" in page


def test_c_nom_01_no_other_plan_announces_and_without_seats_there_is_nothing_to_announce(
    a: Way, clerk: User
) -> None:
    with pytest.raises(PaperNotReady):
        party_announcement(a.election, LATEST.date())
    assert "party_announcement" not in {one.kind.key for one in issuable(VILLAGE)}


def test_c_nom_01_the_announcement_waits_for_the_seats(c: Way) -> None:
    SeatPlan.objects.filter(election=c.election).delete()
    with pytest.raises(PaperNotReady) as refused:
        party_announcement(c.election, LATEST.date())
    assert refused.value.clause == "C-NOM-01"
