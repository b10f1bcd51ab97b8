from typing import Any

from django.contrib import messages as told
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import signed_in
from overview.queries.digest import digest_of, digests_of
from overview.services.digest import read_all, read_digest


@signed_in
@require_GET
def messages(request: HttpRequest) -> HttpResponse:
    """The officer's digests, newest first."""
    user: Any = request.user
    page = digests_of(user, request.GET.get("page"))
    return render(request, "overview/messages/list.html", {"page": page})


@signed_in
@require_GET
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One digest; looking at it marks it as read."""
    user: Any = request.user
    digest = digest_of(user, pk)
    if digest is None:
        raise Http404
    read_digest(by=user, digest=digest, now=timezone.now())
    return render(request, "overview/messages/message.html", {"digest": digest, "told": digest.data})


@signed_in
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    user: Any = request.user
    read_all(by=user, now=timezone.now())
    told.success(request, _("All messages are marked as read."))
    return redirect("overview:messages")
