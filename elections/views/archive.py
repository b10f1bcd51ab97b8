from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from elections.forms.archive import ArchiveForm
from elections.queries.archive import closed_cycles_for, deleted_of, held_by
from elections.services.archive import archive_cycle


@allowed("cycle.archive", scope=None)
def cycles(request: HttpRequest) -> HttpResponse:
    """The closed cycles: which are archived, which still hold personal data."""
    return render(request, "elections/archive/list.html", {"cycles": closed_cycles_for(request.user)})


@allowed("cycle.archive", scope=None)
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what archiving a closed cycle deletes and what stays, and do it when its name is typed."""
    cycle = closed_cycles_for(request.user).filter(pk=pk).first()
    if cycle is None:
        raise Http404
    form = ArchiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            archive_cycle(by=request.user, cycle=cycle, now=cycle.now(request.now), **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The cycle is archived."))
            return redirect("elections:archive", pk)
    held = deleted_of(cycle) if cycle.archived_at else held_by(cycle)
    context = {"cycle": cycle, "held": held, "form": form}
    return render(request, "elections/archive/archive.html", context, status=409 if form.errors else 200)
