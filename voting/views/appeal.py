"""Objections to the roll: the list of a village, one objection with its answer, those before the township."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from accounts.rules import may, offices_with
from elections.enums import Step
from elections.models import Election
from elections.queries.cycle import elections_for
from elections.queries.days import calendar_of
from elections.views.in_plan import in_plan
from voting.appeal_rules import appellants, late_appeals
from voting.enums import AppealState
from voting.forms.appeal import AppealForm, DecisionForm
from voting.models import Appeal
from voting.queries.appeal import (
    appeal_list,
    appeal_of,
    appeal_standing,
    appeals_waiting,
    groups_of,
    shown_receipt,
)
from voting.queries.roll import draft_roll, published_roll
from voting.services.appeal import decide_appeal, file_appeal
from voting.views.found import election_or_404

__all__ = ["appeal", "appeal_file", "appeals", "late"]


@allowed("appeal.view")
@in_plan(Step.APPEALS)
@require_GET
def appeals(request: HttpRequest, village_code: str) -> HttpResponse:
    """The objections to a village's roll: what is to decide, what is overdue, what is still to be published."""
    election = election_or_404(request, village_code)
    context = {
        "election": election,
        "clerk": may(request.user, "appeal.file", village_code),
        "above": may(request.user, "appeal.decide_late", village_code),
        **_rules(election, request.now),
    }
    return render(request, "voting/appeal/list.html", context)


@allowed("appeal.file")
@in_plan(Step.APPEALS)
def appeal_file(request: HttpRequest, village_code: str) -> HttpResponse:
    """Take in what a villager brings to the committee."""
    election = election_or_404(request, village_code)
    form = AppealForm(groups_of(election), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = file_appeal(
                by=request.user,
                election=election,
                objection=form.objection(),
                key=form.cleaned_data["key"],
                now=request.now,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            told = _("Taken in. The receipt number is %(receipt)s.")
            messages.success(request, told % {"receipt": shown_receipt(made.receipt)})
            return redirect("voting:appeal", village_code, made.number)
    context = {"election": election, "form": form, **_rules(election, request.now)}
    return render(request, "voting/appeal/file.html", context, status=409 if form.errors else 200)


def _rules(election: Election, now: datetime) -> dict[str, object]:
    """The objections, and what is in force for them, so that the page can say it and on what ground."""
    rules = election.cycle.rules
    return {
        "list": appeal_list(election, now),
        "published": published_roll(election),
        "who": appellants(rules),
        "if_late": late_appeals(rules),
        "closes": calendar_of(election)["roll_appeals_close"],
    }


@allowed("appeal.view")
@in_plan(Step.APPEALS)
def appeal(request: HttpRequest, village_code: str, number: int) -> HttpResponse:
    """One objection; whoever decides on it writes the answer here."""
    election = election_or_404(request, village_code)
    found = appeal_of(election, number)
    if found is None:
        raise Http404
    decides = may(request.user, _permission(found), village_code)
    if request.method == "POST" and not decides:
        raise Http404
    form = DecisionForm(request.POST or None, late=found.late)
    if request.method == "POST" and form.is_valid():
        try:
            decided = decide_appeal(by=request.user, appeal=found, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            _tell(request, decided)
            return redirect("voting:appeal", village_code, number)
    context = {
        "election": election,
        "row": appeal_standing(election, found, request.now),
        "form": form,
        "decides": decides,
        "reaches": decides or may(request.user, "appeal.decide", village_code),
        "draft": draft_roll(election),
        "corrects": may(request.user, "roll.publish", village_code),
    }
    return render(request, "voting/appeal/appeal.html", context, status=409 if form.errors else 200)


def _permission(found: Appeal) -> str:
    return "appeal.decide_late" if found.late else "appeal.decide"


def _tell(request: HttpRequest, decided: Appeal) -> None:
    told = (
        _("Decided. Now make the change in the draft of the roll, and publish it again.")
        if decided.state == AppealState.ADJUSTED
        else _("Decided. The answer can be printed.")
    )
    messages.success(request, told)


@allowed("appeal.decide_late", scope=None)
@require_GET
def late(request: HttpRequest) -> HttpResponse:
    """What came late and waits for the township, and what the villages have not answered in time."""
    offices = offices_with(request.user, "appeal.decide_late")
    elections = [
        election
        for election in elections_for(request.user, request.cycle)
        if election.cycle.rules.has_step(Step.APPEALS) and any(o.covers(election.village_id) for o in offices)
    ]
    return render(request, "voting/appeal/late.html", {"lists": appeals_waiting(elections, request.now)})
