from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import allowed
from elections.models import LedgerEntry
from elections.queries.ledger import breaks_in, entries_for

PAGE = 50


@allowed("ledger.view", scope=None)
def ledger(request: HttpRequest) -> HttpResponse:
    """The acts at every place in the officer's scope, newest first."""
    return _page(request, entries_for(request.user), proved=None)


@allowed("ledger.view")
def village_ledger(request: HttpRequest, village_code: str) -> HttpResponse:
    """The acts of one village, newest first, with the proof of its chain."""
    entries = entries_for(request.user).filter(chain=village_code)
    return _page(request, entries, proved=list(breaks_in(village_code)), village_code=village_code)


def _page(request: HttpRequest, entries: QuerySet[LedgerEntry], **context: object) -> HttpResponse:
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    return render(request, "elections/ledger/list.html", {"page": page, **context})
