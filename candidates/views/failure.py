"""The decision on the place of a person who failed the joint review."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from candidates.forms.failure import FailureForm
from candidates.queries.failure import failures_undecided, standing_and_needed
from candidates.queries.nomination import next_in_line
from candidates.services.failure import decide_failure
from candidates.told import told_name
from elections.queries.cycle import election_in


@allowed("candidate.review_township")
def failure(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Decide on the place; only while nothing is decided."""
    election = election_in(request.cycle, village_code)
    waiting = failures_undecided(election) if election else []
    person = next((each for each in waiting if each.pk == pk), None)
    if person is None:
        raise Http404
    form = FailureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide_failure(by=request.user, candidacy=person, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            told = {"name": told_name(person.name)}
            messages.success(request, _("What becomes of the place of %(name)s is recorded.") % told)
            return redirect("candidates:candidates", village_code=village_code)
    standing, needed = standing_and_needed(person.election, person.post)
    context = {
        "election": election,
        "person": person,
        "form": form,
        "next_up": next_in_line(person.election).get(person.post, []),
        "standing": standing,
        "needed": needed,
    }
    return render(request, "candidates/candidacy/failure.html", context, status=409 if form.errors else 200)
