from typing import Any
from uuid import uuid4

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
from elections.views.in_plan import in_plan
from villages.templatetags.names import person
from voting.enums import BoxKind, ContestState
from voting.forms.ballot import HandOutForm
from voting.forms.proxy import ReasonForm
from voting.models import Box, Contest
from voting.queries.ballot import at_desk, ballot_of, ballots_of, register_figures
from voting.queries.contest import rounds_of, voting_ends
from voting.services.ballot import issue_ballot, take_back_ballot
from voting.services.polling import polling_begins
from voting.views.found import election_or_404, round_or_404

PAGE_LENGTH = 100


@allowed("ballot.view")
@in_plan(Step.VOTING)
@require_GET
def ballots(request: HttpRequest, village_code: str) -> HttpResponse:
    """The way to the desk of the round that is voted, or the word that none is."""
    election = election_or_404(request, village_code)
    rounds = [each for each in rounds_of(election) if each.places_published_at is not None]
    if not rounds:
        return render(request, "voting/ballot/none.html", {"election": election})
    return redirect("voting:desk", village_code, rounds[-1].number)


@allowed("ballot.view")
@in_plan(Step.VOTING)
@require_GET
def desk(request: HttpRequest, village_code: str, number: int) -> HttpResponse:
    """The desk at a box: look a voter up, see how the ballot stands, hand it out."""
    contest = round_or_404(election_or_404(request, village_code), number)
    return _desk(request, contest, request.GET.get("q", ""), None)


def _desk(request: HttpRequest, contest: Contest, words: str, form: HandOutForm | None) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    boxes = list(contest.boxes.all())
    box = next((each for each in boxes if str(each.number) == given.get("box", "")), None)
    box = box or (boxes[0] if len(boxes) == 1 else None)
    found = at_desk(contest, words) if words.strip() else []
    context = {
        "election": contest.election,
        "contest": contest,
        "box": box,
        "boxes": boxes,
        "words": words.strip(),
        "voters": [(voter, uuid4(), [(one, uuid4()) for one in voter.holds]) for voter in found],
        "figures": register_figures(contest),
        "begins": polling_begins(contest),
        "ends": voting_ends(contest),
        "open": _open(contest, request),
        "hands_out": may(request.user, "ballot.issue", contest.election.village_id),
        "form": form,
        "ready": len(found) == 1 and not request.htmx,
        "mobile": box is not None and box.kind == BoxKind.MOBILE,
    }
    if request.htmx:
        return render(request, "voting/ballot/found.html", context)
    return render(request, "voting/ballot/desk.html", context, status=409 if form is not None else 200)


def _open(contest: Contest, request: HttpRequest) -> bool:
    published = contest.places_published_at is not None and contest.state == ContestState.PREPARED
    return published and polling_begins(contest) <= request.now < voting_ends(contest)


@allowed("ballot.issue")
@require_POST
def hand_out(request: HttpRequest, village_code: str, number: int) -> HttpResponse:
    """Hand a ballot out and be ready for the next voter."""
    contest = round_or_404(election_or_404(request, village_code), number)
    form = HandOutForm(contest, request.POST)
    if form.is_valid():
        box: Box = form.cleaned_data["box"]
        try:
            made = issue_ballot(by=request.user, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            told = {"number": made.number, "name": person(made.name), "manner": made.get_manner_display()}
            messages.success(request, _("Handed out: no. %(number)s %(name)s, %(manner)s.") % told)
            back = redirect("voting:desk", village_code, number)
            back["Location"] += f"?box={box.number}" + _again(request)
            return back
    return _desk(request, contest, request.POST.get("q", ""), form)


def _again(request: HttpRequest) -> str:
    """A holder stays on the page while more ballots are to be handed to the same person."""
    words = request.POST.get("q", "")
    return f"&q={words}" if request.POST.get("stay") and words.isdecimal() else ""


@allowed("ballot.view")
@in_plan(Step.VOTING)
@require_GET
def register(request: HttpRequest, village_code: str, number: int) -> HttpResponse:
    """The register of a round: every ballot handed out, the latest first, and those taken back."""
    contest = round_or_404(election_or_404(request, village_code), number)
    return _register(request, contest, None, ReasonForm())


def _register(request: HttpRequest, contest: Contest, pk: int | None, form: ReasonForm) -> HttpResponse:
    page = Paginator(ballots_of(contest), PAGE_LENGTH).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "election": contest.election,
        "contest": contest,
        "page": page,
        "figures": register_figures(contest),
        "form": form,
        "refused": pk,
        "takes_back": contest.state == ContestState.PREPARED
        and may(request.user, "ballot.issue", contest.election.village_id),
    }
    return render(request, "voting/ballot/register.html", context, status=409 if form.errors else 200)


@allowed("ballot.issue")
@require_POST
def take_back(request: HttpRequest, village_code: str, number: int, pk: int) -> HttpResponse:
    """Strike an entry of the register, with the reason."""
    contest = round_or_404(election_or_404(request, village_code), number)
    found = ballot_of(contest, pk)
    if found is None:
        raise Http404
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            take_back_ballot(
                by=request.user, ballot=found, reason=form.cleaned_data["reason"], now=request.now
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Taken back: no. %(number)s.") % {"number": found.number})
            return redirect("voting:register", village_code, number)
    return _register(request, contest, pk, form)
