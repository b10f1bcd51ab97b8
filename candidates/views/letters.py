"""Commitment letters and talks: who signed, who was talked to, and what is still wanting."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.forms.letters import LettersForm, TalkForm
from candidates.forms.terms import WhoForm
from candidates.queries.letters import LetterBoard, letters_of
from candidates.queries.talks import WOULD_BE, TalkBoard, talks_of
from candidates.queries.team import people_found
from candidates.services.letters import sign_letters
from candidates.services.talks import enter_would_be, record_talks
from elections.models import Election
from elections.queries.cycle import election_in
from elections.queries.progress import progress_of_one
from elections.services.step import may_record


@allowed("candidate.view")
def letters(request: HttpRequest, village_code: str) -> HttpResponse:
    """The commitment letters of both elections."""
    election = _election(request, village_code)
    boards = letters_of(election)
    if not boards:
        raise Http404
    records = may(request.user, "letter.record", village_code)
    return _letters(request, election, [(board, LettersForm(None, board)) for board in boards], records)


@allowed("letter.record")
def sign(request: HttpRequest, village_code: str, kind: str) -> HttpResponse:
    """Enter who signed for one body."""
    election = _election(request, village_code)
    boards = letters_of(election)
    if kind not in {board.body for board in boards}:
        raise Http404
    asked = [(board, LettersForm(_sent(request, board, kind), board)) for board in boards]
    form = next(form for board, form in asked if board.body == kind)
    if form.is_valid():
        try:
            sign_letters(by=request.user, election=election, body=kind, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The letters are on record."))
            return redirect("candidates:letters", village_code)
    return _letters(request, election, asked, records=True)


def _sent(request: HttpRequest, board: LetterBoard, kind: str) -> Any:
    return request.POST if request.method == "POST" and board.body == kind else None


def _letters(
    request: HttpRequest, election: Election, boards: list[tuple[LetterBoard, LettersForm]], records: bool
) -> HttpResponse:
    refused = any(form.errors for _board, form in boards)
    waiting = [board.body for board, form in boards if board.missing]
    first = waiting or [board.body for board, form in boards if board.signers]
    context = {
        "election": election,
        "boards": boards,
        "records": records,
        "first_open": first[0] if first else "",
    }
    return render(request, "candidates/letters/letters.html", context, status=409 if refused else 200)


@allowed("candidate.view")
def talks(request: HttpRequest, village_code: str) -> HttpResponse:
    """Whom the plan wants talked to, group by group, with how far that has come."""
    election = _election(request, village_code)
    board = _talks(election)
    context = {
        "election": election,
        "board": board,
        "records": may(request.user, "talk.record", village_code),
        "offers": not board.warns and _recordable(request, election),
    }
    return render(request, "candidates/talks/talks.html", context)


@allowed("candidate.view")
def group(request: HttpRequest, village_code: str, kind: str) -> HttpResponse:
    """One group: who was talked to, who is left, and the form for a talk."""
    election = _election(request, village_code)
    board = _talks(election)
    coverage = board.group(kind)
    if coverage is None:
        raise Http404
    records = may(request.user, "talk.record", village_code)
    form = TalkForm(request.POST if request.method == "POST" and records else None, board, coverage)
    if request.method == "POST" and records and form.is_valid():
        try:
            record_talks(by=request.user, election=election, held=form.held(), now=request.now)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The talk is on record."))
            return redirect("candidates:talks", village_code)
    words = request.GET.get("q", "").strip()
    context = {
        "election": election,
        "coverage": coverage,
        "form": form,
        "records": records,
        "wishes": records and kind == WOULD_BE,
        "words": words,
        "found": people_found(request.user, election, words) if kind == WOULD_BE else [],
    }
    return render(request, "candidates/talks/group.html", context, status=409 if form.errors else 200)


@allowed("talk.record")
def would_be(request: HttpRequest, village_code: str) -> HttpResponse:
    """Put a resident down who wishes to stand."""
    election = _election(request, village_code)
    form = WhoForm(request.POST, village_code)
    if request.method == "POST" and form.is_valid():
        try:
            enter_would_be(by=request.user, election=election, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
    for text in form.non_field_errors():
        messages.error(request, text)
    return redirect("candidates:talk_group", village_code, WOULD_BE)


def _recordable(request: HttpRequest, election: Election) -> bool:
    """Whether the step of the talks is still open, and the officer's own to put on record."""
    step = progress_of_one(election, request.now).steps.get("talks")
    return step is not None and step.evidence.done_at is None and may_record(request.user, step)


def _talks(election: Election) -> TalkBoard:
    board = talks_of(election)
    if board is None:
        raise Http404
    return board


def _election(request: HttpRequest, village_code: str) -> Election:
    election = election_in(request.cycle, village_code)
    if election is None:
        raise Http404
    return election
