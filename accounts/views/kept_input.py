from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import signed_in
from accounts.queries.kept_input import kept_input_of, kept_inputs_of
from accounts.services.kept_input import throw_away


@signed_in
@require_GET
def kept_inputs(request: HttpRequest) -> HttpResponse:
    """What is kept for the officer: typed, and refused because a step was closed."""
    return render(request, "accounts/kept_inputs.html", {"kept_inputs": kept_inputs_of(request.user)})


@signed_in
@require_POST
def throw(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw something away, then show the page again from which it was thrown away."""
    user: Any = request.user
    kept = kept_input_of(user, pk)
    if kept is None:
        raise Http404
    throw_away(by=user, kept=kept)
    messages.success(request, _("What you had typed is thrown away."))
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return redirect(target if safe else "accounts:kept_inputs")
