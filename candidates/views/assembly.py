from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.assembly_rules import FROM_ABOVE, assembly_rules, set_day
from candidates.forms.assembly import AgendaForm, ApprovalForm, LeaveOutForm, WhyForm
from candidates.models import NotExpected
from candidates.queries.assembly import agenda_of, expected_at, left_out
from candidates.queries.assembly_chair import names_chair, outgoing_committee
from candidates.queries.assembly_points import points_of
from candidates.queries.attendance import attendance_of
from candidates.queries.officiants import officiants_of
from candidates.queries.party_vote import party_vote_of
from candidates.services.agenda import hold_item, take_back_item
from candidates.services.agenda_checks import awaits_vote
from candidates.services.not_expected import approve_leaving_out, leave_out, withdraw_leaving_out
from elections.models import Election
from elections.queries.cycle import election_in
from voting.queries.following import following
from voting.rounds import PARTY


@allowed("candidate.view")
@require_GET
def assembly(request: HttpRequest, village_code: str) -> HttpResponse:
    """The assembly of a village: who is expected, the quorum, the running order."""
    election = _election(request, village_code)
    pairs = officiants_of(election).pairs
    context = _about(request, election) | {"related": [pair for pair in pairs if pair.officiant.party]}
    return render(request, "candidates/assembly/assembly.html", context)


@allowed("candidate.view")
@require_GET
def register(request: HttpRequest, village_code: str) -> HttpResponse:
    """The register of those expected, with who is left out and who only observes."""
    election = _election(request, village_code)
    return render(request, "candidates/assembly/register.html", _about(request, election))


@allowed("assembly.record")
def enter(request: HttpRequest, village_code: str) -> HttpResponse:
    """Enter a member who is to be left out of the number expected."""
    election = _election(request, village_code)
    context = _about(request, election)
    form = LeaveOutForm(request.POST or None, context["rules"], context["expected"].of("expected"))
    if request.method == "POST" and form.is_valid():
        person = next(
            row.person for row in context["expected"].rows if row.person.pk == form.cleaned_data["resident"]
        )
        try:
            made = leave_out(
                by=request.user,
                election=election,
                resident=person,
                situation=form.entered(),
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Entered. The approvals follow in their order."))
            return redirect("candidates:assembly_left_out", village_code, made.pk)
    status = 409 if form.errors else 200
    return render(request, "candidates/assembly/leave_out.html", context | {"form": form}, status=status)


@allowed("assembly.approve")
def entry(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """One who is to be left out: the approvals on record, and the next one."""
    election = _election(request, village_code)
    found = _entry(election, pk)
    wanted = assembly_rules(election.cycle.rules).approvals.value
    form = ApprovalForm(request.POST or None, request.POST.get("approval") or left_out(found, wanted).next)
    if request.method == "POST" and form.is_valid():
        try:
            approve_leaving_out(by=request.user, entry=found, now=request.now, **form.given())
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The approval is on record."))
            return redirect("candidates:assembly_left_out", village_code, pk)
    shown = left_out(found, wanted)
    context = _about(request, election) | {
        "form": form,
        "shown": shown,
        "acts": may(
            request.user,
            "assembly.agree" if shown.next in FROM_ABOVE else "assembly.record",
            village_code,
        ),
    }
    return render(request, "candidates/assembly/entry.html", context, status=409 if form.errors else 200)


@allowed("assembly.record")
def withdraw(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Withdraw an entry: the member is expected again."""
    election = _election(request, village_code)
    found, form = _entry(election, pk), WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_leaving_out(by=request.user, entry=found, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Withdrawn. The member is expected again."))
            return redirect("candidates:assembly", village_code)
    context = _about(request, election) | {"form": form, "entry": found}
    return render(request, "candidates/assembly/withdraw.html", context, status=409 if form.errors else 200)


@allowed("assembly.record")
def item(request: HttpRequest, village_code: str, item: str) -> HttpResponse:
    """One item of the agenda: what it asks, and what is put on record of it."""
    election = _election(request, village_code)
    context = _about(request, election)
    shown = next((each for each in context["agenda"].items if each.item.key == item), None)
    if shown is None:
        raise Http404
    counted_here = context["vote"].members is not None
    chairs = outgoing_committee(election) if names_chair(election, shown.item) else None
    form = AgendaForm(request.POST or None, shown.item, counted_here=counted_here, chairs=chairs)
    if request.method == "POST" and form.is_valid():
        try:
            hold_item(by=request.user, election=election, item=item, held=form.held(), now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Recorded."))
            return redirect("candidates:assembly", village_code)
    context |= {"form": form, "shown": shown}
    return render(request, "candidates/assembly/item.html", context, status=409 if form.errors else 200)


@allowed("assembly.record")
def take_back(request: HttpRequest, village_code: str) -> HttpResponse:
    """Take the latest item back, to record it anew."""
    election = _election(request, village_code)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_back_item(by=request.user, election=election, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Taken back. The item can be recorded anew."))
            return redirect("candidates:assembly", village_code)
    context = _about(request, election) | {"form": form}
    return render(request, "candidates/assembly/take_back.html", context, status=409 if form.errors else 200)


def _election(request: HttpRequest, village_code: str) -> Election:
    """The village's election, where its plan has the Party vote in an assembly."""
    election = election_in(request.cycle, village_code)
    if election is None or not election.cycle.rules.assembly_agenda:
        raise Http404
    return election


def _entry(election: Election, pk: int) -> NotExpected:
    found = election.not_expected.filter(pk=pk, withdrawn_at=None).first()
    if found is None:
        raise Http404
    found.election = election
    return found


def _about(request: HttpRequest, election: Election) -> dict[str, Any]:
    expected, rules = (
        expected_at(election, localtime(request.now).date()),
        assembly_rules(election.cycle.rules),
    )
    agenda, vote = agenda_of(election), party_vote_of(election)
    return {
        "election": election,
        "rules": rules,
        "points": points_of(election, agenda, vote),
        "expected": expected,
        "need": rules.quorum.value.need(expected.number),
        "need_if_adopted": rules.quorum.value.need(expected.number_if_adopted),
        "agenda": agenda,
        "vote": vote,
        "awaits_vote": agenda.current is not None and awaits_vote(election, agenda.current.item, vote),
        "attendance": attendance_of(election, expected),
        "day": set_day(election),
        "step": election.cycle.rules.assembly_step,
        "following": following(election, PARTY) if vote.settled else [],
        "prints": may(request.user, "paper.view", election.village_id),
        "records": may(request.user, "assembly.record", election.village_id),
        "approves": may(request.user, "assembly.approve", election.village_id),
    }
