from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from candidates.enums import CandidacyState
from candidates.forms.proposal import AnswerForm, ProposalForm
from candidates.queries.board import board_of
from candidates.queries.candidacy import candidacies_of, person_of
from candidates.services.proposal import answer_return, propose_candidates
from candidates.told import told_name
from elections.enums import Step
from elections.queries.cycle import election_in
from elections.views.in_plan import in_plan
from villages.enums import Body


@allowed("candidate.propose")
@in_plan(Step.PROPOSAL)
def propose(request: HttpRequest, village_code: str) -> HttpResponse:
    """Propose the nominees after the Party organisation's meeting, with what each replied."""
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    nominees = list(candidacies_of(election).filter(state=CandidacyState.NOMINATED))
    if not nominees and request.method != "POST":
        return redirect("candidates:candidates", village_code=village_code)
    form = ProposalForm(request.POST or None, nominees=nominees)
    if request.method == "POST" and form.is_valid():
        try:
            propose_candidates(
                by=request.user,
                election=election,
                held_on=form.cleaned_data["held_on"],
                note=form.cleaned_data["note"],
                replies=form.replies(),
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Handed in; the township office reviews now."))
            return redirect("candidates:candidates", village_code=village_code)
    context = {
        "form": form,
        "election": election,
        "notices": board_of(election).notices,
        "rule": election.cycle.rules.step(Step.PROPOSAL),
    }
    return render(request, "candidates/proposal/propose.html", context, status=409 if form.errors else 200)


@allowed("candidate.propose")
def answer(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Answer a return and hand the person in again."""
    election = election_in(request.cycle, village_code)
    found = election and person_of(election, pk)
    if not found:
        raise Http404
    back = "candidates:party" if found.body == Body.PARTY else "candidates:candidates"
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_return(by=request.user, candidacy=found, text=form.cleaned_data["text"], now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(name)s is handed in again.") % {"name": told_name(found.name)})
            return redirect(back, village_code=village_code)
    context = {"form": form, "election": election, "candidacy": found}
    return render(request, "candidates/proposal/answer.html", context, status=409 if form.errors else 200)
