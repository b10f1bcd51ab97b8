"""The pages of the Party's vote, the same acts as a program sends them, and its papers."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import User
from candidates.papers.of_party_vote import (
    approved_votes,
    party_ballot,
    party_result_reply,
    party_result_report,
    settled_votes,
)
from candidates.queries.party_vote import party_vote_of
from candidates.services.letters import sign_letters
from documents.refusals import PaperNotReady
from elections.services.step import Signer, record_step
from tests.candidates.assembly import DAY
from tests.candidates.party_votes import VOTES, PartyVoteWalk, a, bare
from tests.cast import VILLAGE
from tests.programs import Program, problem
from tests.voting.ballots import run_jobs
from voting.models import Contest
from voting.rounds import FIRST_MEETING, PARTY

__all__ = ["a", "bare"]
ASSEMBLY = f"/villages/{VILLAGE}/candidates/assembly/"
API = f"villages/{VILLAGE}/candidates/assembly/"
MEMBERS, POSTS = f"/villages/{VILLAGE}/party-votes/", f"/villages/{VILLAGE}/first-meeting/"
Browser = Callable[[User], Client]


@pytest.fixture
def day(a: PartyVoteWalk) -> PartyVoteWalk:
    a.election.cycle.clock = DAY
    a.election.cycle.save()
    return a


def sheet(contest: Contest, votes: dict[str, list[int]], papers: int) -> dict[str, Any]:
    """A sheet as the page of a box sends it."""
    data: dict[str, Any] = {
        "issued": papers, "returned": papers, "spoilt": 0, "scrutineers": "胡监票", "key": str(uuid4()),
    }  # fmt: skip
    for position in contest.positions.all():
        data[f"{position.post}-invalid"] = 0
        for line, number in zip(position.lines.all(), votes[position.post], strict=True):
            data[f"{position.post}-{line.choice.key}"] = number
    return data


def told(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.content.decode())


def test_the_whole_vote_on_its_pages(
    day: PartyVoteWalk, clerk: User, teller: User, client_of: Browser
) -> None:
    office, second = client_of(clerk), client_of(teller)
    assert "尚未准备" in told(office.get(MEMBERS)) or "还没有" in told(office.get(MEMBERS))
    day.up_to_the_ballot()
    assert f"{ASSEMBLY}ballot/" in told(office.get(ASSEMBLY))
    assert day.people[0].name in told(office.get(f"{ASSEMBLY}ballot/"))
    assert office.post(f"{ASSEMBLY}ballot/").url == MEMBERS
    contest = Contest.objects.get(body=PARTY)
    assert f"{MEMBERS}1/boxes/1/enter/" in told(office.get(MEMBERS))
    for browser in (office, second):
        answer = browser.post(f"{MEMBERS}1/boxes/1/enter/", sheet(contest, {"party_member": list(VOTES)}, 46))
        assert answer.status_code == 302, told(answer)
    run_jobs(DAY)
    page = told(office.get(f"{MEMBERS}1/"))
    assert f"{ASSEMBLY}party-votes/confirm/" in page
    assert "应到会" in page
    assert told(office.post(f"{ASSEMBLY}party-votes/confirm/", {"reported_by": "路人甲"}), 409)
    assert office.post(f"{ASSEMBLY}party-votes/confirm/", {"reported_by": "胡监票"}).url == ASSEMBLY
    assert 'name="issued"' not in told(office.get(f"{ASSEMBLY}items/election/"))
    assert f"{ASSEMBLY}first-meeting/" in told(office.get(ASSEMBLY))
    listed = {"present": 5, "secretary": f"c{day.people[0].pk}", "party_deputy": f"c{day.people[1].pk}"}
    assert day.people[0].name in told(office.get(f"{ASSEMBLY}first-meeting/"))
    assert told(office.post(f"{ASSEMBLY}first-meeting/", listed | {"present": 6}), 409)
    assert office.post(f"{ASSEMBLY}first-meeting/", listed).url == POSTS
    day.count(Contest.objects.get(body=FIRST_MEETING), {"secretary": [5], "party_deputy": [4]}, 5)
    office.post(f"{ASSEMBLY}first-meeting/confirm/", {"reported_by": "胡监票"})
    assert day.people[1].name in told(office.get(ASSEMBLY))
    assert party_vote_of(day.election).settled


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_of_a_vote_shows_in_both_languages(
    day: PartyVoteWalk, clerk: User, client_of: Browser, language: str
) -> None:
    office = client_of(clerk)
    office.cookies["django_language"] = language
    day.up_to_the_ballot()
    contest = day.count(day.prepare(), {"party_member": [40, 38, 35, 33, 30, 30]}, 46)
    pages = [
        MEMBERS,
        f"{MEMBERS}1/",
        f"{ASSEMBLY}party-votes/further/",
        f"{ASSEMBLY}party-votes/confirm/",
    ]
    pages += [
        ASSEMBLY,
        f"{ASSEMBLY}first-meeting/",
        POSTS,
        f"{MEMBERS}1/hall/",
        f"{MEMBERS}1/boxes/1/reopen/",
    ]
    for page in pages:
        told(office.get(page))
    assert office.post(f"{ASSEMBLY}party-votes/further/").url == MEMBERS
    again = Contest.objects.get(parent=contest)
    for page in (f"{MEMBERS}2/", f"{MEMBERS}2/boxes/1/enter/", f"{MEMBERS}2/boxes/1/papers/"):
        told(office.get(page))
    assert again.round == "revote"


def test_who_may_not_record_the_assembly_sees_its_result_and_no_act(
    day: PartyVoteWalk, township: User, teller: User, client_of: Browser
) -> None:
    day.members_elected()
    for browser in (client_of(township), client_of(teller)):
        page = told(browser.get(f"{MEMBERS}1/"))
        assert "/confirm/" not in page
        assert browser.get(f"{ASSEMBLY}first-meeting/").status_code == 404
        assert browser.post(f"{ASSEMBLY}ballot/").status_code == 404
    assert client_of(township).get(f"{ASSEMBLY}votes/confirm/").status_code == 404


def test_a_program_walks_the_vote(day: PartyVoteWalk, clerk: User, teller: User) -> None:
    first, second = Program(clerk), Program(teller)
    assert problem(first.post(f"{API}ballot/", {}))["code"] == "agenda_out_of_order"
    day.up_to_the_ballot()
    made = first.post(f"{API}ballot/", {}).json()
    assert (made["electors"], made["present"], made["body"]) == (46, 46, PARTY)
    keys = [choice["key"] for choice in made["positions"][0]["choices"]]
    entry = {
        "issued": 46, "returned": 46, "spoilt": 0, "scrutineers": "胡监票",
        "positions": {"party_member": {"invalid": 0, "votes": dict(zip(keys, VOTES, strict=True))}},
    }  # fmt: skip
    for program in (first, second):
        answer = program.post(f"villages/{VILLAGE}/party-votes/1/boxes/1/entries/", entry, key=str(uuid4()))
        assert answer.status_code == 201, answer.content
    run_jobs(DAY)
    assert problem(first.post(f"{API}party-votes/further/", {}))["code"] == "no_round_pending"
    done = first.post(f"{API}party-votes/confirmation/", {"reported_by": "胡监票"}).json()
    assert done[0]["state"] == "confirmed"
    meeting = first.post(f"{API}first-meeting/", {"present": 5}).json()
    assert [each["post"] for each in meeting["positions"]] == ["secretary", "party_deputy"]
    assert first.get(f"villages/{VILLAGE}/first-meeting/").json()[0]["body"] == FIRST_MEETING
    assert first.post(f"{API}votes/confirmation/", {"reported_by": "胡监票"}).status_code == 404


def test_ballot_report_and_reply_are_printed(day: PartyVoteWalk, township: User) -> None:
    day.up_to_the_ballot()
    residents = [each.resident_id for each in day.people]
    sign_letters(
        by=township, election=day.election, body="party", residents=residents, signed_on=DAY.date(), talked_by="镇党委",
        now=DAY,
    )  # fmt: skip
    ballot = party_ballot(day.prepare(), DAY.date())
    assert ballot.posts[0].names == tuple(each.name for each in day.people)
    assert "整张选票无效" in ballot.notes[2]
    with pytest.raises(PaperNotReady):
        party_result_report(day.election, DAY.date())
    day.count(Contest.objects.get(body=PARTY), {"party_member": VOTES}, 46)
    day.confirm()
    day.posts_filled()
    report = party_result_report(day.election, DAY.date())
    assert "应到会有选举权的46人，实到46人" in report.lead[0]
    assert [(each.post, each.name) for each in report.people][:2] == [
        ("书记", day.people[0].name),
        ("副书记", day.people[1].name),
    ]
    assert list(settled_votes(VILLAGE)) and not list(approved_votes(VILLAGE))
    day.hold_rest()
    with pytest.raises(PaperNotReady):
        party_result_reply(day.election, DAY.date())
    record_step(
        by=day.township, election=day.election, step="party_election", held_on=DAY.date(), people="镇党委", note="同意",
        signers=[Signer("王晓梅", "书记")], parts=["approved"], document="镇党委〔2021〕5号", now=DAY,
    )  # fmt: skip
    reply = party_result_reply(day.election, DAY.date())
    assert ("同意下列同志的选举结果" in reply.lead[0], reply.document) == (True, "镇党委〔2021〕5号")
