from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from voting.enums import StaffRole
from voting.forms.count import SheetForm
from voting.forms.settle import ReopenForm, SettleForm
from voting.models import Box
from voting.queries.ballot import accounted
from voting.queries.contest import BoxProgress, boxes_of, voting_over
from voting.queries.count import differences_of, entries_of, plan_of
from voting.queries.staff import at_box, names_of, scrutineers_at
from voting.rounds import COMMITTEE
from voting.services.count import enter_count, reopen_box, settle_count
from voting.services.tally import tally_again
from voting.views.found import box_or_404, election_or_404, round_or_404


@allowed("count.enter")
def enter(
    request: HttpRequest, village_code: str, number: int, box: int, body: str = COMMITTEE
) -> HttpResponse:
    """Enter the count sheet of a box. Nothing of what another person typed is on this page."""
    found = box_or_404(election_or_404(request, village_code), number, box, body)
    form = SheetForm(
        request.POST or None,
        plan=plan_of(found.contest),
        scrutineers=scrutineers_at(found.contest, found.name),
        issued=accounted(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            enter_count(
                by=request.user,
                box=found,
                data=form.sheet(),
                key=form.cleaned_data["key"],
                scrutineers=form.cleaned_data["scrutineers"],
                accepted=form.cleaned_data["accepted"],
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            form.refuse(error)
        else:
            messages.success(request, _("The sheet of box %(number)s is entered.") % {"number": box})
            return redirect("voting:votes", village_code, body)
    context = {
        "form": form,
        "box": found,
        "contest": found.contest,
        "election": found.contest.election,
        "progress": _progress(found),
        "over": voting_over(found.contest, request.now),
        "mine": _progress(found).has_entered(request.user.pk),
    }
    return render(request, "voting/count/enter.html", context, status=409 if form.errors else 200)


def _progress(box: Box) -> BoxProgress:
    boxes = boxes_of([box.contest])[box.contest_id]
    return next(each for each in boxes if each.box.pk == box.pk)


@allowed("count.settle")
def settle(
    request: HttpRequest, village_code: str, number: int, box: int, body: str = COMMITTEE
) -> HttpResponse:
    """Settle the figures in which the two sheets of a box differ."""
    found = box_or_404(election_or_404(request, village_code), number, box, body)
    differences = differences_of(found)
    staff = at_box(found.contest.election, found.name) if found.contest.by_roll else []
    form = SettleForm(
        request.POST or None,
        differences=differences,
        initial={
            "scrutineers": "、".join(scrutineers_at(found.contest, found.name)),
            "chief": "、".join(names_of(staff, StaffRole.CHIEF)),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            settle_count(
                by=request.user,
                box=found,
                values=form.values(),
                scrutineers=form.cleaned_data["scrutineers"],
                chief=form.cleaned_data["chief"],
                reason=form.cleaned_data["reason"],
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Box %(number)s is settled.") % {"number": box})
            return redirect("voting:votes", village_code, body)
    context = {
        "form": form,
        "box": found,
        "contest": found.contest,
        "election": found.contest.election,
        "entries": entries_of(found) if differences else [],
    }
    return render(request, "voting/count/settle.html", context, status=409 if form.errors else 200)


@allowed("count.settle")
def reopen(
    request: HttpRequest, village_code: str, number: int, box: int, body: str = COMMITTEE
) -> HttpResponse:
    """Have a box counted once more."""
    found = box_or_404(election_or_404(request, village_code), number, box, body)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen_box(by=request.user, box=found, reason=form.cleaned_data["reason"], now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Box %(number)s is counted once more.") % {"number": box})
            return redirect("voting:votes", village_code, body)
    context = {"form": form, "box": found, "contest": found.contest, "election": found.contest.election}
    return render(request, "voting/count/reopen.html", context, status=409 if form.errors else 200)


@allowed("count.enter")
@require_POST
def again(request: HttpRequest, village_code: str, number: int, body: str = COMMITTEE) -> HttpResponse:
    """Ask for a tally again that broke off."""
    contest = round_or_404(election_or_404(request, village_code), number, body)
    try:
        tally_again(by=request.user, contest=contest, now=request.now)
    except (Refusal, Refusals) as error:
        messages.error(request, str(error))
    return redirect("voting:votes", village_code, body)
