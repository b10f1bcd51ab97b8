"""The discipline commission's opinion on somebody who was inspected without it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import office_for
from candidates.forms.inspection import OpinionForm
from candidates.queries.inspection import opinions_to_add
from candidates.services.opinion import add_opinion
from candidates.told import told_name
from elections.queries.cycle import election_in


@allowed("party.act")
def opinion(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Add the opinion; only where the inspection on record has none, and only by the office that inspected."""
    election, office = (
        election_in(request.cycle, village_code),
        office_for(request.user, "party.act", village_code),
    )
    owed = opinions_to_add(election, {office.role}) if election and office else []
    person = next((each for each in owed if each.pk == pk), None)
    if person is None:
        raise Http404
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_opinion(
                by=request.user,
                candidacy=person,
                opinion=form.cleaned_data["discipline_opinion"],
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            told = {"name": told_name(person.name)}
            messages.success(request, _("The opinion on %(name)s is added to the inspection.") % told)
            return redirect("candidates:party", village_code=village_code)
    context = {"election": election, "person": person, "form": form}
    return render(request, "candidates/party/opinion.html", context, status=409 if form.errors else 200)
