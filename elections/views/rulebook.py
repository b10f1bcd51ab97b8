from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import allowed
from accounts.rules import may
from elections.queries.comparison import comparison_of, places_in
from elections.queries.library import Book, book_for, choices_for, edition_book
from elections.queries.rulebook import subjects_of


@allowed("rulebook.view", scope=None)
def rulebook(request: HttpRequest) -> HttpResponse:
    """The rulebook in force in the cycle, every value in words with its clause and the text's own."""
    cycle = request.cycle
    if cycle is None:
        return render(request, "elections/rulebook/none.html")
    amends = cycle.closed_at is None and may(request.user, "rulebook.amend", cycle.township_id)
    context = {"cycle": cycle, "amends": amends}
    return render(request, "elections/rulebook/book.html", _page(request, _in_force(request), context))


@allowed("rulebook.view", scope=None)
def look(request: HttpRequest, book: str) -> HttpResponse:
    """One rulebook: shipped, or an edition. A draft has a page of its own."""
    found = book_or_404(request, book)
    if found.draft is not None:
        return redirect("elections:draft", found.draft.pk)
    return render(request, "elections/rulebook/book.html", _page(request, found, {}))


@allowed("rulebook.view", scope=None)
def compare(request: HttpRequest) -> HttpResponse:
    """Two rulebooks side by side: where they differ, or everything; the address says which, so that it can be sent."""
    left, right = request.GET.get("left", ""), request.GET.get("right", "")
    everything = bool(request.GET.get("all"))
    context: dict[str, Any] = {
        "choices": choices_for(request.user),
        "left": left,
        "right": right,
        "everything": everything,
    }
    if left and right:
        one, other = book_or_404(request, left), book_or_404(request, right)
        sections = comparison_of(one.rules, other.rules, everything=everything)
        context |= {
            "one": one,
            "other": other,
            "sections": sections,
            "places": places_in(comparison_of(one.rules, other.rules)) if everything else places_in(sections),
            "query": urlencode({"left": left, "right": right}),
        }
    return render(request, "elections/rulebook/compare.html", context)


def book_or_404(request: HttpRequest, key: str) -> Book:
    """The rulebook with this address; 404 where there is none, or none for this officer."""
    found = book_for(request.user, key)
    if found is None:
        raise Http404
    return found


def _in_force(request: HttpRequest) -> Book:
    return edition_book(request.cycle.edition, request.cycle.rules)


def _page(request: HttpRequest, book: Book, context: dict[str, Any]) -> dict[str, Any]:
    query, silent = request.GET.get("q", "").strip(), bool(request.GET.get("silent"))
    subjects = subjects_of(book.rules, book.text, silent=silent, query=query)
    found = sum(subject.count for subject in subjects)
    return {
        "book": book,
        "subjects": subjects,
        "query": query,
        "silent": silent,
        "found": found,
        **context,
    }
