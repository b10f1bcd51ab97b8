"""The Party groups of a place, on the page of its Party organisation (A-ORG-05)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from elections.forms.party_organisation import GroupForm
from villages.models import PartyGroup, Village
from villages.names.numerals import numeral
from villages.queries.party import groups_of
from villages.services.party_group import GroupDraft, change_group, end_group, set_up_group
from villages.views.found import place_or_404

MOST = 99  # numbers that have a word


@allowed("register.edit")
def group_add(request: HttpRequest, village_code: str) -> HttpResponse:
    """Enter a further Party group."""
    village = place_or_404(village_code)
    form = GroupForm(request.POST or None, village=village, initial={"name": _next_name(village)})
    return _kept(
        request,
        village,
        form,
        lambda draft: set_up_group(by=request.user, village=village, draft=draft, now=request.now),
    )


@allowed("register.edit")
def group_edit(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Change a Party group: its name, who leads it, by what it was formed."""
    group = _group_or_404(village_code, pk)
    kept = {"name": group.name, "leader": group.leader_id, "basis": group.basis, "holds": group.holds}
    form = GroupForm(request.POST or None, village=group.village, initial=kept)
    return _kept(
        request,
        group.village,
        form,
        lambda draft: change_group(by=request.user, group=group, draft=draft, now=request.now),
        group,
    )


@allowed("register.edit")
@require_POST
def group_end(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Put down that a Party group is no more."""
    group = _group_or_404(village_code, pk)
    try:
        end_group(by=request.user, group=group, on=request.now.date(), now=request.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(group)s is no more.") % {"group": group.name})
    return redirect("elections:party_organisation", village_code)


def _kept(
    request: HttpRequest,
    village: Village,
    form: GroupForm,
    keep: Callable[[GroupDraft], PartyGroup],
    group: PartyGroup | None = None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            made = keep(form.draft())
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            told = _("%(group)s is changed.") if group else _("%(group)s is entered.")
            messages.success(request, told % {"group": made.name})
            return redirect("elections:party_organisation", village.pk)
    context = {"village": village, "group": group, "form": form}
    return render(
        request, "elections/party_organisation/group.html", context, status=409 if form.errors else 200
    )


def _next_name(village: Village) -> str:
    number = groups_of(village).count() + 1
    return f"第{numeral(number)}党小组" if number <= MOST else ""


def _group_or_404(village_code: str, pk: int) -> PartyGroup:
    groups = PartyGroup.objects.select_related("village__township", "leader__resident")
    found = groups.filter(village=village_code, pk=pk, ended_on=None).first()
    if found is None:
        raise Http404
    return found
