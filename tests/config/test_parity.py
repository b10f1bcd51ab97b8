"""Pages and API cannot differ: both call the same services, neither has rules of its own, both are refused alike."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from accounts.enums import Role
from accounts.models import Office, User
from candidates.models import Candidacy, Nomination, NominationVote, SeatPlan
from documents.services.file import store
from elections.models import Cycle, Election
from tests.cast import COUNTY, TOWNSHIP, VILLAGE
from tests.config.parity_acts import ACTS, AFTER_PLACES, BUTTONS, EARLY, HERE, LATE, OTHERWISE, file
from tests.config.test_urls import patterns
from tests.house.gated import Application, sources_of
from tests.programs import ROOT, Program, problem
from tests.voting.ballots import PLACES, add_roll, prepared, publish
from villages.models import Resident
from voting.models import Contest, Roll, RollUpload

TOP = Path(__file__).resolve().parents[2]
PACKAGES = ("accounts", "documents", "villages", "elections", "voting", "candidates", "overview", "config")

# Written on pages only: what a program has no business with.
PAGES_ONLY = {
    "accounts.services.language.choose_language": "an officer's own language",
    "accounts.services.kept_input.throw_away": "what was typed on a page",
    "documents.services.paper.issue_paper": "a paper is looked at when it is issued",
    "documents.services.paper_job.ask_for_paper": "a paper is looked at when it is issued",
    "voting.services.round_papers.issue_round_papers": "a paper is looked at when it is issued",
    "voting.services.proxy.record_method": "once an election, with the election method in hand",
    "documents.services.posting.post_paper": "a paper is looked at when it is hung",
    "documents.services.posting.take_down": "a paper is looked at when it is taken down",
    "elections.services.cycle.close_cycle": "once in three years",
    "elections.services.archive.archive_cycle": "once in three years, after reading what is deleted",
    "elections.services.cycle.move_clock": "training is for people",
    "elections.services.opening.open_checked_cycle": "once in three years, after reading what the plan contradicts",
    "elections.services.holidays.enter_holidays": "once a year, from the notice",
    "elections.services.planner.set_many_days": "laid out on a grid; a program sets one village's days",
    "voting.services.appeal.file_publicly": "a villager's own words, without an office",
    "accounts.services.feed.make_feed_link": "an officer's own link",
    "accounts.services.feed.revoke_feed_link": "an officer's own link",
    "accounts.services.preferences.set_preferences": "an officer's own address",
    "overview.services.digest.read_digest": "an officer's own messages",
    "overview.services.digest.read_all": "an officer's own messages",
    "elections.services.rulebook.shipped_edition": "a part of opening a cycle",
    "villages.services.resident.add_resident": "a register is kept on pages, or brought in as a sheet",
    "villages.services.resident.change_resident": "a register is kept on pages, or brought in as a sheet",
    "villages.services.resident.record_leaving": "a register is kept on pages, or brought in as a sheet",
    "villages.services.resident.record_return": "a register is kept on pages, or brought in as a sheet",
    "villages.services.resident.see_number": "a full number is shown to a person, never to a program",
    "candidates.services.department.see_asked_number": "a full number is shown to a person, never to a program",
    "candidates.services.department_sheet.receive_verdict_sheet": "what a sheet would answer is looked at on a page",
    "candidates.services.department_sheet.take_over_verdicts": "what a sheet would answer is looked at on a page",
    "candidates.services.notice.object_publicly": "a villager's own words, without an office",
    "voting.services.count_book.take_over_book": "a sheet that a person filled in; a program enters figures",
    "villages.services.export.export_list": "a sheet for a person, marked with who took it",
    "villages.services.place.change_place": "a register is kept on pages",
    "villages.services.place.add_group": "a register is kept on pages",
    # A rulebook is written on pages, or as a file that is checked and brought in.
    "elections.services.draft.start_draft": "a rulebook is written on pages or as a file",
    "elections.services.draft.start_blank": "a rulebook is written on pages or as a file",
    "elections.services.draft.import_draft": "a rulebook is written on pages or as a file",
    "elections.services.draft.start_amendment": "a rulebook is written on pages or as a file",
    "elections.services.draft.change_head": "a rulebook is written on pages or as a file",
    "elections.services.draft.change_value": "a rulebook is written on pages or as a file",
    "elections.services.draft.remove_value": "a rulebook is written on pages or as a file",
    "elections.services.draft.change_entry": "a rulebook is written on pages or as a file",
    "elections.services.draft.remove_entry": "a rulebook is written on pages or as a file",
    "elections.services.draft.change_law": "a rulebook is written on pages or as a file",
    "elections.services.draft.publish_draft": "a rulebook is written on pages or as a file",
    "elections.services.draft.put_in_force": "a rulebook is written on pages or as a file",
    "elections.services.draft.discard_draft": "a rulebook is written on pages or as a file",
    # Registers that are kept one person at a time, by people who know them.
    "villages.services.officer.record_officer": "who an officer is in the registers is compared by eye",
    "villages.services.officer.clear_officer": "who an officer is in the registers is compared by eye",
    "villages.services.kinship.add_tie": "a bond is entered with its proof at hand",
    "villages.services.kinship.remove_tie": "a bond is entered with its proof at hand",
    "villages.services.party.enter_member": "kept one by one",
    "villages.services.party.change_member": "kept one by one",
    "villages.services.party.remove_member": "kept one by one",
    "villages.services.cadre.enter_cadre": "kept one by one",
    "villages.services.cadre.change_cadre": "kept one by one",
    "villages.services.cadre.record_appraisal": "kept one by one",
    "villages.services.cadre.remove_appraisal": "kept one by one",
    "villages.services.cadre.record_audit": "kept one by one",
    "elections.services.party_organisation.set_up_organisation": "once in a term",
    "elections.services.party_organisation.add_branch": "once in a term",
    "elections.services.party_organisation.end_branch": "once in a term",
    "elections.services.party_organisation.name_branch_secretary": "once in a term",
    "candidates.services.branch_election.record_branch_election": "once in a term",
    "villages.services.party_group.set_up_group": "a register is kept on pages",
    "villages.services.party_group.change_group": "a register is kept on pages",
    "villages.services.party_group.end_group": "a register is kept on pages",
    "elections.services.succession.merge_places": "looked at before it is done",
    "elections.services.succession.recode_place": "looked at before it is done",
}
# What the two layers may raise: not there, not signed in, not readable. Rules refuse in services.
MAY_RAISE = {
    "Http404",
    "NotThere",
    "InputFaulty",
    "BodyTooLarge",
    "BodyUnreadable",
    "NoCount",
    "CountTooLarge",
    "ValidationError",
}


@pytest.fixture(scope="module")
def application() -> Application:
    return Application(sources_of(TOP, PACKAGES))


def called(application: Application, api: bool) -> dict[str, set[str]]:
    """By write service: the pages (families of views) or the views of the API that call it."""
    writers, found = application.writers(), {}
    for name, pattern in patterns(get_resolver()):
        if name.startswith("api:") is not api:
            continue
        view = inspect.unwrap(getattr(pattern.callback, "cls", pattern.callback))
        if view.__module__ not in application.modules:
            continue
        where = f"{view.__module__}.{view.__qualname__}" if api else view.__module__
        for service in application.services_called(view.__module__, view.__qualname__) & writers:
            found.setdefault(service, set()).add(where)
    return found


def test_the_walk_finds_the_writes_of_pages_and_api(application: Application) -> None:
    pages, programs = called(application, api=False), called(application, api=True)
    assert pages["elections.services.step.record_step"] == {"elections.views.step"}
    assert programs["elections.services.step.record_step"] == {"elections.api.step.RecordsView"}
    assert len(programs) > 25


def test_each_write_has_one_page_and_one_address(application: Application) -> None:
    for found in (called(application, api=False), called(application, api=True)):
        assert {service: where for service, where in found.items() if len(where) > 1} == {}


def test_pages_and_api_write_the_same(application: Application) -> None:
    pages, programs = called(application, api=False), called(application, api=True)
    assert set(programs) <= set(pages)
    assert set(pages) - set(programs) == set(PAGES_ONLY)


def layers(application: Application) -> Iterator[tuple[str, ast.Module]]:
    for name, module in application.modules.items():
        if {"views", "api"} & set(name.split(".")):
            yield name, module.tree


def test_neither_layer_has_rules_of_its_own(application: Application) -> None:
    raised = {
        (name, re.match(r"[\w.]+", ast.unparse(node.exc))[0].split(".")[-1])
        for name, tree in layers(application)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and node.exc is not None
    }
    assert {(name, what) for name, what in raised if what not in MAY_RAISE} == set()
    imports = {
        (name, node.module)
        for name, tree in layers(application)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "elections.services.gate"
    }
    assert imports == set()


# The same act, at the same closed moment, through both.


@pytest.fixture
def everybody(clerk: User) -> User:
    """An officer of a village's, the township's and the county's office in one."""
    for role, scope in ((Role.TOWNSHIP_OFFICE, TOWNSHIP), (Role.COUNTY_OFFICE, COUNTY)):
        Office.objects.create(user=clerk, role=role, scope=scope, title=role.label)
    return clerk


def person(election: Election, post: str, state: str) -> Candidacy:
    resident = Resident.objects.filter(village=VILLAGE).exclude(candidacies__election=election).first()
    return Candidacy.objects.create(
        election=election,
        post=post,
        name=resident.name,
        sex=resident.sex,
        resident=resident,
        votes=10,
        state=state,
        changed_at=EARLY,
    )


@pytest.fixture
def contest(election: Election, clerk: User, steps_before: None, request: pytest.FixtureRequest) -> Contest:
    add_roll(election)
    made = prepared(election, clerk)
    return publish(made, clerk, boxes=PLACES) if request.node.callspec.params["act"] in AFTER_PLACES else made


@pytest.fixture
def there(election: Election, contest: Contest, everybody: User) -> dict[str, Any]:
    """Something of everything that the acts name."""
    for rank, post in enumerate(("chair", "deputy"), start=1):
        SeatPlan.objects.create(election=election, post=post, rank=rank, seats=1)
    result = Nomination.objects.create(
        election=election,
        held_on=date(2020, 12, 20),
        registered=120,
        issued=100,
        returned=90,
        recorded_at=EARLY,
    )
    resident = Resident.objects.filter(village=VILLAGE).last()
    next_one = NominationVote.objects.create(
        nomination=result, post="deputy", name=resident.name, sex=resident.sex, resident=resident, votes=9
    )
    Roll.objects.create(election=election, version=2)
    upload = RollUpload.objects.create(
        key=uuid4(),
        election=election,
        file=store(b"csv", "text/csv"),
        file_name="选民.csv",
        state="ready",
        report={"rows": 1, "voters": 1, "not_registered": 0, "warnings": 0, "faulty_rows": 0, "faults": 0},
        uploaded_by=everybody,
        uploaded_at=EARLY,
    )
    return {
        "village": VILLAGE,
        "nominee": person(election, "chair", "nominated").pk,
        "returned": person(election, "chair", "returned").pk,
        "proposed": person(election, "chair", "proposed").pk,
        "next": next_one.pk,
        "upload": upload.pk,
    }


def filled(value: Any, there: dict[str, Any]) -> Any:
    if isinstance(value, str):
        return value.format(**there)
    if isinstance(value, dict):
        return {filled(k, there): filled(v, there) for k, v in value.items()}
    return value


@pytest.mark.parametrize("act", ACTS)
def test_the_same_act_at_the_same_closed_moment_is_refused_alike(
    act: str, there: dict[str, Any], everybody: User, cycle: Cycle, client_of: Callable[[User], Client]
) -> None:
    moment, page, form, method, address, body = ACTS[act]
    cycle.clock = moment
    cycle.save()
    page = filled(page, there)
    path = page if page.startswith("/") else f"/{HERE}{page}"
    shown = refused_on(client_of(everybody).post(path, filled(form, there)))
    told = problem(getattr(Program(everybody), method)(HERE + filled(address, there), filled(body, there)))
    assert shown == {(told["code"], told["clause"])}
    assert told["code"] == OTHERWISE.get(act, "step_closed")


def test_a_sheet_sent_at_the_same_closed_moment_is_refused_alike(
    election: Election, everybody: User, cycle: Cycle, client_of: Callable[[User], Client]
) -> None:
    cycle.clock = LATE
    cycle.save()
    shown = refused_on(client_of(everybody).post(f"/{HERE}roll/upload/", {"file": file(), "key": uuid4()}))
    headers = {"Idempotency-Key": str(uuid4())}
    told = problem(
        Program(everybody).client.post(f"{ROOT}{HERE}roll/uploads/", {"file": file()}, headers=headers)
    )
    assert shown == {(told["code"], told["clause"])}


@pytest.mark.parametrize("act", BUTTONS)
def test_what_a_page_tells_in_a_notice_is_what_the_api_tells(
    act: str, contest: Contest, everybody: User, cycle: Cycle, client_of: Callable[[User], Client]
) -> None:
    page, form, address, body = BUTTONS[act]
    cycle.clock = EARLY
    cycle.save()
    answer = client_of(everybody).post(f"/{HERE}{page}", form)
    told = problem(Program(everybody).post(HERE + address, body))
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [told["text"]["zh"]]
    assert told["code"] == "step_not_ready"


def refused_on(page: HttpResponse) -> set[tuple[str, str | None]]:
    """Code and clause of every refusal that the forms of a page tell."""
    assert page.status_code == 409, page.content.decode()[:2000]
    values = [value for layer in page.context for each in layer for value in each.values()]
    forms = {id(value): value for value in values if isinstance(value, BaseForm) and value.is_bound}
    errors = [error for form in forms.values() for found in form.errors.as_data().values() for error in found]
    assert all(hasattr(error, "refusal") for error in errors), errors
    return {(error.refusal.code, error.refusal.clause) for error in errors}
