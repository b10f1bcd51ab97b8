"""Choosing somebody of a village's register before a page asks for more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from villages.queries.resident import search
from villages.views.found import place_or_404

LISTED = 20


def choose(request: HttpRequest, village_code: str, template: str) -> HttpResponse:
    """The search with its first people; `template` says where each leads."""
    village = place_or_404(village_code)
    words = request.GET.get("q", "").strip()
    found = search(request.user, words, place=village_code, length=LISTED) if words else None
    context = {"village": village, "words": words, "people": found.people if found else []}
    return render(request, template, context)
