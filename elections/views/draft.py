from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from elections.forms.rulebook import HeadForm, ReasonForm, VersionedForm, head_of
from elections.models import RulebookDraft
from elections.queries.library import Book, draft_for
from elections.queries.rulebook import subjects_of
from elections.rulebook import RulebookError, parse_rulebook
from elections.services.draft import change_head, discard_draft, publish_draft, version_of
from elections.views.library import refuse_head


@allowed("rulebook.edit", scope=None)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft with every place that can be filled; where a base has changed so that it is wrong now, its faults."""
    found = draft_or_404(request, pk)
    try:
        parse_rulebook(found.text)
    except RulebookError as error:
        context = {"draft": found, "faults": error.told, "version": version_of(found)}
        return render(request, "elections/rulebook/broken.html", context)
    book = book_of(found)
    query, hidden = request.GET.get("q", "").strip(), bool(request.GET.get("stated"))
    subjects = subjects_of(book.rules, book.text, silent=not hidden, query=query)
    context = {
        "book": book,
        "draft": found,
        "subjects": subjects,
        "query": query,
        "silent": not hidden,
        "found": sum(subject.count for subject in subjects),
        "version": version_of(found),
    }
    return render(request, "elections/rulebook/draft.html", context)


@allowed("rulebook.edit", scope=None)
def head(request: HttpRequest, pk: int) -> HttpResponse:
    """What the draft says of itself."""
    found = draft_or_404(request, pk)
    form = HeadForm(
        request.POST or None,
        initial=head_of(book_of(found).rules),
        version=version_of(found),
        keeps_name=found.cycle_id is not None,
    )

    def change() -> None:
        change_head(
            by=request.user,
            draft=found,
            head=form.head(),
            version=form.cleaned_data["version"],
            now=timezone.now(),
        )

    if request.method == "POST" and form.is_valid() and done(form, change):
        return redirect("elections:draft", found.pk)
    context = {"form": form, "draft": found}
    return render(request, "elections/rulebook/head.html", context, status=409 if form.errors else 200)


@allowed("rulebook.edit", scope=None)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an edition of a draft, with a reason; it is never changed afterwards."""
    found = draft_or_404(request, pk)
    if found.cycle_id is not None:
        raise Http404
    form = ReasonForm(request.POST or None, initial={"version": version_of(found)})

    def make() -> None:
        publish_draft(
            by=request.user,
            draft=found,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            now=timezone.now(),
        )

    if request.method == "POST" and form.is_valid() and done(form, make):
        messages.success(request, _("The rulebook is published. A cycle can be opened under it."))
        return redirect("elections:library")
    context = {"form": form, "draft": found, "book": book_of(found)}
    return render(request, "elections/rulebook/publish.html", context, status=409 if form.errors else 200)


@allowed("rulebook.edit", scope=None)
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = draft_or_404(request, pk)
    try:
        discard_draft(by=request.user, draft=found, version=request.POST.get("version", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("elections:draft", found.pk)
    messages.success(request, _("The draft is thrown away."))
    return redirect("elections:library")


def draft_or_404(request: HttpRequest, pk: int) -> RulebookDraft:
    """A draft that the officer works on."""
    found = draft_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def book_of(found: RulebookDraft) -> Book:
    """The rulebook of a draft; 404 where a base that it stands on has changed since, so that it is wrong now."""
    try:
        rules = parse_rulebook(found.text)
    except RulebookError as error:
        raise Http404 from error
    return Book(found.key, rules, found.text, draft=found)


def done(form: VersionedForm | HeadForm, change: Callable[[], Any]) -> bool:
    """Whether the change was made; refused, the form says why."""
    try:
        change()
    except Refusal as refusal:
        if isinstance(form, HeadForm):
            refuse_head(form, refusal)
        else:
            refusal.field = None
            refuse(form, refusal)
        return False
    return True


def place_url(found: RulebookDraft, anchor: str) -> str:
    """The place of a value or list on the page of its draft."""
    return f"{reverse('elections:draft', args=[found.pk])}#{anchor}"
