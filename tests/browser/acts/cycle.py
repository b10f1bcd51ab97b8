"""What opens a re-election: the cycle, the days, the seats, the record of what happens off-line."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time

from playwright.sync_api import expect

from accounts.models import User
from elections.models import Election
from overview.rehearsal.bodies import Elders
from tests.browser.desk import Desk
from tests.cast import ELECTION_DAY, SHANGHAI, VILLAGE, on_record
from villages.models import Group, Resident

PLACE = f"/villages/{VILLAGE}"
MEMBERS = 5


def opens_the_cycle(office: Desk) -> None:
    """Chooses the plan, leaves its days as they are, reads what it contradicts, opens."""
    office.open("/cycle/open/")
    office.fill({"rulebook": "shipped:county-town-2020", "training": "1", "starts_on": "2020-12-15"})
    office.press()
    office.press()
    expect(office.page.locator("main")).to_contain_text("AMB-43")
    office.page.locator("main [name=acknowledged]").check()
    office.press()
    expect(office.page).to_have_url(re.compile("/days/$"))


def sets_days_and_seats(office: Desk) -> None:
    office.open(f"/days/{VILLAGE}/")
    office.fill({"registration_day": "2020-12-19", "party_day": "2021-01-06", "election_day": ELECTION_DAY})
    office.press()
    office.open(f"{PLACE}/candidates/seats/")
    office.press()


def sees_the_village_on_the_board(office: Desk) -> None:
    office.open("/board/")
    expect(office.page.locator(".mx")).to_contain_text("棠兴村")


def village_of(place: str) -> str:
    """The code of the village under whose address these pages stand."""
    return place.rsplit("/", 1)[-1]


def records(desk: Desk, step: str, day: str, people: str, note: str) -> None:
    """Puts a step that was done off-line on record, all its parts."""
    desk.open(f"{PLACE}/steps/{step}/")
    for box in desk.page.locator("main [name=parts]").all():
        box.check()
    typed = {"held_on": day, "people": people, "note": note, "signers": "王晓梅 村党组织书记"}
    if desk.page.locator("main [name=document]").count():
        typed["document"] = "镇党委〔2021〕5号"
    desk.fill(typed)
    desk.press()


def elders(place: str = PLACE) -> Elders:
    """Whom the groups elect, by the register."""
    return Elders(Election.objects.select_related("village").get(village=village_of(place)))


def the_representatives_are_elected(office: Desk, clerk: Desk) -> None:
    """Places as the groups suggest them; each group's votes pasted; filed, taken on file, published."""
    people, page = elders(), f"{PLACE}/representatives/"
    clerk.open(f"{page}places/")
    groups = Group.objects.filter(village=VILLAGE).order_by("number")
    for row, _group in enumerate(groups):
        clerk.fill({f"places-{row}": 2, f"women-{row}": 1})
    clerk.press()
    for group in groups:
        clerk.open(f"{page}units/{group.number}/")
        clerk.fill({"held_on": "2020-12-13"})
        named = [people.of("F", group.number)[0], *people.of("M", group.number)[:2]]
        pastes(clerk, named)
        clerk.press()
    for desk in (clerk, office, clerk):
        desk.open(page)
        desk.press()


def the_committee_is_formed(office: Desk, clerk: Desk, place: str = PLACE) -> None:
    """Elected by the representatives; a chair chosen; filed, taken on file, announced."""
    people = elders(place)
    the_committee_is_elected(
        clerk, [*people.of("F")[:2], *people.of("M")[:3]], "representatives_meeting", "2020-12-14", place
    )
    the_committee_goes_on_file(office, clerk, "2020-12-14", place)


def the_committee_is_elected(
    clerk: Desk, people: Sequence[Resident], formed_by: str, day: str, place: str = PLACE
) -> None:
    """Everybody with votes, pasted; the first five are its members."""
    clerk.open(f"{place}/election-committee/form/")
    clerk.fill({"formed_by": formed_by, "held_on": day, "presided_by": "王晓梅", "size": MEMBERS})
    pastes(clerk, people)
    clerk.press()


def the_committee_goes_on_file(office: Desk, clerk: Desk, day: str, place: str = PLACE) -> None:
    """The members choose a chair; the committee is filed, taken on file, announced."""
    page = f"{place}/election-committee/"
    clerk.open(f"{page}chair/")
    chair = clerk.page.locator("main [name=chair]").first.get_attribute("value")
    clerk.fill({"held_on": day, "chair": chair, f"votes-{chair}": MEMBERS})
    if clerk.has("category"):
        clerk.fill({"category": "other_party_member", "reason": "成员推选"})
    clerk.press()
    for desk in (clerk, office, clerk):
        desk.open(page)
        desk.press()


def pastes(desk: Desk, people: Sequence[Resident]) -> None:
    """Names with falling votes, pasted as from a sheet and taken over into the rows."""
    desk.page.locator("main details:has([name=pasted])").evaluate("each => { each.open = true }")
    desk.fill({"pasted": "\n".join(f"{one.name} {40 - 2 * n}" for n, one in enumerate(people))})
    desk.press(desk.page.locator("main [value=paste]"))


def kept_before(day: str, *steps: str) -> None:
    """What a village had done of the Party's path before the application worked in it; its pages have tests of their own."""
    election = Election.objects.select_related("cycle__township", "village").get(village_id=VILLAGE)
    held_on = date.fromisoformat(day)
    now = datetime.combine(held_on, time(12), tzinfo=SHANGHAI)
    on_record(User.objects.get(username="township"), election, *steps, held_on=held_on, now=now)


def records_what_came_before(office: Desk, clerk: Desk) -> None:
    records(office, "audit", "2020-10-30", "镇审计组、联村干部", "财务清理审计完成，结果已公开")
    records(office, "bodies", "2020-11-28", "镇换届办", "换届选举工作领导小组成立")
    records(office, "training", "2020-12-08", "镇村干部89人", "法律、程序、纪律三课")
    the_representatives_are_elected(office, clerk)
    the_committee_is_formed(office, clerk)
    records(clerk, "election_method", "2020-12-14", "代表会议", "选举办法通过并公布")
    records(clerk, "nomination_notice", "2020-12-14", "选举委员会", "提名办法已张贴公布")
    kept_before("2020-12-15", "first_recommendation")


def records_the_party_election(office: Desk, clerk: Desk) -> None:
    kept_before("2020-12-26", "second_recommendation", "party_review", "inspection")
    kept_before("2020-12-27", "party_notice")
    kept_before("2021-01-03", "party_request")
    records(clerk, "party_election", "2021-01-06", "党员大会，应到58人，实到52人", "选出党组织委员会5人")
    records(office, "party_election", "2021-01-06", "镇党委", "同意选举结果")
