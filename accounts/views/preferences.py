from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from accounts.forms.preferences import PreferencesForm
from accounts.queries.feed import feed_link_of
from accounts.services.feed import make_feed_link, revoke_feed_link
from accounts.services.preferences import set_preferences


@signed_in
def preferences(request: HttpRequest) -> HttpResponse:
    """The officer's own address, the morning's digest, and the link of the calendar feed."""
    user: Any = request.user
    form = PreferencesForm(
        request.POST or None, initial={"email": user.email, "wants_digest": user.wants_digest}
    )
    if request.method == "POST" and form.is_valid():
        set_preferences(by=user, **form.cleaned_data)
        messages.success(request, _("Your preferences are kept."))
        return redirect("accounts:preferences")
    return _page(request, form, status=409 if form.errors else 200)


@signed_in
@never_cache
@require_POST
def make_feed(request: HttpRequest) -> HttpResponse:
    """Make the calendar link, or make it anew: the answer shows it, this once."""
    user: Any = request.user
    token = make_feed_link(by=user, now=timezone.now())
    address = settings.PUBLIC_URL + reverse("overview:feed", args=[token])
    form = PreferencesForm(initial={"email": user.email, "wants_digest": user.wants_digest})
    return _page(request, form, address=address)


@signed_in
@require_POST
def revoke_feed(request: HttpRequest) -> HttpResponse:
    """Take the calendar link away."""
    user: Any = request.user
    if revoke_feed_link(by=user):
        messages.success(request, _("The link is revoked: calendar programs get nothing from it any more."))
    return redirect("accounts:preferences")


def _page(
    request: HttpRequest, form: PreferencesForm, *, status: int = 200, address: str = ""
) -> HttpResponse:
    user: Any = request.user
    context = {"form": form, "link": feed_link_of(user), "address": address}
    return render(request, "accounts/preferences.html", context, status=status)
