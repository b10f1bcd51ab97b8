from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.enums import LeavingCause
from candidates.forms.election_committee import ChairForm, FormationForm, LeavingForm, ProposedForm
from candidates.forms.named_votes import NamedVotesForm, chosen, options_of, pasted_rows, typed_rows
from candidates.forms.nomination import TypedRow
from candidates.models import CommitteeMember
from candidates.queries.election_committee import by_proposal, forming_bodies, roster_of
from candidates.refusals import TieUndecided
from candidates.services.election_committee import elect_more_members, form_committee, propose_committee
from candidates.services.election_committee_chair import choose_chair
from candidates.services.election_committee_seat import (
    announce_committee,
    file_committee,
    leave_committee,
    receive_committee,
    withdraw_candidates,
)
from candidates.told import told_name
from elections.enums import Step
from elections.models import Election
from elections.queries.cycle import election_in
from elections.queries.progress import progress_of_one
from elections.views.in_plan import in_plan

HOME = "candidates:election_committee"
MakeForm = Callable[[Any, list[TypedRow]], NamedVotesForm]


def _election(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    return election


@allowed("bodies.view")
@in_plan(Step.ELECTION_COMMITTEE)
@require_GET
def election_committee(request: HttpRequest, village_code: str) -> HttpResponse:
    """The election committee: its members, who presides, who must leave, how far its filing has come."""
    return _page(request, _election(request, village_code))


def _page(request: HttpRequest, election: Election, refused: Any = None) -> HttpResponse:
    code = election.village_id
    context = {
        "election": election,
        "roster": roster_of(election),
        "rules": election.cycle.rules.election_committee,
        "by_proposal": by_proposal(election),
        "step": progress_of_one(election, request.now).steps[Step.ELECTION_COMMITTEE],
        "form": refused,
        "records": may(request.user, "bodies.record", code),
        "files": may(request.user, "bodies.file", code),
    }
    return render(request, "candidates/committee/list.html", context, status=409 if refused else 200)


@allowed("bodies.file")
@in_plan(Step.ELECTION_COMMITTEE)
def propose(request: HttpRequest, village_code: str) -> HttpResponse:
    """The township proposes persons to the residents' meeting."""
    election = _election(request, village_code)

    def made(data: Any, rows: list[TypedRow]) -> NamedVotesForm:
        return ProposedForm(data, rows, village_code)

    def act(form: NamedVotesForm) -> None:
        propose_committee(
            by=request.user,
            election=election,
            held_on=form.cleaned_data["held_on"],
            lines=form.lines(),
            now=request.now,
        )

    done = _("The proposal is recorded; the residents' meeting agrees to it.")
    return _named(request, election, made, act, done, "candidates/committee/propose.html")


@allowed("bodies.record")
@in_plan(Step.ELECTION_COMMITTEE)
def form(request: HttpRequest, village_code: str) -> HttpResponse:
    """Record the election of the committee, or one more that fills places that became free."""
    election = _election(request, village_code)
    roster = roster_of(election)
    more = roster is not None and roster.committee.filed_at is not None

    def made(data: Any, rows: list[TypedRow]) -> NamedVotesForm:
        if data is None and not rows and roster and roster.proposed and not roster.serving:
            rows = [TypedRow("", one.name, "", str(one.resident_id)) for one in roster.proposed]
        return FormationForm(data, rows, election)

    def act(form: NamedVotesForm) -> None:
        assert isinstance(form, FormationForm)
        formation = form.formation(chosen(request.POST, "decided"))
        if more:
            elect_more_members(by=request.user, election=election, formation=formation, now=request.now)
        else:
            form_committee(by=request.user, election=election, formation=formation, now=request.now)

    done = _("The election of the committee is recorded. The members choose their chair.")
    return _named(request, election, made, act, done, "candidates/committee/form.html", roster=roster)


def _named(
    request: HttpRequest,
    election: Election,
    made: MakeForm,
    act: Callable[[NamedVotesForm], None],
    done: str,
    page: str,
    **more: Any,
) -> HttpResponse:
    """A page on which names are typed or pasted: taken over into rows, or recorded."""
    rows, unread, options = typed_rows(request.POST), list[int](), []
    if request.POST.get("act") == "paste":
        pasted, unread = pasted_rows(request.POST.get("pasted", ""), votes_needed=False)
        filled = made(None, [*rows, *pasted])
        filled.initial = {name: request.POST.get(name, "") for name in type(filled).base_fields}
    else:
        filled = made(request.POST or None, rows)
        if request.method == "POST" and filled.is_valid():
            try:
                act(filled)
            except (Refusal, Refusals) as error:
                refuse(filled, error)
                options = [("decided", options_of(error, TieUndecided))]
            else:
                messages.success(request, done)
                return redirect(HOME, election.village_id)
    context = {
        "election": election,
        "form": filled,
        "rules": election.cycle.rules.election_committee,
        "bodies": forming_bodies(election),
        "by_proposal": by_proposal(election),
        "unread": unread,
        "options": options,
        "pasted": request.POST.get("pasted", "") if unread else "",
        **more,
    }
    return render(request, page, context, status=409 if filled.errors else 200)


@allowed("bodies.record")
@in_plan(Step.ELECTION_COMMITTEE)
def chair(request: HttpRequest, village_code: str) -> HttpResponse:
    """Record whom the members chose as chair and deputies."""
    election = _election(request, village_code)
    roster = roster_of(election)
    if roster is None or not roster.serving:
        return redirect(HOME, village_code)
    form = ChairForm(request.POST or None, roster)
    if request.method == "POST" and form.is_valid():
        try:
            choose_chair(
                by=request.user,
                election=election,
                held_on=form.cleaned_data["held_on"],
                votes=form.votes(),
                chair=form.cleaned_data["chair"],
                deputies=form.cleaned_data["deputies"],
                category=form.cleaned_data.get("category", ""),
                reason=form.cleaned_data["reason"],
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Chair and deputies are recorded."))
            return redirect(HOME, village_code)
    context = {"election": election, "roster": roster, "rules": roster.rules, "form": form}
    return render(request, "candidates/committee/chair.html", context, status=409 if form.errors else 200)


@allowed("bodies.record")
@in_plan(Step.ELECTION_COMMITTEE)
def leave(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Enter that a member leaves."""
    election = _election(request, village_code)
    member = CommitteeMember.objects.filter(committee__election=election, pk=pk).first()
    if member is None:
        raise Http404
    form = LeavingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            leave_committee(
                by=request.user,
                member=member,
                cause=LeavingCause(form.cleaned_data["cause"]),
                reason=form.cleaned_data["reason"],
                absences=form.cleaned_data["absences"] or 0,
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(name)s has left.") % {"name": told_name(member.name)})
            return redirect(HOME, village_code)
    rules = election.cycle.rules.election_committee
    context = {"election": election, "member": member, "rules": rules, "form": form}
    return render(request, "candidates/committee/leave.html", context, status=409 if form.errors else 200)


def _done(
    request: HttpRequest, village_code: str, act: Callable[[], Any], told: str, to: str
) -> HttpResponse:
    """An act of one button: done, or told why not."""
    try:
        act()
    except Refusals as error:
        for refusal in error.refusals:
            messages.error(request, str(refusal))
    except Refusal as error:
        messages.error(request, str(error))
    else:
        messages.success(request, told)
    return redirect(to, village_code)


@allowed("bodies.record")
@require_POST
def file(request: HttpRequest, village_code: str) -> HttpResponse:
    """Hand the committee in."""
    election, told = _election(request, village_code), _("The committee is handed in.")

    def act() -> None:
        file_committee(by=request.user, election=election, now=request.now)

    return _done(request, village_code, act, told, HOME)


@allowed("bodies.file")
@require_POST
def receive(request: HttpRequest, village_code: str) -> HttpResponse:
    """The township takes the committee on file."""
    election, told = _election(request, village_code), _("The committee is on file.")

    def act() -> None:
        receive_committee(by=request.user, election=election, now=request.now)

    return _done(request, village_code, act, told, HOME)


@allowed("bodies.record")
@require_POST
def announce(request: HttpRequest, village_code: str) -> HttpResponse:
    """Announce the committee."""
    election = _election(request, village_code)
    told = _("The committee is announced. Print the announcement and post it.")

    def act() -> None:
        announce_committee(by=request.user, election=election, now=request.now)

    return _done(request, village_code, act, told, HOME)


@allowed("bodies.record")
@require_POST
def withdraw(request: HttpRequest, village_code: str) -> HttpResponse:
    """Record in one act that all leave who must; from the page on which the formal list is published, back to it."""
    election = _election(request, village_code)
    to = "candidates:publish" if request.POST.get("to") == "publish" else HOME
    told = _("Recorded: they have left the election committee, and the next have moved up.")

    def act() -> None:
        withdraw_candidates(by=request.user, election=election, now=request.now)

    return _done(request, village_code, act, told, to)
