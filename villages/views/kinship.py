from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from villages.forms.kinship import KinForm, NumberForm, RemoveForm
from villages.models import KinTie, Resident
from villages.queries.kinship import families_of, unread_words
from villages.queries.kinship_graph import graph_of
from villages.queries.kinship_person import mark_of, person_by_number, person_marked, tie_in, ties_of
from villages.queries.resident import search
from villages.services.kinship import add_tie, remove_tie
from villages.templatetags.names import person as spoken
from villages.views.found import resident_or_404

LISTED = 20


@allowed("register.view")
@require_GET
def kinship(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """A person's relatives: drawn, listed with the way to each, and how somebody else is related."""
    person = resident_or_404(village_code, pk)
    words = request.GET.get("q", "").strip()
    asked = _found(request, words, person)
    family = families_of([person, *asked])
    context = {
        "person": person,
        "relatives": family.of(person),
        "graph": graph_of(family, person),
        "unread": unread_words(person),
        "ties": ties_of(person),
        "edits": _edits(request, person),
        "words": words,
        "asked": [(other, family.between(person, other)) for other in asked],
    }
    return render(request, "villages/kinship/kinship.html", context)


def _found(request: HttpRequest, words: str, person: Resident) -> list[Resident]:
    """People of the officer's scope whom the words mean, those of the person's own village alone first."""
    if not words:
        return []
    here = search(request.user, words, place=person.village_id, length=LISTED).people
    everywhere = search(request.user, words, length=LISTED).people if len(here) < LISTED else []
    found = {other.pk: other for other in (*here, *everywhere) if other.pk != person.pk}
    return list(found.values())[:LISTED]


def _edits(request: HttpRequest, person: Resident) -> bool:
    return may(request.user, "register.edit", person.village_id) and person.village.closed_on is None


@sensitive_post_parameters("id_number")
@allowed("register.edit")
def add(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Find the other person, by words or by the whole identity number; then say what the two are to each other."""
    person = resident_or_404(village_code, pk)
    other = person_marked(request.GET.get("other", ""))
    if other is not None:
        return _bond(request, person, other)
    number = NumberForm(request.POST or None)
    missing = False
    if request.method == "POST" and number.is_valid():
        found = person_by_number(number.cleaned_data["id_number"])
        if found is not None:
            address = reverse("kinship:add", args=[village_code, pk])
            return redirect(f"{address}?{urlencode({'other': mark_of(found)})}")
        missing = True
    words = request.GET.get("q", "").strip()
    context = {
        "person": person,
        "words": words,
        "found": [(other, mark_of(other)) for other in _found(request, words, person)],
        "number": number,
        "missing": missing,
    }
    return render(request, "villages/kinship/find.html", context)


def _bond(request: HttpRequest, person: Resident, other: Resident) -> HttpResponse:
    form = KinForm(request.POST or None, other=spoken(other.name))
    if request.method == "POST" and form.is_valid():
        try:
            add_tie(
                by=request.user,
                **form.bond(person, other),
                proof=form.cleaned_data["proof"],
                confirmed=form.cleaned_data["confirmed"],
                place=person.village_id,
                now=request.now,
            )
        except (Refusal, Refusals) as refusal:
            if getattr(refusal, "field", "") == "confirmed":
                form.ask_to_confirm()
            refuse(form, refusal)
        else:
            messages.success(
                request, _("The bond with %(name)s is on record.") % {"name": spoken(other.name)}
            )
            return redirect("kinship:kinship", person.village_id, person.pk)
    context: dict[str, Any] = {
        "person": person,
        "other": other,
        "form": form,
        "in_scope": may(request.user, "register.view", other.village_id),
    }
    return render(request, "villages/kinship/add.html", context, status=409 if form.errors else 200)


@allowed("register.edit")
def remove(request: HttpRequest, village_code: str, pk: int, tie: int) -> HttpResponse:
    """Take a bond away that was added by hand."""
    person, bond = resident_or_404(village_code, pk), _tie_or_404(village_code, tie)
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            remove_tie(by=request.user, tie=bond, place=village_code, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The bond is taken away."))
            return redirect("kinship:kinship", village_code, pk)
    context = {"person": person, "tie": bond, "form": form}
    return render(request, "villages/kinship/remove.html", context, status=409 if form.errors else 200)


def _tie_or_404(village_code: str, pk: int) -> KinTie:
    tie = tie_in(village_code, pk)
    if tie is None:
        raise Http404
    return tie
