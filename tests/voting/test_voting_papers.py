"""The papers of the vote say what the records say, by group, by post and by clause, and name nobody's number."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.rules import require
from documents.models import Paper
from documents.papers import kind_of
from documents.queries.paper import issuable
from documents.refusals import PaperNotReady
from documents.services.paper import issue_paper
from documents.services.posting import post_paper, take_down
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.queries.ledger import breaks_in
from tests.cast import VILLAGE, at
from tests.voting.ballots import NOTHING, Sheet, announced, counted, made_final, run_jobs, sheet, shown_empty
from tests.voting.test_runoff import member_sheet
from voting.enums import BoxKind
from voting.models import Box, Contest, Roll, RollEntry
from voting.papers.ballot import Ballot, BallotPost
from voting.papers.card import VoterCard, VoterCards
from voting.papers.heading import Heading
from voting.papers.of_result import certificates_for
from voting.papers.roll import columns_of, filled, name_lines, padded
from voting.services.box import BoxDraft, publish_time_and_place
from voting.services.runoff import open_runoff

ClientOf = Callable[[User], Client]
EVENING = at(2021, 1, 20, 17)
FULL = {"m1": 70, "m2": 65, "m3": 58, "m4": 30}
HEADING = Heading("衡山县", "白果镇", "棠兴村", "棠选", False, 11, date(2021, 1, 20))


def pages_of(paper: Paper, tmp_path: Path) -> list[str]:
    """The text of each page, without line breaks and spaces."""
    file = tmp_path / "paper.pdf"
    file.write_bytes(bytes(paper.file.content))
    told = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    return ["".join(page.split()) for page in told.split("\f")[:-1]]


def issued(by: User, kind: str, subject: Any, election: Election) -> Paper:
    return issue_paper(
        by=by,
        office=require(by, "paper.issue", election.village_id),
        kind=kind,
        subject=subject,
        place_code=election.village_id,
        place_name=election.village.name,
        now=election.cycle.clock,
        training=True,
    )


def said(by: User, kind: str, subject: Any, election: Election, tmp_path: Path) -> str:
    return "".join(pages_of(issued(by, kind, subject, election), tmp_path))


def final(roll: Roll) -> None:
    """The roll is confirmed, so that cards may go out."""
    Roll.objects.filter(pk=roll.pk).update(confirmed_at=at(2021, 1, 4))


@pytest.fixture
def full(open_contest: Contest, clerk: User, teller: User) -> Contest:
    """A first round that fills every seat."""
    return counted(open_contest, clerk, teller, sheet(member=FULL), NOTHING)


@pytest.fixture
def short(open_contest: Contest, clerk: User, teller: User) -> Contest:
    """A first round that leaves a member's seat empty."""
    return counted(open_contest, clerk, teller, sheet(), NOTHING)


# --- names in columns


def test_a_name_of_two_characters_is_set_as_wide_as_three() -> None:
    assert [padded(name) for name in ("张伟", "李秀英", "欧阳修文")] == ["张　伟", "李秀英", "欧阳修文"]


@pytest.mark.parametrize("name", ["张伟", "李秀英", "欧阳修文", "司马相如如", "㛃𬱖𫖯", "买买提江明"])
def test_names_of_full_width_fill_whole_columns_of_four_and_a_half(name: str) -> None:
    cell = filled(name, columns_of(name))
    assert len(cell.replace("\u2002", "")) * 2 + cell.count("\u2002") == 9 * columns_of(name)
    assert cell[-1] in "\u2002\u3000"


def test_a_name_with_a_dot_is_followed_by_a_tab() -> None:
    assert filled("艾山·买买提", 2) == "艾山·买买提\t"


def test_no_name_is_broken_and_no_line_has_more_than_seven_columns() -> None:
    names = ("张伟", "阿卜杜拉·买买提", "欧阳修文", "李秀英") * 40
    lines = name_lines(names).split("\n")
    assert sum(line.count("阿卜杜拉·买买提") for line in lines) == 40
    assert all(len(line) <= 32 for line in lines)


# --- the roll


def test_the_poster_names_every_voter_by_group_and_who_is_not_registered_with_the_reason(
    roll: Roll, election: Election, clerk: User, tmp_path: Path
) -> None:
    told = said(clerk, "roll_poster", election, election, tmp_path)
    assert all(f"选民{number}" in told for number in range(1, 121))
    assert "棠兴村第十一次村民委员会换届选举选民名单公告" in told
    assert "第1组120人" in told
    assert "二、不予登记人员及理由（2人）迁出2人" in told


def test_the_time_to_object_is_that_of_the_calendar(
    roll: Roll, election: Election, clerk: User, tmp_path: Path
) -> None:
    """Published on 28 December, five days: until the end of 2 January (A-ROLL-19)."""
    told = said(clerk, "roll_poster", election, election, tmp_path)
    assert "应在公布之日起5日内，即2021年1月2日24时以前" in told
    assert "在收到申诉之日起3日内作出调整或者解释" in told


def test_no_identity_number_and_no_birthday_is_on_any_paper_of_the_roll(
    roll: Roll, election: Election, clerk: User, tmp_path: Path
) -> None:
    RollEntry.objects.filter(roll=roll).update(id_last4="9876", birth_date=date(1987, 6, 5))
    final(roll)
    for kind in ("roll_poster", "voter_cards"):
        told = said(clerk, kind, election, election, tmp_path)
        assert "9876" not in told and "1987" not in told


def test_people_of_one_name_in_one_group_are_told_apart(
    roll: Roll, election: Election, clerk: User, tmp_path: Path
) -> None:
    for number, sex, year in ((1, "M", 1960), (2, "F", 1970), (3, "M", 1980)):
        RollEntry.objects.filter(roll=roll, number=number).update(
            name="王建国", sex=sex, birth_date=date(year, 1, 1)
        )
    told = said(clerk, "roll_poster", election, election, tmp_path)
    assert "王建国（1960年）" in told and "王建国（女）" in told and "王建国（1980年）" in told


def test_the_fingerprint_is_the_beginning_of_the_digest(
    roll: Roll, election: Election, clerk: User, tmp_path: Path
) -> None:
    Roll.objects.filter(pk=roll.pk).update(digest="abcdef12" + "0" * 56)
    assert "名单指纹ABCDEF12" in said(clerk, "roll_poster", election, election, tmp_path)


def test_the_poster_bears_the_day_of_publication_however_late_it_is_printed(
    roll: Roll, election: Election, clerk: User, tmp_path: Path
) -> None:
    assert "村民选举委员会2020年12月28日" in said(clerk, "roll_poster", election, election, tmp_path)


def test_a_later_version_replaces_the_poster_and_says_so(roll: Roll, election: Election, clerk: User) -> None:
    first = issued(clerk, "roll_poster", election, election)
    Roll.objects.filter(pk=roll.pk).update(version=2)
    second = issued(clerk, "roll_poster", election, election)
    first.refresh_from_db()
    assert second.title == "选民名单公告（第2版）" and first.replaced_by == second


def test_without_a_published_roll_there_is_no_poster(election: Election, clerk: User) -> None:
    with pytest.raises(PaperNotReady):
        issued(clerk, "roll_poster", election, election)


def test_every_voter_gets_a_card_eight_on_a_page(
    roll: Roll, election: Election, clerk: User, tmp_path: Path
) -> None:
    final(roll)
    paper = issued(clerk, "voter_cards", election, election)
    pages = pages_of(paper, tmp_path)
    assert paper.pages == len(pages) == 15
    assert paper.title == "选民证" and paper.full_number == "棠选证〔2020〕1号"
    assert all(f"选民{n}" in pages[(n - 1) // 8] for n in range(1, 121))
    assert all(page.count("选民证（演练）") == 8 for page in pages)
    assert "选民121" not in "".join(pages)


def test_a_place_without_a_voter_is_struck() -> None:
    cards = VoterCards(
        heading=HEADING, name="选民证", cards=(VoterCard(1, "张伟", "男", "第1组"),), day=date(2021, 1, 20)
    )
    (rows,) = cards.pages
    assert len(rows) == 4 and rows[0].count("作　废") == 6


# --- the round


def test_the_notice_tells_manner_hours_places_and_the_limit_of_proxies(
    open_contest: Contest, election: Election, clerk: User, tmp_path: Path
) -> None:
    told = said(clerk, "voting_notice", open_contest, election, tmp_path)
    assert "2021年1月20日8:00至12:00" in told and "中心会场村部礼堂" in told
    assert "每一选民接受委托不得超过5人" in told  # A-PROXY-04
    assert "可以使用流动票箱投票" in told  # A-VOTE-05


def test_before_time_and_place_are_published_there_is_no_notice(
    contest: Contest, election: Election, clerk: User
) -> None:
    with pytest.raises(PaperNotReady):
        issued(clerk, "voting_notice", contest, election)


def test_the_ballot_is_one_page_of_a5_with_posts_names_and_lines_to_write_in(
    contest: Contest, election: Election, clerk: User, tmp_path: Path
) -> None:
    paper = issued(clerk, "ballot", contest, election)
    (page,) = pages_of(paper, tmp_path)
    assert paper.full_number == "棠选票〔2020〕1号"
    assert page.index("陈立新") < page.index("周海燕") < page.index("李桂香") < page.index("罗志勇")
    assert "主任应选1名" in page and "委员应选3名" in page
    assert page.count("另选他人") == 1 + 3 + 1  # one line a seat, and the note
    size = subprocess.run(["pdfinfo", tmp_path / "paper.pdf"], capture_output=True, text=True, check=True)
    assert "419.528 x 595.276" in size.stdout


@pytest.mark.parametrize(
    ("overvote", "two_offices", "words"),
    [
        ("position", "void_positions", ["该职务的选票无效", "所涉职务的选票无效"]),
        ("ballot", "void_ballot", ["整张选票无效", "同一人选任两个以上职务的，整张选票无效"]),
        ("position", "keep_higher", ["只计最高的一个职务"]),
    ],
)
def test_the_notes_of_the_ballot_follow_the_counting_rule(
    overvote: str, two_offices: str, words: list[str]
) -> None:
    notes = "".join(_ballot(overvote, two_offices).notes)
    assert all(word in notes for word in words)


def test_where_one_may_hold_two_offices_or_there_is_one_post_no_note_forbids_it() -> None:
    assert "两个以上职务" not in "".join(_ballot("position", "allow").notes)
    assert "两个以上职务" not in "".join(_ballot("position", "void_ballot", posts=1).notes)


def test_the_ballot_says_when_marks_that_cannot_be_read_are_counted() -> None:
    """AMB-36, reading 2."""
    told = "无法辨认的符号也计入所选人数"
    assert told in "".join(_ballot("position", "allow", unread_counted=True).notes)
    assert told not in "".join(_ballot("position", "allow").notes)


def _ballot(overvote: str, two_offices: str, posts: int = 2, *, unread_counted: bool = False) -> Ballot:
    post = BallotPost("委员", 3, ("张伟", "李秀英", "王芳", "刘洋"))
    return Ballot(
        heading=HEADING,
        round="",
        day=date(2021, 1, 20),
        posts=(post,) * posts,
        overvote=overvote,
        two_offices=two_offices,
        unread_counted=unread_counted,
    )


def test_each_box_has_its_own_sheet_with_room_for_every_paper(
    box: Box, mobile: Box, election: Election, clerk: User, tmp_path: Path
) -> None:
    venue = said(clerk, "count_sheet", box, election, tmp_path)
    small = said(clerk, "count_sheet", mobile, election, tmp_path)
    assert "计票单（中心会场）" in venue and "计票单（流动票箱）" in small
    assert "200" in venue and "200" not in small  # 120 voters: two lines of a hundred, one for the mobile box
    assert all(name in venue for name in ("陈立新", "罗志勇", "唱票人", "监票人"))


# --- the result


def test_the_notice_of_the_result_tells_both_majorities_all_votes_and_who_is_elected(
    full: Contest, election: Election, clerk: User, tmp_path: Path
) -> None:
    announced(election, clerk, EVENING)
    told = said(clerk, "result_notice", election, election, tmp_path)
    assert "确认并当场宣布，正由镇党委审查" in told
    assert "登记选民120人，参加投票108人；过半数为61人，有效。" in told
    assert "发出选票110张，收回108张" in told
    assert "主任陈立新" in told and "委员李桂香（女）彭建军唐小明" in told
    assert all(name in told for name in ("周海燕", "罗志勇"))
    assert "应选3名，55票以上当选" in told


def test_a_seat_left_empty_is_told(
    short: Contest, election: Election, clerk: User, teller: User, tmp_path: Path
) -> None:
    """Not while the runoff is to come; then what stays empty is told."""
    assert "result_notice" not in {one.kind.key for one in issuable(VILLAGE)}
    with pytest.raises(PaperNotReady):
        issued(clerk, "result_notice", election, election)
    boxes = [BoxDraft(BoxKind.VENUE, "中心会场")]
    runoff = open_runoff(by=clerk, contest=short, day=date(2021, 1, 20), now=EVENING, boxes=boxes)
    publish_time_and_place(by=clerk, contest=runoff, now=EVENING)
    counted(runoff, clerk, teller, member_sheet({"m3": 20, "m4": 20}), now=EVENING)
    announced(election, clerk, EVENING)
    assert "委员缺1名。" in said(clerk, "result_notice", election, election, tmp_path)


def test_while_votes_are_counted_there_is_no_result_on_paper(
    open_contest: Contest, election: Election, clerk: User
) -> None:
    for kind in ("result_notice", "result_report"):
        with pytest.raises(PaperNotReady):
            issued(clerk, kind, election, election)


def test_the_notice_of_the_runoff_names_the_seats_the_people_and_the_third(
    short: Contest, election: Election, clerk: User, tmp_path: Path
) -> None:
    runoff = open_runoff(by=clerk, contest=short, day=date(2021, 1, 25), now=EVENING)
    told = said(clerk, "runoff_notice", runoff, election, tmp_path)
    assert "另行选举公告" in told
    assert "唐小明40" in told and "罗志勇30" in told
    assert "不得少于已投选票总数的三分之一" in told
    assert "另行选举选票" in said(clerk, "ballot", runoff, election, tmp_path)


LEVEL = sheet(98, 98, 2, member={"m1": 80, "m2": 70, "m3": 62, "m4": 62})
FEW = sheet(60, 60, 0, chair={"c1": 50}, member={})
NO_PAPERS = sheet(0, 0, 0, chair={}, member={})
OF_A_ROUND = {"runoff_notice", "sign_in", "opening_record", "ballot", "count_sheet"}


@pytest.mark.parametrize(
    ("sheets", "words", "name"),
    [
        ((LEVEL, NOTHING), "因得票相等，不能确定当选人", "再次投票"),
        ((sheet(), NOTHING), "当选人数少于应选名额", "另行选举"),
        ((FEW, NO_PAPERS), "投票无效", "重新组织选举"),
    ],
)
def test_every_paper_of_a_further_round_is_there_with_its_opening(
    open_contest: Contest,
    election: Election,
    clerk: User,
    teller: User,
    tmp_path: Path,
    sheets: tuple[Sheet, ...],
    words: str,
    name: str,
) -> None:
    """A re-vote of those level, a runoff, a void round anew: the notice tells why, each paper is of this round."""
    counted(open_contest, clerk, teller, *sheets, accepted=["nothing_returned"])
    made = open_runoff(by=clerk, contest=open_contest, day=date(2021, 1, 25), now=EVENING)
    publish_time_and_place(by=clerk, contest=made, now=EVENING)
    shown_empty(made, clerk)
    of_round = [
        each
        for each in issuable(VILLAGE)
        if getattr(each.occasion.subject, "contest_id", None) == made.pk or each.occasion.subject == made
    ]
    assert {each.kind.key for each in of_round} >= OF_A_ROUND
    told = {
        key: said(clerk, key, each.occasion.subject, election, tmp_path)
        for each in of_round
        if (key := each.kind.key) in OF_A_ROUND
    }
    assert words in told["runoff_notice"] and name in told["runoff_notice"]
    stands = [line.choice.name for position in made.positions.all() for line in position.lines.all()]
    for key in ("runoff_notice", "ballot", "count_sheet"):
        assert all(person in told[key].replace("　", "").replace(" ", "") for person in stands), key


def test_the_report_form_has_every_figure_and_places_to_sign(
    full: Contest, election: Election, clerk: User, tmp_path: Path
) -> None:
    announced(election, clerk, EVENING)
    paper = issued(clerk, "result_report", election, election)
    told = "".join(pages_of(paper, tmp_path))
    assert paper.title == "选举结果报告单"
    for words in ("登记选民120人", "发出选票110张", "收回选票108张", "无效票2张", "总监票人", "白果镇意见"):
        assert words in told


def test_what_was_not_counted_is_not_told_as_nought(
    full: Contest, election: Election, clerk: User, tmp_path: Path
) -> None:
    """The sheets hold votes for; nobody counted votes against, so the form has no column of noughts."""
    announced(election, clerk, EVENING)
    assert "反对" not in said(clerk, "result_report", election, election, tmp_path)


def test_certificates_wait_for_the_township_and_then_everyone_elected_has_one(
    full: Contest, election: Election, clerk: User, township: User, tmp_path: Path
) -> None:
    assert certificates_for(election) == []
    assert "certificate" not in {one.kind.key for one in issuable(VILLAGE)}
    made_final(election, township, EVENING)
    subjects = certificates_for(election)
    assert [subject.person.name for subject in subjects] == ["陈立新", "李桂香", "彭建军", "唐小明"]
    papers = [issued(clerk, "certificate", subject, election) for subject in subjects]
    assert [paper.number for paper in papers] == [1, 2, 3, 4]
    (page,) = pages_of(papers[0], tmp_path)
    assert papers[0].title == "当选证书（陈立新）"
    assert "陈立新同志" in page and "您当选为棠兴村村民委员会主任" in page


# --- the ledger and the page


def test_what_is_done_with_a_paper_stands_in_the_ledger(roll: Roll, election: Election, clerk: User) -> None:
    paper = issued(clerk, "roll_poster", election, election)
    office = require(clerk, "paper.post", VILLAGE)
    post_paper(by=clerk, office=office, paper=paper, now=election.cycle.clock)
    take_down(by=clerk, office=office, paper=paper, now=election.cycle.clock)
    entries = LedgerEntry.objects.filter(chain=VILLAGE, act__startswith="paper.").order_by("seq")
    assert [entry.data["deed"] for entry in entries] == ["issued", "posted", "taken_down"]
    assert entries[0].act == Act.PAPER_ISSUED and entries[0].data["sha256"] == paper.file.sha256
    assert list(breaks_in(VILLAGE)) == []


def test_a_paper_of_training_lives_by_the_clock_of_its_cycle(
    roll: Roll, election: Election, clerk: User
) -> None:
    paper = issued(clerk, "roll_poster", election, election)
    assert kind_of(paper.kind).clock(paper, at(2031, 1, 1)) == election.cycle.clock


def test_a_clerk_prints_from_the_page_what_the_records_allow(
    open_contest: Contest, election: Election, clerk: User, client_of: ClientOf
) -> None:
    found = {one.kind.key: one.reference for one in issuable(VILLAGE)}
    assert found.pop("wall_calendar")
    expected = {"roll_poster", "voting_notice", "sign_in", "opening_record", "ballot", "count_sheet"}
    assert set(found) == expected
    client = client_of(clerk)
    for kind, about in found.items():
        answer = client.post(f"/villages/{VILLAGE}/papers/issue/", {"kind": kind, "about": about})
        assert answer.status_code == 302
    assert Paper.objects.filter(training=True).count() == 5  # the sign-in list is a job
    assert [job.result["pages"] for job in run_jobs()] == [1]
    assert Paper.objects.filter(training=True).count() == 6


def test_a_community_has_its_own_words() -> None:
    heading = Heading("衡山县", "白果镇", "长青社区", "长选", True, 10, date(2021, 1, 20))
    assert heading.election == "长青社区第十次居民委员会换届选举"
    assert heading.issuer == "白果镇长青社区居民选举委员会"
    assert heading.law == "《中华人民共和国城市居民委员会组织法》"
