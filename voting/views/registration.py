from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from elections.enums import Step
from elections.models import Election
from elections.views.in_plan import in_plan
from voting.enums import RollState
from voting.evidence import birthday_counts, categories_of, category_of, to_ask
from voting.forms.registration import (
    ContactForm,
    CorrectionForm,
    EvidenceForm,
    LeavingForm,
    NewcomerForm,
    RefusalForm,
    known,
)
from voting.models import RollEntry
from voting.queries.drawing import SHOWN, drawing_of
from voting.queries.registration import Filter, entry_of, people_of, registration_of, residence_for
from voting.queries.renewal import renewal_due
from voting.queries.roll import draft_roll, latest_roll, matching, published_roll
from voting.records import records_of
from voting.services.correction import discard_correction, open_correction
from voting.services.drawing import draw_up_roll
from voting.services.registration import (
    add_voter,
    correct_entry,
    record_contact,
    refuse_voter,
    register_voter,
    strike_voter,
)
from voting.services.registration_checks import NEEDS
from voting.views.found import election_or_404

PAGE_LENGTH = 100


@allowed("roll.view")
@in_plan(Step.ROLL_PUBLICATION)
@require_GET
def people(request: HttpRequest, village_code: str) -> HttpResponse:
    """The registration person by person: who is to be asked, whose evidence is missing, who is listed twice."""
    election = election_or_404(request, village_code)
    roll = latest_roll(election)
    context: dict[str, Any] = {
        "election": election,
        "clerk": may(request.user, "roll.register", village_code),
    }
    if roll is not None:
        chosen = request.GET.get("only", "")
        shown = Filter(chosen) if chosen in list(Filter) else Filter.ALL
        state, words = registration_of(roll, request.now), request.GET.get("q", "").strip()
        page = Paginator(matching(people_of(state, shown), words), PAGE_LENGTH).get_page(
            request.GET.get("page")
        )
        context |= {
            "roll": roll,
            "state": state,
            "filters": [(each, state.counts[each]) for each in Filter],
            "shown": shown,
            "words": words,
            "page": page,
            "rows": [(entry, *_marks(election, state, entry)) for entry in page],
        }
    return render(request, "voting/registration/people.html", context)


def _marks(election: Election, state: Any, entry: RollEntry) -> tuple[Any, list[Any], str | None, bool]:
    """What a row says: the category's title, what is missing, the other place, whether to be asked."""
    category = category_of(election.cycle.rules, election.village.kind, entry.category)
    lacking = state.lacking.get(entry.pk)
    needs = [NEEDS[need] for need in lacking.needs] if lacking else []
    return category, needs, state.doubles.get(entry.pk), to_ask(entry.refusal, entry.evidence)


@allowed("roll.view")
@in_plan(Step.ROLL_PUBLICATION)
@require_GET
def entry(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """One person of a list: what is on record, and what can be done."""
    return _person(request, *_entry_or_404(request, village_code, pk))


@allowed("roll.register")
@require_POST
def register(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Register the person under a category."""
    election, person = _entry_or_404(request, village_code, pk)
    form = EvidenceForm(request.POST, categories=_categories(election))
    return _act(
        request,
        election,
        person,
        "register",
        form,
        lambda: register_voter(**_by(request, person), **form.given),
    )


@allowed("roll.register")
@require_POST
def contact(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Note a try to reach the person."""
    election, person = _entry_or_404(request, village_code, pk)
    form = ContactForm(request.POST)
    return _act(
        request,
        election,
        person,
        "contact",
        form,
        lambda: record_contact(**_by(request, person), **form.cleaned_data),
    )


@allowed("roll.register")
@require_POST
def exclude(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """List the person as not registered."""
    election, person = _entry_or_404(request, village_code, pk)
    form = RefusalForm(request.POST)
    return _act(
        request,
        election,
        person,
        "exclude",
        form,
        lambda: refuse_voter(**_by(request, person), exclusion=form.exclusion),
    )


@allowed("roll.register")
@require_POST
def correct(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Put the person's particulars right."""
    election, person = _entry_or_404(request, village_code, pk)
    form = CorrectionForm(request.POST)
    return _act(
        request,
        election,
        person,
        "correct",
        form,
        lambda: correct_entry(**_by(request, person), **form.cleaned_data),
    )


@allowed("roll.register")
@require_POST
def strike(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Take the person off the list."""
    election, person = _entry_or_404(request, village_code, pk)
    form = LeavingForm(request.POST)
    return _act(
        request,
        election,
        person,
        "strike",
        form,
        lambda: strike_voter(**_by(request, person), **form.cleaned_data),
    )


@allowed("roll.register")
@in_plan(Step.ROLL_PUBLICATION)
def add(request: HttpRequest, village_code: str) -> HttpResponse:
    """Put somebody on the list who is not on it."""
    election = election_or_404(request, village_code)
    form = NewcomerForm(request.POST or None, categories=_categories(election))
    if request.method == "POST" and form.is_valid():
        try:
            made = add_voter(
                by=request.user, election=election, person=form.person, now=request.now, **form.given
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(name)s stands on the list.") % {"name": made.name})
            return redirect("voting:roll_entry", village_code, made.pk)
    context = {
        "election": election,
        "form": form,
        "kinds": _categories(election),
        **_rules(request, election),
    }
    return render(request, "voting/registration/add.html", context, status=409 if form.errors else 200)


@allowed("roll.register")
@in_plan(Step.REGISTRATION)
def draw(request: HttpRequest, village_code: str) -> HttpResponse:
    """Say what drawing the roll up from the register would do, and do it."""
    election = election_or_404(request, village_code)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = draw_up_roll(by=request.user, election=election, now=request.now)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            told = _("Version %(version)s is drawn up from the register, a draft.")
            messages.success(request, told % {"version": made.version})
            return redirect("voting:roll_people", village_code)
    drawing = drawing_of(election, request.now) if election.election_day else None
    context = {
        "election": election,
        "form": form,
        "drawing": drawing,
        "most": SHOWN,
        "renewal": renewal_due(election),
        "published": published_roll(election),
        **_rules(request, election),
    }
    return render(request, "voting/registration/draw.html", context, status=409 if form.errors else 200)


@allowed("roll.register")
@require_POST
def correction(request: HttpRequest, village_code: str) -> HttpResponse:
    """Open a correction of the published roll."""
    try:
        made = open_correction(
            by=request.user, election=election_or_404(request, village_code), now=request.now
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("voting:roll", village_code)
    messages.success(request, _("Version %(version)s is open for corrections.") % {"version": made.version})
    return redirect("voting:roll_people", village_code)


@allowed("roll.register")
@require_POST
def discard(request: HttpRequest, village_code: str) -> HttpResponse:
    """Put the open correction away."""
    try:
        discard_correction(by=request.user, election=election_or_404(request, village_code), now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The correction is put away; the roll is as it was."))
    return redirect("voting:roll", village_code)


def _entry_or_404(request: HttpRequest, village_code: str, pk: int) -> tuple[Election, RollEntry]:
    election = election_or_404(request, village_code)
    found = entry_of(election, pk)
    if found is None:
        raise Http404
    found.roll.election = election
    return election, found


def _by(request: HttpRequest, person: RollEntry) -> dict[str, Any]:
    return {"by": request.user, "entry": person, "now": request.now}


def _categories(election: Election) -> Any:
    return categories_of(election.cycle.rules, election.village.kind)


def _rules(request: HttpRequest, election: Election) -> dict[str, Any]:
    rules = election.cycle.rules
    return {
        "rules": rules.roll,
        "birthday_counts": birthday_counts(rules),
        "residence": residence_for(election, request.now),
    }


def _act(
    request: HttpRequest,
    election: Election,
    person: RollEntry,
    name: str,
    form: forms.Form,
    act: Callable[[], RollEntry | None],
) -> HttpResponse:
    """Do what a form of the person's page asks for, or show the page again with what speaks against it."""
    if form.is_valid():
        try:
            act()
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(name)s: it is on record.") % {"name": person.name})
            if name == "strike":
                return redirect("voting:roll_people", election.village_id)
            return redirect("voting:roll_entry", election.village_id, person.pk)
    person.refresh_from_db()
    person.roll.election = election
    return _person(request, election, person, **{name: form})


def _person(request: HttpRequest, election: Election, person: RollEntry, **tried: forms.Form) -> HttpResponse:
    kinds = _categories(election)
    started = known(person.evidence, person.category, person.relocation)
    particulars = {"name": person.name, "group": person.group, "household": person.household}
    fresh = {
        "contact": ContactForm(initial={"on": request.now.date()}),
        "register": EvidenceForm(initial=started, categories=kinds),
        "exclude": RefusalForm(initial={"ground": person.refusal}),
        "correct": CorrectionForm(initial=particulars),
        "strike": LeavingForm(),
    }
    for name, form in (shown := fresh | tried).items():
        form.auto_id = f"{name}_%s"
    state = registration_of(person.roll, request.now)
    category, needs, double, asked = _marks(election, state, person)
    context = {
        "election": election,
        "entry": person,
        "kinds": kinds,
        "category": category,
        "needs": needs,
        "double": double,
        "asked": asked,
        "forms": shown,
        "records": records_of(person.evidence),
        "tried": next(iter(tried), "contact" if asked else ""),
        "draft": person.roll.state == RollState.DRAFT,
        "open_draft": draft_roll(election),
        "clerk": may(request.user, "roll.register", election.village_id),
        **_rules(request, election),
    }
    return render(request, "voting/registration/entry.html", context, status=409 if tried else 200)
