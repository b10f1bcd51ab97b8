from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.forms.team import FactsForm, TargetsForm, targets_initial
from candidates.models import TeamTarget
from candidates.queries.commissioners import commissioners
from candidates.queries.seats import bodies_of, posts_planned, team_seats_of
from candidates.queries.team import (
    View,
    board_of_team,
    fact_of,
    held_of,
    people_found,
    team_of,
    tried_team,
)
from candidates.seating import TeamSeats
from candidates.services.team import file_targets, state_facts
from candidates.source_rules import source_clauses
from candidates.structure import Team, figures_of
from candidates.trying import MARK, by_body, pairs_of
from elections.models import Election
from elections.queries.cycle import election_in
from villages.enums import POSTS_OF, Body
from villages.models import Resident
from voting.queries.after import invalidities_of


@allowed("candidate.view")
@require_GET
def team(request: HttpRequest, village_code: str) -> HttpResponse:
    """The team of a village: who sits, stands or is elected, in numbers and against every rule."""
    election = _election(request, village_code)
    view = request.GET.get("view", View.STANDING)
    if view not in View.values:
        raise Http404
    board = board_of_team(election.cycle.rules, team_of(election, view))
    context = _about(request, election) | {
        "board": board,
        "commissioners": commissioners(election, view, {p.key: p.posts for p in board.team.people}),
        "functions": [post for post in team_seats_of(election).posts if post.functions],
        "view": view,
        "views": View,
        "declared": invalidities_of([election]),
    }
    return render(request, "candidates/team/team.html", context)


@allowed("candidate.view")
@require_GET
def trial(request: HttpRequest, village_code: str) -> HttpResponse:
    """Try a combination of names: the board answers, nothing is written. With htmx the answer alone."""
    election = _election(request, village_code)
    posts, seats = posts_planned(election.cycle.rules), team_seats_of(election)
    marks = request.GET.getlist(MARK)
    standing = held_of([election], View.STANDING).get(election.pk, {})
    chosen = pairs_of(marks, posts) if marks else dict(standing)
    tried = tried_team(election, chosen)
    context = _about(request, election) | {
        "board": board_of_team(election.cycle.rules, tried),
        "counted": _counted(tried, seats),
        "tried": True,
    }
    if request.htmx and request.htmx.target == "tried":
        return render(request, "candidates/team/tried.html", context)
    words = request.GET.get("q", "").strip()
    found = people_found(request.user, election, words)
    asked = {**standing, **chosen, **{person.pk: set[str]() for person in found if person.pk not in chosen}}
    people = {p.pk: p for p in Resident.objects.filter(pk__in=asked, village=village_code)}
    bodies = [body for body in bodies_of(election.cycle.rules) if body != Body.SUPERVISORY]
    context |= {
        "rows": [(people[pk], _choices(pk, bodies, chosen.get(pk, set()))) for pk in asked if pk in people],
        "bodies": bodies,
        "words": words,
        "found": found,
    }
    return render(request, "candidates/team/try.html", context)


def _choices(pk: int, bodies: list[Body], chosen: set[str]) -> list[tuple[Body, list[tuple[str, str, bool]]]]:
    """Of each body the posts a person can be tried in, as (value, post, whether chosen)."""
    here = by_body(chosen)
    return [(body, [(f"{p}:{pk}", p, here.get(body) == p) for p in POSTS_OF[body]]) for body in bodies]


def _counted(tried: Team, seats: TeamSeats) -> list[tuple[str, int, int]]:
    """Of each planned post how many are tried in it, and how many seats it has."""
    return [
        (p.post, sum(p.post in person.posts for person in tried.people), p.seats)
        for p in seats.posts
        if p.seats
    ]


@allowed("team.state")
def facts(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """State of a person what no register says."""
    election = _election(request, village_code)
    person = Resident.objects.filter(village=village_code, pk=pk).first()
    if person is None:
        raise Http404
    rules = election.cycle.rules
    form = FactsForm(
        request.POST or None, rules=rules, kind=election.village.kind, fact=fact_of(election, person)
    )
    if request.method == "POST" and form.is_valid():
        try:
            state_facts(
                by=request.user, election=election, resident=person, facts=form.facts(), now=request.now
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("What you stated is on record."))
            return redirect("candidates:team", village_code)
    context = _about(request, election) | {"form": form, "person": person, "rules": rules}
    return render(request, "candidates/team/facts.html", context, status=409 if form.errors else 200)


@allowed("team.state")
def targets(request: HttpRequest, village_code: str) -> HttpResponse:
    """File by how much the team is to be younger and better schooled."""
    election = _election(request, village_code)
    rule = election.cycle.rules.structure.targets_filed
    if not rule.stated:
        raise Http404
    kept = TeamTarget.objects.filter(election=election).first()
    sitting = figures_of(team_of(election, View.SITTING))
    form = TargetsForm(request.POST or None, initial=targets_initial(kept, sitting))
    if request.method == "POST" and form.is_valid():
        try:
            file_targets(by=request.user, election=election, targets=form.targets(), now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The targets are filed."))
            return redirect("candidates:team", village_code)
    context = _about(request, election) | {"form": form, "sitting": sitting, "rule": rule}
    return render(request, "candidates/team/targets.html", context, status=409 if form.errors else 200)


def _election(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    return election


def _about(request: HttpRequest, election: Election) -> dict[str, Any]:
    rule = election.cycle.rules.structure.targets_filed
    return {
        "election": election,
        "source_clauses": source_clauses(election.cycle.rules, [election.village.kind]),
        "may_state": may(request.user, "team.state", election.village_id),
        "targets_rule": rule if rule.stated else None,
        "target": TeamTarget.objects.filter(election=election).first() if rule.stated else None,
    }
