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
from candidates.enums import IntroductionState, IntroductionWay
from candidates.forms.introduction import CheckForm, IntroductionForm, SheetForm
from candidates.list_rules import list_rules
from candidates.models import Candidacy
from candidates.queries.introduction import introductions_of, list_posted_on, sheets_of, told_of
from candidates.services.introduction import record_introduction
from candidates.services.introduction_sheet import check_sheet, enter_sheet, publish_sheets
from elections.enums import Step
from elections.models import Election
from elections.queries.cycle import election_in
from elections.views.in_plan import in_plan

HOME, SHEET = "candidates:introductions", "candidates:introduction_sheet"


@allowed("candidate.view")
@in_plan(Step.FORMAL_CANDIDATES)
def introductions(request: HttpRequest, village_code: str) -> HttpResponse:
    """How the formal candidates were made known to the voters, and the form for one more time."""
    election = _election(request, village_code)
    form = IntroductionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        taken = form.cleaned_data | {"way": IntroductionWay(form.cleaned_data["way"])}
        try:
            record_introduction(by=request.user, election=election, now=request.now, **taken)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The introduction is on record."))
            return redirect(HOME, village_code=village_code)
    return _list(request, election, form)


@allowed("candidate.propose")
@in_plan(Step.FORMAL_CANDIDATES)
@require_POST
def publish(request: HttpRequest, village_code: str) -> HttpResponse:
    """Publish the sheets of all candidates."""
    election = _election(request, village_code)
    form = forms.Form(request.POST)
    try:
        publish_sheets(by=request.user, election=election, now=request.now)
    except (Refusal, Refusals) as error:
        refuse(form, error)
        return _list(request, election, IntroductionForm(), refused=form)
    messages.success(request, _("The sheets are published. Print them from the papers and hang them."))
    return redirect(HOME, village_code=village_code)


@allowed("candidate.view")
@in_plan(Step.FORMAL_CANDIDATES)
@require_GET
def sheet(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """What the voters are told of one candidate, with what comes next for whoever reads."""
    return _sheet(request, _person(request, village_code, pk))


@allowed("candidate.propose")
@in_plan(Step.FORMAL_CANDIDATES)
@require_POST
def write(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Write the sheet of one candidate."""
    person = _person(request, village_code, pk)
    form = SheetForm(request.POST, list_rules(person.election).headings, {})
    if form.is_valid():
        try:
            enter_sheet(by=request.user, candidacy=person, texts=form.cleaned_data, now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The sheet is entered."))
            return redirect(HOME, village_code=village_code)
    return _sheet(request, person, writing=form)


@allowed("candidate.review_township")
@in_plan(Step.FORMAL_CANDIDATES)
@require_POST
def check(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Let the sheet be published, or return it."""
    person = _person(request, village_code, pk)
    form = CheckForm(request.POST)
    if form.is_valid():
        try:
            check_sheet(by=request.user, candidacy=person, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The sheet is checked."))
            return redirect(HOME, village_code=village_code)
    return _sheet(request, person, checking=form)


def _election(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    return election


def _person(request: HttpRequest, village_code: str, pk: int) -> Candidacy:
    """Somebody on the formal list, whose plan names headings."""
    election = _election(request, village_code)
    line = next((line for line in sheets_of(election) if line.candidacy.pk == pk), None)
    if line is None or not list_rules(election).headings:
        raise Http404
    return line.candidacy


def _list(
    request: HttpRequest, election: Election, form: forms.Form, refused: forms.Form | None = None
) -> HttpResponse:
    lines = sheets_of(election)
    context = {
        "form": form,
        "refused": refused,
        "election": election,
        "introductions": introductions_of(election),
        "posted": list_posted_on(election),
        "records": may(request.user, "candidate.propose", election.village_id),
        "rules": list_rules(election),
        "lines": lines,
        "to_publish": any(not line.published for line in lines) and all(line.ready for line in lines),
    }
    status = 409 if form.errors or refused else 200
    return render(request, "candidates/introduction/list.html", context, status=status)


def _sheet(
    request: HttpRequest,
    person: Candidacy,
    writing: SheetForm | None = None,
    checking: CheckForm | None = None,
) -> HttpResponse:
    rules, made = list_rules(person.election), getattr(person, "introduction", None)
    context: dict[str, Any] = {
        "person": person,
        "sheet": made,
        "rules": rules,
        "told": told_of(made, rules),
        "election": person.election,
    }
    code = person.election.village_id
    if made is None or made.state != IntroductionState.PUBLISHED:
        if may(request.user, "candidate.propose", code):
            context["writing"] = writing or SheetForm(None, rules.headings, made.texts if made else {})
        elif (
            made
            and made.state == IntroductionState.WAITING
            and may(request.user, "candidate.review_township", code)
        ):
            context["checking"] = checking or CheckForm()
    refused = bool((writing and writing.errors) or (checking and checking.errors))
    return render(request, "candidates/introduction/sheet.html", context, status=409 if refused else 200)
