from django.contrib import messages
from django.forms import BaseFormSet
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
from elections.rules import require_step
from voting.enums import BoxKind
from voting.forms.contest import HoursForm, Places, PublishForm, drafts_of, groups_written
from voting.models import Contest
from voting.queries.contest import boxes_of
from voting.queries.count import tallies_of
from voting.queries.counting_rules import unconfirmed_of
from voting.queries.result import vote_of
from voting.queries.round_papers import rounds_with_papers
from voting.queries.staff import barred_staff
from voting.rounds import COMMITTEE
from voting.services.box import publish_time_and_place, set_time_and_place
from voting.views.found import election_or_404, round_or_404
from voting.views.next_act import next_act


@allowed("contest.view")
@require_GET
def votes(request: HttpRequest, village_code: str, body: str = COMMITTEE) -> HttpResponse:
    """The rounds of a village's vote, their boxes with who entered what, and what comes next."""
    election = election_or_404(request, village_code)
    _refuse_outside_plan(election, body)
    vote = vote_of(election, body)
    rounds = list(vote.rounds) if vote else []
    boxes = boxes_of(rounds)
    job = tallies_of(rounds[-1]).first() if rounds else None
    act = next_act(
        user=request.user,
        village_code=village_code,
        body=body,
        vote=vote,
        boxes=boxes[rounds[-1].pk] if rounds else [],
        job=job,
        now=request.now,
    )
    context = {
        "election": election,
        "rounds": [(held, boxes[held.pk]) for held in reversed(rounds)],
        "last": rounds[-1] if rounds else None,
        "act": act,
        "body": body,
        "assembly": bool(election.cycle.rules.assembly_agenda)
        and may(request.user, "candidate.view", village_code),
        "staff_barred": len({member.name for member, _bar in barred_staff(election)}),
        "unconfirmed": unconfirmed_of(rounds[-1]) if rounds else [],
        "enters": may(request.user, "count.enter", village_code),
        "settles": may(request.user, "count.settle", village_code),
        "issues": may(request.user, "paper.issue", village_code),
        "printed": rounds_with_papers(rounds) if may(request.user, "paper.view", village_code) else set(),
        "halls": may(request.user, "hall.open", village_code),
        "job": job if act.code == "tallying" else None,
        "problems": rounds[-1].outcome.data["problems"] if act.code == "recount" else [],
    }
    return render(request, "voting/contest/votes.html", context)


def _refuse_outside_plan(election: Election, body: str) -> None:
    """Raises StepNotInPlan; Http404 where the plan has the Party vote in no assembly."""
    if body == COMMITTEE:
        require_step(election.cycle, Step.VOTING)
    elif not election.cycle.rules.assembly_agenda:
        raise Http404


@allowed("contest.prepare")
def places(request: HttpRequest, village_code: str, number: int) -> HttpResponse:
    """Set hours and boxes of a round; once set, look at them and publish them."""
    election = election_or_404(request, village_code)
    contest = round_or_404(election, number)
    hours, rows = HoursForm(request.POST or None, initial=_hours(contest)), _places_form(request, contest)
    if request.method == "POST" and all([hours.is_valid(), rows.is_valid()]):
        try:
            set_time_and_place(
                by=request.user, contest=contest, boxes=drafts_of(rows), now=request.now, **hours.cleaned_data
            )
        except (Refusal, Refusals) as error:
            refuse(hours, error)
        else:
            messages.success(
                request, _("Hours and places are set. Look at them once more, then publish them.")
            )
            return redirect("voting:places", village_code, number)
    return _places_page(request, contest, hours, rows, PublishForm())


@allowed("contest.prepare")
@require_POST
def publish_places(request: HttpRequest, village_code: str, number: int) -> HttpResponse:
    """Publish hours and boxes of a round."""
    contest = round_or_404(election_or_404(request, village_code), number)
    form = PublishForm(request.POST)
    if form.is_valid():
        try:
            publish_time_and_place(by=request.user, contest=contest, now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Time and place are published and fixed."))
            return redirect("voting:votes", village_code)
    hours = HoursForm(initial=_hours(contest))
    return _places_page(request, contest, hours, _places_form(None, contest), form)


def _hours(contest: Contest) -> dict[str, object]:
    return {"opens_at": contest.opens_at, "closes_at": contest.closes_at}


def _places_form(request: HttpRequest | None, contest: Contest) -> BaseFormSet:
    kept = [
        {"kind": box.kind, "name": box.name, "address": box.address, "groups": groups_written(box.groups)}
        for box in contest.boxes.all()
    ]
    data = (request.POST or None) if request is not None else None
    return Places(data, initial=kept or [{"kind": BoxKind.VENUE}])


def _places_page(
    request: HttpRequest, contest: Contest, hours: HoursForm, rows: BaseFormSet, publish: PublishForm
) -> HttpResponse:
    refused = bool(hours.errors or publish.errors or (rows.is_bound and not rows.is_valid()))
    context = {
        "contest": contest,
        "election": contest.election,
        "hours": hours,
        "rows": rows,
        "publish": publish,
        "named": any(box.groups for box in contest.boxes.all()),
        "edits": contest.opens_at is None or "change" in request.GET or bool(hours.errors or rows.is_bound),
    }
    return render(request, "voting/contest/places.html", context, status=409 if refused else 200)
