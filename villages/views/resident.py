from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may, offices_with
from villages.enums import ListKind
from villages.forms.resident import LeavingForm, ReasonForm, ResidentForm
from villages.importing.columns import EDUCATION, RELATIONS
from villages.models import Resident
from villages.queries.place import figures_of
from villages.queries.resident import changes_of, household_of, search
from villages.queries.upload import open_upload
from villages.services.resident import (
    add_resident,
    change_resident,
    record_leaving,
    record_return,
    see_number,
)
from villages.views.found import place_or_404, resident_or_404


@allowed("register.view", scope=None)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody in the registers of the officer's scope, searched."""
    user: Any = request.user
    context = _found(request) | {"links_officers": bool(offices_with(user, "officer.link"))}
    return render(request, "villages/resident/people.html", context)


@allowed("register.view")
@require_GET
def residents(request: HttpRequest, village_code: str) -> HttpResponse:
    """The register of one place, searched, by group."""
    village = place_or_404(village_code)
    edits = may(request.user, "register.edit", village_code) and village.closed_on is None
    context = _found(request, village_code) | {
        "village": village,
        "figures": figures_of(village),
        "edits": edits,
        "upload": open_upload(village, ListKind.REGISTER) if edits else None,
        "exports": may(request.user, "register.export", village_code),
    }
    return render(request, "villages/resident/list.html", context)


def _found(request: HttpRequest, place: str = "") -> dict[str, Any]:
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "group", "after", "gone")}
    group = int(asked["group"]) if asked["group"].isdecimal() and len(asked["group"]) < 5 else None
    gone = asked["gone"] == "1"
    found = search(request.user, asked["q"], place=place, group=group, gone=gone, after=asked["after"])
    return {"found": found, "words": asked["q"], "group": group, "gone": gone, "later": bool(asked["after"])}


@allowed("register.view")
@require_GET
def resident(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """One person: the particulars, the household, what was changed."""
    return _shown(request, resident_or_404(village_code, pk), ReasonForm())


def _shown(
    request: HttpRequest, person: Resident, form: ReasonForm, number: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "person": person,
        "household": household_of(person),
        "changes": changes_of(person),
        "edits": may(request.user, "register.edit", person.village_id) and person.village.closed_on is None,
        "sees": may(request.user, "register.see_id", person.village_id),
        "form": form,
        "number": number,
    }
    answer = render(request, "villages/resident/resident.html", context, status=status)
    if number:
        answer["Cache-Control"] = "no-store"
    return answer


@allowed("register.see_id")
@require_POST
def number(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """The full identity number, once, for the reason that goes into the ledger."""
    person, form, full = resident_or_404(village_code, pk), ReasonForm(request.POST), ""
    if form.is_valid():
        try:
            full = see_number(by=request.user, resident=person, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
    return _shown(request, person, form, full, status=409 if form.errors else 200)


@sensitive_post_parameters("id_number")
@allowed("register.edit")
def add(request: HttpRequest, village_code: str) -> HttpResponse:
    """Enter a person in the register."""
    village = place_or_404(village_code)
    form = ResidentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_resident(by=request.user, village=village, row=form.row(), now=request.now)
        except (Refusal, Refusals) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("%(name)s stands in the register.") % {"name": made.name})
            return redirect("villages:resident", village_code, made.pk)
    return _form(request, form, {"village": village})


@sensitive_post_parameters("id_number")
@allowed("register.edit")
def edit(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Put a person's particulars right."""
    person = resident_or_404(village_code, pk)
    form = ResidentForm(request.POST or None, resident=person)
    if request.method == "POST" and form.is_valid():
        try:
            change_resident(by=request.user, resident=person, row=form.row(), now=request.now)
        except (Refusal, Refusals) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The particulars are saved."))
            return redirect("villages:resident", village_code, pk)
    return _form(request, form, {"village": person.village, "person": person})


def _form(request: HttpRequest, form: ResidentForm, context: dict[str, Any]) -> HttpResponse:
    lists = {"relations": RELATIONS, "education": EDUCATION}
    return render(
        request,
        "villages/resident/form.html",
        {"form": form, "lists": lists, **context},
        status=409 if form.errors else 200,
    )


@allowed("register.edit")
def leave(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Put down that a person has left the register."""
    person = resident_or_404(village_code, pk)
    form = LeavingForm(request.POST or None, initial={"on": request.now.date()})
    if request.method == "POST" and form.is_valid():
        try:
            record_leaving(by=request.user, resident=person, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("%(name)s has left the register.") % {"name": person.name})
            return redirect("villages:resident", village_code, pk)
    context = {"person": person, "form": form}
    return render(request, "villages/resident/leave.html", context, status=409 if form.errors else 200)


@allowed("register.edit")
@require_POST
def take_back(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Take a person back into the register."""
    person = resident_or_404(village_code, pk)
    try:
        record_return(by=request.user, resident=person, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s stands in the register again.") % {"name": person.name})
    return redirect("villages:resident", village_code, pk)
