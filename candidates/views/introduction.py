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
from candidates.forms.introduction import CheckForm, IntroductionForm, PartyIntroductionForm, SheetForm
from candidates.introduction_rules import IntroductionRules, introduction_rules
from candidates.models import Candidacy
from candidates.queries.introduction import introductions_of, list_posted_on, sheets_of, told_of
from candidates.services.introduction import record_introduction
from candidates.services.introduction_sheet import check_sheet, enter_sheet, publish_sheets
from elections.enums import Step
from elections.models import Election
from elections.queries.cycle import election_in
from elections.views.in_plan import in_plan
from villages.enums import Body

# Where the introductions of a body's candidates stand.
HOMES = {Body.COMMITTEE: "candidates:introductions", Body.PARTY: "candidates:party_introductions"}


@allowed("candidate.view")
@in_plan(Step.FORMAL_CANDIDATES)
def introductions(request: HttpRequest, village_code: str) -> HttpResponse:
    """How the formal candidates were made known to the voters, and the form for one more time."""
    return _introductions(request, village_code, Body.COMMITTEE)


@allowed("candidate.view")
@in_plan(Step.FIRST_RECOMMENDATION)
def party_introductions(request: HttpRequest, village_code: str) -> HttpResponse:
    """How the Party's candidates were made known to its electors, and the form for one more time."""
    return _introductions(request, village_code, Body.PARTY)


@allowed("candidate.propose")
@in_plan(Step.FORMAL_CANDIDATES)
@require_POST
def publish(request: HttpRequest, village_code: str) -> HttpResponse:
    """Publish the sheets of all candidates for the committee."""
    return _publish(request, village_code, Body.COMMITTEE)


@allowed("candidate.propose")
@in_plan(Step.FIRST_RECOMMENDATION)
@require_POST
def party_publish(request: HttpRequest, village_code: str) -> HttpResponse:
    """Publish the sheets of all candidates for the Party organisation."""
    return _publish(request, village_code, Body.PARTY)


@allowed("candidate.view")
@require_GET
def sheet(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """What is told of one candidate, with what comes next for whoever reads."""
    return _sheet(request, _person(request, village_code, pk))


@allowed("candidate.propose")
@require_POST
def write(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Write the sheet of one candidate."""
    person = _person(request, village_code, pk)
    form = SheetForm(request.POST, introduction_rules(person.election, person.body), {})
    if form.is_valid():
        try:
            enter_sheet(by=request.user, candidacy=person, texts=form.cleaned_data, now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The sheet is entered."))
            return redirect(HOMES[Body(person.body)], village_code=village_code)
    return _sheet(request, person, writing=form)


@allowed("candidate.review_township")
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
            return redirect(HOMES[Body(person.body)], village_code=village_code)
    return _sheet(request, person, checking=form)


def _introductions(request: HttpRequest, village_code: str, body: Body) -> HttpResponse:
    election = _election(request, village_code)
    form = _form(request.POST or None, introduction_rules(election, body))
    if request.method == "POST" and form.is_valid():
        taken = form.cleaned_data | {"way": IntroductionWay(form.cleaned_data["way"])}
        try:
            record_introduction(by=request.user, election=election, body=body, now=request.now, **taken)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The introduction is on record."))
            return redirect(HOMES[body], village_code=village_code)
    return _list(request, election, body, form)


def _publish(request: HttpRequest, village_code: str, body: Body) -> HttpResponse:
    election = _election(request, village_code)
    form = forms.Form(request.POST)
    try:
        publish_sheets(by=request.user, election=election, body=body, now=request.now)
    except (Refusal, Refusals) as error:
        refuse(form, error)
        return _list(request, election, body, _form(None, introduction_rules(election, body)), refused=form)
    messages.success(request, _("The sheets are published. Print them from the papers and hang them."))
    return redirect(HOMES[body], village_code=village_code)


def _form(data: Any, rules: IntroductionRules) -> IntroductionForm | PartyIntroductionForm:
    return PartyIntroductionForm(data, rules) if rules.body == Body.PARTY else IntroductionForm(data)


def _election(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    return election


def _person(request: HttpRequest, village_code: str, pk: int) -> Candidacy:
    """Somebody who is introduced, of a body for which the plan names headings."""
    election = _election(request, village_code)
    for body in HOMES:
        line = next((line for line in sheets_of(election, body) if line.candidacy.pk == pk), None)
        if line is not None and introduction_rules(election, body).headings:
            return line.candidacy
    raise Http404


def _list(
    request: HttpRequest,
    election: Election,
    body: Body,
    form: forms.Form,
    refused: forms.Form | None = None,
) -> HttpResponse:
    lines = sheets_of(election, body)
    context = {
        "form": form,
        "refused": refused,
        "election": election,
        "introductions": introductions_of(election, body),
        "posted": list_posted_on(election, body),
        "records": may(request.user, "candidate.propose", election.village_id),
        "rules": introduction_rules(election, body),
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
    rules = introduction_rules(person.election, person.body)
    made = getattr(person, "introduction", None)
    context: dict[str, Any] = {
        "person": person,
        "home": HOMES[Body(person.body)],
        "sheet": made,
        "rules": rules,
        "told": told_of(made, rules),
        "election": person.election,
    }
    code = person.election.village_id
    if made is None or made.state != IntroductionState.PUBLISHED:
        if may(request.user, "candidate.propose", code):
            context["writing"] = writing or SheetForm(None, rules, made.texts if made else {})
        elif (
            made
            and made.state == IntroductionState.WAITING
            and may(request.user, "candidate.review_township", code)
        ):
            context["checking"] = checking or CheckForm()
    refused = bool((writing and writing.errors) or (checking and checking.errors))
    return render(request, "candidates/introduction/sheet.html", context, status=409 if refused else 200)
