from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from accounts.rules import may
from elections.forms.succession import MergeForm, RecodeForm
from elections.services.succession import merge_places, recode_place
from villages.models import Village
from villages.queries.succession import going_over, origins_of, successor_of
from villages.templatetags.names import place as spoken
from villages.views.found import place_or_404


@allowed("register.view")
@require_GET
def origins(request: HttpRequest, village_code: str) -> HttpResponse:
    """From which places this one was made, and what became of it."""
    village = place_or_404(village_code)
    context = {
        "village": village,
        "origins": origins_of(village),
        "successor": successor_of(village),
        "edits": may(request.user, "place.edit", village_code) and village.closed_on is None,
    }
    return render(request, "elections/succession/origins.html", context)


@allowed("place.edit")
def merge(request: HttpRequest, village_code: str) -> HttpResponse:
    """Look at what would go over to another place of the township; then merge."""
    village = place_or_404(village_code)
    form = MergeForm(request.POST or None, before=village, initial={"on": request.now.date()})
    after: Village | None = None
    if request.method == "POST" and form.is_valid():
        after = form.cleaned_data["after"]
        if request.POST.get("act") == "merge":
            try:
                merge_places(by=request.user, before=village, now=request.now, **form.cleaned_data)
            except Refusal as refusal:
                refuse(form, refusal)
            else:
                told = _("%(before)s is merged into %(after)s.")
                messages.success(
                    request, told % {"before": spoken(village.name), "after": spoken(after.name)}
                )
                return redirect("elections:origins", after.pk)
    return _page(request, "merge", village, form, after)


@allowed("place.edit")
def recode(request: HttpRequest, village_code: str) -> HttpResponse:
    """Give a place another code: its registers go over to a new row."""
    village = place_or_404(village_code)
    form = RecodeForm(request.POST or None, initial={"on": request.now.date()})
    if request.method == "POST" and form.is_valid() and request.POST.get("act") == "recode":
        try:
            made = recode_place(by=request.user, before=village, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The place has its new code."))
            return redirect("elections:origins", made.after_id)
    return _page(request, "recode", village, form, None)


def _page(
    request: HttpRequest, name: str, village: Village, form: Any, after: Village | None
) -> HttpResponse:
    looked = form.is_bound and (after is not None or form.is_valid())
    context = {
        "village": village,
        "form": form,
        "after": after,
        "preview": going_over(village, after) if looked else None,
    }
    status = 409 if form.errors else 200
    return render(request, f"elections/succession/{name}.html", context, status=status)
