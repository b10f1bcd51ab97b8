"""Those who serve on polling day and at the count: who may, who may not, and what becomes of a list that changes."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from django.db import IntegrityError

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates.models import Candidacy
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from elections.refusals import StepClosed
from tests.cast import at, under_changed_rules
from tests.voting.ballots import COUNTED, enter, sheet
from tests.voting.papers import BLANK, close, paper, ruling, send, typed
from tests.voting.proxies import ASKED, codes
from tests.voting.test_ballot import hand
from tests.voting.test_proxy import family
from villages.models import Resident
from voting.enums import StaffRole
from voting.models import Box, Contest, Roll, RollEntry, StaffMember
from voting.queries.staff import barred_staff, released, scrutineers_at, serving, staff_board
from voting.refusals.count import ReasonNeeded
from voting.refusals.staff import DutyUnfilled, ScrutineerNotNamed, StaffReleased, StaffWithRoute
from voting.services.count import settle_count
from voting.services.mobile import RouteDraft, set_route
from voting.services.paper import CountHead, close_papers, open_papers
from voting.services.paper_ruling import rule_paper
from voting.services.staff import appoint_staff, release_staff, replace_staff

CHOSEN = "村民代表会议1月3日通过"
HEAD = CountHead(issued=100, returned=1, callers="唱票 刘建明", scrutineers="王晓梅")
FAMILY = ["candidate", "spouse", "parent", "child", "sibling"]


def appoint(
    by: User, election: Election, *people: str, role: str = "scrutineer", place: str = "", **more: Any
) -> list[StaffMember]:
    usual = {"decision": CHOSEN, "now": ASKED}
    return appoint_staff(by=by, election=election, role=role, place=place, people=people, **(usual | more))


def stand(election: Election, entry: RollEntry, body: str = "committee", post: str = "chair") -> Candidacy:
    """Make a voter of the registers a candidate."""
    resident = Resident.objects.get(village=election.village_id, id_index=bytes(entry.id_index))
    return Candidacy.objects.create(
        election=election,
        body=body,
        post=post,
        name=resident.name,
        sex=resident.sex,
        resident=resident,
        votes=9,
        changed_at=ASKED,
    )


def where_relatives_are_barred(cycle: Cycle, election: Election) -> Election:
    def change(data: dict[str, Any]) -> None:
        data["voting"]["tellers_not"] = {"value": FAMILY, "clause": "ZJ-22.2"}

    changed = under_changed_rules(cycle, change)
    return changed.elections.select_related("cycle__township", "village").get(pk=election.pk)


def test_people_are_named_by_name_or_number_and_the_ledger_tells_who_chose_them(
    election: Election, roll: Roll, clerk: User
) -> None:
    made = appoint(clerk, election, "选民3", "14", "外村刘老师")
    assert [(one.name, one.number) for one in made] == [("选民3", 3), ("选民14", 14), ("外村刘老师", None)]
    told = LedgerEntry.objects.get(act=Act.STAFF_APPOINTED)
    assert told.subject == "选民3、选民14、外村刘老师" and told.data["decision"] == CHOSEN
    assert [row.known for row in staff_board(election).rows] == [True, True, False]


def test_who_is_meant_must_be_clear(election: Election, roll: Roll, clerk: User) -> None:
    RollEntry.objects.filter(roll=roll, number__in=[3, 4]).update(name="刘明")
    with pytest.raises(Refusals) as refused:
        appoint(clerk, election, "刘明", "9999", "选民7", "7")
    assert codes(refused) == ["staff_namesakes", "staff_unknown", "staff_twice"]
    assert refused.value.refusals[0].data == {"numbers": [3, 4]}
    assert not serving(election)


def test_a_decision_is_wanted(election: Election, roll: Roll, clerk: User) -> None:
    with pytest.raises(ReasonNeeded):
        appoint(clerk, election, "选民3", decision=" ")


def test_who_oversees_neither_calls_nor_counts(election: Election, roll: Roll, clerk: User) -> None:
    """A-CNT-04."""
    appoint(clerk, election, "选民3", role="chief_scrutineer")
    for role in ("caller", "counter"):
        with pytest.raises(Refusals) as refused:
            appoint(clerk, election, "选民3", role=role)
        assert [(r.code, r.clause) for r in refused.value.refusals] == [("staff_not_apart", "A-CNT-04")]
    appoint(clerk, election, "选民3", role="issuer")
    with pytest.raises(Refusals) as refused:
        appoint(clerk, election, "选民3", role="issuer")
    assert codes(refused) == ["staff_twice"]
    with pytest.raises(IntegrityError):
        StaffMember.objects.create(
            election=election,
            role="issuer",
            name="选民3",
            person_index=(3).to_bytes(16),
            appointed_at=ASKED,
            appointed_by=clerk,
        )


def test_a_place_must_be_one_of_the_boxes(open_contest: Contest, clerk: User) -> None:
    election = open_contest.election
    now = at(2021, 1, 18)
    with pytest.raises(Refusals) as refused:
        appoint(clerk, election, "选民3", place="别处", now=now)
    assert codes(refused) == ["staff_place_unknown"]
    appoint(clerk, election, "选民3", place="中心会场", now=now)
    appoint(clerk, election, "选民4", now=now)
    assert scrutineers_at(open_contest, "中心会场") == ("选民3", "选民4")
    assert scrutineers_at(open_contest, "流动票箱") == ("选民4",)


def test_no_candidate_serves(election: Election, roll: Roll, clerk: User) -> None:
    head, _spouse = family(election)
    stand(election, head)
    with pytest.raises(Refusals) as refused:
        appoint(clerk, election, head.name)
    assert codes(refused) == ["staff_barred"]


def test_who_stands_for_another_body_may_serve(election: Election, roll: Roll, clerk: User) -> None:
    """The articles speak of candidates for the committee (ZJ-22.2)."""
    head, _spouse = family(election)
    stand(election, head, body="party", post="secretary")
    assert appoint(clerk, election, head.name)


def test_no_near_relative_of_a_candidate_serves_where_the_rulebook_says_so(
    cycle: Cycle, election: Election, roll: Roll, clerk: User
) -> None:
    """ZJ-22.2; the negative control is somebody of another household."""
    head, spouse = family(election)
    stand(election, head)
    strict = where_relatives_are_barred(cycle, election)
    with pytest.raises(Refusals) as refused:
        appoint(clerk, strict, spouse.name, "选民9")
    [found] = refused.value.refusals
    assert (found.code, found.clause) == ("staff_barred", "ZJ-22.2")
    assert head.name in found.text("zh-hans") and "配偶" in found.text("zh-hans")
    assert appoint(clerk, strict, "选民9")


def test_a_silent_plan_lets_relatives_serve_and_tells_of_them(
    election: Election, roll: Roll, clerk: User
) -> None:
    head, spouse = family(election)
    stand(election, head)
    appoint(clerk, election, spouse.name)
    [row] = staff_board(election).rows
    assert row.bar is None and row.told is not None and row.told.clause is None


def test_who_became_a_candidate_since_stops_the_first_ballot_and_the_count(
    cycle: Cycle, box: Box, clerk: User, teller: User
) -> None:
    election = where_relatives_are_barred(cycle, box.contest.election)
    head, spouse = family(election)
    member = appoint(clerk, election, spouse.name, now=at(2021, 1, 18))[0]
    stand(election, head)
    assert [(one.pk, bar.clause) for one, bar in barred_staff(election)] == [(member.pk, "ZJ-22.2")]
    for attempt in (
        lambda: hand(teller, box, 7),
        lambda: enter(box, teller, sheet()),
        lambda: open_papers(by=teller, box=box, head=HEAD, now=COUNTED),
    ):
        with pytest.raises(Refusals) as refused:
            attempt()
        assert codes(refused) == ["staff_barred"]
    replace_staff(
        by=clerk,
        member=member,
        person="选民20",
        decision=CHOSEN,
        reason="其配偶成为候选人",
        now=at(2021, 1, 19),
    )
    assert hand(teller, box, 7)
    assert [one.name for one in released(election)] == [spouse.name]


def test_a_replacement_keeps_the_duty_and_its_history(election: Election, roll: Roll, clerk: User) -> None:
    [member] = appoint(clerk, election, "选民3", role="writer")
    for missing in ({"reason": " "}, {"decision": ""}):
        with pytest.raises(ReasonNeeded):
            replace_staff(
                by=clerk,
                member=member,
                now=ASKED,
                **({"person": "选民4", "decision": CHOSEN, "reason": "生病"} | missing),
            )
    made = replace_staff(by=clerk, member=member, person="选民4", decision=CHOSEN, reason="生病", now=ASKED)
    assert (made.role, made.name) == ("writer", "选民4")
    told = LedgerEntry.objects.get(act=Act.STAFF_REPLACED).data
    assert (told["before"]["name"], told["people"][0]["name"], told["reason"]) == ("选民3", "选民4", "生病")
    with pytest.raises(StaffReleased):
        release_staff(by=clerk, member=member, reason="再次", now=ASKED)


def test_who_signed_the_count_sheet_is_one_of_the_scrutineers(box: Box, clerk: User, teller: User) -> None:
    """A-CNT-04. While nobody is named, whoever signed is taken down."""
    assert enter(box, teller, sheet(), scrutineers="王晓梅")
    appoint(clerk, box.contest.election, "选民3", "选民4", now=COUNTED)
    for signed in ("选民3、王晓梅", ""):
        with pytest.raises(ScrutineerNotNamed) as refused:
            enter(box, clerk, sheet(), scrutineers=signed)
        assert refused.value.clause == "A-CNT-04"
    assert enter(box, clerk, sheet(), scrutineers="选民3, 选民4")


def test_figures_that_differ_are_ruled_on_by_the_staff_named_for_the_box(
    box: Box, clerk: User, teller: User
) -> None:
    enter(box, clerk, sheet(chair={"c1": 60}))
    enter(box, teller, sheet(chair={"c1": 61}))
    appoint(clerk, box.contest.election, "选民3", role="scrutineer")
    appoint(clerk, box.contest.election, "选民4", role=StaffRole.CHIEF)

    def settled(scrutineers: str, chief: str) -> Box:
        return settle_count(
            by=clerk,
            box=box,
            values={"chair-c1": 61},
            scrutineers=scrutineers,
            chief=chief,
            reason="复点",
            now=COUNTED,
        )

    for scrutineers, chief, field in (("成桂英", "选民4", "scrutineers"), ("选民3", "选民3", "chief")):
        with pytest.raises(ScrutineerNotNamed) as refused:
            settled(scrutineers, chief)
        assert (refused.value.field, refused.value.clause) == (field, "A-CNT-04")
    assert settled("选民3", "选民4").settled_chief == "选民4"


def test_a_count_paper_by_paper_is_looked_on_by_the_named_scrutineers_too(box: Box, clerk: User) -> None:
    appoint(clerk, box.contest.election, "选民3", role="scrutineer")
    appoint(clerk, box.contest.election, "选民4", role="counter")
    with pytest.raises(ScrutineerNotNamed):
        open_papers(by=clerk, box=box, head=HEAD, now=COUNTED)
    open_papers(by=clerk, box=box, head=replace(HEAD, scrutineers="选民3"), now=COUNTED)
    doubtful = typed(BLANK, doubtful=True)
    send(box, clerk, doubtful)
    with pytest.raises(ScrutineerNotNamed):
        rule_paper(by=clerk, paper=paper(doubtful), ruling=ruling(BLANK), now=COUNTED)
    rule_paper(by=clerk, paper=paper(doubtful), ruling=ruling(BLANK, scrutineers="选民3"), now=COUNTED)
    with pytest.raises(ScrutineerNotNamed):
        close(box, clerk)
    assert close_papers(by=clerk, box=box, scrutineers="选民3", chief="谭国安", now=COUNTED).agreed


def test_carriers_of_the_mobile_box_are_staff_named_with_their_route(
    election: Election, roll: Roll, clerk: User
) -> None:
    draft = RouteDraft("村部", time(8), time(11), ("选民5", "6", "成桂英"))
    route = set_route(by=clerk, election=election, draft=draft, now=ASKED)
    assert route.staff == ["选民5", "选民6", "成桂英"]
    assert [(one.role, one.route, one.number) for one in serving(election)][:2] == [
        ("carrier", route, 5),
        ("carrier", route, 6),
    ]
    with pytest.raises(StaffWithRoute):
        release_staff(by=clerk, member=serving(election)[0], reason="生病", now=ASKED)
    with pytest.raises(Refusals) as refused:
        appoint(clerk, election, "选民8", role="carrier")
    assert codes(refused) == ["staff_with_route"]
    again = RouteDraft("村部", time(8), time(11), ("选民5", "选民7", "成桂英"))
    set_route(by=clerk, election=election, draft=again, number=route.number, now=ASKED)
    assert [one.name for one in serving(election)] == ["选民5", "选民7", "成桂英"]


def test_duties_that_the_plan_names_and_nobody_does_are_told(
    election: Election, roll: Roll, clerk: User
) -> None:
    """A-CNT-04 speaks of scrutineers and counters."""
    assert staff_board(election).missing == ["scrutineer", "counter"]
    appoint(clerk, election, "选民3", role="counter")
    assert staff_board(election).missing == ["scrutineer"]


def test_a_duty_that_nobody_does_stops_what_it_is_for(
    cycle: Cycle, box: Box, clerk: User, teller: User
) -> None:
    """A-CNT-04: once staff are named, the count waits for the counter, the first ballot for who hands it out."""
    election = box.contest.election

    def asks_for(strength: str) -> None:
        def change(data: dict[str, Any]) -> None:
            roles = {"value": ["issuer", "scrutineer", "counter"], "strength": strength}
            data["voting"]["staff_roles"].update(roles)

        under_changed_rules(cycle, change)
        box.contest.election.cycle = Cycle.objects.select_related("township").get(pk=cycle.pk)

    asks_for("hard")
    appoint(clerk, election, "选民3", role="scrutineer")
    with pytest.raises(DutyUnfilled) as refused:
        hand(teller, box, 7)
    assert (refused.value.data, refused.value.clause) == ({"duties": ["issuer"]}, "A-CNT-04")
    for attempt in (
        lambda: enter(box, teller, sheet(), scrutineers="选民3"),
        lambda: open_papers(by=teller, box=box, head=replace(HEAD, scrutineers="选民3"), now=COUNTED),
    ):
        with pytest.raises(DutyUnfilled) as refused:
            attempt()
        assert refused.value.data == {"duties": ["counter"]}
    asks_for("soft")
    assert enter(box, teller, sheet(), scrutineers="选民3")


def test_with_every_duty_filled_ballots_are_handed_out(box: Box, clerk: User, teller: User) -> None:
    appoint(clerk, box.contest.election, "选民3", role="scrutineer")
    assert hand(teller, box, 7), "the plan names nobody who hands ballots out"


def test_after_the_count_nobody_is_named_any_more(election: Election, roll: Roll, clerk: User) -> None:
    with pytest.raises(StepClosed):
        appoint(clerk, election, "选民3", now=at(2021, 3, 1))


def test_only_the_villages_clerk_names_staff(
    election: Election, roll: Roll, township: User, teller: User, other_clerk: User
) -> None:
    for by in (township, teller, other_clerk):
        with pytest.raises(NotThere):
            appoint(by, election, "选民3")
