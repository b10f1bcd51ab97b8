from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from candidates.forms.publication import NextForm
from candidates.queries.nomination import next_in_line
from candidates.services.standing import move_up
from candidates.told import told_name
from elections.enums import Step
from elections.queries.cycle import election_in
from elections.views.in_plan import in_plan


@allowed("nomination.record")
@in_plan(Step.FORMAL_CANDIDATES)
def move_next_up(request: HttpRequest, village_code: str, post: str) -> HttpResponse:
    """Take the next by votes into a place that became free."""
    election = election_in(request.cycle, village_code)
    votes = next_in_line(election).get(post, []) if election else []
    if election is None or not votes:
        raise Http404
    form = NextForm(request.POST or None, votes=[(vote.pk, str(told_name(vote.name))) for vote in votes])
    if request.method == "POST" and form.is_valid():
        chosen = next(vote for vote in votes if vote.pk == form.cleaned_data["vote"])
        reason = form.cleaned_data.get("reason", "")
        try:
            move_up(by=request.user, election=election, vote=chosen, reason=reason, now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(name)s moves up.") % {"name": told_name(chosen.name)})
            return redirect("candidates:candidates", village_code=village_code)
    context = {"form": form, "election": election, "votes": votes, "post": post}
    return render(request, "candidates/succession/next.html", context, status=409 if form.errors else 200)
