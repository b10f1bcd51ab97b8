from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allowed
from accounts.refusals import Refusal
from accounts.rules import offices_with
from elections.services.cycle import close_cycle
from villages.models import Division


@allowed("cycle.open", scope=None)
def cycle(request: HttpRequest) -> HttpResponse:
    """The cycle of the township, and the way to open one."""
    township = Division.objects.get(pk=offices_with(request.user, "cycle.open")[0].scope)
    return render(request, "elections/cycle/cycle.html", {"township": township})


@allowed("cycle.open", scope=None)
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close the cycle that the office works in."""
    if request.cycle is None:
        raise Http404
    try:
        close_cycle(by=request.user, cycle=request.cycle, now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The cycle is closed. What it holds stays readable."))
    return redirect("elections:cycle")
