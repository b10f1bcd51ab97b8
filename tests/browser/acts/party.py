"""The Party's path on its pages: each stage by the office that the plan names, in the plan's order."""

from playwright.sync_api import expect

from elections.rulebook import PartyStage
from tests.browser.acts.cycle import PLACE
from tests.browser.desk import Desk
from tests.candidates.party import FULL, Path
from tests.cast import VILLAGE
from villages.enums import Post
from villages.models import PartyMember
from voting.papers.words import POSTS

PATH = f"{PLACE}/candidates/party/"
FOUND = {"inspectors": "考察组", "passed": "yes", "standard-moral_conduct": "好"}


def opens(desk: Desk, stage: PartyStage, day: str) -> None:
    desk.open(f"{PATH}{stage.key}/")
    if desk.has("held_on"):
        desk.fill({"held_on": day})


def meeting(desk: Desk, path: Path, stage: PartyStage, day: str) -> None:
    """Attendance, papers and votes as the meeting counted them, pasted."""
    lines = [f"{POSTS[Post(post)]} {person.name} 60票" for post, person in path.pairs()]
    desk.fill({**vars(FULL), "guides": "谭国安", "lines": "\n".join(lines)})
    desk.fill({"expected_reason": "流动党员回村参加"})
    if desk.has("appraisal"):
        desk.fill({"appraisal": "现任成员均称职"})
    desk.press()


def lists(desk: Desk, path: Path, stage: PartyStage, day: str) -> None:
    """Everybody offered, for the post that stands there; where the assembly's opinion is asked, all are in favour.

    Where the list intends persons for the committee, four besides.
    """
    favours = [box.get_attribute("name") for box in desk.page.locator("main [name^=favour-]").all()]
    if favours:
        present = PartyMember.objects.filter(village=path.election.village).count()
        desk.fill(dict.fromkeys(["present", *favours], present))
    if desk.has("more_intended"):
        desk.fill({"more_intended": "\n".join(f"委员 {one.name}" for one in path.people[4:8])})
    desk.fill({"note": "会议研究确定"})
    desk.press()


def chooses(desk: Desk, path: Path, stage: PartyStage, day: str) -> None:
    desk.fill({"note": "比选确定", "chosen": path.people[0].pk})
    desk.press()


def inspects(desk: Desk, path: Path, stage: PartyStage, day: str) -> None:
    """One person after the other, until nobody is left."""
    while desk.has("inspectors"):
        desk.fill({"held_on": day, **FOUND})
        if desk.has("discipline_opinion"):
            desk.fill({"discipline_opinion": "镇纪委：同意"})
        for box in desk.page.locator("main [name=ways]").all():
            box.check()
        desk.press()
        desk.open(f"{PATH}{stage.key}/")


def signs_and_decides(desk: Desk, path: Path, stage: PartyStage, day: str) -> None:
    """The stage is refused until everybody above has signed; its page leads to the signatures."""
    desk.fill({"note": "研究审定"})
    expect(desk.press_in_vain()).to_contain_text("还需审签")
    desk.open(f"{PATH}{stage.key}/")
    desk.page.locator("main a[href*='/reviews/signatures/']").first.click()
    while desk.has("signed_on"):
        desk.fill({"name": "周志强", "document": "会议纪要12号", "signed_on": day})
        desk.press()
    opens(desk, stage, day)
    desk.fill({"note": "研究审定"})
    desk.press()


def posts(desk: Desk, path: Path, stage: PartyStage, day: str) -> None:
    desk.press()
    expect(desk.sentence).to_contain_text("公示期至")


def reports(desk: Desk, path: Path, stage: PartyStage, day: str) -> None:
    desk.fill({"note": "呈报审批"})
    desk.press()


ACTS = {
    "meeting": meeting,
    "list": lists,
    "choice": chooses,
    "inspection": inspects,
    "approval": signs_and_decides,
    "notice": posts,
    "request": reports,
    "reply": reports,
}


def plans_the_seats(township: Desk) -> None:
    """Three seats of the Party organisation, and the committee's as the plan proposes them."""
    township.open(f"{PLACE}/candidates/seats/")
    township.fill({"seats-secretary": 1, "seats-party_deputy": 1, "seats-party_member": 1})
    township.press()
    expect(township.page.locator("main .facts-list dd").first).to_have_text("1")


def decides_on_relatives(township: Desk, day: str) -> None:
    """Of the one pair that stands: both may, where the plan lets the township allow it (C-KIN-01), else who gives way."""
    township.open(f"{PLACE}/candidates/relatives/")
    township.page.locator("main tbody a.btn").click()
    township.page.locator("main [name=yields]").first.check()
    township.fill({"document": "镇党委〔2020〕18号", "decided_on": day, "reason": "镇党委集体研究决定"})
    township.press()
    expect(township.page.locator("main tbody")).to_contain_text("镇党委〔2020〕18号")


def asks_the_village(department: Desk) -> None:
    """Returns the first of its queue to the village with a question."""
    department.open("/reviews/department/")
    department.page.locator("main table a").first.click()
    form = department.page.locator("main details:has([name=question])")
    form.locator("summary").click()
    department.fill({"question": "此人2019年的情况请补充说明"})
    department.press(form.locator("button"))


def answers_the_question(clerk: Desk) -> None:
    clerk.open(f"{PLACE}/candidates/questions/")
    clerk.page.locator("main .told-list a").click()
    clerk.fill({"text": "已附村党组织说明"})
    clerk.press()
    expect(clerk.page.locator("main .told-list")).to_have_count(0)


def has_a_doubt(department: Desk) -> str:
    """About the first of its queue; returns that person's name."""
    department.open("/reviews/department/")
    person = department.page.locator("main table a").first
    name = person.inner_text()
    person.click()
    department.fill({"verdict": "concern"})
    department.page.locator("main textarea[name=reason]").fill("履历有一段不清楚")
    department.press()
    return name


def returns(county: Desk, name: str) -> None:
    """The county returns a person to the village, with the reason."""
    county.open("/reviews/")
    county.page.locator("main table a").filter(has_text=name).click()
    county.fill({"verdict": "return", "reason": "请补充履历证明"})
    county.press()


def hands_in_again(clerk: Desk, name: str) -> None:
    clerk.open(PATH)
    clerk.page.locator("main tr").filter(has_text=name).locator("a[href$='/answer/']").click()
    clerk.fill({"text": "履历证明已补齐"})
    clerk.press()


def department_answers(department: Desk, people: int) -> None:
    """Works through the department's own queue."""
    department.open("/reviews/department/")
    department.page.locator("main table a").first.click()
    for _person in range(people):
        department.fill({"verdict": "pass"})
        department.press()
    department.open("/reviews/department/")
    expect(department.page.locator("main table")).to_have_count(0)


def objects(visitor: Desk) -> None:
    """A villager objects to the first on the notice that hangs, and gets a receipt number."""
    visitor.open(f"/public/{VILLAGE}/")
    visitor.page.locator("a[href*='/notice/']").first.click()
    visitor.fill({"objector": "李四", "text": "有经济纠纷"})
    visitor.page.locator("main [name=person]").select_option(index=1)
    visitor.press()


def decides(township: Desk) -> None:
    township.open(f"{PLACE}/candidates/notices/")
    township.page.locator("main section h2 a").first.click()
    township.fill({"verified": "已走访核实", "decision": "dismissed", "reason": "与事实不符"})
    township.press()
