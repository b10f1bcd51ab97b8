from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from elections.forms.days import DaysForm, MarksForm, PostponeForm
from elections.models import Election
from elections.queries.cycle import election_in, elections_for
from elections.queries.days import days_of
from elections.queries.postponement import preview_of
from elections.queries.progress import progress_of_one
from elections.services.election import mark_village, postpone_election, set_days


@allowed("election.plan", scope=None)
def days(request: HttpRequest) -> HttpResponse:
    """The days of every village, with the deadlines that follow from them."""
    if request.cycle is None:
        return redirect("elections:cycle")
    elections = list(elections_for(request.user, request.cycle))
    rows = days_of(elections, request.now)
    context = {
        "rows": rows,
        "missing": sum(election.election_day is None for election in elections),
        "wrong": [row for row in rows if row.wrong],
    }
    return render(request, "elections/days/list.html", context)


@allowed("election.plan")
def village_days(request: HttpRequest, village_code: str) -> HttpResponse:
    """Set the days of one village."""
    election = _election_or_404(request, village_code)
    initial = {
        "registration_day": election.registration_day,
        "party_day": election.party_day,
        "election_day": election.election_day,
        "reason": election.day_reason,
    }
    form = DaysForm(election, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_days(by=request.user, election=election, now=request.now, **form.days())
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The days are set."))
            return redirect("elections:days")
    context = {
        "form": form,
        "election": election,
        "found": days_of([election], request.now)[0],
        "marks": MarksForm(initial={"weak": election.weak, "complex": election.complex}),
    }
    return render(request, "elections/days/village.html", context, status=409 if form.errors else 200)


@allowed("election.plan")
@require_POST
def marks(request: HttpRequest, village_code: str) -> HttpResponse:
    """Say what kind of village it is."""
    election, form = _election_or_404(request, village_code), MarksForm(request.POST)
    if form.is_valid():
        mark_village(by=request.user, election=election, now=request.now, **form.cleaned_data)
        messages.success(request, _("The marks of the village are kept; its steps follow them."))
    return redirect("elections:village_days", village_code)


@allowed("election.postpone")
def postpone(request: HttpRequest, village_code: str) -> HttpResponse:
    """Put the election day off: first look at what moves, then do it."""
    election = _election_or_404(request, village_code)
    form = PostponeForm(election, request.POST or None)
    preview = None
    if request.method == "POST" and form.is_valid():
        cleaned = dict(form.cleaned_data)
        if request.POST.get("act") == "put_off":
            try:
                postpone_election(by=request.user, election=election, now=request.now, **cleaned)
            except (Refusal, Refusals) as error:
                refuse(form, error)
            else:
                messages.success(
                    request, _("The election day is put off. What hangs on the board is listed below.")
                )
                return redirect("elections:village_days", village_code)
        preview = preview_of(
            progress_of_one(election, request.now), cleaned["to"], cleaned.get("party_day"), request.now
        )
        if preview is None and not form.errors:
            form.add_error("to", _("This is not later than the election day, or is over."))
    context = {
        "form": form,
        "election": election,
        "preview": preview,
        "least": election.cycle.rules.roll.postponement_days,
        "reading": _reading(election),
    }
    return render(request, "elections/days/postpone.html", context, status=409 if form.errors else 200)


def _election_or_404(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    return election


def _reading(election: Election) -> object:
    """How the ambiguity of the number of days is read: whether exactly so many count."""
    rules = election.cycle.rules
    amb = rules.roll.postponement_days.amb
    taken = rules.reading_of(amb) if amb else None
    entry = next((a for a in rules.ambiguities if a.key == amb), None)
    return entry.readings[taken - 1] if entry and taken else None
