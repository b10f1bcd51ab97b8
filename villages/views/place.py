from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from accounts.rules import may
from villages.forms.place import GroupForm, PlaceForm
from villages.queries.place import changes_of_place, figures_of
from villages.services.place import add_group, change_place
from villages.views.found import place_or_404


@allowed("register.view")
@require_GET
def place(request: HttpRequest, village_code: str) -> HttpResponse:
    """The particulars of a place, its groups, and what was changed."""
    village = place_or_404(village_code)
    context = {
        "village": village,
        "figures": figures_of(village),
        "changes": changes_of_place(village),
        "edits": may(request.user, "place.edit", village_code),
    }
    return render(request, "villages/place/place.html", context)


@allowed("place.edit")
def edit(request: HttpRequest, village_code: str) -> HttpResponse:
    """Put the particulars of a place."""
    village = place_or_404(village_code)
    form = PlaceForm(village, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_place(by=request.user, village=village, particulars=form.particulars(), now=request.now)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The particulars are saved."))
            return redirect("villages:place", village_code)
    context = {"village": village, "form": form}
    return render(request, "villages/place/edit.html", context, status=409 if form.errors else 200)


@allowed("place.edit")
def group(request: HttpRequest, village_code: str) -> HttpResponse:
    """Enter a further group of a place."""
    village = place_or_404(village_code)
    last = village.groups.order_by("-number").values_list("number", flat=True).first() or 0
    form = GroupForm(request.POST or None, initial={"number": last + 1})
    if request.method == "POST" and form.is_valid():
        try:
            add_group(by=request.user, village=village, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The group is entered."))
            return redirect("villages:place", village_code)
    context = {"village": village, "form": form}
    return render(request, "villages/place/group.html", context, status=409 if form.errors else 200)
