"""The pages of a box counted paper by paper: opened, typed at by its groups, closed."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.api.refusals import InputFaulty
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals, SeveralRefused
from accounts.rules import may
from voting.api.paper_shapes import ActShape, acts_of, told_figures
from voting.forms.paper import ClosePapersForm, OpenPapersForm, SentForm
from voting.models import Box, PaperCount
from voting.models.paper import GROUPS
from voting.paper_ballot import keyed
from voting.queries.arithmetic import grounds
from voting.queries.contest import voting_over
from voting.queries.count import entries_of, plan_of
from voting.queries.paper import figures_so_far, group_state, paper_count_of, papers_begun
from voting.queries.staff import scrutineers_at
from voting.rounds import COMMITTEE
from voting.services.paper import PaperAct, close_papers, enter_papers, open_papers
from voting.views.found import box_or_404, election_or_404

BUNDLE = 50  # papers; counted by hand when full


@allowed("count.enter")
def papers(
    request: HttpRequest, village_code: str, number: int, box: int, body: str = COMMITTEE
) -> HttpResponse:
    """The count of a box paper by paper: open it with what came out, then its groups, doubtful papers, closing."""
    found = box_or_404(election_or_404(request, village_code), number, box, body)
    count = paper_count_of(found)
    form = OpenPapersForm(request.POST or None, initial=_head(found, count))
    if request.method == "POST" and form.is_valid():
        try:
            open_papers(
                by=request.user,
                box=found,
                head=form.head(),
                accepted=form.cleaned_data["accepted"],
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Box %(number)s is open: call the first paper.") % {"number": box})
            return redirect("voting:papers", village_code, body, number, box)
    context = _about(found) | {
        "form": form,
        "count": count,
        "figures": figures_so_far(found.contest, [count]) if count else None,
        "sheets": bool(entries_of(found)),
        "begun": papers_begun(count),
        "over": voting_over(found.contest, request.now),
        "edits": count is None or "change" in request.GET or form.is_bound,
        "groups": GROUPS,
        "settles": may(request.user, "count.settle", village_code),
        "opens_hall": may(request.user, "hall.open", village_code),
    }
    return render(request, "voting/papers/papers.html", context, status=409 if form.errors else 200)


def _head(box: Box, count: PaperCount | None) -> dict[str, Any]:
    if count is None:
        return {"scrutineers": "、".join(scrutineers_at(box.contest, box.name))}
    return {name: getattr(count, name) for name in ("issued", "returned", "callers", "scrutineers")}


def _about(box: Box) -> dict[str, Any]:
    voting = box.contest.election.cycle.rules.voting
    return {
        "box": box,
        "contest": box.contest,
        "election": box.contest.election,
        "public_clause": voting.counted_in_public.clause,
        "scrutiny_clause": voting.counted_under_scrutiny.clause,
    }


@allowed("count.enter")
@require_GET
def entry(
    request: HttpRequest, village_code: str, number: int, box: int, group: int, body: str = COMMITTEE
) -> HttpResponse:
    """Where a group types its papers: works with one hand on the number pad, and while the line is cut."""
    found, count = _open_or_404(request, village_code, number, box, group, body)
    if count.closed_at is not None:
        return redirect("voting:papers", village_code, body, number, box)
    context = _about(found) | {
        "count": count,
        "group": group,
        "posts": keyed(plan_of(found.contest)),
        "state_json": json.dumps(group_state(count, group)),
        "figures_json": json.dumps(told_figures(found)),
        "bundle": BUNDLE,
        "overvote": found.contest.rule.get("overvote", "position"),
        "overvote_clause": next(iter(grounds(found.contest, "overvote")), ""),
    }
    return render(request, "voting/papers/entry.html", context)


@allowed("count.enter")
@require_POST
def send(
    request: HttpRequest, village_code: str, number: int, box: int, group: int, body: str = COMMITTEE
) -> JsonResponse:
    """Take in what the page of a group sends; tells how the group stands, or the refusal as a problem."""
    found = box_or_404(election_or_404(request, village_code), number, box, body)
    if group not in GROUPS:
        raise Http404
    try:
        version, acts = _sent(request)
        count = enter_papers(
            by=request.user, box=found, version=version, group=group, acts=acts, now=request.now
        )
    except (Refusal, Refusals) as error:
        told = SeveralRefused(error.refusals) if isinstance(error, Refusals) else error
        return JsonResponse(told.problem(), status=told.status)
    return JsonResponse(group_state(count, group))


def _sent(request: HttpRequest) -> tuple[int, list[PaperAct]]:
    """The counting and the acts that a page sent. Raises InputFaulty."""
    form = SentForm(request.POST)
    read = ActShape(data=form.cleaned_data["acts"] if form.is_valid() else None, many=True)
    if not form.is_valid() or not read.is_valid():
        raise InputFaulty([])
    return form.cleaned_data["version"], acts_of(read.validated_data)


@allowed("count.enter")
@require_GET
def figures(
    request: HttpRequest, village_code: str, number: int, box: int, group: int, body: str = COMMITTEE
) -> JsonResponse:
    """The figures of the box so far and how the group stands, for its page."""
    found, count = _open_or_404(request, village_code, number, box, group, body)
    return JsonResponse({"figures": told_figures(found), "state": group_state(count, group)})


def _open_or_404(
    request: HttpRequest, village_code: str, number: int, box: int, group: int, body: str
) -> tuple[Box, PaperCount]:
    found = box_or_404(election_or_404(request, village_code), number, box, body)
    count = paper_count_of(found)
    if count is None or group not in GROUPS:
        raise Http404
    return found, count


@allowed("count.settle")
def close(
    request: HttpRequest, village_code: str, number: int, box: int, body: str = COMMITTEE
) -> HttpResponse:
    """Close the count of a box whose papers add up."""
    found = box_or_404(election_or_404(request, village_code), number, box, body)
    count = paper_count_of(found)
    if count is None:
        raise Http404
    form = ClosePapersForm(request.POST or None, initial={"scrutineers": count.scrutineers})
    if request.method == "POST" and form.is_valid():
        try:
            close_papers(by=request.user, box=found, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The count of box %(number)s is closed.") % {"number": box})
            return redirect("voting:votes", village_code, body)
    context = _about(found) | {
        "form": form,
        "count": count,
        "figures": figures_so_far(found.contest, [count]),
    }
    return render(request, "voting/papers/close.html", context, status=409 if form.errors else 200)
