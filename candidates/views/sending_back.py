"""A person who passed a review is sent back for review when facts have changed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from candidates.forms.review import SendBackForm
from candidates.queries.candidacy import candidacy_for
from candidates.queries.sheet import sheet_of
from candidates.rules import levels_of
from candidates.services.sending_back import send_back as sent_back
from candidates.states import SENDABLE
from candidates.told import told_name


@allowed("review.view", scope=None)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what has changed, with what the rulebook finds otherwise by now beside it, and send the person back."""
    found = candidacy_for(request.user, pk)
    levels = levels_of(request.user, found.election.village_id) if found else []
    if found is None or not levels:
        raise Http404
    if found.state not in SENDABLE and request.method != "POST":
        return redirect("candidates:review", pk=found.pk)
    form = SendBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent_back(
                by=request.user, candidacy=found, level=levels[-1], now=request.now, **form.cleaned_data
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            told = {"name": told_name(found.name)}
            messages.success(request, _("%(name)s is sent back; the village answers first.") % told)
            return redirect("candidates:review", pk=found.pk)
    sheet = sheet_of(found, localtime(request.now).date())
    context = {"form": form, "candidacy": found, "election": found.election, "sheet": sheet}
    return render(request, "candidates/review/send_back.html", context, status=409 if form.errors else 200)
