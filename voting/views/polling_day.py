"""Polling day: the places and boxes of a round, and all villages that vote today."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from elections.enums import Step
from elections.views.in_plan import in_plan
from voting.forms.polling_day import AccountForm, LookOverForm, ShownForm, TurnoutForm
from voting.models import Box
from voting.polling_day_rules import polling_day_rules
from voting.queries.ballot import handed_out
from voting.queries.contest import voting_over
from voting.queries.manner import manners_of
from voting.queries.polling_day import BoxDay, curve_of, polling_day_of, polling_today
from voting.services.polling import polling_begins
from voting.services.polling_day import account_for_papers, look_over_place, show_box
from voting.services.turnout import report_turnout
from voting.views.found import box_or_404, election_or_404, round_or_404

Forms = dict[str, Any]


@allowed("board.view", scope=None)
@in_plan(Step.VOTING)
@require_GET
def polling_days(request: HttpRequest) -> HttpResponse:
    """All villages that vote today: how many ballots are handed out, how many more until the vote can be valid."""
    today = localtime(request.now).date()
    days = polling_today(request.user, request.cycle, today)
    context = {
        "days": days,
        "today": today,
        "reached": sum(day.mark is not None and not day.to_go for day in days),
        "unshown": sum(day.shown < len(day.boxes) for day in days),
    }
    template = "voting/polling_day/all_rows.html" if request.htmx else "voting/polling_day/all.html"
    return render(request, template, context)


@allowed("contest.view")
@require_GET
def polling_day(request: HttpRequest, village_code: str, body: str, number: int) -> HttpResponse:
    """The day of one round: its places and boxes, and the turnout by the hour."""
    contest = round_or_404(election_or_404(request, village_code), number, body)
    day = polling_day_of(contest)
    context = {
        "election": contest.election,
        "contest": contest,
        "day": day,
        "curve": curve_of(day, polling_begins(contest)),
        "manners": manners_of(contest) if contest.by_roll else None,
        "rules": polling_day_rules(contest.election, contest.body),
        "works": may(request.user, "ballot.issue", village_code),
    }
    template = "voting/polling_day/turnout.html" if request.htmx else "voting/polling_day/day.html"
    return render(request, template, context)


@allowed("contest.view")
@require_GET
def box_day(request: HttpRequest, village_code: str, body: str, number: int, box: int) -> HttpResponse:
    """One place and its box on the day."""
    return _box_page(request, box_or_404(election_or_404(request, village_code), number, box, body), {})


def _box_page(request: HttpRequest, box: Box, sent: Forms) -> HttpResponse:
    contest = box.contest
    here = _day_of(box)
    forms: Forms = {
        "look_over": LookOverForm(here.seen),
        "shown": ShownForm(here.record, request.now),
        "turnout": TurnoutForm(request.now),
        "account": AccountForm(here.record, handed_out(box)),
    } | sent
    context = {
        "election": contest.election,
        "contest": contest,
        "box": box,
        "here": here,
        "rules": polling_day_rules(contest.election, contest.body),
        "works": may(request.user, "ballot.issue", contest.election.village_id),
        "over": voting_over(contest, request.now),
        "begun": request.now >= polling_begins(contest),
        "today": localtime(request.now).date() == contest.day,
        **forms,
    }
    return render(request, "voting/polling_day/box.html", context, status=409 if sent else 200)


def _taken_in(
    request: HttpRequest, box: Box, name: str, form: Form, act: Callable[[], object], done: str
) -> HttpResponse:
    """The act of one of the box's forms, told when it is done; its page again with what stands against it."""
    if form.is_valid():
        try:
            act()
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, done)
            contest = box.contest
            code = contest.election.village_id
            return redirect("voting:box_day", code, contest.body, contest.number, box.number)
    return _box_page(request, box, {name: form})


def _day_of(box: Box) -> BoxDay:
    return next(each for each in polling_day_of(box.contest).boxes if each.box.pk == box.pk)


@allowed("ballot.issue")
@require_POST
def look_over(request: HttpRequest, village_code: str, number: int, box: int) -> HttpResponse:
    """Who saw what at the place."""
    found = box_or_404(election_or_404(request, village_code), number, box)
    form = LookOverForm(_day_of(found).seen, request.POST)

    def act() -> None:
        look_over_place(by=request.user, box=found, seen=form.named(), now=request.now)

    return _taken_in(request, found, "look_over", form, act, _("What was seen at the place is on record."))


@allowed("ballot.issue")
@require_POST
def show(request: HttpRequest, village_code: str, body: str, number: int, box: int) -> HttpResponse:
    """The box was shown empty and sealed."""
    found = box_or_404(election_or_404(request, village_code), number, box, body)
    form = ShownForm(None, request.now, request.POST)

    def act() -> None:
        show_box(by=request.user, box=found, shown=form.shown(found.contest.day), now=request.now)

    return _taken_in(
        request, found, "shown", form, act, _("Box %(number)s is open. Ballots can go out.") % {"number": box}
    )


@allowed("ballot.issue")
@require_POST
def turnout(request: HttpRequest, village_code: str, number: int, box: int) -> HttpResponse:
    """How many ballots were handed out by an hour."""
    found = box_or_404(election_or_404(request, village_code), number, box)
    form = TurnoutForm(request.now, request.POST)

    def act() -> None:
        report_turnout(by=request.user, box=found, now=request.now, **form.told(found.contest.day))

    return _taken_in(request, found, "turnout", form, act, _("The turnout is reported."))


@allowed("ballot.issue")
@require_POST
def account(request: HttpRequest, village_code: str, body: str, number: int, box: int) -> HttpResponse:
    """The ballot papers of the place after voting."""
    found = box_or_404(election_or_404(request, village_code), number, box, body)
    form = AccountForm(None, None, request.POST)

    def act() -> None:
        account_for_papers(by=request.user, box=found, account=form.account(), now=request.now)

    return _taken_in(
        request, found, "account", form, act, _("The papers of box %(number)s add up.") % {"number": box}
    )
