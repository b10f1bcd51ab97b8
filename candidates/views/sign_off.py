"""Signatures above the village on the secretaries' candidates."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.said import Said
from candidates.forms.sign_off import SignOffForm
from candidates.queries.sign_off import Signing, signing_roles, signings_for
from candidates.services.sign_off import PATH, record_sign_off
from candidates.told import told_name
from elections.rulebook.wording import word


@allowed("sign_off.record", scope=None)
@require_GET
def sign_offs(request: HttpRequest) -> HttpResponse:
    """Who stands for secretary, what is signed, who signs next."""
    signings = signings_for(request.user, request.cycle)
    rules = request.cycle.rules if request.cycle else None
    context = {
        "signings": [_told(signing) for signing in signings],
        "open": sum(bool(signing.next) for signing in signings),
        "roles": [Said(word(role, PATH)) for role in signing_roles(rules)] if rules else [],
        "rule": rules.review.secretary_final_approver if rules else None,
    }
    return render(request, "candidates/sign_off/list.html", context)


@allowed("sign_off.record", scope=None)
def sign_off(request: HttpRequest, pk: int) -> HttpResponse:
    """One candidate for secretary: the signatures so far, and recording the next."""
    found = next((s for s in signings_for(request.user, request.cycle) if s.candidacy.pk == pk), None)
    if found is None:
        raise Http404
    form = SignOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_sign_off(
                by=request.user,
                candidacy=found.candidacy,
                role=request.POST.get("role", ""),
                now=request.now,
                **form.cleaned_data,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            told = {"name": told_name(found.candidacy.name)}
            messages.success(request, _("%(name)s: the signature is recorded.") % told)
            return redirect("candidates:sign_off", pk=pk)
    context = {"signing": _told(found), "candidacy": found.candidacy, "form": form}
    return render(request, "candidates/sign_off/one.html", context, status=409 if form.errors else 200)


def _told(signing: Signing) -> dict[str, object]:
    return {
        "candidacy": signing.candidacy,
        "signed": [(Said(word(each.role, PATH)), each) for each in signing.signed],
        "next": Said(word(signing.next, PATH)) if signing.next else "",
        "role": signing.next,
    }
