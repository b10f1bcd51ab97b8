"""From the nomination to the formal list, each act by the right office."""

import re
from collections.abc import Sequence

from django.urls import reverse
from playwright.sync_api import expect

from elections.models import Election
from overview.rehearsal.people import nominees_of
from tests.browser.acts.cycle import PLACE
from tests.browser.desk import Desk
from tests.cast import VILLAGE
from villages.enums import Sex


def enters_the_nomination(clerk: Desk) -> list[str]:
    """Pastes the names from a sheet; returns those who become candidates, two for the chair and three members."""
    chairs, members = nominees()
    lines = [f"主任 {name} {votes}" for name, votes in zip(chairs, (40, 25, 12), strict=True)]
    lines += [f"委员 {name} {votes}" for name, votes in zip(members, (50, 40, 30, 10), strict=True)]
    pastes_the_nomination(clerk, lines, "2020-12-22", returned=88)
    return [*chairs[:2], *members[:3]]


def pastes_the_nomination(
    clerk: Desk, lines: Sequence[str], day: str, returned: int, place: str = PLACE
) -> None:
    """Names and votes of the nomination from a sheet; two papers more were issued than came back."""
    clerk.open(f"{place}/candidates/nomination/")
    clerk.page.locator("details").filter(has=clerk.page.locator("[name=pasted]")).locator("summary").click()
    clerk.fill({"pasted": "\n".join(lines)})
    clerk.press(clerk.page.locator("button[value=paste]"))
    clerk.fill({"held_on": day, "issued": returned + 2, "returned": returned})
    clerk.press()


def nominees() -> tuple[list[str], list[str]]:
    """People of the village who may stand: three for the chair, four others as members."""
    election = Election.objects.get(village=VILLAGE)
    chairs = nominees_of(election, 3, (), (Sex.MALE,))
    members = nominees_of(election, 4, {person.pk for person in chairs}, (Sex.FEMALE, Sex.MALE))
    return [person.name for person in chairs], [person.name for person in members]


def proposes(clerk: Desk, day: str = "2020-12-24", place: str = PLACE) -> None:
    clerk.open(f"{place}/candidates/propose/")
    clerk.fill({"held_on": day, "note": "村党组织会议审议，同意上报", "signed_on": day})
    clerk.press()


def passes_everyone(reviewer: Desk, people: int) -> None:
    """Works through the queue, person by person."""
    reviewer.open("/reviews/")
    reviewer.press()
    for _person in range(people):
        reviewer.fill({"verdict": "pass", "reason": "材料齐全，已核实"})
        if reviewer.has("approval"):
            reviewer.fill({"approval": "县换届领导小组〔2020〕12号"})
        if reviewer.has("on_paper"):
            reviewer.fill({"on_paper": "各部门书面复函，县换届办存档"})
        reviewer.press()
    expect(reviewer.page).to_have_url(re.compile("/reviews/$"))


def inspects_everyone(office: Desk, day: str, place: str = PLACE) -> None:
    """The township inspects all who were proposed, in one go (A-REV-10)."""
    office.open(f"{place}/candidates/inspections/")
    office.fill({"held_on": day, "inspectors": "镇党委考察组"})
    for field in office.page.locator("main select[name^=result-]").all():
        field.select_option("yes")
    office.press()


def publishes_the_formal_list(clerk: Desk, nominated: Sequence[str], place: str = PLACE) -> None:
    clerk.open(f"{place}/candidates/publish/")
    clerk.press()
    for name in nominated:
        expect(clerk.page.locator("main")).to_contain_text(name)


def publishes_the_sheets(clerk: Desk, office: Desk, place: str = PLACE) -> None:
    """One candidate after the other is written down and checked; then all are published (A-REV-12)."""
    page = f"{place}/candidates/introductions/"
    for desk, act in ((clerk, writes_a_sheet), (office, checks_a_sheet)):
        desk.open(page)
        links = desk.page.locator("main tbody a").evaluate_all("all => all.map(one => one.pathname)")
        for link in links:
            desk.open(link)
            act(desk)
    clerk.open(page)
    clerk.press()
    expect(clerk.page.locator("main")).to_contain_text("已公布")


def writes_a_sheet(clerk: Desk) -> None:
    for field in clerk.page.locator("main textarea").all():
        field.fill("本人长期在社区工作，为人正派，遵纪守法")
    clerk.press()


def checks_a_sheet(office: Desk) -> None:
    office.fill({"passed": "yes"})
    office.press()


def signs_the_letters(clerk: Desk, day: str) -> None:
    """Everybody who stands for the committee signed; without it no ballot is printed (A-DISC-13)."""
    clerk.open(reverse("candidates:letters", args=[VILLAGE]))
    form = clerk.page.locator("#committee form")
    for box in form.locator("input[type=checkbox]").all():
        box.check()
    clerk.fill({"committee-signed_on": day, "committee-talked_by": "镇党委组织委员"})
    clerk.press(form.locator("button"))
