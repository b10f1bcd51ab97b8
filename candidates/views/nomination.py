from collections.abc import Collection, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from candidates.forms.nomination import BLANK_ROWS, NominationForm, TypedRow, asked, pasted_rows, typed_rows
from candidates.models import SeatPlan
from candidates.nomination_rules import PRESELECTION, counts_per_group
from candidates.queries.nomination import nomination_of, registered_by_group, registered_voters
from candidates.queries.preselection import awaits_preselection
from candidates.queries.seats import seats_of
from candidates.refusals import TieUndecided
from candidates.services.nomination import record_nomination
from elections.enums import Step
from elections.models import Election
from elections.queries.cycle import election_in
from elections.views.in_plan import in_plan


@allowed("nomination.record")
@in_plan(Step.NOMINATION)
def record(request: HttpRequest, village_code: str) -> HttpResponse:
    """Enter the result of the nomination: papers, of one meeting or by groups, then names with votes under each post."""
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    if request.method != "POST" and nomination_of(election) is not None:
        waits = awaits_preselection(election)
        page = "candidates:preselection" if waits else "candidates:candidates"
        return redirect(page, village_code=village_code)
    plan = list(seats_of(election))
    rows = typed_rows(request.POST, plan)
    if request.POST.get("act") in ("paste", "row"):
        return _typed_on(request, election, plan, rows)
    form = NominationForm(request.POST or None, rows, village_code, _groups(request, election))
    ties: list[TieUndecided] = []
    if request.method == "POST" and form.is_valid():
        try:
            _record(request, election, form, plan)
        except (Refusal, Refusals) as error:
            refuse(form, error)
            ties = [r for r in getattr(error, "refusals", [error]) if isinstance(r, TieUndecided)]
        else:
            messages.success(request, _("The nomination result is recorded."))
            return redirect("candidates:candidates", village_code=village_code)
    return _page(request, election, plan, form, ties)


@allowed("nomination.record")
def row(request: HttpRequest, village_code: str) -> HttpResponse:
    """One more blank row under a post (htmx)."""
    election = election_in(request.cycle, village_code)
    post = request.GET.get("post", "")
    number = request.GET.get("number", "")
    if election is None or not number.isdigit() or not seats_of(election).filter(post=post).exists():
        raise Http404
    context = {"post": post, "number": int(number), "following": int(number) + 1, "election": election}
    return render(request, "candidates/nomination/added.html", context)


# Rows added in the browser are numbered apart for each post, so that no two have one number.
ROWS_APART = 1000


def _groups(request: HttpRequest, election: Election) -> dict[int, int]:
    """The registered voters of each group where the papers are entered by groups; empty for one meeting."""
    return registered_by_group(election) if request.GET.get("by") == "groups" else {}


def _record(request: HttpRequest, election: Election, form: NominationForm, plan: Sequence[SeatPlan]) -> None:
    cleaned = form.cleaned_data
    record_nomination(
        by=request.user,
        election=election,
        held_on=cleaned["held_on"],
        **form.papers(),
        valid=cleaned["valid"],
        invalid=cleaned["invalid"],
        lines=form.lines(),
        decided=_decided(request, plan),
        tie_decision=cleaned["tie_decision"],
        now=request.now,
    )


def _decided(request: HttpRequest, plan: Sequence[SeatPlan]) -> dict[str, Collection[int]]:
    """The residents ticked among those who are level, by post."""
    return {
        post.post: {int(pk) for pk in request.POST.getlist(f"decided-{post.post}") if pk.isdigit()}
        for post in plan
    }


def _typed_on(
    request: HttpRequest, election: Election, plan: Sequence[SeatPlan], rows: list[TypedRow]
) -> HttpResponse:
    """Nothing is recorded: the pasted rows are taken over, or a row is added, and the form stands as typed."""
    unread: list[int] = []
    if request.POST["act"] == "paste":
        pasted, unread = pasted_rows(request.POST.get("pasted", ""), plan)
        rows = typed_rows(request.POST, plan) + pasted
        order = {post.post: post.rank for post in plan}
        rows.sort(key=lambda row: order.get(row.post, len(order) + 1))
    groups = _groups(request, election)
    kept = {name: request.POST.get(name, "") for name in asked(groups)}
    form = NominationForm(None, rows, election.village_id, groups, initial=kept)
    return _page(request, election, plan, form, [], unread)


def _page(
    request: HttpRequest,
    election: Election,
    plan: Sequence[SeatPlan],
    form: NominationForm,
    ties: Sequence[TieUndecided],
    unread: Sequence[int] = (),
) -> HttpResponse:
    rules = election.cycle.rules
    registered, share = registered_voters(election), rules.nomination.participation
    context = {
        "election": election,
        "form": form,
        "posts": _posts(plan, form),
        "registered": registered,
        "participation": share,
        "need": share.value.need(registered) if share.stated else None,
        "base": rules.nomination.participation_base,
        "per_group": counts_per_group(rules),
        "step": rules.step(Step.NOMINATION),
        "decided_by": rules.nomination.decided_by,
        "preselects": rules.nomination.decided_by.value == PRESELECTION,
        "ties": ties,
        "unread": unread,
        "pasted": request.POST.get("pasted", "") if unread else "",
    }
    return render(request, "candidates/nomination/record.html", context, status=409 if form.errors else 200)


def _posts(plan: Sequence[SeatPlan], form: NominationForm) -> list[dict[str, Any]]:
    """Each post with its filled rows and the numbers of blank rows; blank rows count on from the filled ones."""
    number, posts = len(form.typed), []
    for post in plan:
        filled = form.rows_of(post.post)
        blank = max(BLANK_ROWS, post.places + 1 - len(filled))
        posts.append({"plan": post, "filled": filled, "blank": range(number, number + blank)})
        number += blank
    for order, shown in enumerate(posts):
        shown["following"] = number + order * ROWS_APART
    return posts
