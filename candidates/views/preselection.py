from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from candidates.enums import MeetingBasis, Preselectors
from candidates.forms.named_votes import chosen
from candidates.forms.preselection import PreselectionForm
from candidates.models import Nomination
from candidates.queries.nomination import nomination_of, registered_voters
from candidates.queries.preselection import awaits_preselection, choices_of, turnout_rule
from candidates.queries.supporting import entitled_to
from candidates.refusals import TieUndecided
from candidates.services.preselection import record_preselection
from elections.enums import Step
from elections.models import Election
from elections.queries.cycle import election_in
from elections.views.in_plan import in_plan


@allowed("nomination.record")
@in_plan(Step.NOMINATION)
def record(request: HttpRequest, village_code: str) -> HttpResponse:
    """Enter the preselection of the posts that have more nominees than places."""
    election = election_in(request.cycle, village_code)
    nomination = nomination_of(election) if election else None
    if election is None:
        raise Http404
    if nomination is None or (request.method != "POST" and not awaits_preselection(election)):
        return redirect("candidates:candidates", village_code=village_code)
    today = localtime(request.now).date()
    sitting = entitled_to(election, None, MeetingBasis.REPRESENTATIVES, today)
    form = PreselectionForm(
        request.POST or None, choices=choices_of(nomination), initial={"entitled": sitting or None}
    )
    ties: list[TieUndecided] = []
    if request.method == "POST" and form.is_valid():
        decided = {post: chosen(request.POST, f"decided-{post}") for post in nomination.preselected_posts}
        try:
            record_preselection(
                by=request.user, election=election, draft=form.draft(decided), now=request.now
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
            ties = [r for r in getattr(error, "refusals", [error]) if isinstance(r, TieUndecided)]
        else:
            messages.success(request, _("The preselection is recorded; its best by votes stand."))
            return redirect("candidates:candidates", village_code=village_code)
    return _page(request, election, nomination, form, ties)


def _page(
    request: HttpRequest,
    election: Election,
    nomination: Nomination,
    form: PreselectionForm,
    ties: Sequence[TieUndecided],
) -> HttpResponse:
    rules, registered = election.cycle.rules, registered_voters(election)
    voters = turnout_rule(rules, Preselectors.VOTERS)
    context = {
        "election": election,
        "nomination": nomination,
        "form": form,
        "posts": form.posts(),
        "registered": registered,
        "voters": voters,
        "need": voters.value.need(registered) if voters.stated else None,
        "meeting": turnout_rule(rules, Preselectors.REPRESENTATIVES),
        "decided_by": rules.nomination.decided_by,
        "ties": ties,
    }
    return render(request, "candidates/preselection/record.html", context, status=409 if form.errors else 200)
