"""Every view declares its rule with one of these; a test walks the URL table and fails without."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from accounts.keeping import keeping
from accounts.rules import may, offices_with

View = Callable[..., HttpResponse]


def allowed(permission: str, scope: str | None = "village_code") -> Callable[[View], View]:
    """Let only officers with the permission in.

    `scope` names the URL argument with the official code of the place; None asks only that some office of the user
    carries the permission (the query then limits what is shown). Everyone else gets 404; a visitor without session
    is sent to sign in. What was typed when a step closed is kept and offered again (accounts.keeping).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            user: Any = request.user
            ok = may(user, permission, kwargs[scope]) if scope else bool(offices_with(user, permission))
            if not ok:
                raise Http404
            return keeping(view, request, *args, **kwargs)

        inner = login_required(guarded)
        inner.access_rule = (permission, scope)  # type: ignore[attr-defined]
        return inner

    return decorate


def signed_in(view: View) -> View:
    """Let every signed-in officer in."""
    inner = login_required(view)
    inner.access_rule = ("signed_in", None)  # type: ignore[attr-defined]
    return inner


def public(view: View) -> View:
    """Let everybody in; the view shows only what is posted in public."""
    view.access_rule = ("public", None)  # type: ignore[attr-defined]
    return view
