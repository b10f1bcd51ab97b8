from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may, office_for
from candidates.duties import deputy_is_commissioner, names_commissioner
from candidates.enums import VoteAbout
from candidates.forms.party import ChoiceForm, InspectionForm, Intended, ListForm, MeetingForm, StageForm
from candidates.objected_rules import reading_of
from candidates.party_path import kind_of
from candidates.queries.bars import changed_since
from candidates.queries.formal_opinion import asked_opinion, kept_opinion
from candidates.queries.inspection import opinions_to_add
from candidates.queries.intended import intended_offered, least_intended, names_intended
from candidates.queries.party_path import (
    PathShown,
    StageShown,
    above_half,
    offered_to,
    path_of,
    recommendation_of,
    still_to_post,
    to_inspect,
)
from candidates.queries.publication import unplaced
from candidates.queries.recommendation import registered_at
from candidates.queries.sign_off import signing_roles, signings_in
from candidates.rules import levels_of
from candidates.services.inspection import record_inspections, ways_of
from candidates.services.party_list import NOT_ASKED, decide_list
from candidates.services.party_stage import record_stage
from candidates.services.recommendation import record_recommendation
from elections.enums import Step
from elections.models import Election
from elections.queries.cycle import election_in
from elections.rulebook import PartyStage
from elections.views.in_plan import in_plan
from villages.enums import Post
from voting.queries.recorded import checks_of


@allowed("candidate.view")
@in_plan(Step.FIRST_RECOMMENDATION)
def path(request: HttpRequest, village_code: str) -> HttpResponse:
    """The Party organisation's candidates of a village: the stages in the plan's order, and the people."""
    election = _election(request, village_code)
    shown = path_of(election, request.now)
    meeting = recommendation_of(election)
    context = {
        "election": election,
        "path": shown,
        "meeting": meeting,
        "enough": above_half(meeting) if meeting else [],
        "checks": checks_of(election, VoteAbout.RECOMMENDATION_ATTENDANCE, VoteAbout.RECOMMENDATION),
        "roles": _roles(request, village_code),
        "threshold": election.cycle.rules.count.recommendation.threshold,
        "differential": election.cycle.rules.nomination.differential_min,
        "unplaced": unplaced(election.cycle.rules.party_ballot_order, shown.standing),
        "changed": changed_since(shown.people, election.cycle.rules, localtime(request.now).date()),
        "reviews": bool(levels_of(request.user, village_code)),
        "opinions_owed": {each.pk for each in opinions_to_add(election, _roles(request, village_code))},
    }
    return render(request, "candidates/party/path.html", context)


@allowed("party.act")
@in_plan(Step.FIRST_RECOMMENDATION)
def stage(request: HttpRequest, village_code: str, stage: str) -> HttpResponse:
    """One stage of the path: what it asks, and the form for the office that does it."""
    election = _election(request, village_code)
    shown = path_of(election, request.now)
    here = next((each for each in shown.stages if each.stage.key == stage), None)
    if here is None:
        raise Http404
    if here.stage.kind == "verdict":
        return redirect("candidates:reviews")
    form, act = _form_of(request, election, here.stage)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            act()
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Recorded."))
            return redirect(_onward(request, election, here.stage))
    return _page(request, election, shown, here, form)


def _page(
    request: HttpRequest, election: Election, shown: PathShown, here: StageShown, form: forms.Form | None
) -> HttpResponse:
    context = {
        "election": election,
        "path": shown,
        "here": here,
        "form": form,
        "acts": bool(_roles(request, election.village_id) & set(here.stage.who)),
        "needed": [each for each in shown.stages if each.stage.key in here.stage.needs],
        "meeting": recommendation_of(election),
        "inspect": to_inspect(election, here.stage) if here.stage.kind == "inspection" else [],
        **_posting(election, here.stage),
        "rules": election.cycle.rules,
        "least_intended": least_intended(election)
        if names_intended(election.cycle.rules, here.stage)
        else None,
        "reading": reading_of(election.cycle.rules)
        if here.stage.kind == "notice" or here.stage.adds
        else None,
        **_signatures(request, election, here.stage),
        "opinion": asked_opinion(election, here.stage),
        "commissioner": _commissioner(election),
        "kept_opinion": kept_opinion(election) if here.stage.gives == "formal" else None,
    }
    failed = form is not None and bool(form.errors)
    return render(request, "candidates/party/stage.html", context, status=409 if failed else 200)


def _commissioner(election: Election) -> str | None:
    """The clause by which the deputy secretary is the discipline commissioner."""
    rules = election.cycle.rules
    rule = rules.seats.deputy_secretary_is_discipline_commissioner
    return str(rule.clause) if deputy_is_commissioner(rules) else None


def _posting(election: Election, stage: PartyStage) -> dict[str, Any]:
    """Whom a notice has still to name, and its kind."""
    if stage.kind != "notice":
        return {}
    return {"post": still_to_post(election, stage), "kind": kind_of(stage)}


def _signatures(request: HttpRequest, election: Election, stage: PartyStage) -> dict[str, Any]:
    """Who above has signed and who still has to, where the stage waits for it (A-REV-05, B-REV-01, C-REV-05)."""
    if stage.kind != "approval" or not signing_roles(election.cycle.rules):
        return {}
    return {
        "signings": signings_in(election),
        "records_signatures": may(request.user, "sign_off.record", election.village_id),
    }


Made = tuple[forms.Form | None, Callable[[], Any]]


def _meeting(request: HttpRequest, election: Election) -> Made:
    rules = election.cycle.rules.nomination
    form = MeetingForm(
        request.POST or None,
        guided=_says(rules.recommendation_guided),
        appraises=_says(rules.recommendation_appraises),
        intended=_says(rules.intended_persons),
        registered=registered_at(election, localtime(request.now).date()),
    )

    def act() -> Any:
        cleaned = form.cleaned_data
        return record_recommendation(
            by=request.user,
            election=election,
            held_on=cleaned["held_on"],
            attendance=form.attendance(),
            lines=form.votes(),
            guides=cleaned["guides"],
            appraisal=cleaned.get("appraisal", ""),
            expected_reason=cleaned["expected_reason"],
            now=request.now,
        )

    return form, act


def _list(request: HttpRequest, election: Election, stage: PartyStage) -> Made:
    offered = offered_to(election, stage)
    form: ListForm | ChoiceForm
    if stage.kind == "choice":
        form = ChoiceForm(request.POST or None, offered=offered, post=Post.SECRETARY)
    else:
        asked = asked_opinion(election, stage)
        form = ListForm(
            request.POST or None,
            offered=offered,
            adds=stage.adds,
            duty=names_commissioner(election.cycle.rules),
            opinion=asked,
            intended=_intended(election, stage),
        )

    def act() -> Any:
        return decide_list(
            by=request.user,
            election=election,
            stage=stage.key,
            held_on=form.cleaned_data["held_on"],
            note=form.cleaned_data["note"],
            names=form.names(),
            opinion=form.opinions() if isinstance(form, ListForm) else NOT_ASKED,
            now=request.now,
        )

    return form, act


def _intended(election: Election, stage: PartyStage) -> Intended | None:
    """Whom the list may name for the committee; None where it names nobody for it."""
    if not names_intended(election.cycle.rules, stage):
        return None
    return Intended(intended_offered(election, stage), others=stage.gives != "standing")


def _inspection(request: HttpRequest, election: Election, stage: PartyStage) -> Made:
    """The form for the person asked for, or for the first who is still to be inspected."""
    people = to_inspect(election, stage)
    asked = request.GET.get("person", "")
    person = next((each for each in people if str(each.pk) == asked), next(iter(people), None))
    if person is None:
        return None, lambda: None
    rules = election.cycle.rules
    own = rules.qualification.secretary_standards
    standards = own if person.post == Post.SECRETARY and own.stated else rules.qualification.standards
    form = InspectionForm(
        request.POST or None,
        person=person,
        standards=standards.value if standards.stated else (),
        ways=ways_of(election, person.post),
        mass=_says(rules.review.mass_appraisal),
        opinion=_says(rules.review.discipline_opinion) and person.post != Post.SECRETARY,
    )

    def act() -> Any:
        return record_inspections(
            by=request.user,
            election=election,
            stage=stage.key,
            held_on=form.cleaned_data["held_on"],
            inspectors=form.cleaned_data["inspectors"],
            found=[form.found()],
            now=request.now,
        )

    return form, act


def _paper(request: HttpRequest, election: Election, stage: PartyStage) -> Made:
    form = StageForm(request.POST or None)

    def act() -> Any:
        return record_stage(
            by=request.user,
            election=election,
            stage=stage.key,
            held_on=form.cleaned_data["held_on"],
            note=form.cleaned_data["note"],
            document=form.cleaned_data["document"],
            now=request.now,
        )

    return form, act


def _form_of(request: HttpRequest, election: Election, stage: PartyStage) -> Made:
    """The form of a stage, and the act that it sends."""
    if stage.kind == "meeting":
        return _meeting(request, election)
    if stage.kind in ("list", "choice"):
        return _list(request, election, stage)
    if stage.kind == "inspection":
        return _inspection(request, election, stage)
    if stage.kind == "notice":
        return None, lambda: None  # sent to the village's notices
    return _paper(request, election, stage)


def _onward(request: HttpRequest, election: Election, stage: PartyStage) -> str:
    """Back to the stage while others are to be inspected there, else to the whole path."""
    if stage.kind == "inspection" and to_inspect(election, stage):
        return request.path
    return request.path.removesuffix(f"{stage.key}/")


def _says(rule: Any) -> bool:
    return bool(rule.stated and rule.value)


def _roles(request: HttpRequest, village_code: str) -> set[str]:
    """The role by which the officer acts in the village."""
    office = office_for(request.user, "party.act", village_code)
    return {office.role} if office else set()


def _election(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    return election
