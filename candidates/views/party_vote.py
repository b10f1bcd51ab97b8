"""The pages of the Party organisation's vote: its ballots, further rounds, confirmation."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from candidates.forms.party_vote import BallotForm, ConfirmPartyVoteForm, FirstMeetingForm, FurtherRoundForm
from candidates.meeting_duties import SCRUTINEERS
from candidates.party_vote_rules import readings, vote_rules
from candidates.queries.assembly import agenda_of, names_on_duty
from candidates.queries.commissioners import commissioner_keys
from candidates.queries.party_path import formal_party, party_seats
from candidates.queries.party_vote import party_vote_of
from candidates.services.first_meeting import prepare_first_meeting, stand_for_posts
from candidates.services.party_result import confirm_party_vote
from candidates.services.party_vote import open_party_round, prepare_party_vote
from elections.models import Election
from elections.queries.cycle import election_in
from voting.queries.contest import counted
from voting.queries.result import Vote, elected_in
from voting.rounds import FIRST_MEETING, PARTY


@allowed("assembly.record")
def ballot(request: HttpRequest, village_code: str) -> HttpResponse:
    """Prepare the members' ballot from the formal list."""
    election = _election(request, village_code)
    rules = vote_rules(election.cycle.rules)
    people, seats = list(formal_party(election)), party_seats(election)
    sent = request.POST if request.method == "POST" else None
    form = BallotForm(sent, rules.direct and not rules.directly, short=0 < len(people) <= seats)
    if request.method == "POST" and form.is_valid():
        try:
            prepare_party_vote(by=request.user, election=election, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(
                request, _("The ballot is prepared. Hand it out, then enter what came out of the box.")
            )
            return redirect("voting:votes", village_code, PARTY)
    context = _about(election, form) | {
        "people": people,
        "seats": seats,
        "agenda": agenda_of(election),
        "mode_clause": rules.mode_clause,
    }
    return _page(request, "ballot", context)


@allowed("assembly.record")
def first_meeting(request: HttpRequest, village_code: str) -> HttpResponse:
    """Prepare the ballot of the first meeting of the new committee."""
    election = _election(request, village_code)
    vote = party_vote_of(election)
    form = FirstMeetingForm(
        request.POST if request.method == "POST" else None,
        vote.elected,
        vote.posts,
        stand_for_posts(election, vote),
    )
    if request.method == "POST" and form.is_valid():
        try:
            prepare_first_meeting(
                by=request.user,
                election=election,
                present=form.cleaned_data["present"],
                standing=form.standing(),
                consent=form.cleaned_data["consent"],
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(
                request, _("The ballot is prepared. Hand it out, then enter what came out of the box.")
            )
            return redirect("voting:votes", village_code, FIRST_MEETING)
    context = _about(election, form) | {"vote": vote, "rules": vote_rules(election.cycle.rules)}
    return _page(request, "first_meeting", context)


@allowed("assembly.record")
def further(request: HttpRequest, village_code: str, body: str) -> HttpResponse:
    """Open the round that must follow in a meeting."""
    election = _election(request, village_code)
    vote = _vote(election, body)
    form = FurtherRoundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            open_party_round(by=request.user, contest=vote.last, attended=form.attended(), now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The round is opened. Hand its ballots out."))
            return redirect("voting:votes", village_code, body)
    due = vote.standing.due
    named = [(post, [vote.name(key) for key, _votes in post.people]) for post in due.posts] if due else []
    context = _about(election, form) | {"contest": vote.last, "due": due, "named": named}
    return _page(request, "further", context)


@allowed("assembly.record")
def confirm(request: HttpRequest, village_code: str, body: str) -> HttpResponse:
    """Confirm the result as the scrutineers reported it."""
    election = _election(request, village_code)
    vote = _vote(election, body)
    form = ConfirmPartyVoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            confirm_party_vote(
                by=request.user, election=election, body=body, now=request.now, **form.cleaned_data
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The result is confirmed; announce it."))
            return redirect("candidates:assembly", village_code)
    context = _about(election, form) | {
        "contest": vote.last,
        "elected": elected_in(vote) if counted(vote.last) else [],
        "commissioners": commissioner_keys(election),
        "scrutineers": names_on_duty(election, SCRUTINEERS),
        "vacant": vote.standing.vacant,
    }
    return _page(request, "confirm", context)


def _election(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None or not election.cycle.rules.assembly_agenda:
        raise Http404
    return election


def _vote(election: Election, body: str) -> Vote:
    vote = party_vote_of(election).of(body)
    if vote is None:
        raise Http404
    return vote


def _about(election: Election, form: Form) -> dict[str, Any]:
    return {"election": election, "form": form, "readings": list(readings(election.cycle.rules))}


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    status = 409 if context["form"].errors else 200
    return render(request, f"candidates/party_vote/{name}.html", context, status=status)
