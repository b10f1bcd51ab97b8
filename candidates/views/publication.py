from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.enums import CandidacyState
from candidates.forms.publication import PublicationForm
from candidates.models import Candidacy, SeatPlan
from candidates.queries.candidacy import candidacies_of
from candidates.queries.election_committee import roster_of
from candidates.queries.publication import list_order, missing_women, order_of, unplaced
from candidates.queries.seats import seats_of
from candidates.queries.withdrawal import list_change_due
from candidates.refusals import NoWoman
from candidates.services.list_checks import list_faults
from candidates.services.publication import publish_candidates
from candidates.states import GONE
from elections.enums import Step
from elections.models import Election
from elections.queries.cycle import election_in
from elections.queries.progress import progress_of_one
from elections.views.in_plan import in_plan


@allowed("candidate.publish")
@in_plan(Step.FORMAL_CANDIDATES)
def publish(request: HttpRequest, village_code: str) -> HttpResponse:
    """Look at the formal list in its order, and publish it."""
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    people = list(candidacies_of(election).exclude(state__in=GONE))
    if request.method != "POST" and any(person.state == CandidacyState.FORMAL for person in people):
        page = "candidates:list_change" if list_change_due(election) else "candidates:candidates"
        return redirect(page, village_code=village_code)
    passed = [person for person in people if person.state == CandidacyState.COUNTY_PASSED]
    passed.sort(key=list_order(election.cycle.rules))
    plan = list(seats_of(election))
    women = election.cycle.rules.structure.women_min_committee
    woman_missing = bool(missing_women(election, passed))
    asks = woman_missing and women.approver is not None
    sent = request.POST if request.method == "POST" or request.POST else None
    form = PublicationForm(sent, asks_approval=asks)
    if request.method == "POST" and form.is_valid():
        try:
            approval = form.cleaned_data.get("approval", "")
            publish_candidates(by=request.user, election=election, now=request.now, approval=approval)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The formal candidates are published; the vote is prepared."))
            return redirect("candidates:candidates", village_code=village_code)
    context = {
        "form": form,
        "election": election,
        "posts": [(post, [person for person in passed if person.post == post.post]) for post in plan],
        "passed": passed,
        "open": [person for person in people if person not in passed],
        "order": order_of(election.cycle.rules),
        "unplaced": unplaced(order_of(election.cycle.rules), passed),
        "women": women,
        "woman_missing": woman_missing,
        "leaves": election.cycle.rules.election_committee.member_leaves_when,
        "against": [] if form.errors else _against(election, plan, passed, request.now),
        "roster": roster_of(election),
        "records": may(request.user, "bodies.record", village_code),
        "step": progress_of_one(election, request.now).steps[Step.FORMAL_CANDIDATES],
    }
    return render(request, "candidates/publication/publish.html", context, status=409 if form.errors else 200)


def _against(
    election: Election, plan: Sequence[SeatPlan], passed: Sequence[Candidacy], now: datetime
) -> list[Refusal]:
    """What stands against the list as it would hang, told before it is sent; of a missing woman the page tells itself."""
    faults = list_faults(election, plan, passed, "", now)
    return [fault for fault in faults if not isinstance(fault, NoWoman)]
