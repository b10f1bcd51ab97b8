"""Single marks that cannot be read (A-CNT-06): left out, or counted among those that may be more than the seats (AMB-36)."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from elections.models import Cycle, Election
from elections.rulebook import load_rulebook
from tests.cast import VILLAGE, under_changed_rules
from tests.voting.ballots import NOTHING, agree, prepared, run_jobs
from tests.voting.papers import BLANK, VOID, ballot, close, opened, paper, ruling, send, typed
from voting.models import Box, Contest, Outcome, Paper, PaperCount, Roll
from voting.queries.count import count_of
from voting.queries.hall import hall_figures, hall_stand
from voting.queries.paper import figures_so_far, rows_of
from voting.queries.what_if import figures_of
from voting.refusals.paper import PaperUnreadable
from voting.services.paper_ruling import rule_paper

THREE = ("m1", "m2", "m3")


def four_marks() -> dict[str, Any]:
    """Three seats, four marks, one of which cannot be read."""
    return ballot("c1", member=THREE, unread={"member": 1})


def read_as(contest: Contest, *, counted: bool, overvote: str = "position") -> Contest:
    contest.unread_counted, contest.rule = counted, contest.rule | {"overvote": overvote}
    contest.save()
    return contest


READINGS = [
    pytest.param(False, "position", {"c1": 1, "m1": 1, "m2": 1, "m3": 1}, 0, 0, id="reading-1"),
    pytest.param(True, "position", {"c1": 1}, 1, 0, id="reading-2-part"),
    pytest.param(True, "ballot", {}, 0, 1, id="reading-2-paper"),
]


@pytest.mark.parametrize(("counted", "overvote", "votes", "void", "spoilt"), READINGS)
def test_sc_85_four_marks_for_three_seats_of_which_one_cannot_be_read(
    box: Box, mobile: Box, clerk: User, teller: User, tmp_path: Path,
    counted: bool, overvote: str, votes: dict[str, int], void: int, spoilt: int,
) -> None:  # fmt: skip
    """Ballot by ballot, on the what-if page and by the command the paper comes to the same."""
    contest = read_as(box.contest, counted=counted, overvote=overvote)
    opened(box, clerk, returned=1)
    send(box, clerk, typed(four_marks()))
    so_far = figures_so_far(contest, [PaperCount.objects.get()])
    assert (so_far.spoilt, so_far.posts[1].void) == (spoilt, void)
    assert sum(map(len, hall_figures(hall_stand(contest)).newest.values())) == sum(votes.values())
    close(box, clerk)
    agree(mobile, clerk, teller, NOTHING)
    run_jobs()

    file, said = tmp_path / "count.json", StringIO()
    counted_round = count_of(Contest.objects.get())
    counted_round["boxes"] = counted_round["boxes"][:1]
    file.write_text(json.dumps(counted_round), encoding="utf-8")
    call_command("tally", str(file), stdout=said)
    by_command = json.loads(said.getvalue())
    chair, member = by_command["positions"]
    assert {line["id"]: line["for"] for p in (chair, member) for line in p["votes"] if line["for"]} == votes
    assert (by_command["totals"]["spoilt"], member["void"]) == (spoilt, void)

    _size, page = figures_of(Contest.objects.get())
    assert (page["b0-spoilt"], page["p1-b0-invalid"]) == (spoilt, void)
    assert [page[f"p1-n{row}-b0"] for row in range(3)] == [votes.get(key, 0) for key in THREE]
    assert Outcome.objects.get().data["totals"]["spoilt"] == spoilt + NOTHING["spoilt"]


@pytest.mark.parametrize("counted", [False, True])
def test_sc_85_three_marks_of_which_one_cannot_be_read_are_two_votes(
    box: Box, clerk: User, counted: bool
) -> None:
    contest = read_as(box.contest, counted=counted, overvote="ballot")
    count = opened(box, clerk)
    send(box, clerk, typed(ballot("c1", member=["m1", "m2"], unread={"member": 1})))
    assert rows_of(contest, count) == [{"n": 1, "marks": {"chair": ["c1"], "member": ["m1", "m2"]}}]


@pytest.mark.parametrize("counted", [False, True])
def test_sc_85_a_paper_of_which_no_mark_can_be_read_is_void_a_blank_one_is_not(
    box: Box, clerk: User, counted: bool
) -> None:
    contest = read_as(box.contest, counted=counted)
    count = opened(box, clerk)
    part_only = ballot("c1", unread={"member": 3})
    send(box, clerk, typed(ballot(unread={"member": 3})), typed(part_only), typed(BLANK), typed(VOID))
    rows = rows_of(contest, count)
    assert rows[0] == {"n": 2, "spoilt": True}
    assert {"n": 1, "marks": {"chair": ["c1"]}, "illegible": ["member"]} in rows
    assert {"n": 1, "marks": {}} in rows


def test_a_ruling_may_say_so_and_the_post_it_names_must_be_the_rounds(box: Box, clerk: User) -> None:
    contest = read_as(box.contest, counted=True)
    count = opened(box, clerk)
    aside = typed(ballot("c1"), doubtful=True)
    send(box, clerk, aside)
    rule_paper(by=clerk, paper=paper(aside), ruling=ruling(four_marks()), now=count.opened_at)
    assert rows_of(contest, count) == [{"n": 1, "marks": {"chair": ["c1"]}, "illegible": ["member"]}]
    with pytest.raises(PaperUnreadable):
        send(box, clerk, typed(ballot("c1", unread={"deputy": 1})))


def test_a_round_is_counted_by_the_reading_of_its_rulebook(
    election: Election, roll: Roll, clerk: User, cycle: Cycle, steps_before: None
) -> None:
    def counted(data: dict[str, Any]) -> None:
        data["count"]["village_committee"]["unread_marks"] |= {"value": "counted", "reading": 2}

    assert not cycle.rules.unread_counted("village_committee")
    election.cycle = under_changed_rules(cycle, counted)
    assert election.cycle.rules.reading_of("AMB-36") == 2
    assert prepared(election, clerk).unread_counted
    assert "unread_marks" not in election.cycle.rules.tally_rule("village_committee", "first")


@pytest.mark.parametrize(
    ("plan", "bodies"),
    [
        ("county-town-2020", ("village_committee", "party_committee", "party_secretary")),
        ("district-town-2020", ("party_committee", "party_secretary")),
        ("city-town-2020", ("village_committee", "party_committee", "party_secretary")),
    ],
)
def test_every_plan_takes_reading_1_where_nothing_else_is_chosen(plan: str, bodies: tuple[str, ...]) -> None:
    rules = load_rulebook(plan)
    for body in bodies:
        held = getattr(rules.count, body).unread_marks
        assert (held.value, held.amb, held.reading) == ("left_out", "AMB-36", 1)


@pytest.mark.parametrize(("counted", "told"), [(False, "其余照计"), (True, "计入所选人数")])
def test_the_pages_of_the_count_say_which_reading_holds(
    box: Box, clerk: User, client_of: Callable[[User], Client], counted: bool, told: str
) -> None:
    read_as(box.contest, counted=counted)
    opened(box, clerk)
    aside = typed(four_marks(), doubtful=True)
    send(box, clerk, aside)
    browser, here = client_of(clerk), f"/villages/{VILLAGE}/votes/1/boxes/1/papers/"
    typing = browser.get(f"{here}1/").content.decode()
    assert told in typing
    assert ("data-unread-counted" in typing) is counted
    one = browser.get(f"{here}doubtful/{Paper.objects.get().client_id}/").content.decode()
    assert told in one and "1个符号无法辨认" in one
