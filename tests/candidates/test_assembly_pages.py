"""The pages of the Party members' assembly, as each office sees them, and the same acts as a program sends them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from candidates.forms.assembly import AgendaForm
from candidates.models import AgendaRecord, NotExpected
from candidates.papers import of_meeting
from documents.papers import kind_of
from elections.models import Election
from elections.queries.progress import progress_of_one
from overview.step_pages import page_of
from tests.candidates.assembly import DAY, asked_and_answered, members
from tests.cast import LAUNCH, PREPARED, VILLAGE, at, on_record, under_changed_rules
from tests.programs import Program, problem
from villages.models import Cadre, PartyMember, Resident

URL = f"/villages/{VILLAGE}/candidates/assembly/"
API = f"villages/{VILLAGE}/candidates/assembly/"
Browser = Callable[[User], Client]


@pytest.fixture
def day(election: Election, people: list[Resident], township: User) -> Election:
    """The day of the assembly under plan A; 45 members are expected."""
    on_record(township, election, *LAUNCH, *PREPARED, held_on=date(2020, 12, 1), now=at(2020, 12, 2))
    asked_and_answered(election, township)
    members(people[0], 45)
    election.cycle.clock = DAY
    election.cycle.save()
    return election


def count(client: Client, **given: Any) -> Any:
    return client.post(f"{URL}items/count/", {"present": 40, "without_vote": 0, **given})


def test_a_clerk_holds_an_item_on_its_page(day: Election, clerk: User, client_of: Browser) -> None:
    client = client_of(clerk)
    page = client.get(URL).content.decode()
    assert "45" in page
    assert f"{URL}items/count/" in page
    refused = count(client, present=35)
    assert refused.status_code == 409
    assert "应到会45人，有选举权的到会35人，须有36人" in refused.content.decode()
    assert count(client).status_code == 302
    client.post(f"{URL}items/opening/", {"note": "奏国歌"})
    answer = client.post(f"{URL}items/agenda/", {"votes-agenda": 38, "votes-agenda-against": 2})
    assert answer.status_code == 302
    assert [r.votes for r in AgendaRecord.objects.filter(item="agenda")] == [{"agenda": [38, 2, 0]}]
    assert "赞成38票，反对2票" in client.get(URL).content.decode()
    assert client.post(f"{URL}take-back/", {"reason": "记错"}).status_code == 302
    assert AgendaRecord.objects.filter(withdrawn_at=None).count() == 2


def test_an_item_whose_turn_it_is_not_says_what_comes_next(
    day: Election, clerk: User, client_of: Browser
) -> None:
    page = client_of(clerk).get(f"{URL}items/election/").content.decode()
    assert 'name="issued"' not in page and f'href="{URL}items/count/"' in page


def test_an_assembly_held_without_the_running_order_says_so_and_takes_no_items(
    day: Election, clerk: User, township: User, client_of: Browser
) -> None:
    on_record(township, day, "party_election", held_on=DAY.date(), now=DAY)
    page = client_of(clerk).get(URL).content.decode()
    assert "没有按本议程逐项记录" in page and f'href="/villages/{VILLAGE}/steps/party_election/"' in page
    page = client_of(clerk).get(f"{URL}items/count/").content.decode()
    assert 'name="present"' not in page and "不再补记各项" in page


def test_a_refusal_is_told_in_english_too(day: Election, clerk: User, client_of: Browser) -> None:
    client = client_of(clerk)
    client.cookies["django_language"] = "en"
    page = count(client, present=35).content.decode()
    assert "35 of 45 expected are present with the right to vote; 36 are needed." in page


def test_a_member_is_left_out_with_approvals_of_two_offices(
    day: Election, clerk: User, township: User, client_of: Browser
) -> None:
    client, member = client_of(clerk), Resident.objects.get(name="党员07")
    assert client.get(f"{URL}left-out/new/").status_code == 200
    answer = client.post(f"{URL}left-out/new/", {"resident": member.pk, "detail": "长期卧床"})
    entry = NotExpected.objects.get()
    assert answer["Location"] == f"{URL}left-out/{entry.pk}/"
    own = {"approval": "member_and_family", "held_on": "2021-01-03", "note": "本人同意"}
    assert client.post(f"{URL}left-out/{entry.pk}/", own).status_code == 302
    above = {"approval": "township_party_committee", "held_on": "2021-01-04", "note": "同意"}
    assert client.post(f"{URL}left-out/{entry.pk}/", above).status_code == 409
    assert entry.approvals.count() == 1
    office = client_of(township)
    assert "township_party_committee" in office.get(f"{URL}left-out/{entry.pk}/").content.decode()
    assert office.post(f"{URL}left-out/{entry.pk}/", above).status_code == 302
    assert "44" in client.get(URL).content.decode()
    assert "拟不计入" in client.get(f"{URL}register/").content.decode()
    assert 'name="in_favour"' in client.get(f"{URL}left-out/{entry.pk}/").content.decode()
    adopted = {"approval": "assembly", "held_on": "2021-01-05", "note": "大会表决", "present": 40}
    few = client.post(f"{URL}left-out/{entry.pk}/", adopted | {"in_favour": 20, "against": 20})
    assert (few.status_code, few.context["form"].errors.as_data()["in_favour"][0].code) == (
        409,
        "not_adopted",
    )
    assert client.post(f"{URL}left-out/{entry.pk}/", adopted | {"in_favour": 30}).status_code == 302
    assert (
        "到会有选举权的40人：赞成30，反对0，弃权0"
        in client.get(f"{URL}left-out/{entry.pk}/").content.decode()
    )
    assert client.post(f"{URL}left-out/{entry.pk}/withdraw/", {"reason": "病愈"}).status_code == 302
    assert client.get(f"{URL}left-out/{entry.pk}/").status_code == 404


def test_who_looks_on_sees_no_form(day: Election, auditor: User, client_of: Browser) -> None:
    client = client_of(auditor)
    assert client.get(URL).status_code == 200
    assert "items/" not in client.get(URL).content.decode()
    assert client.get(f"{URL}items/count/").status_code == 404


def test_helpers_are_read_line_by_line(day: Election) -> None:
    item = next(each for each in day.cycle.rules.assembly_agenda if each.ballots)
    given = {"issued": 40, "box_checked_by": "胡监票", "helpers": "党员01 党员02\n\n党员03，党员04"}
    form = AgendaForm(given, item)
    assert form.is_valid(), form.errors
    assert form.held().helpers == [("党员01", "党员02"), ("党员03", "党员04")]
    assert "helpers" in AgendaForm(given | {"helpers": "党员01"}, item).errors


def test_a_program_does_the_same(day: Election, clerk: User, township: User) -> None:
    program, member = Program(clerk), Resident.objects.get(name="党员07")
    told = program.get(API).json()
    assert (told["expected"], told["needed"], len(told["agenda"])) == (45, 36, 14)
    made = program.post(f"{API}left-out/", {"resident": member.pk, "detail": "长期卧床"}).json()
    (entry,) = [each["entry"] for each in made["members"] if each["entry"]]
    for by, approval in ((clerk, "member_and_family"), (township, "township_party_committee")):
        given = {"approval": approval, "held_on": "2021-01-04", "note": "同意"}
        answer = Program(by).post(f"{API}left-out/{entry}/approvals/", given)
        assert answer.status_code == 201, answer.content
    assert (answer.json()["expected"], answer.json()["if_adopted"]) == (45, 44)
    adopted = {"approval": "assembly", "held_on": "2021-01-05", "note": "大会表决"}
    url = f"{API}left-out/{entry}/approvals/"
    assert [each["code"] for each in problem(program.post(url, adopted))["problems"]] == ["present_missing"]
    answer = program.post(url, adopted | {"present": 40, "votes": {"in_favour": 30, "against": 10}})
    assert answer.json()["expected"] == 44
    refused = problem(program.post(f"{API}items/count/", {"present": 35}))
    assert [each["code"] for each in refused["problems"]] == ["no_quorum"]
    held = program.post(f"{API}items/count/", {"present": 40}).json()
    assert held["agenda"][0]["present"] == 40
    taken = program.post(f"{API}take-back/", {"reason": "数错"}).json()
    assert taken["agenda"][0]["held_at"] is None
    answer = program.post(f"{API}left-out/{entry}/withdrawal/", {"reason": "病愈"})
    assert answer.json()["if_adopted"] == 45


def test_the_register_is_a_paper_of_the_village(day: Election) -> None:
    kind = kind_of("expected_register")
    (found,) = list(kind.occasions(VILLAGE))
    assert found


def test_the_step_and_today_lead_to_the_assembly(day: Election, clerk: User, client_of: Browser) -> None:
    step = day.cycle.rules.assembly_step
    assert URL in client_of(clerk).get(f"/villages/{VILLAGE}/steps/{step}/").content.decode()
    here = progress_of_one(day, day.cycle.clock).steps[step]
    assert page_of(here, clerk).url == URL


def test_the_agenda_and_the_attendance_list_are_papers(
    day: Election, clerk: User, client_of: Browser
) -> None:
    agenda = of_meeting.assembly_agenda(day, date(2021, 1, 5))
    assert (len(agenda.items), agenda.expected, agenda.need) == (14, 45, 36)
    assert {item.held_at for item in agenda.items} == {None}
    assert count(client_of(clerk)).status_code == 302
    held, *to_come = (item.held_at for item in of_meeting.assembly_agenda(day, date(2021, 1, 5)).items)
    assert held == DAY and set(to_come) == {None}, "the running order has the time of what was held"
    assert f"{DAY:%H:%M}" in client_of(clerk).get(URL).content.decode().split('class="way"')[1]
    PartyMember.objects.filter(resident__name="党员07").update(probationary=True)
    come, observe = of_meeting.attendance_list(day, date(2021, 1, 5)).parts
    assert (come.title, len(come.lines)) == ("参会党员", 44)
    assert (observe.title, [line.name for line in observe.lines]) == ("列席人员", ["党员07"])


def test_plan_c_names_observers_and_supervisors_once_each(
    day: Election, people: list[Resident], clerk: User, client_of: Browser
) -> None:
    """C-ASM-07: who sits in two capacities is named in the first; whom no register knows signs in by hand."""

    def as_in_c(data: dict[str, Any]) -> None:
        data["assembly"]["observers"] = {
            "value": ["probationary_members", "village_cadres_outside_the_party", "representatives"],
            "clause": "C-ASM-07",
        }
        data["assembly"]["supervisors"] = {
            "value": ["supervisory_committee", "social_supervisors"],
            "clause": "C-ASM-07",
        }

    outside = [one for one in people if not hasattr(one, "party_member")]
    Cadre.objects.create(
        village_id=VILLAGE, resident=outside[0], body="committee", post="member", since=date(2018, 1, 1)
    )
    Cadre.objects.create(
        village_id=VILLAGE, resident=outside[1], body="supervisory", post="supervisor", since=date(2018, 1, 1)
    )
    under_changed_rules(day.cycle, as_in_c)
    parts = {part.title: part.lines for part in of_meeting.attendance_list(day, date(2021, 1, 5)).parts}
    assert outside[0].name in {line.name for line in parts["列席人员"]}
    assert [line.name for line in parts["监督人员"]] == [outside[1].name, "", "", ""]
    assert "C-ASM-07" in client_of(clerk).get(URL).content.decode()
