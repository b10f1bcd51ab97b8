from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from accounts.said import Said
from elections.forms.rulebook import EntryForm, LawKeyForm
from elections.models import RulebookDraft
from elections.queries.library import Book
from elections.queries.rulebook import SUBJECTS, own_lists, row_of
from elections.refusals import RulebookFaulty
from elections.rulebook import Value
from elections.rulebook.chapters import name_of
from elections.rulebook.plain import as_data
from elections.rulebook.shape import LAWS, Shape, entries_at, entry_shape, value_shape
from elections.rulebook.wording import label_of
from elections.services.draft import (
    change_entry,
    change_law,
    change_value,
    remove_entry,
    remove_value,
    version_of,
)
from elections.views.draft import book_of, draft_or_404, place_url


@allowed("rulebook.edit", scope=None)
def value(request: HttpRequest, pk: int, path: str) -> HttpResponse:
    """State one value of a draft, or take it out so that it is its base's again, or silent."""
    found = draft_or_404(request, pk)
    book = book_of(found)
    shape = _shape(value_shape, path)
    stands = book.rules.at(path)
    own = isinstance(stands, Value) and stands.source.value == (
        "base" if book.rules.kind == "base" else "plan"
    )
    data = as_data(stands) if isinstance(stands, Value) else {}
    form = EntryForm(
        request.POST or None,
        shape=shape,
        book=book.rules,
        path=path,
        found=data if own else {"value": data.get("value")} if data else {},
        version=version_of(found),
    )

    def save(given: EntryForm, version: str) -> None:
        told: dict[str, Any] = {"by": request.user, "draft": found, "path": path, "version": version}
        if "remove" in request.POST:
            remove_value(**told, now=timezone.now())
        else:
            change_value(**told, value=given.entry, now=timezone.now())

    if _saved(request, form, save, path):
        return redirect(place_url(found, f"v-{path}"))
    context = {"row": row_of(book.rules, path), "own": own, "subject": SUBJECTS[path.partition(".")[0]]}
    return _shown(request, "elections/rulebook/value.html", form, book, context)


@allowed("rulebook.edit", scope=None)
def entry(request: HttpRequest, pk: int, path: str, number: int) -> HttpResponse:
    """Change one entry of a list of a draft, or take it out."""
    return _entry(request, draft_or_404(request, pk), path, number)


@allowed("rulebook.edit", scope=None)
def new_entry(request: HttpRequest, pk: int, path: str) -> HttpResponse:
    """Add an entry to a list of a draft."""
    found = draft_or_404(request, pk)
    return _new_law(request, found) if path == LAWS else _entry(request, found, path, None)


@allowed("rulebook.edit", scope=None)
def law(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """State a law that clauses are cited from."""
    found = draft_or_404(request, pk)
    book = book_of(found)
    stands = book.rules.laws.get(key)
    form = EntryForm(
        request.POST or None,
        shape=entry_shape(LAWS),
        book=book.rules,
        path=LAWS,
        found=as_data(stands) if stands else {},
        version=version_of(found),
    )

    def save(given: EntryForm, version: str) -> None:
        data = None if "remove" in request.POST else given.entry
        change_law(by=request.user, draft=found, key=key, law=data, version=version, now=timezone.now())

    if _saved(request, form, save, f"{LAWS}.{key}"):
        return redirect(place_url(found, f"s-{LAWS}"))
    context = {
        "title": key,
        "list_title": SUBJECTS[LAWS],
        "removable": stands is not None,
        "base_list": False,
    }
    return _shown(request, "elections/rulebook/entry.html", form, book, context)


def _entry(request: HttpRequest, found: RulebookDraft, path: str, number: int | None) -> HttpResponse:
    book = book_of(found)
    shape = _shape(entry_shape, path)
    entries = entries_at(book.rules, path)
    if number is not None and not 1 <= number <= len(entries):
        raise Http404
    stands = entries[number - 1] if number else None
    data = as_data(stands) if stands else {}
    form = EntryForm(
        request.POST or None,
        shape=shape,
        book=book.rules,
        path=path,
        found=data,
        version=version_of(found),
    )

    def save(given: EntryForm, version: str) -> None:
        told: dict[str, Any] = {"by": request.user, "draft": found, "path": path, "version": version}
        if number is not None and "remove" in request.POST:
            remove_entry(**told, number=number, now=timezone.now())
        else:
            change_entry(**told, number=number, entry=given.entry, now=timezone.now())

    place = number - 1 if number else len(entries)
    keys = [str(form.data.get(name)) for name in ("key", "number") if form.data.get(name)]
    if _saved(request, form, save, f"{path}.{place}", *(f"{path}.{key}" for key in keys)):
        return redirect(place_url(found, f"l-{path}"))
    context = {
        "title": Said(name_of(book.rules, stands)) if stands else "",
        "list_title": SUBJECTS[path] if path in SUBJECTS else Said(label_of(path)),
        "removable": stands is not None,
        "base_list": bool(entries) and path not in own_lists(book.text),
    }
    return _shown(request, "elections/rulebook/entry.html", form, book, context)


def _new_law(request: HttpRequest, found: RulebookDraft) -> HttpResponse:
    form = LawKeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("elections:draft_law", found.pk, form.cleaned_data["key"])
    context = {"form": form, "draft": found}
    return render(request, "elections/rulebook/law_key.html", context, status=409 if form.errors else 200)


def _saved(
    request: HttpRequest, form: EntryForm, save: Callable[[EntryForm, str], None], *places: str
) -> bool:
    """Whether the form was sent and taken; taking a place out does not ask what was typed."""
    if request.method != "POST" or not ("remove" in request.POST or form.is_valid()):
        return False
    try:
        save(form, request.POST.get("version", ""))
    except RulebookFaulty as refusal:
        form.refuse_faults(refusal, *places)
    except Refusal as refusal:
        refuse(form, refusal)
    else:
        return True
    return False


def _shape(of: Callable[[str], Shape], path: str) -> Shape:
    try:
        return of(path)
    except LookupError as error:
        raise Http404 from error


def _shown(
    request: HttpRequest, template: str, form: EntryForm, book: Book, context: dict[str, Any]
) -> HttpResponse:
    status = 409 if form.errors else 200
    return render(
        request, template, {"form": form, "draft": book.draft, "book": book, **context}, status=status
    )
