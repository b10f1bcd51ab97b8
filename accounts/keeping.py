"""What was typed when a step closed: kept when a page refuses it, offered on that page, put back, thrown away.

The one place where this happens is `accounts.access.allowed`, so that no page has to know of it. A page that is opened
to put something back gets it as if it was typed: `request.POST` holds it, though nothing is sent. A form built from
`request.POST or None` then stands there filled in; a page with several forms asks `sent_to` which of them it is.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, resolve
from django.utils.functional import SimpleLazyObject

from accounts.forms.refused import refusals_told
from accounts.models import KeptInput
from accounts.queries.kept_input import kept_input_of, kept_on
from accounts.services.kept_input import forget_sent_to, keep_input

PUT_BACK = "kept"
View = Callable[..., HttpResponse]


def keeping(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Show a page, or do what was sent to it, and look after what was typed."""
    asked: Any = request
    if request.method != "POST":
        return _shown(view, request, *args, **kwargs)
    with refusals_told() as told:
        response = view(request, *args, **kwargs)
    closed = next((refusal for refusal in told if refusal.keeps_input), None)
    if closed is not None:
        keep_input(
            by=asked.user,
            page=_page_of(request),
            sent_to=request.path,
            typed=dict(request.POST.lists()),
            refusal=closed,
            now=asked.now,
        )
    elif 300 <= response.status_code < 400:
        forget_sent_to(by=asked.user, address=request.path)
    return response


def sent_to(request: HttpRequest, name: str) -> bool:
    """Whether what is put back on this page had been sent to the view of that name."""
    kept: KeptInput | None = getattr(request, "put_back", None)
    try:
        return kept is not None and resolve(kept.sent_to).view_name == name
    except Resolver404:
        return False


def _shown(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    asked: Any = request
    asked.put_back = kept = _put_back(request)
    asked.kept = kept or SimpleLazyObject(lambda: kept_on(asked.user, request.path))
    if kept is None:
        return view(request, *args, **kwargs)
    typed = QueryDict(mutable=True)
    for name, values in kept.data.items():
        typed.setlist(name, values)
    asked.POST = typed
    response = view(request, *args, **kwargs)
    if response.status_code == 409:
        response.status_code = 200  # nothing was sent, so nothing was refused
    return response


def _put_back(request: HttpRequest) -> KeptInput | None:
    pk = request.GET.get(PUT_BACK, "")
    found = kept_input_of(request.user, int(pk)) if pk.isdecimal() else None
    return found if found is not None and found.path == request.path else None


def _page_of(request: HttpRequest) -> str:
    """The page on which the form stood: the one the browser names, where it is of this site."""
    named = urlsplit(request.headers.get("Referer", ""))
    return named.path if named.netloc == request.get_host() and named.path else request.path
