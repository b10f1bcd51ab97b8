"""The terms of those elected: what begins, what ends, what is open, and who a name written in is."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.forms.terms import WhoForm
from candidates.queries.team import people_found
from candidates.queries.terms import terms_of
from candidates.services.terms import enter_terms, open_points
from elections.models import Election
from elections.queries.cycle import election_in
from villages.models import Resident
from voting.queries.written_in import namesakes
from voting.services.written_in import name_resident

HOME = "candidates:terms"


@allowed("bodies.view")
@require_GET
def terms(request: HttpRequest, village_code: str) -> HttpResponse:
    """The terms of both committees, as the confirmed results give them."""
    return _page(request, _election(request, village_code))


@allowed("register.edit")
@require_POST
def enter(request: HttpRequest, village_code: str, kind: str) -> HttpResponse:
    """Enter the terms of a body."""
    election = _election(request, village_code)
    form = forms.Form(request.POST)
    try:
        made = enter_terms(by=request.user, election=election, body=kind, now=request.now)
    except (Refusal, Refusals) as error:
        refuse(form, error)
        return _page(request, election, form)
    messages.success(request, _("Terms entered in the register of posts: %(n)s.") % {"n": len(made)})
    return redirect(HOME, village_code)


@allowed("register.edit")
def who(request: HttpRequest, village_code: str, body: str, name: str) -> HttpResponse:
    """Say which resident a name written in is: those of the same name, or whoever is looked up."""
    election = _election(request, village_code)
    form = WhoForm(request.POST if request.method == "POST" else None, village_code)
    if request.method == "POST" and form.is_valid():
        try:
            name_resident(
                by=request.user, election=election, body=body, name=name, now=request.now, **form.cleaned_data
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("It is on record who was written in."))
            return redirect(HOME, village_code)
    words = request.GET.get("q", "").strip()
    context = {
        "election": election,
        "name": name,
        "form": form,
        "words": words,
        "found": _once([*namesakes(election, name), *people_found(request.user, election, words)]),
    }
    return render(request, "candidates/terms/who.html", context, status=409 if form.errors else 200)


def _once(people: list[Resident]) -> list[Resident]:
    return list({person.pk: person for person in people}.values())


def _election(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    return election


def _page(request: HttpRequest, election: Election, form: forms.Form | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "election": election,
        "boards": [(board, list(open_points(board))) for board in terms_of(election)],
        "form": form,
        "enters": may(request.user, "register.edit", election.village_id),
    }
    return render(request, "candidates/terms/terms.html", context, status=409 if form else 200)
