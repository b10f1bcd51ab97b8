from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.body_refusals import HouseholdUndecided
from candidates.enums import Allotment
from candidates.forms.named_votes import chosen, options_of, pasted_rows, typed_rows
from candidates.forms.representative import AllotmentForm, FilingForm, ReasonForm, UnitVotesForm
from candidates.models import ElectingUnit
from candidates.queries.representative import (
    book_of,
    households_of,
    people_of,
    register_of,
    with_term_before,
)
from candidates.refusals import TieUndecided
from candidates.representative_rules import representative_rules
from candidates.services.representative import (
    file_representatives,
    move_representative_up,
    publish_representatives,
    receive_representatives,
    withdraw_representative,
)
from candidates.services.representative_places import allot_places
from candidates.services.representative_votes import UnitCount, record_unit_votes
from candidates.told import told_name
from elections.enums import Step
from elections.models import Election
from elections.queries.cycle import election_in
from elections.queries.progress import progress_of_one
from elections.views.in_plan import in_plan


@allowed("bodies.view")
@in_plan(Step.REPRESENTATIVES)
@require_GET
def representatives(request: HttpRequest, village_code: str) -> HttpResponse:
    """The representatives of a place: units, who is elected, how far the register has come."""
    return _page(request, _election(request, village_code), FilingForm())


def _election(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    return election


def _page(request: HttpRequest, election: Election, form: FilingForm | ReasonForm) -> HttpResponse:
    code = election.village_id
    register = register_of(election)
    context = {
        "election": election,
        "register": with_term_before(election, register) if register else None,
        "rules": representative_rules(election),
        "step": progress_of_one(election, request.now).steps[Step.REPRESENTATIVES],
        "form": form,
        "ties": {one.pk for unit in register.units for one in unit.next} if register else set(),
        "works": may(request.user, "bodies.work", code),
        "records": may(request.user, "bodies.record", code),
        "files": may(request.user, "bodies.file", code),
    }
    return render(request, "candidates/representative/list.html", context, status=409 if form.errors else 200)


@allowed("bodies.work")
@in_plan(Step.REPRESENTATIVES)
def allot(request: HttpRequest, village_code: str) -> HttpResponse:
    """Allot the places to the electing units."""
    election = _election(request, village_code)
    form = AllotmentForm(request.POST or None, election, book_of(election))
    if request.method == "POST" and form.is_valid():
        try:
            allot_places(
                by=request.user,
                election=election,
                mode=Allotment(form.cleaned_data["mode"]),
                units=form.units(),
                reason=form.cleaned_data["reason"],
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The places are allotted. Record what each unit counted."))
            return redirect("candidates:representatives", village_code)
    rules, households = representative_rules(election), households_of(village_code)
    context = {
        "election": election,
        "form": form,
        "rules": rules,
        "households": households,
        "bounds": rules.bounds(Allotment.HOUSEHOLDS, households),
    }
    status = 409 if form.errors else 200
    return render(request, "candidates/representative/allot.html", context, status=status)


@allowed("bodies.record")
@in_plan(Step.REPRESENTATIVES)
def unit(request: HttpRequest, village_code: str, number: int) -> HttpResponse:
    """Enter what one unit counted: names with votes, typed or pasted."""
    election = _election(request, village_code)
    found = ElectingUnit.objects.filter(book__election=election, number=number).first()
    if found is None:
        raise Http404
    rows, options = typed_rows(request.POST), []
    if request.POST.get("act") == "paste":
        pasted, unread = pasted_rows(request.POST.get("pasted", ""))
        initial = {name: request.POST.get(name, "") for name in ("held_on", "decision")}
        form = UnitVotesForm(None, [*rows, *pasted], village_code, initial=initial)
        return _unit_page(request, election, found, form, unread=unread)
    form = UnitVotesForm(request.POST or None, rows, village_code)
    if request.method == "POST" and form.is_valid():
        count = UnitCount(
            number=number,
            held_on=form.cleaned_data["held_on"],
            lines=form.lines(),
            decided=chosen(request.POST, "decided"),
            kept=chosen(request.POST, "kept"),
            decision=form.cleaned_data["decision"],
        )
        try:
            record_unit_votes(by=request.user, election=election, counts=[count], now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
            options = [
                ("decided", options_of(error, TieUndecided)),
                ("kept", options_of(error, HouseholdUndecided)),
            ]
        else:
            messages.success(request, _("The election of %(unit)s is recorded.") % {"unit": found.name})
            return redirect("candidates:representatives", village_code)
    return _unit_page(request, election, found, form, options=options)


def _unit_page(
    request: HttpRequest, election: Election, found: ElectingUnit, form: UnitVotesForm, **more: Any
) -> HttpResponse:
    context = {
        "election": election,
        "unit": found,
        "form": form,
        "rules": representative_rules(election),
        "pasted": request.POST.get("pasted", "") if more.get("unread") else "",
        **more,
    }
    return render(request, "candidates/representative/unit.html", context, status=409 if form.errors else 200)


@allowed("bodies.record")
@in_plan(Step.REPRESENTATIVES)
def change(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Enter that a representative leaves, or that somebody of the line moves up."""
    election = _election(request, village_code)
    book = book_of(election)
    person = people_of(book).filter(pk=pk).first() if book else None
    if person is None:
        raise Http404
    person.unit.book.election = election
    form = ReasonForm(request.POST or None)
    leaves = person.state == "elected"
    if request.method == "POST" and form.is_valid():
        given = {"person": person, "reason": form.cleaned_data["reason"], "now": request.now}
        try:
            if leaves:
                withdraw_representative(by=request.user, **given)
            else:
                move_representative_up(by=request.user, **given)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            told = _("%(name)s has left.") if leaves else _("%(name)s is a representative now.")
            messages.success(request, told % {"name": told_name(person.name)})
            return redirect("candidates:representatives", village_code)
    context = {"election": election, "person": person, "form": form, "leaves": leaves}
    status = 409 if form.errors else 200
    return render(request, "candidates/representative/change.html", context, status=status)


@allowed("bodies.record")
@require_POST
def file(request: HttpRequest, village_code: str) -> HttpResponse:
    """Close the register and hand it in."""
    election = _election(request, village_code)
    form = FilingForm(request.POST)
    if form.is_valid():
        try:
            file_representatives(
                by=request.user, election=election, approval=form.cleaned_data["approval"], now=request.now
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
            return _page(request, election, form)
        messages.success(request, _("The register is handed in; print the announcement and post it."))
    return redirect("candidates:representatives", village_code)


@allowed("bodies.file")
@require_POST
def receive(request: HttpRequest, village_code: str) -> HttpResponse:
    """The township takes the register on file."""
    election = _election(request, village_code)
    try:
        receive_representatives(by=request.user, election=election, now=request.now)
    except (Refusal, Refusals) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The register is on file."))
    return redirect("candidates:representatives", village_code)


@allowed("bodies.record")
@require_POST
def publish(request: HttpRequest, village_code: str) -> HttpResponse:
    """Publish the representatives."""
    election = _election(request, village_code)
    try:
        publish_representatives(by=request.user, election=election, now=request.now)
    except (Refusal, Refusals) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The representatives are published. Print the announcement and post it."))
    return redirect("candidates:representatives", village_code)
