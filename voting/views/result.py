from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.keeping import sent_to
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from accounts.said import Listed
from elections.models import Election
from villages.enums import Post
from voting.forms.result import AnnounceForm, ConfirmForm, DecisionForm, RunoffForm, WriteInForm
from voting.models import Contest
from voting.queries.after import invalidities_of
from voting.queries.contest import counted
from voting.queries.counting_rules import unconfirmed_of
from voting.queries.explained import checked, explain
from voting.queries.following import following
from voting.queries.manner import manners_of
from voting.queries.result import Vote, reviewers_of
from voting.relatives import compared_by_hand, elected_relatives
from voting.rounds import COMMITTEE, Due
from voting.services.result import review_write_in
from voting.services.runoff import open_runoff
from voting.views.found import election_or_404, round_or_404, vote_or_404

Refused = Mapping[str, forms.Form]


@allowed("contest.view")
@require_GET
def result(request: HttpRequest, village_code: str, number: int, body: str = COMMITTEE) -> HttpResponse:
    """The outcome of a round with its arithmetic; before the count is complete, no figure."""
    election = election_or_404(request, village_code)
    contest = round_or_404(election, number, body)
    if not counted(contest):
        return render(request, "voting/result/open.html", {"election": election, "contest": contest})
    return _result_page(request, election, contest)


def _result_page(
    request: HttpRequest, election: Election, contest: Contest, refused: Refused | None = None
) -> HttpResponse:
    vote = vote_or_404(election, contest.body)
    contest = vote.round(contest.number)
    last = vote.last.pk == contest.pk
    first = vote.unreviewed[0] if vote.unreviewed else None
    refused = refused or {}
    if sent_to(request, "voting:write_in"):
        refused = {"review": WriteInForm(request.POST)}
    context = {
        "election": election,
        "vote": vote,
        "contest": contest,
        "last": last,
        "told": explain(vote, contest),
        "declared": [each for each in invalidities_of([election]) if each.contest_id == contest.pk],
        "taken_higher": [
            {"name": vote.name(seat.person), "post": Post(seat.post)} for seat in vote.standing.lower
        ],
        "sealed": contest.sealings.filter(broken_at=None).exists(),
        "checked": checked(vote, contest),
        "due": _due(vote, vote.standing.due) if last and vote.standing.due else None,
        "write_in": first
        and {"post": Post(first.post), "name": vote.name(first.person), "votes": first.votes},
        "review": WriteInForm(initial=first and {"post": first.post, "name": vote.name(first.person)}),
        "announce": AnnounceForm(request.now),
        "confirm": ConfirmForm(),
        "further": DecisionForm(),
        "reviewers": Listed(reviewers_of(election)),
        "announces_first": contest.by_roll
        and vote.announcement is None
        and (bool(reviewers_of(election)) or not vote.unreviewed),
        "reviewed": bool(reviewers_of(election)),
        "unconfirmed": unconfirmed_of(contest),
        "announces": may(request.user, "result.announce", election.village_id),
        "decides": may(
            request.user, "result.confirm" if contest.by_roll else "assembly.record", election.village_id
        ),
        "goes_on": may(request.user, "runoff.decide", election.village_id),
        "reviews": may(request.user, "result.confirm", election.village_id),
        "opens": may(request.user, "runoff.open", election.village_id),
        "relatives": elected_relatives(election) if last else [],
        "by_hand": compared_by_hand(election) if last else [],
        "following": following(election, contest.body)
        if last and vote.confirmed and not vote.reopened
        else [],
        "prints": may(request.user, "paper.view", election.village_id),
        "manners": manners_of(contest) if contest.by_roll else None,
        **refused,
    }
    status = 409 if any(form.errors for form in refused.values()) else 200
    return render(request, "voting/result/result.html", context, status=status)


def _due(vote: Vote, due: Due) -> dict[str, object]:
    """The round that must follow, with names and the votes it will take."""
    rules = vote.last.election.cycle.rules
    return {
        "threshold": rules.tally_rule(vote.last.body, due.round)["threshold"],
        "grounds": rules.tally_clauses(vote.last.body, due.round, vote.last.election.village.kind),
        "extra": (vote.last.rule.get("runoff") or {}).get("extra", 0),
        "round": due.round,
        "anew": due.anew,
        "seats": sum(post.seats for post in due.posts),
        "posts": [
            {
                "label": Post(post.post).label,
                "seats": post.seats,
                "people": [(vote.name(key), votes) for key, votes in post.people],
            }
            for post in due.posts
        ],
    }


@allowed("runoff.open")
def runoff(request: HttpRequest, village_code: str, number: int) -> HttpResponse:
    """Open the round that must follow this one."""
    election = election_or_404(request, village_code)
    contest = round_or_404(election, number)
    form = RunoffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_runoff(
                by=request.user, contest=contest, day=form.cleaned_data["day"], now=request.now
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The round is opened. Publish its time and place."))
            return redirect("voting:places", village_code, made.number)
    vote = vote_or_404(election)
    due = vote.standing.due if vote.last.pk == contest.pk else None
    context = {
        "election": election,
        "contest": contest,
        "form": form,
        "due": due and _due(vote, due),
    }
    return render(request, "voting/result/runoff.html", context, status=409 if form.errors else 200)


@allowed("result.confirm")
def write_in(request: HttpRequest, village_code: str, body: str = COMMITTEE) -> HttpResponse:
    """Record the review of a person elected by write-in."""
    election = election_or_404(request, village_code)
    form = WriteInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review_write_in(
                by=request.user, election=election, body=body, now=request.now, **form.cleaned_data
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The review is recorded."))
            return redirect("voting:result", village_code, body, vote_or_404(election, body).last.number)
    return last_result(request, election, body, {"review": form})


def last_result(request: HttpRequest, election: Election, body: str, refused: Refused) -> HttpResponse:
    """The page of the last round with what was refused on it, form by form; a plain visit is led there."""
    last = vote_or_404(election, body).last
    if request.method == "POST" and counted(last):
        return _result_page(request, election, last, refused)
    for form in refused.values():
        for text in form.non_field_errors():
            messages.error(request, text)
    return redirect("voting:result", election.village_id, last.body, last.number)
