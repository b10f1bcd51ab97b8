"""Who lets a result stand: the election committee on the spot, then its review; the counting rule behind it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from elections.models import Election
from voting.forms.result import AnnounceForm, ConfirmForm, CountingForm, DecisionForm
from voting.queries.counting_rules import confirmations_of, proposed_in, unconfirmed_in
from voting.rounds import COMMITTEE
from voting.services.confirmation import announce_result, review_result
from voting.services.counting_rules import confirm_counting
from voting.services.further import decide_further
from voting.views.found import election_or_404, vote_or_404
from voting.views.result import last_result


@allowed("result.announce")
def announce(request: HttpRequest, village_code: str) -> HttpResponse:
    """Record that the election committee confirmed the result and announced it on the spot."""
    election = election_or_404(request, village_code)
    form = AnnounceForm(request.now, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            announce_result(by=request.user, election=election, announced=form.announced(), now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The result is on record as confirmed and announced."))
            return _to_result(village_code, vote_or_404(election).last.number)
    return last_result(request, election, COMMITTEE, {"announce": form})


@allowed("result.confirm")
def confirm(request: HttpRequest, village_code: str) -> HttpResponse:
    """Let an announced result stand after its review."""
    election = election_or_404(request, village_code)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review_result(by=request.user, election=election, now=request.now, **form.given())
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The result is confirmed."))
            return _to_result(village_code, vote_or_404(election).last.number)
    return last_result(request, election, COMMITTEE, {"confirm": form})


@allowed("runoff.decide")
def further(request: HttpRequest, village_code: str, body: str = COMMITTEE) -> HttpResponse:
    """Decide that seats which a further round left empty are voted on once more."""
    election = election_or_404(request, village_code)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide_further(
                by=request.user, election=election, body=body, now=request.now, **form.cleaned_data
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("It is decided: a further round can be opened."))
            return _to_result(village_code, vote_or_404(election, body).last.number, body)
    return last_result(request, election, body, {"further": form})


def _to_result(village_code: str, number: int, body: str = COMMITTEE) -> HttpResponse:
    return redirect("voting:result", village_code, body, number)


@allowed("contest.view")
@require_GET
def counting_rule(request: HttpRequest, village_code: str, body: str = COMMITTEE) -> HttpResponse:
    """How a body's votes are counted where the plan does not state it, and whether that is confirmed."""
    return _rule_page(request, election_or_404(request, village_code), body, CountingForm())


@allowed("counting.confirm")
@require_POST
def confirm_rule(request: HttpRequest, village_code: str, body: str = COMMITTEE) -> HttpResponse:
    """The township confirms how a body's votes are counted."""
    election, form = election_or_404(request, village_code), CountingForm(request.POST)
    if form.is_valid():
        try:
            confirm_counting(
                by=request.user,
                cycle=election.cycle,
                body=body,
                kind=election.village.kind,
                now=request.now,
                **form.cleaned_data,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The counting rule is confirmed."))
            return redirect("voting:counting_rule", village_code, body)
    return _rule_page(request, election, body, form)


def _rule_page(request: HttpRequest, election: Election, body: str, form: CountingForm) -> HttpResponse:
    kind = election.village.kind
    context = {
        "election": election,
        "body": body,
        "proposed": proposed_in(election.cycle, body, kind),
        "left": unconfirmed_in(election.cycle, body, kind),
        "confirmed": confirmations_of(election.cycle, body, kind),
        "form": form,
        "confirms": may(request.user, "counting.confirm", election.village_id),
    }
    return render(request, "voting/result/counting_rule.html", context, status=409 if form.errors else 200)
