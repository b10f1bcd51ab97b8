from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from accounts.rules import offices_with
from elections.forms.rulebook import HeadForm, ImportForm, head_of, tell_faults
from elections.queries.library import drafts_with_rules, library_for, text_for
from elections.refusals import RulebookFaulty
from elections.services.draft import UPLOAD_BYTES, import_draft, start_blank, start_draft
from elections.views.rulebook import book_or_404


@allowed("rulebook.view", scope=None)
def library(request: HttpRequest) -> HttpResponse:
    """The rulebooks shipped, the editions of the offices near, and the drafts of the own office."""
    shelves = library_for(request.user)
    context = {
        "shipped": [shelf for shelf in shelves if shelf.edition is None],
        "editions": [shelf for shelf in shelves if shelf.edition is not None],
        "drafts": drafts_with_rules(request.user),
        "writes": bool(offices_with(request.user, "rulebook.edit")),
    }
    return render(request, "elections/rulebook/library.html", context)


@allowed("rulebook.view", scope=None)
def export(request: HttpRequest, book: str) -> HttpResponse:
    """The TOML of a rulebook as it is, to be kept, or imported elsewhere."""
    found = text_for(request.user, book)
    if found is None:
        raise Http404
    text, name = found
    answer = HttpResponse(text.encode(), content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@allowed("rulebook.edit", scope=None)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a rulebook that is not shipped: from nothing, or from a law alone."""
    initial = {"edition": "1.0", "kind": "plan", "extends": "village-law-2018"}
    form = HeadForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            draft = start_blank(by=request.user, head=form.head(), now=timezone.now())
        except Refusal as refusal:
            refuse_head(form, refusal)
        else:
            return redirect("elections:draft", draft.pk)
    context = {"form": form, "copied": None}
    return render(request, "elections/rulebook/new.html", context, status=409 if form.errors else 200)


@allowed("rulebook.edit", scope=None)
def copy(request: HttpRequest, book: str) -> HttpResponse:
    """Begin a rulebook as a copy of another, under a head of its own."""
    copied = book_or_404(request, book)
    form = HeadForm(request.POST or None, initial=head_of(copied.rules))
    if request.method == "POST" and form.is_valid():
        try:
            draft = start_draft(
                by=request.user, text=copied.text, based_on=str(copied), head=form.head(), now=timezone.now()
            )
        except Refusal as refusal:
            refuse_head(form, refusal)
        else:
            return redirect("elections:draft", draft.pk)
    context = {"form": form, "copied": copied}
    return render(request, "elections/rulebook/new.html", context, status=409 if form.errors else 200)


@allowed("rulebook.edit", scope=None)
def import_file(request: HttpRequest) -> HttpResponse:
    """Take a TOML file over as a draft; a faulty one is refused with every fault."""
    form = ImportForm(request.POST or None, request.FILES or None)
    faults: list[Any] = []
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(UPLOAD_BYTES + 1)
        try:
            draft = import_draft(by=request.user, content=content, now=timezone.now())
        except Refusal as refusal:
            refuse(form, refusal)
            faults = refusal.told if isinstance(refusal, RulebookFaulty) else []
        else:
            return redirect("elections:draft", draft.pk)
    context = {"form": form, "faults": faults}
    return render(request, "elections/rulebook/import.html", context, status=409 if form.errors else 200)


HEAD_FIELDS = {"version": "edition"}


def refuse_head(form: HeadForm, refusal: Refusal) -> None:
    """Show a refusal beside the field of the head that it is about; each fault of a rulebook for itself."""
    if isinstance(refusal, RulebookFaulty):
        tell_faults(form, refusal)
        return
    refusal.field = HEAD_FIELDS.get(refusal.field or "", refusal.field)
    refuse(form, refusal)
