"""The pages and papers of those who serve at the vote, as clerk, teller and the offices above see them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User
from documents.refusals import PaperNotReady
from elections.models import Cycle, Election
from tests.cast import VILLAGE, at
from tests.programs import Program
from tests.voting.ballots import COUNTED
from tests.voting.proxies import ASKED, UNDER_C, roll_c
from tests.voting.test_proxy import family
from tests.voting.test_proxy_pages import text_of
from tests.voting.test_staff import CHOSEN, appoint, stand, where_relatives_are_barred
from tests.voting.test_voting_papers import issued, said
from voting.models import Box, Roll, StaffMember

__all__ = ["roll_c"]

ClientOf = Callable[[User], Client]
STAFF, VOTES = f"/villages/{VILLAGE}/votes/staff/", f"/villages/{VILLAGE}/votes/"


@pytest.fixture
def browser(election: Election, roll: Roll, cycle: Cycle, clerk: User, client_of: ClientOf) -> Client:
    """The clerk's, on 5 January."""
    cycle.clock = ASKED
    cycle.save()
    return client_of(clerk)


def test_an_empty_list_says_what_comes_next_and_how_the_plan_is_read(browser: Client) -> None:
    told = text_of(browser.get(STAFF))
    assert "尚未确定" in told and "A-CNT-04" in told
    assert "没有规定候选人亲属" in told


def test_people_are_named_replaced_and_released_through_the_pages(
    browser: Client, election: Election
) -> None:
    form = {"role": "scrutineer", "place": "", "people": "选民3、选民4", "decision": CHOSEN}
    assert browser.post(f"{STAFF}new/", form).status_code == 302
    first, second = StaffMember.objects.order_by("pk")
    told = text_of(browser.get(STAFF))
    assert "选民3" in told and "监票人" in told
    answer = browser.post(
        f"{STAFF}{first.pk}/replace/", {"person": "99999", "decision": CHOSEN, "reason": "生病"}
    )
    assert answer.status_code == 409 and "99999" in text_of(answer)
    browser.post(f"{STAFF}{first.pk}/replace/", {"person": "5", "decision": CHOSEN, "reason": "生病"})
    browser.post(f"{STAFF}{second.pk}/release/", {"reason": "外出"})
    told = text_of(browser.get(STAFF))
    assert "选民5" in told and "生病" in told and "外出" in told
    assert CHOSEN in text_of(browser.get(f"{STAFF}{first.pk}/"))


def test_a_candidate_is_refused_beside_the_field_and_what_was_typed_stays(
    browser: Client, election: Election
) -> None:
    head, _spouse = family(election)
    stand(election, head)
    form = {"role": "caller", "place": "", "people": f"{head.name} 选民9", "decision": CHOSEN}
    answer = browser.post(f"{STAFF}new/", form)
    assert answer.status_code == 409
    assert "候选人" in text_of(answer) and "选民9" in answer.content.decode()


def test_somebody_who_may_not_serve_any_more_stands_on_both_pages_with_the_clause(
    browser: Client, election: Election, cycle: Cycle, clerk: User
) -> None:
    strict = where_relatives_are_barred(cycle, election)
    head, spouse = family(strict)
    appoint(clerk, strict, spouse.name)
    assert "须更换" not in text_of(browser.get(STAFF))
    stand(strict, head)
    told = text_of(browser.get(STAFF))
    assert "投票开始前须更换" in told and f"候选人{head.name}的配偶" in told
    assert "名工作人员" in text_of(browser.get(VOTES))


def test_offices_above_look_and_the_teller_too_but_nobody_else_writes(
    election: Election,
    roll: Roll,
    clerk: User,
    township: User,
    teller: User,
    other_clerk: User,
    client_of: ClientOf,
) -> None:
    appoint(clerk, election, "选民3")
    member = StaffMember.objects.get()
    for officer in (township, teller):
        there = client_of(officer)
        assert "选民3" in text_of(there.get(STAFF))
        assert there.get(f"{STAFF}new/").status_code == 404
        assert there.post(f"{STAFF}{member.pk}/release/", {"reason": "试"}).status_code == 404
    assert client_of(other_clerk).get(STAFF).status_code == 404


def test_a_program_names_replaces_and_releases(
    election: Election, roll: Roll, cycle: Cycle, clerk: User
) -> None:
    cycle.clock = ASKED
    cycle.save()
    program, here = Program(clerk), f"villages/{VILLAGE}/staff/"
    draft = {"role": "counter", "people": ["选民3", "4"], "decision": CHOSEN}
    made = program.post(f"{here}appointments/", draft)
    assert made.status_code == 201 and [one["number"] for one in made.json()] == [3, 4]
    one, two = (each["id"] for each in made.json())
    change = {"person": "选民7", "decision": CHOSEN, "reason": "生病"}
    assert program.post(f"{here}{one}/replacement/", change).json()["name"] == "选民7"
    assert program.post(f"{here}{two}/release/", {"reason": "外出"}).status_code == 200
    assert [each["name"] for each in program.get(here).json()] == ["选民7"]
    again = program.post(f"{here}{two}/release/", {"reason": "外出"})
    assert (again.status_code, again.json()["code"]) == (409, "staff_released")


def test_the_notice_names_everybody_by_place_and_duty(box: Box, clerk: User, tmp_path: Path) -> None:
    election = box.contest.election
    appoint(clerk, election, "选民3", role="chief_scrutineer", now=at(2021, 1, 18))
    appoint(clerk, election, "选民4", "选民5", role="issuer", place="中心会场", now=at(2021, 1, 18))
    told = said(clerk, "staff_notice", election, election, tmp_path)
    assert "选举工作人员名单公告" in told and "总监票人：选民3" in told
    assert "中心会场发票人：选民4、选民5" in told and "1月20日" in told


def test_a_list_with_a_candidate_on_it_is_not_printed(election: Election, roll: Roll, clerk: User) -> None:
    with pytest.raises(PaperNotReady):
        issued(clerk, "staff_notice", election, election)
    head, _spouse = family(election)
    appoint(clerk, election, head.name)
    stand(election, head)
    with pytest.raises(PaperNotReady):
        issued(clerk, "staff_notice", election, election)


def test_the_sheets_of_a_box_name_who_signs_them(box: Box, clerk: User, tmp_path: Path) -> None:
    election, now = box.contest.election, at(2021, 1, 18)
    appoint(clerk, election, "选民3", role="scrutineer", now=now)
    appoint(clerk, election, "选民4", role="caller", place="中心会场", now=now)
    appoint(clerk, election, "选民5", role="counter", place="流动票箱", now=now)
    told = said(clerk, "count_sheet", box, election, tmp_path)
    assert "唱票人（选民4）" in told and "监票人（选民3）" in told and "选民5" not in told


def test_the_count_page_starts_with_the_named_scrutineers(
    box: Box, clerk: User, teller: User, client_of: ClientOf, cycle: Cycle
) -> None:
    cycle.clock = COUNTED
    cycle.save()
    appoint(clerk, box.contest.election, "选民3", "选民4", now=at(2021, 1, 18))
    page = client_of(teller).get(f"{VOTES}1/boxes/1/enter/").content.decode()
    assert 'value="选民3、选民4"' in page


def test_a_plan_without_mobile_boxes_has_the_page_all_the_same(
    roll_c: Roll, clerk: User, client_of: ClientOf
) -> None:
    """C-VOTE-03 names callers, counters and scrutineers."""
    roll_c.election.cycle.clock = UNDER_C
    roll_c.election.cycle.save()
    told = text_of(client_of(clerk).get(STAFF))
    assert "C-VOTE-03" in told and "唱票人" in told
