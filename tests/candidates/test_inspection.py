"""Candidates for the committee are inspected beside their reviews, where the plan has it (A-REV-09, A-REV-10)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.refusals import NotThere, Refusals
from candidates.enums import CandidacyState
from candidates.models import Candidacy, Inspection
from candidates.party_refusals import InspectionNotOrdered
from candidates.services.committee_inspection import Seen, inspect_candidates
from candidates.services.list_checks import list_faults
from candidates.services.publication import publish_candidates
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry
from tests.candidates.conftest import REVIEWED
from tests.cast import VILLAGE, at, under_changed_rules
from tests.programs import Program

TEAM = "镇党委考察组"


def inspect(by: User, election: Election, *found: Seen, **different: Any) -> list[Inspection]:
    given = {"held_on": REVIEWED.date(), "inspectors": TEAM} | different
    return inspect_candidates(by=by, election=election, found=found, now=REVIEWED, **given)


def codes(refused: Any) -> list[str]:
    return [each.code for each in refused.value.refusals]


def barred(election: Election, clerk: User) -> list[tuple[str, str | None]]:
    with pytest.raises(Refusals) as refused:
        publish_candidates(by=clerk, election=election, now=REVIEWED)
    return [(each.code, each.clause) for each in refused.value.refusals]


def test_who_was_not_inspected_does_not_come_on_the_formal_list(
    reviewed: Election, clerk: User, township: User
) -> None:
    last = Candidacy.objects.filter(election=reviewed).latest("pk")
    last.inspection.delete()
    assert barred(reviewed, clerk) == [("not_inspected", "A-REV-10")]
    (made,) = inspect(township, reviewed, Seen(last.pk, passed=True))
    assert (made.passed, made.office) == (True, "镇换届办")
    told = LedgerEntry.objects.filter(act=Act.PARTY_INSPECTED).latest("pk").data
    assert (told["inspectors"], [each["name"] for each in told["people"]]) == (TEAM, [last.name])
    assert publish_candidates(by=clerk, election=reviewed, now=REVIEWED)


def test_where_the_plan_has_nobody_inspected_the_list_is_posted_without(
    reviewed: Election, cycle: Cycle, clerk: User, township: User
) -> None:
    """Plan C reviews and does not inspect its committee's candidates."""
    Inspection.objects.all().delete()
    under_changed_rules(cycle, lambda data: data["review"].pop("committee_inspected"))
    election = Election.objects.select_related("cycle", "village").get(pk=reviewed.pk)
    person = Candidacy.objects.filter(election=election).latest("pk")
    with pytest.raises(InspectionNotOrdered):
        inspect(township, election, Seen(person.pk, passed=True))
    assert publish_candidates(by=clerk, election=election, now=REVIEWED)


def test_who_does_not_pass_stands_no_longer(proposed: Election, township: User) -> None:
    person = Candidacy.objects.filter(election=proposed).latest("pk")
    with pytest.raises(Refusals) as refused:
        inspect(township, proposed, Seen(person.pk, passed=False), held_on=date(2021, 1, 19), inspectors=" ")
    assert [(each.code, each.field) for each in refused.value.refusals] == [
        ("date_in_the_future", "held_on"), ("reason_needed", "inspectors"), ("reason_needed", f"reason-{person.pk}"),
    ]  # fmt: skip
    inspect(township, proposed, Seen(person.pk, passed=False, reason="群众反映作风问题属实"))
    person.refresh_from_db()
    assert person.state == CandidacyState.REJECTED
    with pytest.raises(Refusals) as again:
        inspect(township, proposed, Seen(person.pk, passed=True))
    assert codes(again) == ["not_on_the_list"]


def test_the_township_inspects_and_nobody_without_being_named(
    proposed: Election, township: User, clerk: User
) -> None:
    with pytest.raises(NotThere):
        inspect(clerk, proposed, Seen(Candidacy.objects.latest("pk").pk, passed=True))
    with pytest.raises(Refusals) as refused:
        inspect(township, proposed)
    assert codes(refused) == ["not_on_the_list"]
    one = Seen(Candidacy.objects.latest("pk").pk, passed=True)
    with pytest.raises(Refusals) as twice:
        inspect(township, proposed, one, one)
    assert codes(twice) == ["not_on_the_list"]


def test_the_page_takes_those_chosen_and_leaves_the_others(
    proposed: Election, township: User, clerk: User, client_of: Callable[[User], Client]
) -> None:
    first, second = Candidacy.objects.filter(election=proposed).order_by("pk")[:2]
    address = reverse("candidates:committee_inspections", args=[VILLAGE])
    office = client_of(township)
    assert "A-REV-10" in office.get(address).content.decode()
    sent = {"held_on": "2020-12-01", "inspectors": TEAM, f"result-{first.pk}": "no"}
    refused = office.post(address, sent)
    assert refused.status_code == 409
    assert not Inspection.objects.exists()
    sent |= {f"reason-{first.pk}": "作风问题", f"result-{second.pk}": "yes"}
    assert office.post(address, sent).status_code == 302
    assert set(Inspection.objects.values_list("candidacy", "passed")) == {
        (first.pk, False),
        (second.pk, True),
    }
    shown = client_of(clerk).get(address).content.decode()
    assert "作风问题" in shown
    assert "result-" not in shown


def test_a_program_inspects_and_reads(proposed: Election, township: User) -> None:
    person = Candidacy.objects.filter(election=proposed).latest("pk")
    caller, address = Program(township), f"villages/{VILLAGE}/candidates/inspections/"
    body = {
        "held_on": "2020-12-01",
        "inspectors": TEAM,
        "found": [{"candidacy_id": person.pk, "passed": True}],
    }
    assert caller.post(address, body).status_code == 201
    assert [each["candidacy_id"] for each in caller.get(address).json()] == [person.pk]
    assert [fault.code for fault in list_faults(proposed, [], [person], "", at(2020, 12, 2))].count(
        "not_inspected"
    ) == 0
