from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from accounts.rules import offices_with
from elections.forms.cycle import CycleForm
from elections.services.cycle import close_cycle, open_cycle
from elections.services.rulebook import shipped_edition
from villages.models import Division


@allowed("cycle.open", scope=None)
def cycle(request: HttpRequest) -> HttpResponse:
    """The cycle of the township, or the form that opens one."""
    township = Division.objects.get(pk=offices_with(request.user, "cycle.open")[0].scope)
    form = CycleForm(request.POST or None, initial={"name": _default_name(township)})
    if request.method == "POST" and form.is_valid():
        try:
            open_cycle(
                by=request.user,
                township=township,
                edition=shipped_edition(form.cleaned_data["rulebook"], timezone.now()),
                name=form.cleaned_data["name"],
                training=form.cleaned_data["training"],
                clock=form.clock(),
                now=request.now,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The cycle is open. Set the election days next."))
            return redirect("elections:days")
    status = 409 if form.errors else 200
    return render(request, "elections/cycle/cycle.html", {"form": form, "township": township}, status=status)


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


def _default_name(township: Division) -> str:
    return f"{township.name}村（社区）“两委”换届"
