"""The what-if page: figures put through the tally of the command and the API, kept nowhere."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import User
from elections.models import LedgerEntry
from tests.cast import COUNTY, VILLAGE, Officer, at
from tests.voting.ballots import NOTHING, counted, sheet
from voting.counting import shipped_counting
from voting.forms.what_if import MOST, SMALL, WhatIfForm, grown, size_of
from voting.models import Contest, Outcome
from voting.queries.what_if import figures_of
from voting.tally import tally
from voting.told_outcome import OutcomeTold
from voting.what_if import Size, tried

PAGE = "/what-if/"
ROUND = f"/villages/{VILLAGE}/votes/1/what-if/"
RESULT = f"/villages/{VILLAGE}/votes/1/"
Clients = Callable[[User], Client]
NAMES = {"陈立新": 65, "周海燕": 30}


@pytest.fixture(autouse=True)
def evening(cycle: Any, on_the_day: Callable[[datetime], None]) -> None:
    on_the_day(at(2021, 1, 20, 17))


def typed(names: dict[str, int] = NAMES, **more: Any) -> dict[str, Any]:
    """One post, one box: 120 voters, 110 papers given out, 108 back, 2 of them void."""
    rows = {
        f"p0-n{row}-{part}": value
        for row, (name, votes) in enumerate(names.items())
        for part, value in (("name", name), ("b0", votes))
    }
    return {
        "rulebook": "county-town-2020", "body": "village_committee", "round": "first", "electors": 120,
        "posts": 1, "boxes": 1, "b0-issued": 110, "b0-returned": 108, "b0-spoilt": 2,
        "p0-rows": 4, "p0-post": "chair", "p0-seats": 1, **rows, **more,
    }  # fmt: skip


def answered(client: Client, **more: Any) -> tuple[OutcomeTold | None, WhatIfForm]:
    answer = client.post(PAGE, typed(**more))
    assert (answer.status_code == 200) == (not answer.context["form"].errors)
    return answer.context["told"], answer.context["form"]


@pytest.fixture
def client(clerk: User, client_of: Clients) -> Client:
    return client_of(clerk)


def test_figures_give_checks_seats_and_the_clause_of_each(client: Client) -> None:
    answer = client.post(PAGE, typed())
    told = answer.context["told"]
    assert (told.status, [check.clause for check in told.checks]) == ("valid", ["A-CNT-12", "A-CNT-01"])
    (chair,) = told.posts
    assert (chair.need, chair.of, chair.elected, chair.vacant) == (55, 108, 1, 0)
    assert [(str(row.name.zh), row.votes, row.mark) for row in chair.rows] == [
        ("陈立新", 65, "elected"),
        ("周海燕", 30, ""),
    ]
    text = answer.content.decode()
    assert told.checks[0].text.zh in text and chair.text.zh in text and "A-CNT-12" in text


def test_the_page_tells_what_the_tally_tells(client: Client) -> None:
    """One counting machine: the sentences are those of the command and of POST /api/v1/tally/."""
    _told, form = answered(client)
    by_tally = tally(form.count(), shipped_counting)
    told, _form = answered(client)
    assert told is not None
    assert [check.text.zh for check in told.checks] == [each["text"]["zh"] for each in by_tally["checks"]]
    assert [post.text.en for post in told.posts] == [each["text"]["en"] for each in by_tally["positions"]]


def test_the_sentences_stand_in_english_on_an_english_page(clerk: User, client_of: Clients) -> None:
    browser = client_of(clerk)
    answer = browser.post(PAGE, typed(), headers={"accept-language": "en"})
    told = answer.context["told"]
    assert {
        told.checks[0].text.en in answer.content.decode(),
        told.checks[0].text.zh in answer.content.decode(),
    } == {
        True,
        False,
    }


def test_a_tie_a_shortfall_and_a_void_vote_are_told(client: Client) -> None:
    tie, _ = answered(client, names={"甲": 54, "乙": 54}, **{"b0-spoilt": 0, "round": "revote"})
    assert tie is not None and [row.mark for row in tie.posts[0].rows] == ["tied", "tied"]
    short, _ = answered(client, names={"甲": 50, "乙": 40})
    assert short is not None and (short.posts[0].vacant, short.posts[0].rows[0].mark) == (1, "runoff")
    void, _ = answered(client, names={"甲": 50}, **{"b0-returned": 60, "b0-issued": 60})
    assert void is not None and (void.status, void.checks[0].passed) == ("invalid", False)


def test_other_rulebooks_bodies_and_rounds_give_other_rules(client: Client) -> None:
    own, _ = answered(client, rulebook="in-force")
    assert own is not None and own.checks[0].clause == "A-CNT-12"
    plan_c, _ = answered(client, rulebook="city-town-2020")
    assert plan_c is not None and plan_c.checks[0].clause != "A-CNT-12"
    party, _ = answered(client, body="party_committee", present=108)
    assert party is not None and "A-ASM-05" in {check.clause for check in party.checks}


def test_figures_that_do_not_add_up_say_where(client: Client) -> None:
    told, _ = answered(client, names={"甲": 500})
    assert told is not None and told.status == "inconsistent"
    assert told.problems and not told.posts


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"electors": ""}, "electors"),
        ({"b0-returned": "x"}, "b0-returned"),
        ({"p0-post": ""}, "p0-post"),
        ({"p0-seats": 0}, "p0-seats"),
        ({"p0-n2-name": "陈立新", "p0-n2-b0": 3}, "p0-n2-name"),
        ({"kin": "陈立新、没有的人"}, "kin"),
        ({"body": "party_committee"}, "present"),
        ({"posts": 2, "p1-rows": 1, "p1-post": "chair"}, "p1-post"),
        ({"rulebook": "nothing"}, "rulebook"),
    ],
)
def test_a_fault_stands_beside_its_field(client: Client, more: dict[str, Any], field: str) -> None:
    told, form = answered(client, **more)
    assert told is None and list(form.errors) == [field]


def test_relatives_and_a_post_for_women_go_to_the_tally(client: Client) -> None:
    told, form = answered(
        client, kin="陈立新、周海燕", **{"p0-women": "on", "p0-n0-sex": "M", "p0-n1-sex": "F"}
    )
    count = form.count()
    assert count["kin"] == [["n:陈立新", "n:周海燕"]]
    assert told is not None and [row.votes for row in told.posts[0].rows] == [30, 0]


def test_one_more_box_post_or_names_keep_what_was_typed(client: Client) -> None:
    answer = client.post(PAGE, typed(more="box"))
    form = answer.context["form"]
    assert (form.size, answer.context["told"]) == (Size(2, (4,)), None)
    assert form["p0-n0-name"].value() == "陈立新"
    assert grown(SMALL, "post").rows == (3, 3) and grown(SMALL, "0").rows == (6,)
    assert size_of({"boxes": "999", "posts": "-4", "p0-rows": "many"}) == Size(MOST["boxes"], (1,))
    full = {"boxes": "60", "posts": "12"} | {f"p{place}-rows": "200" for place in range(12)}
    assert size_of(full) == SMALL, "no page is so large"
    assert grown(Size(60, (3,)), "box") == Size(60, (3,)) and grown(Size(60, (9,)), "0") == Size(60, (9,))


def test_a_counted_round_is_where_the_page_starts_and_gives_the_same(
    open_contest: Contest, clerk: User, teller: User, client: Client
) -> None:
    data = sheet(member={"m1": 70, "m2": 65, "m3": 40, "m4": 30, "w:周涛": 35, "w:陈立新": 2})
    contest = counted(open_contest, clerk, teller, data, NOTHING)
    assert f'href="{ROUND}"' in client.get(RESULT).content.decode()
    answer = client.get(ROUND)
    form = answer.context["form"]
    sent = {name: form[name].value() for name in form.fields if name != "accepted"}
    sent = {name: value for name, value in sent.items() if value not in (None, False)}
    acts, before = LedgerEntry.objects.count(), Outcome.objects.get()
    told = client.post(PAGE, sent).context["told"]
    stored = contest.outcome.data["positions"]
    assert [(post.elected, post.vacant, post.need) for post in told.posts] == [
        (len(each["elected"]), each["vacant"], each["threshold"]["need"]) for each in stored
    ]
    assert [[row.votes for row in post.rows] for post in told.posts] == [
        [votes["for"] for votes in each["votes"]] for each in stored
    ]
    assert [post.text.zh for post in told.posts] == [each["text"]["zh"] for each in stored]
    assert (LedgerEntry.objects.count(), Outcome.objects.get().digest) == (acts, before.digest)
    changed = client.post(PAGE, sent | {"p1-n2-b0": 60}).context["told"]
    assert changed.posts[1].elected == told.posts[1].elected + 1, (
        "a figure that is changed changes the outcome"
    )


def test_a_round_too_large_for_the_page_is_not_cut(
    open_contest: Contest, clerk: User, teller: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(open_contest, clerk, teller, sheet(), NOTHING)
    monkeypatch.setattr("voting.forms.what_if.MOST_FIELDS", 20)
    assert client.get(ROUND)["Location"] == RESULT


def test_before_a_round_is_counted_none_of_its_figures_are_shown(
    open_contest: Contest, client: Client
) -> None:
    assert client.get(ROUND)["Location"] == RESULT


def test_relatives_of_a_round_are_told_by_name(
    open_contest: Contest, clerk: User, teller: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = counted(open_contest, clerk, teller, sheet(), NOTHING)
    monkeypatch.setattr("voting.queries.count.kin_of", lambda contest: [("c1", "m2")])
    size, given = figures_of(contest)
    form = WhatIfForm(
        {name: value for name, value in given.items() if value not in (None, False)}
        | {"posts": 2, "boxes": 2, "p0-rows": size.rows[0], "p1-rows": size.rows[1]},
        size=size,
        in_force=True,
    )
    assert form.is_valid(), form.errors
    assert form.count()["kin"] == [["c1", "m2"]]
    assert tried(form.count(), contest.election.cycle.rules).status == "valid"


@pytest.mark.parametrize(
    ("role", "seen"), [(Role.AUDITOR, True), (Role.COUNTY_OFFICE, True), (Role.COUNTY_DEPARTMENT, False)]
)
def test_who_sees_votes_reaches_the_page_from_the_head(
    officer: Officer, client_of: Clients, role: Role, seen: bool
) -> None:
    browser = client_of(officer(role, COUNTY, f"trying-{role.value}"))
    answer = browser.get(PAGE)
    assert (answer.status_code == 200) == seen
    if seen:
        assert f'href="{PAGE}"' in answer.content.decode()
