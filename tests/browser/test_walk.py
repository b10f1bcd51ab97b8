"""The main job, end to end, as people do it: five officers and a visitor, from the empty township to the result."""

import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from accounts.models import User
from documents.enums import JobState
from documents.models import Job
from elections.models import Election
from overview.demo.officers import Township, VillageStaff
from overview.rehearsal.people import nominees_of, register_lines
from overview.rehearsal.script import play, script_of
from overview.rehearsal.timetable import Timetable
from overview.rehearsal.walk import Walk
from tests.browser.desk import Desk
from tests.browser.roll_file import filled_in, spoilt
from tests.cast import ELECTION_DAY, VILLAGE, at
from villages.models import Village

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLACE = f"/villages/{VILLAGE}"
RUNOFF_DAY = date(2021, 1, 22)
VOTERS = 102
Desks = Callable[..., Desk]


@dataclass(frozen=True)
class Cast:
    """The desks of those who take part, and a visitor who does not sign in."""

    office: Desk
    clerk: Desk
    second: Desk
    county: Desk
    visitor: Desk


@pytest.fixture
def cast(
    township: User,
    clerk: User,
    second_clerk: User,
    county_reviewer: User,
    village: Village,
    second_village: Village,
    desk: Desks,
) -> Cast:
    return Cast(desk(township), desk(clerk), desk(second_clerk), desk(county_reviewer), desk(None))


@pytest.fixture
def people(village: Village) -> list[dict[str, str]]:
    """Everyone of age in the village, as the clerk's records have them."""
    return list(register_lines(village, ELECTION_DAY, Random(1)))


def test_a_village_elects_its_committee_from_the_roll_sheet_to_the_posted_result(
    cast: Cast, people: list[dict[str, str]], worker: None, tmp_path: Path
) -> None:
    opens_the_cycle(cast.office)
    sets_days_and_seats(cast.office)
    records_what_came_before(cast)

    cast.office.set_the_clock(at(2020, 12, 19, 15))
    sends_in_the_roll(cast.clerk, people, tmp_path)
    cast.office.set_the_clock(at(2020, 12, 22, 17))
    nominated = enters_the_nomination(cast.clerk)
    cast.office.set_the_clock(at(2020, 12, 25, 10))
    proposes(cast.clerk)
    cast.office.set_the_clock(at(2020, 12, 27, 10))
    passes_everyone(cast.office, len(nominated))

    cast.office.set_the_clock(at(2021, 1, 1))
    is_a_day_too_late_for_the_roll(cast.clerk)
    cast.office.set_the_clock(at(2020, 12, 28, 9, 30))
    publishes_the_roll(cast.clerk)
    cast.office.set_the_clock(at(2020, 12, 29, 15))
    passes_everyone(cast.county, len(nominated))

    cast.office.set_the_clock(at(2021, 1, 6, 17))
    records_the_party_election(cast.clerk)
    cast.office.set_the_clock(at(2021, 1, 11))
    publishes_the_formal_list(cast.clerk, nominated)
    cast.office.set_the_clock(at(2021, 1, 14))
    publishes_time_and_place(cast.clerk)
    prints_the_papers_of_the_vote(cast.office)
    finds_a_voter_on_the_public_board(cast.visitor, people[0])

    cast.office.set_the_clock(at(2021, 1, 20, 14, 20))
    enters_the_boxes(cast.clerk, 1, FIRST_ROUND)
    enters_the_boxes(cast.second, 1, [with_a_slip(FIRST_ROUND[0]), FIRST_ROUND[1]])
    settles_the_difference(cast.clerk)
    sees_both_majorities(cast.clerk)
    opens_the_runoff(cast.clerk)

    cast.office.set_the_clock(at(2021, 1, 22, 14, 20))
    enters_the_boxes(cast.clerk, 2, RUNOFF)
    enters_the_boxes(cast.second, 2, RUNOFF)
    elected = sees_every_seat_filled(cast.clerk)
    confirms_the_result(cast.office)
    notice = posts_the_result(cast.office)

    reads_the_result_without_signing_in(cast.visitor, notice, elected, people)
    proves_the_ledger(cast.office)
    nobody_met_an_error(cast)


# Before the roll


def opens_the_cycle(office: Desk) -> None:
    office.open("/cycle/")
    office.fill({"rulebook": "county-town-2020", "training": "1", "starts_on": "2020-12-15"})
    office.press()
    expect(office.page).to_have_url(re.compile("/days/$"))


def sets_days_and_seats(office: Desk) -> None:
    office.open(f"/days/{VILLAGE}/")
    office.fill({"registration_day": "2020-12-19", "party_day": "2021-01-06", "election_day": ELECTION_DAY})
    office.press()
    office.open(f"{PLACE}/candidates/seats/")
    office.press()
    office.open("/board/")
    expect(office.page.locator("main")).to_contain_text("棠兴村")


def records(desk: Desk, step: str, day: str, people: str, note: str) -> None:
    """Puts a step that was done off-line on record."""
    desk.open(f"{PLACE}/steps/{step}/")
    desk.fill({"held_on": day, "people": people, "note": note})
    desk.press()


def records_what_came_before(cast: Cast) -> None:
    records(cast.office, "preparation", "2020-10-30", "镇审计组、联村干部", "调查摸底和财务清理审计完成")
    records(cast.office, "bodies", "2020-12-08", "镇换届办", "机构、方案和培训已落实")
    records(cast.clerk, "representatives", "2020-12-13", "各组推选", "代表30人，其中妇女10人")
    records(cast.clerk, "election_committee", "2020-12-14", "代表会议", "选举委员会7人，其中妇女2人")
    records(cast.clerk, "first_recommendation", "2020-12-15", "党员和代表60人", "民主测评和一推完成")


# The roll


def sends_in_the_roll(clerk: Desk, people: Sequence[Mapping[str, str]], folder: Path) -> None:
    """First a sheet with faults, which are named row by row; then the mended one, looked at and taken over."""
    clerk.open(f"{PLACE}/roll/")
    with clerk.page.expect_download() as download:
        clerk.page.locator("main a[href$='template.xlsx']").first.click()
    download.value.save_as(folder / "template.xlsx")
    wrong, rows = spoilt(people)

    sends(clerk, filled_in(folder / "template.xlsx", wrong, folder / "faulty.xlsx"))
    findings = clerk.page.locator("table.findings tbody tr")
    expect(findings.locator("th")).to_have_text([str(row) for row in rows])
    assert all(remedy.strip() for remedy in findings.locator("td:last-child").all_inner_texts())

    sends(clerk, filled_in(folder / "template.xlsx", people, folder / "mended.xlsx"))
    expect(clerk.sentence).to_contain_text(f"{VOTERS}")
    clerk.press(clerk.page.locator("form[action$='/commit/'] .btn-primary"))
    expect(clerk.sentence).to_contain_text(f"{VOTERS}")


def sends(clerk: Desk, file: Path) -> None:
    """Sends a sheet in and watches until a worker has checked it."""
    clerk.open(f"{PLACE}/roll/upload/")
    clerk.page.locator("input[type=file]").set_input_files(file)
    clerk.press()
    expect(clerk.page.locator(".job, .refuse")).to_have_count(0)


def types_the_fingerprint(clerk: Desk) -> None:
    clerk.open(f"{PLACE}/roll/")
    fingerprint = clerk.page.locator(".facts-list dd.code").inner_text()
    clerk.open(f"{PLACE}/roll/publish/")
    clerk.fill({"fingerprint": fingerprint[:4]})


def is_a_day_too_late_for_the_roll(clerk: Desk) -> None:
    types_the_fingerprint(clerk)
    refusal = clerk.press_in_vain()
    expect(refusal).to_contain_text("A-ROLL-17")
    expect(refusal).to_contain_text("2020年12月31日")


def publishes_the_roll(clerk: Desk) -> None:
    types_the_fingerprint(clerk)
    clerk.press()
    expect(clerk.sentence).to_contain_text("12月28日")


# Candidates


def enters_the_nomination(clerk: Desk) -> list[str]:
    """Pastes the names from a sheet; returns those who become candidates: the first two and the first three."""
    election = Election.objects.get(village=VILLAGE)
    chairs = nominees_of(election, 3, (), women=False)
    members = nominees_of(election, 4, {person.pk for person in chairs}, women=True)
    lines = [f"主任 {person.name} {votes}" for person, votes in zip(chairs, (40, 25, 12), strict=True)]
    lines += [f"委员 {person.name} {votes}" for person, votes in zip(members, (50, 40, 30, 10), strict=True)]
    clerk.open(f"{PLACE}/candidates/nomination/")
    clerk.page.locator("details").filter(has=clerk.page.locator("[name=pasted]")).locator("summary").click()
    clerk.fill({"pasted": "\n".join(lines)})
    clerk.press(clerk.page.locator("button[value=paste]"))
    clerk.fill({"held_on": "2020-12-22", "issued": 90, "returned": 88})
    clerk.press()
    return [person.name for person in (*chairs[:2], *members[:3])]


def proposes(clerk: Desk) -> None:
    clerk.open(f"{PLACE}/candidates/propose/")
    clerk.fill({"held_on": "2020-12-24", "note": "村党组织会议审议，同意上报", "signed_on": "2020-12-24"})
    clerk.press()


def passes_everyone(reviewer: Desk, people: int) -> None:
    """Works through the queue, person by person."""
    reviewer.open("/reviews/")
    reviewer.press()
    for _person in range(people):
        reviewer.fill({"verdict": "pass", "reason": "材料齐全，已核实"})
        if reviewer.has("approval"):
            reviewer.fill({"approval": "县换届领导小组〔2020〕12号"})
        reviewer.press()
    expect(reviewer.page).to_have_url(re.compile("/reviews/$"))


def records_the_party_election(clerk: Desk) -> None:
    records(clerk, "party_notice", "2020-12-31", "党组织", "预备人选公示，镇党委批复")
    records(clerk, "party_election", "2021-01-06", "党员大会，应到58人，实到52人", "选出党组织委员会5人")


def publishes_the_formal_list(clerk: Desk, nominated: Sequence[str]) -> None:
    clerk.open(f"{PLACE}/candidates/publish/")
    clerk.press()
    for name in nominated:
        expect(clerk.page.locator("main")).to_contain_text(name)


# The vote


def publishes_time_and_place(clerk: Desk) -> None:
    clerk.open(f"{PLACE}/votes/1/places/")
    clerk.fill({"opens_at": "08:00", "closes_at": "14:00"})
    clerk.fill({"form-0-kind": "venue", "form-0-name": "选举大会会场", "form-0-address": "棠兴村村部"})
    clerk.fill({"form-1-kind": "station", "form-1-name": "第一投票站", "form-1-address": "棠兴村小学"})
    clerk.press()
    clerk.press()


def prints_the_papers_of_the_vote(office: Desk) -> None:
    issues(office, "roll_poster")
    posts(office, "选民名单公告", "2021-01-20")
    issues(office, "formal_candidates")
    issues(office, "voting_notice")
    issues(office, "ballot")


def issues(office: Desk, kind: str) -> None:
    office.open(f"{PLACE}/papers/")
    form = office.page.locator("form").filter(has=office.page.locator(f"input[name=kind][value={kind}]"))
    office.press(form.first.locator("button"))


def posts(office: Desk, title: str, last_day: str = "") -> str:
    """Puts a paper on the public board; returns its verification code."""
    row = office.page.locator("section[aria-labelledby=issued] li").filter(has_text=title)
    code = row.locator("a.code").inner_text()
    row.locator("summary").click()
    row.locator("[name=last_day]").fill(last_day)
    office.press(row.locator("form button"))
    return code


def finds_a_voter_on_the_public_board(visitor: Desk, voter: Mapping[str, str]) -> None:
    visitor.open(f"/public/{VILLAGE}/")
    expect(visitor.page.locator(".pb-list")).to_contain_text("选民名单公告")
    visitor.fill({"name": voter["name"], "group": voter["group"]})
    visitor.press()
    expect(visitor.page.locator(".pb-hit")).to_contain_text(voter["name"])


Figures = Mapping[str, Any]
# Two boxes: 68 papers of 102 voters, so that 35 votes elect. The second seat of the members stays empty.
FIRST_ROUND: Sequence[Figures] = (
    {
        "head": {"issued": 50, "returned": 48, "spoilt": 2},
        "chair": {"votes": [30, 14], "written": {"周涛": 1}, "invalid": 1},
        "member": {"votes": [35, 20, 18], "written": {}, "invalid": 0},
    },
    {
        "head": {"issued": 20, "returned": 20, "spoilt": 0},
        "chair": {"votes": [12, 7], "written": {}, "invalid": 0},
        "member": {"votes": [12, 9, 8], "written": {}, "invalid": 0},
    },
)
# 60 papers, so that 20 votes are the third that a runoff asks for.
RUNOFF: Sequence[Figures] = (
    {
        "head": {"issued": 45, "returned": 44, "spoilt": 1},
        "member": {"votes": [25, 16], "written": {}, "invalid": 0},
    },
    {
        "head": {"issued": 16, "returned": 16, "spoilt": 0},
        "member": {"votes": [9, 7], "written": {}, "invalid": 0},
    },
)


def with_a_slip(sheet: Figures) -> Figures:
    """The sheet with one figure typed wrong."""
    first, *others = sheet["chair"]["votes"]
    return {**sheet, "chair": {**sheet["chair"], "votes": [first - 10, *others]}}


def enters_the_boxes(desk: Desk, number: int, sheets: Sequence[Figures]) -> None:
    """Types the sheet of every box; the form is empty, whoever has entered it before."""
    for sheet in sheets:
        desk.open(f"{PLACE}/votes/")
        desk.press()
        assert {field.input_value() for field in desk.page.locator("input.figure").all()} == {""}
        types(desk, sheet)
        expect(desk.page.locator("output.wrong")).to_have_count(0)
        desk.press()


def types(desk: Desk, sheet: Figures) -> None:
    desk.fill({**sheet["head"], "scrutineers": "肖国华、成桂英"})
    for post, figures in sheet.items():
        if post == "head":
            continue
        part = desk.page.locator(f"[data-post={post}]")
        for field, votes in zip(
            part.locator("tr[data-row]:not([data-written]) input").all(), figures["votes"], strict=True
        ):
            field.fill(str(votes))
        for row, (name, votes) in enumerate(figures["written"].items()):
            desk.fill({f"{post}-written-{row}-name": name, f"{post}-written-{row}-votes": votes})
        part.locator("tr[data-void] input").fill(str(figures["invalid"]))


def settles_the_difference(clerk: Desk) -> None:
    clerk.open(f"{PLACE}/votes/")
    clerk.press()
    choice = clerk.page.locator("table.settle tbody tr")
    expect(choice).to_have_count(1)
    choice.locator("input[value=first]").check()
    clerk.fill({"reason": "复核原始选票，以第一次录入为准"})
    clerk.press()


def sees_the_result(desk: Desk, number: int) -> None:
    """Waits at the boxes until a worker has tallied, then looks at the result."""
    expect(desk.primary).to_have_attribute("href", f"{PLACE}/votes/{number}/")
    desk.press()


def sees_both_majorities(clerk: Desk) -> None:
    sees_the_result(clerk, 1)
    equations = clerk.page.locator("table.eq")
    for figure in ("68 × 2 = 136", str(VOTERS), "≥ 35"):
        expect(equations).to_contain_text(figure)
    expect(clerk.page.locator(".stamp")).to_have_count(2)
    assert tallied() == [JobState.DONE]


def tallied() -> list[str]:
    return list(Job.objects.filter(kind="count.tally").values_list("state", flat=True))


def opens_the_runoff(clerk: Desk) -> None:
    clerk.press()
    clerk.fill({"day": RUNOFF_DAY})
    clerk.press()
    clerk.press()
    expect(clerk.sentence).to_contain_text("1月22日")


def sees_every_seat_filled(clerk: Desk) -> list[str]:
    """Returns who was elected in the runoff."""
    clerk.open(f"{PLACE}/votes/")
    sees_the_result(clerk, 2)
    expect(clerk.page.locator("table.eq")).to_contain_text("≥ 20")
    assert tallied() == [JobState.DONE, JobState.DONE]
    return clerk.page.locator("tr.el th").all_inner_texts()


# The result


def confirms_the_result(office: Desk) -> None:
    office.set_the_clock(at(2021, 1, 22, 18))
    office.open(f"{PLACE}/votes/2/")
    office.page.locator("[name=conduct]").check()
    office.page.locator("[name=process]").check()
    office.press()


def posts_the_result(office: Desk) -> str:
    """Returns the notice's verification code."""
    issues(office, "result_notice")
    return posts(office, "选举结果公告")


def reads_the_result_without_signing_in(
    visitor: Desk, code: str, elected: Sequence[str], people: Sequence[Mapping[str, str]]
) -> None:
    visitor.open(f"/public/{VILLAGE}/")
    board = visitor.page.content()
    notice = visitor.page.locator(".pb-list a").filter(has_text="选举结果公告")
    expect(visitor.page.locator(".pb-list li")).to_have_count(1)
    answer = visitor.page.request.get(str(notice.get_attribute("href")))
    paper = text_of(answer.body())
    assert all(re.search(r"\s*".join(name.split()[0]), paper) for name in elected)
    assert not [person["id"] for person in people if person["id"] in board + paper]
    visitor.open(f"/verify/{code.replace('-', '')}/")
    expect(visitor.page.locator("main")).to_contain_text("选举结果公告")


def text_of(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def proves_the_ledger(office: Desk) -> None:
    office.open(f"{PLACE}/ledger/")
    expect(office.page.locator("main .st.done")).to_be_visible()
    for act in ("公布选民名单", "录入计票单"):
        expect(office.page.locator("ol.ledger")).to_contain_text(act)
    call_command("verify_ledger")


def nobody_met_an_error(cast: Cast) -> None:
    """But for the refusal that was asked for."""
    complaints = [complaint for desk in vars(cast).values() for complaint in desk.watch.complaints]
    assert complaints == [f"409 {PLACE}/roll/publish/"]


# On a phone, in English

PAGES_BEFORE: Mapping[str, Sequence[str]] = {
    "registration": ("/roll/", "/roll/upload/", "/steps/representatives/"),
    "nomination": ("/candidates/nomination/",),
    "proposal": ("/candidates/", "/candidates/propose/"),
    "roll": ("/roll/", "/roll/uploads/1/", "/roll/publish/"),
    "candidates": ("/candidates/publish/",),
    "places": ("/votes/", "/votes/1/places/"),
    "first_entry": ("/votes/", "/votes/1/boxes/1/enter/"),
    "settle": ("/votes/1/", "/votes/1/boxes/1/settle/", "/votes/1/boxes/2/reopen/"),
    "runoff": ("/votes/", "/votes/1/", "/votes/1/further/"),
    "confirm": ("/votes/2/", "/papers/", "/ledger/", "/"),
}
EVERYWHERE = ("/", "/villages/", "/rulebook/", "/ledger/", "/verify/", f"/public/{VILLAGE}/")


@pytest.fixture
def walk(
    election: Election,
    township: User,
    county_office: User,
    county_reviewer: User,
    auditor: User,
    clerk: User,
    second_clerk: User,
    teller: User,
) -> Walk:
    above = Township(township, county_office, county_reviewer, auditor)
    return Walk(
        election, above, VillageStaff(clerk, second_clerk, teller), Timetable(ELECTION_DAY), Random(1)
    )


def test_the_clerks_pages_work_on_a_phone_in_english(walk: Walk, desk: Desks) -> None:
    """Before each act of the rehearsal the pages that belong to it, and at the end those that always stand."""
    clerk = desk(walk.clerk, width=390)
    clerk.speak_english()
    wide: list[str] = []
    for scene in script_of(walk, papers=False):
        wide += too_wide(clerk, [PLACE + path for path in PAGES_BEFORE.get(scene.name, ())])
        play(scene, walk.election.cycle)
    wide += too_wide(clerk, EVERYWHERE)
    assert wide == []
    assert clerk.watch.complaints == []


def too_wide(desk: Desk, paths: Sequence[str]) -> list[str]:
    """Opens the pages; returns those that scroll sideways."""
    found = []
    for path in paths:
        desk.open(path)
        if desk.scrolls_sideways():
            found.append(path)
    return found
