"""The planner of a township: every objection in words, proposals that hold, all days set together or none."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from elections.queries.cycle import elections_for
from elections.queries.days import days_of
from elections.queries.planner import Planner
from elections.services.election import set_days
from elections.services.planner import VillagesRefused, set_many_days
from tests.cast import COMMUNITY, SECOND_VILLAGE, VILLAGE, at
from tests.voting.roll_fixtures import launch, published
from tests.voting.roll_sheets import row

Browser = Callable[[User], Client]
JANUARY = {day: date(2021, 1, day) for day in range(1, 32)}
NOW = at(2020, 12, 10)
ALL = (COMMUNITY, VILLAGE, SECOND_VILLAGE)


def planner(cycle: Cycle, user: User, now: object = NOW) -> Planner:
    return Planner(cycle, list(elections_for(user, cycle)), now)  # type: ignore[arg-type]


def against(cycle: Cycle, user: User, day: date, now: object = NOW, village: str = VILLAGE) -> list[str]:
    return [refusal.code for refusal in planner(cycle, user, now).why_not(village, day)]


def set_all(
    cycle: Cycle, user: User, days: dict[str, date], per_day: int = 3, **more: object
) -> list[Election]:
    elections = list(elections_for(user, cycle))
    return set_many_days(
        by=user,
        cycle=cycle,
        elections=elections,
        days=days,
        per_day=per_day,
        **({"now": NOW} | more),  # type: ignore[arg-type]
    )


def test_nothing_speaks_against_a_day_of_the_window_while_there_is_time(cycle: Cycle, township: User) -> None:
    found = planner(cycle, township)
    assert all(not found.why_not(VILLAGE, day) for day in found.days)
    assert found.days == [JANUARY[n] for n in range(19, 26)]


def test_sc_49_a_day_whose_roll_is_overdue_is_not_possible_and_says_since_when(
    cycle: Cycle, township: User
) -> None:
    assert against(cycle, township, JANUARY[19], at(2020, 12, 31)) == ["election_day_not_possible"]
    assert against(cycle, township, JANUARY[20], at(2020, 12, 31)) == []
    (refusal,) = planner(cycle, township, at(2020, 12, 31)).why_not(VILLAGE, JANUARY[19])
    assert refusal.clause == "A-ROLL-17"
    assert "2020年12月30日" in refusal.text("zh-hans")


def test_a_day_outside_the_plans_window_wants_a_reason(cycle: Cycle, township: User) -> None:
    found = planner(cycle, township)
    assert [r.code for r in found.why_not(VILLAGE, date(2021, 2, 3))] == ["election_day_needs_reason"]
    assert found.why_not(VILLAGE, date(2021, 2, 3), reason="疫情") == []


def test_sc_05_the_party_election_comes_first(cycle: Cycle, township: User, village: object) -> None:
    cycle.elections.filter(village=VILLAGE).update(party_day=JANUARY[20])
    found = planner(cycle, township)
    assert [r.code for r in found.why_not(VILLAGE, JANUARY[20])] == ["day_conflicts"]
    assert found.why_not(VILLAGE, JANUARY[20])[0].clause == "A-SCH-126"
    assert found.why_not(VILLAGE, JANUARY[21]) == []


def test_the_notice_before_the_party_election_needs_its_days_too(cycle: Cycle, township: User) -> None:
    """Posted on 15 January, five days, the first assembly is on the 21st; the vote comes after it."""
    now = at(2021, 1, 15)
    cycle.elections.update(party_day=None)
    found = planner(cycle, township, now)
    reasons = found.why_not(VILLAGE, date(2021, 2, 20), reason="推迟")
    assert [r.code for r in reasons] == []
    clauses = {r.clause for r in found.why_not(VILLAGE, JANUARY[21], reason="推迟")}
    assert "A-SCH-02" in clauses


def test_a_published_roll_fixes_the_day(
    election: Election, cycle: Cycle, township: User, clerk: User
) -> None:
    published(clerk, launch(election, township), row(2))
    found = planner(cycle, township, at(2020, 12, 30))
    assert found.is_fixed(VILLAGE)
    assert "election_day_fixed" in [r.code for r in found.why_not(VILLAGE, JANUARY[22])]
    assert found.proposal(1)[VILLAGE] == JANUARY[20]


def test_a_proposal_sets_each_village_on_a_day_of_its_own_and_keeps_what_is_set(
    cycle: Cycle, township: User
) -> None:
    cycle.elections.filter(village=VILLAGE).update(election_day=JANUARY[22])
    found = planner(cycle, township).proposal(1)
    assert found[VILLAGE] == JANUARY[22]
    assert len(set(found.values())) == 3
    assert planner(cycle, township).proposal(1, avoided=[JANUARY[19]])[COMMUNITY] == JANUARY[20]


def test_more_villages_than_the_office_can_attend_are_told_beside_each(cycle: Cycle, township: User) -> None:
    found = planner(cycle, township)
    days = dict.fromkeys(ALL, JANUARY[20])
    assert [r.code for r in found.objections(VILLAGE, days, 2)] == ["too_many_on_a_day"]
    assert found.objections(VILLAGE, days, 3) == []


def test_all_days_are_set_together_each_with_its_line_in_the_ledger(cycle: Cycle, township: User) -> None:
    changed = set_all(cycle, township, {VILLAGE: JANUARY[20], SECOND_VILLAGE: JANUARY[21]})
    assert len(changed) == 2
    assert cycle.elections.get(village=SECOND_VILLAGE).election_day == JANUARY[21]
    assert LedgerEntry.objects.filter(act=Act.ELECTION_DAY_SET).count() == 2


def test_one_refused_day_leaves_all_as_they_were_and_every_refusal_is_told(
    cycle: Cycle, township: User
) -> None:
    days = {VILLAGE: JANUARY[19], SECOND_VILLAGE: date(2021, 2, 3), COMMUNITY: JANUARY[21]}
    with pytest.raises(VillagesRefused) as refused:
        set_all(cycle, township, days, now=at(2020, 12, 31))
    told = {village: [r.code for r in refusals] for village, refusals in refused.value.by_village.items()}
    assert told == {VILLAGE: ["election_day_not_possible"], SECOND_VILLAGE: ["election_day_needs_reason"]}
    assert not cycle.elections.exclude(election_day=None).exists()
    assert not LedgerEntry.objects.filter(act=Act.ELECTION_DAY_SET).exists()


def test_set_days_tells_everything_that_speaks_against_them(cycle: Cycle, township: User) -> None:
    election = cycle.elections.get(village=VILLAGE)
    with pytest.raises(Exception) as refused:
        set_days(
            by=township,
            election=election,
            registration_day=None,
            party_day=JANUARY[16],
            election_day=JANUARY[16],
            now=at(2020, 12, 31),
        )
    codes = [r.code for r in getattr(refused.value, "refusals", [])]
    assert codes == ["election_day_needs_reason", "election_day_not_possible", "day_conflicts"]


def test_the_page_shows_a_column_a_day_and_a_card_a_village(
    cycle: Cycle, township: User, client_of: Browser
) -> None:
    cycle.clock = NOW
    cycle.save()
    page = client_of(township).get(reverse("elections:planner")).content.decode()
    assert page.count('class="pl-col') == 8
    assert page.count('id="card-') == 3
    assert 'name="day-' + VILLAGE in page


def test_a_proposal_stands_in_the_address_and_sets_nothing(
    cycle: Cycle, township: User, client_of: Browser
) -> None:
    cycle.clock = NOW
    cycle.save()
    answer = client_of(township).get(reverse("elections:planner"), {"propose": 1, "per_day": 2})
    assert "3个村的日期变动" in answer.content.decode()
    assert not cycle.elections.exclude(election_day=None).exists()


def test_the_choices_are_checked_at_once(cycle: Cycle, township: User, client_of: Browser) -> None:
    cycle.clock = at(2020, 12, 31)
    cycle.save()
    answer = client_of(township).post(
        reverse("elections:planner_check"), {f"day-{VILLAGE}": "2021-01-19", "per_day": 2}
    )
    told = answer.content.decode()
    assert f'id="why-{VILLAGE}"' in told
    assert "A-ROLL-17" in told
    assert told.count("hx-swap-oob") == 4


def test_applying_from_the_page_sets_the_days_or_shows_what_refuses_them(
    cycle: Cycle, township: User, client_of: Browser
) -> None:
    cycle.clock = at(2020, 12, 31)
    cycle.save()
    browser, address = client_of(township), reverse("elections:planner")
    sent = {f"day-{VILLAGE}": "2021-01-19", f"day-{COMMUNITY}": "2021-01-21", "per_day": 2, "act": "apply"}
    refused = browser.post(address, sent)
    assert refused.status_code == 409
    assert "A-ROLL-17" in refused.content.decode()
    assert not cycle.elections.exclude(election_day=None).exists()
    assert browser.post(address, sent | {f"day-{VILLAGE}": "2021-01-20"}).status_code == 302
    assert cycle.elections.get(village=COMMUNITY).election_day == JANUARY[21]


def test_the_questions_to_the_database_do_not_grow_with_the_villages(cycle: Cycle, township: User) -> None:
    def asked(number: int) -> int:
        elections = list(elections_for(township, cycle))[:number]
        with CaptureQueriesContext(connection) as queries:
            found = Planner(cycle, elections, NOW)
            found.grid(found.proposal(found.usual_per_day()), 2, None)
            days_of(elections, NOW)
        return len(queries)

    assert asked(1) == asked(3)
