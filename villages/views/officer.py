"""Who the officers are in the registers: the list, and the page on which it is recorded."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from villages.forms.kinship import NumberForm
from villages.forms.officer import ConfirmForm
from villages.queries.kinship_person import mark_of, person_by_number, person_marked
from villages.queries.officer import OfficerShown, by_place, officer_below, officers_below
from villages.queries.resident import search
from villages.services.officer import clear_officer, record_officer
from villages.templatetags.names import person as spoken

LISTED = 20


@allowed("officer.link", scope=None)
@require_GET
def officers(request: HttpRequest) -> HttpResponse:
    """The officers of the own area by place, and who each is in the registers; of one place and those in it alone."""
    every = by_place(officers_below(request.user))
    place = request.GET.get("place", "")
    unknown = request.GET.get("show") == "open"
    shown = [here for here in every if here.code.startswith(place) and (here.open or not unknown)]
    context = {
        "places": every,
        "place": place,
        "unknown": unknown,
        "shown": shown,
        "open": sum(here.open for here in every),
    }
    return render(request, "villages/officers/officers.html", context)


@sensitive_post_parameters("id_number")
@allowed("officer.link", scope=None)
def officer(request: HttpRequest, pk: int) -> HttpResponse:
    """Find who an officer is, by words or by the whole identity number; then record it."""
    found = _officer_or_404(request, pk)
    person = person_marked(request.GET.get("other", ""))
    if person is not None:
        form = ConfirmForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                record_officer(by=request.user, user=found.user, resident=person, now=request.now)
            except Refusal as refusal:
                refuse(form, refusal)
            else:
                messages.success(
                    request, _("Recorded. The officer decides neither on this person nor on a relative.")
                )
                return redirect("villages:officers")
        context = {"officer": found, "person": person, "form": form}
        return render(request, "villages/officers/confirm.html", context, status=409 if form.errors else 200)
    return _find(request, found)


def _find(request: HttpRequest, found: OfficerShown) -> HttpResponse:
    number = NumberForm(request.POST or None)
    missing = False
    if request.method == "POST" and number.is_valid():
        person = person_by_number(number.cleaned_data["id_number"])
        if person is not None:
            address = reverse("villages:officer", args=[found.user.pk])
            return redirect(f"{address}?{urlencode({'other': mark_of(person)})}")
        missing = True
    words = request.GET.get("q", found.user.name).strip()
    people = search(request.user, words, length=LISTED).people if words else []
    context = {
        "officer": found,
        "words": words,
        "found": [(person, mark_of(person)) for person in people],
        "number": number,
        "missing": missing,
    }
    return render(request, "villages/officers/find.html", context)


@allowed("officer.link", scope=None)
@require_POST
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away what was recorded by mistake."""
    found = _officer_or_404(request, pk)
    try:
        clear_officer(by=request.user, user=found.user, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken away: %(name)s.") % {"name": spoken(found.user.name)})
    return redirect("villages:officers")


def _officer_or_404(request: HttpRequest, pk: int) -> OfficerShown:
    found = officer_below(request.user, pk)
    if found is None:
        raise Http404
    return found
