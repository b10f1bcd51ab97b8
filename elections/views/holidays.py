from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from elections.forms.holidays import HolidaysForm
from elections.queries.holidays import announcing_scope, days_of, entered_years, years_that_come_along
from elections.services.holidays import enter_holidays


@allowed("calendar.announce", scope=None)
def holidays(request: HttpRequest) -> HttpResponse:
    """Which years' official holidays are known, and the form that enters one."""
    owner = announcing_scope(request.user)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else None
    initial = {"year": year, **days_of(owner, year)} if year else {}
    form = HolidaysForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            # The act is of the real world, whatever a training clock says.
            kept = enter_holidays(by=request.user, owner=owner, now=timezone.now(), **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(
                request,
                _("The holidays of %(year)s are entered; every date counts with them now.")
                % {"year": kept.year},
            )
            return redirect("elections:holidays")
    context = {
        "form": form,
        "entered": entered_years(request.user),
        "known": years_that_come_along(),
        "asked": year,
        "corrects": bool(initial.get("off")),
    }
    return render(request, "elections/holidays/holidays.html", context, status=409 if form.errors else 200)
