from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from villages.enums import ListKind
from villages.forms.party import MemberForm, RemoveMemberForm
from villages.models import PartyMember, Village
from villages.queries.party import (
    branches_of,
    changes_of_member,
    member_figures,
    member_in,
    members_of,
    organisation_of,
)
from villages.queries.upload import open_upload
from villages.services.party import change_member, enter_member, remove_member
from villages.templatetags.names import person as spoken
from villages.views.choosing import choose
from villages.views.found import place_or_404, resident_or_404

PAGE_LENGTH = 50


@allowed("register.view")
@require_GET
def party(request: HttpRequest, village_code: str) -> HttpResponse:
    """The Party organisation of a place with its branches, and its members, searched."""
    village = place_or_404(village_code)
    words, branch = request.GET.get("q", "").strip(), request.GET.get("branch", "")
    chosen = int(branch) if branch.isdecimal() and len(branch) < 10 else None
    members = members_of(village, words, chosen)
    edits = _edits(request, village)
    context = {
        "village": village,
        "organisation": organisation_of(village),
        "branches": list(branches_of(village)),
        "figures": member_figures(village, request.now.date()),
        "page": Paginator(members, PAGE_LENGTH).get_page(request.GET.get("page")),
        "words": words,
        "branch": chosen,
        "edits": edits,
        "upload": open_upload(village, ListKind.PARTY) if edits else None,
        "exports": may(request.user, "register.export", village_code),
        "sets_up": may(request.user, "place.edit", village_code) and village.closed_on is None,
        "today": request.now.date(),
    }
    return render(request, "villages/party/party.html", context)


def _edits(request: HttpRequest, village: Village) -> bool:
    return may(request.user, "register.edit", village.pk) and village.closed_on is None


@allowed("register.view")
@require_GET
def member(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """One Party member: what is kept, and what was changed."""
    found = member_or_404(village_code, pk)
    context = {
        "member": found,
        "village": found.village,
        "changes": changes_of_member(found),
        "edits": _edits(request, found.village),
        "today": request.now.date(),
    }
    return render(request, "villages/party/member.html", context)


@allowed("register.edit")
@require_GET
def find(request: HttpRequest, village_code: str) -> HttpResponse:
    """Choose who is to be entered as a member."""
    return choose(request, village_code, "villages/party/choose.html")


@allowed("register.edit")
def add(request: HttpRequest, village_code: str, resident: int) -> HttpResponse:
    """Enter somebody of the register as a Party member."""
    person = resident_or_404(village_code, resident)
    form = MemberForm(request.POST or None, village=person.village)
    if request.method == "POST" and form.is_valid():
        try:
            made = enter_member(
                by=request.user, resident=person, membership=form.membership(), now=request.now
            )
        except (Refusal, Refusals) as refusal:
            refuse(form, refusal)
        else:
            told = _("%(name)s is entered as a Party member.") % {"name": spoken(person.name)}
            messages.success(request, told)
            return redirect("party:member", village_code, made.pk)
    context = {"form": form, "village": person.village, "person": person}
    return render(request, "villages/party/form.html", context, status=409 if form.errors else 200)


@allowed("register.edit")
def edit(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Put what is kept of a member right."""
    found = member_or_404(village_code, pk)
    form = MemberForm(request.POST or None, village=found.village, member=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_member(by=request.user, member=found, membership=form.membership(), now=request.now)
        except (Refusal, Refusals) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The particulars are saved."))
            return redirect("party:member", village_code, pk)
    context = {"form": form, "village": found.village, "person": found.resident, "member": found}
    return render(request, "villages/party/form.html", context, status=409 if form.errors else 200)


@allowed("register.edit")
def remove(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Take a member off the list."""
    found = member_or_404(village_code, pk)
    form = RemoveMemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            remove_member(by=request.user, member=found, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            told = _("%(name)s is off the list of members.") % {"name": spoken(found.resident.name)}
            messages.success(request, told)
            return redirect("party:party", village_code)
    context = {"form": form, "village": found.village, "member": found}
    return render(request, "villages/party/remove.html", context, status=409 if form.errors else 200)


def member_or_404(village_code: str, pk: int) -> PartyMember:
    found = member_in(village_code, pk)
    if found is None:
        raise Http404
    return found
