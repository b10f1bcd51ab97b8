from datetime import date
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from accounts.rules import may
from elections.calendar import Calendar, Item
from elections.enums import State, Step
from elections.models import Election
from elections.queries.days import calendar_of
from elections.states import SOON_DAYS
from elections.views.in_plan import in_plan
from voting.enums import RollState
from voting.evidence import categories_of
from voting.forms.roll import PublishForm
from voting.importing.workbook import roll_workbook
from voting.models import Roll
from voting.queries.certificates import certificates_may_be_issued
from voting.queries.registration import registration_of
from voting.queries.renewal import renewal_due
from voting.queries.roll import (
    digest_of,
    draft_roll,
    figures_of,
    latest_roll,
    not_registered_of,
    published_roll,
    roll_version,
    search_roll,
    versions_of,
)
from voting.queries.upload import open_upload
from voting.services.roll import publish_roll
from voting.services.roll_ready import confirm_roll
from voting.views.found import election_or_404

PAGE_LENGTH = 100


@allowed("roll.view")
@in_plan(Step.ROLL_PUBLICATION)
@require_GET
def roll(request: HttpRequest, village_code: str) -> HttpResponse:
    """The roll of a village: the version worked on or one asked for, searched, by group."""
    election = election_or_404(request, village_code)
    clerk = may(request.user, "roll.publish", village_code)
    rules, versions, due = election.cycle.rules.roll, list(versions_of(election)), _due(election)
    by_state = {version.state: version for version in versions}
    context = {
        "election": election,
        "clerk": clerk,
        "versions": versions,
        "draft": by_state.get(RollState.DRAFT),
        "published": by_state.get(RollState.PUBLISHED),
        "upload": open_upload(election) if clerk else None,
        "due": due,
        "mark": _mark(due, request.now.date()),
        "unregistered": rules.unregistered_published,
        "republish": rules.adjusted_republished,
        "renewal": renewal_due(election) if RollState.PUBLISHED in by_state else None,
        "rules": rules,
        "certificates": certificates_may_be_issued(election) if RollState.PUBLISHED in by_state else None,
    }
    shown = _shown(request, election)
    if shown is not None:
        context |= _list(request, shown, clerk)
    return render(request, "voting/roll/roll.html", context)


def _shown(request: HttpRequest, election: Election) -> Roll | None:
    version = request.GET.get("version", "")
    if not version.isdecimal():
        return latest_roll(election)
    shown = roll_version(election, int(version))
    if shown is None:
        raise Http404
    return shown


def _list(request: HttpRequest, shown: Roll, clerk: bool) -> dict[str, Any]:
    words, group = request.GET.get("q", "").strip(), request.GET.get("group", "")
    found = search_roll(shown, words, int(group) if group.isdecimal() else None)
    draft = shown.state == RollState.DRAFT
    rules, kind = shown.election.cycle.rules, shown.election.village.kind
    return {
        "roll": shown,
        "figures": figures_of(shown),
        "words": words,
        "group": int(group) if group.isdecimal() else None,
        "page": Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page")),
        "others": not_registered_of(shown),
        "kinds": categories_of(rules, kind),
        "state": registration_of(shown, request.now) if draft else None,
        "fingerprint": (digest_of(shown) if draft and clerk else shown.digest)[:8].upper(),
    }


def _due(election: Election) -> Item | None:
    """The last day to publish, once there is an election day to count from."""
    return None if election.election_day is None else _calendar(election)["roll_published"]


def _mark(due: Item | None, today: date) -> tuple[str, int]:
    """The state of an unpublished roll, with days left or late."""
    if due is None or due.not_after is None:
        return State.OPEN, 0
    left = (due.not_after - today).days
    return (State.LATE, -left) if left < 0 else (State.SOON if left < SOON_DAYS else State.OPEN, left)


def _calendar(election: Election, published: date | None = None) -> Calendar:
    return calendar_of(election, {"roll_published": published} if published else {})


@allowed("roll.upload")
@in_plan(Step.REGISTRATION)
@require_GET
def template(request: HttpRequest, village_code: str) -> FileResponse:
    """The empty roll sheet of this village."""
    election = election_or_404(request, village_code)
    content = BytesIO(roll_workbook(election))
    return FileResponse(content, as_attachment=True, filename=f"{election.village}选民登记表.xlsx")


@allowed("roll.publish")
@in_plan(Step.ROLL_PUBLICATION)
def publish(request: HttpRequest, village_code: str) -> HttpResponse:
    """Say what publishing the draft means, and publish it when its fingerprint is typed."""
    election = election_or_404(request, village_code)
    draft = draft_roll(election)
    if draft is None:
        return redirect("voting:roll", village_code)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            publish_roll(by=request.user, roll=draft, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(
                request, _("Version %(version)s of the roll is published.") % {"version": draft.version}
            )
            return redirect("voting:roll", village_code)
    calendar = _calendar(election, request.now.date()) if election.election_day else None
    context = {
        "election": election,
        "roll": draft,
        "before": published_roll(election),
        "figures": figures_of(draft),
        "due": _due(election),
        "appeals": calendar["roll_appeals_close"] if calendar else None,
        "unregistered": election.cycle.rules.roll.unregistered_published,
        "form": form,
    }
    return render(request, "voting/roll/publish.html", context, status=409 if form.errors else 200)


@allowed("roll.publish")
@in_plan(Step.APPEALS)
def confirm(request: HttpRequest, village_code: str) -> HttpResponse:
    """Say what confirming the roll means, and confirm it as final."""
    election = election_or_404(request, village_code)
    published = published_roll(election)
    if published is None:
        return redirect("voting:roll", village_code)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            confirm_roll(by=request.user, election=election, now=request.now)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The roll is confirmed as final."))
            return redirect("voting:roll", village_code)
    context = {
        "election": election,
        "roll": published,
        "figures": figures_of(published),
        "form": form,
        "rules": election.cycle.rules.roll,
    }
    return render(request, "voting/roll/confirm.html", context, status=409 if form.errors else 200)
