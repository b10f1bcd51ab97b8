from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from villages.enums import ListKind
from villages.forms.cadre import AppraisalForm, AuditForm, CadreForm
from villages.models import Cadre
from villages.queries.cadre import cadre_in, cadres_of, changes_of_cadre, posts_of
from villages.queries.upload import open_upload
from villages.services.cadre import (
    change_cadre,
    enter_cadre,
    record_appraisal,
    record_audit,
    remove_appraisal,
)
from villages.templatetags.names import person as spoken
from villages.views.choosing import choose
from villages.views.found import place_or_404, resident_or_404


@allowed("register.view")
@require_GET
def cadres(request: HttpRequest, village_code: str) -> HttpResponse:
    """Who holds the posts of the two committees, and who held them."""
    village = place_or_404(village_code)
    edits = may(request.user, "register.edit", village_code) and village.closed_on is None
    appraises = may(request.user, "place.edit", village_code) and village.closed_on is None
    context = {
        "village": village,
        "board": cadres_of(village),
        "edits": edits,
        "appraises": appraises,
        "exports": may(request.user, "register.export", village_code),
        "upload": open_upload(village, ListKind.CADRES) if edits else None,
        "audit_upload": open_upload(village, ListKind.AUDITS) if appraises else None,
    }
    return render(request, "villages/cadre/cadres.html", context)


@allowed("register.view")
@require_GET
def cadre(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """One post held: appraisals, audits, other posts, changes."""
    return _shown(request, cadre_or_404(village_code, pk))


def _shown(
    request: HttpRequest,
    found: Cadre,
    appraisal: AppraisalForm | None = None,
    status: int = 200,
) -> HttpResponse:
    open_place = found.village.closed_on is None
    context = {
        "cadre": found,
        "village": found.village,
        "others": posts_of(found),
        "changes": changes_of_cadre(found),
        "edits": may(request.user, "register.edit", found.village_id) and open_place,
        "appraises": may(request.user, "place.edit", found.village_id) and open_place,
        "appraisal": appraisal or AppraisalForm(initial={"year": request.now.year - 1}),
    }
    return render(request, "villages/cadre/cadre.html", context, status=status)


@allowed("register.edit")
@require_GET
def find(request: HttpRequest, village_code: str) -> HttpResponse:
    """Choose whose post is to be entered."""
    return choose(request, village_code, "villages/cadre/choose.html")


@allowed("register.edit")
def add(request: HttpRequest, village_code: str, resident: int) -> HttpResponse:
    """Enter that somebody of the register holds, or held, a post."""
    person = resident_or_404(village_code, resident)
    form = CadreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = enter_cadre(by=request.user, resident=person, holding=form.holding(), now=request.now)
        except (Refusal, Refusals) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The post of %(name)s is entered.") % {"name": spoken(person.name)})
            return redirect("party:cadre", village_code, made.pk)
    context = {"form": form, "village": person.village, "person": person}
    return render(request, "villages/cadre/form.html", context, status=409 if form.errors else 200)


@allowed("register.edit")
def edit(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Put a post held right, or put down that it ended."""
    found = cadre_or_404(village_code, pk)
    form = CadreForm(request.POST or None, cadre=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_cadre(by=request.user, cadre=found, holding=form.holding(), now=request.now)
        except (Refusal, Refusals) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The particulars are saved."))
            return redirect("party:cadre", village_code, pk)
    context: dict[str, Any] = {
        "form": form,
        "village": found.village,
        "person": found.resident,
        "cadre": found,
    }
    return render(request, "villages/cadre/form.html", context, status=409 if form.errors else 200)


@allowed("place.edit")
@require_POST
def appraise(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Enter the appraisal of a year."""
    found, form = cadre_or_404(village_code, pk), AppraisalForm(request.POST)
    if form.is_valid():
        try:
            record_appraisal(by=request.user, cadre=found, now=request.now, **form.cleaned_data)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The appraisal is entered."))
            return redirect("party:cadre", village_code, pk)
    return _shown(request, found, form, status=409)


@allowed("place.edit")
@require_POST
def withdraw(request: HttpRequest, village_code: str, pk: int, appraisal: int) -> HttpResponse:
    """Take an appraisal away that was entered by mistake."""
    found = cadre_or_404(village_code, pk)
    kept = found.appraisals.filter(pk=appraisal).first()
    if kept is None:
        raise Http404
    remove_appraisal(by=request.user, appraisal=kept, now=request.now)
    messages.success(request, _("The appraisal is taken away."))
    return redirect("party:cadre", village_code, pk)


@allowed("place.edit")
def audit(request: HttpRequest, village_code: str, pk: int, audit: int | None = None) -> HttpResponse:
    """Enter an audit of a cadre, or put one right: its finding is settled here."""
    found = cadre_or_404(village_code, pk)
    kept = found.audits.filter(pk=audit).first() if audit is not None else None
    if audit is not None and kept is None:
        raise Http404
    form = AuditForm(request.POST or None, audit=kept)
    if request.method == "POST" and form.is_valid():
        try:
            record_audit(by=request.user, cadre=found, audited=form.audited(), audit=kept, now=request.now)
        except Refusals as refusals:
            refuse(form, refusals)
        else:
            messages.success(request, _("The audit is entered."))
            return redirect("party:cadre", village_code, pk)
    context = {"form": form, "village": found.village, "cadre": found, "audit": kept}
    return render(request, "villages/cadre/audit.html", context, status=409 if form.errors else 200)


def cadre_or_404(village_code: str, pk: int) -> Cadre:
    found = cadre_in(village_code, pk)
    if found is None:
        raise Http404
    return found
