"""Public notices of a village: posted, objected to at an office, decided."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.enums import NoticeKind
from candidates.forms.notice import DecideForm, NoticeWordsForm, OpenNoticeForm
from candidates.models import Candidacy, Notice
from candidates.queries.candidacy import candidacies_of
from candidates.queries.elected_notice import not_approved, to_be_posted, written_in_to_be_posted
from candidates.queries.notice import (
    kinds_apart,
    kinds_of,
    notice_clear,
    notice_of,
    notices_of,
    objections_to,
)
from candidates.services.notice import decide_objection, open_notice, take_in_objection
from candidates.states import GONE
from elections.models import Election
from villages.enums import Body
from voting.queries.appeal import shown_receipt
from voting.rounds import PARTY
from voting.views.found import election_or_404


@allowed("notice.view")
def notices(request: HttpRequest, village_code: str) -> HttpResponse:
    """The notices of the village, and posting another; one of the Party's path is sent here by its stage's page."""
    election = election_or_404(request, village_code)
    opens = may(request.user, "notice.open", village_code)
    rules = election.cycle.rules
    kinds = kinds_of(rules) if request.method == "POST" else kinds_apart(rules)
    form = OpenNoticeForm(request.POST or None, kinds=kinds, people=_offered(election, kinds))
    if request.method == "POST":
        if not opens:
            raise Http404
        if form.is_valid():
            try:
                made = open_notice(
                    by=request.user,
                    election=election,
                    kind=NoticeKind(form.cleaned_data["kind"]),
                    people=form.chosen(),
                    now=request.now,
                )
            except (Refusal, Refusals) as error:
                refuse(form, error)
            else:
                messages.success(request, _("The notice is posted. Print it and hang it up."))
                return redirect("candidates:notice", village_code, made.pk)
    elects = NoticeKind.ELECTED in kinds_apart(rules)
    written = written_in_to_be_posted(election) if opens and elects else []
    context = {
        "election": election,
        "notices": notices_of(election),
        "today": localtime(request.now).date(),
        "opens": opens and bool(kinds_apart(rules)) and bool(form.standing or written),
        "written_in": written,
        "body": PARTY,
        "stages": [stage for stage in rules.party_path if stage.kind == "notice"],
        "acts": may(request.user, "party.act", village_code),
        "form": form,
    }
    return render(request, "candidates/notice/list.html", context, status=409 if form.errors else 200)


def _offered(election: Election, kinds: Sequence[NoticeKind]) -> list[Candidacy]:
    """The people of the Party's election who stand; where those elected are all that is posted, these."""
    elected = to_be_posted(election) if list(kinds) == [NoticeKind.ELECTED] else None
    if elected is not None:
        return elected
    return list(candidacies_of(election, Body.PARTY).exclude(state__in=GONE))


@allowed("notice.view")
@require_GET
def notice(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """One notice: who is on it, until when it hangs, what was said against whom."""
    return _shown(request, *_found(request, village_code, pk))


def _found(request: HttpRequest, village_code: str, pk: int) -> tuple[Election, Notice]:
    election = election_or_404(request, village_code)
    found = notice_of(election, pk)
    if found is None:
        raise Http404
    return election, found


def _shown(request: HttpRequest, election: Election, found: Notice, **more: Any) -> HttpResponse:
    faulty: NoticeWordsForm | None = more.get("form")
    decided: DecideForm | None = more.get("decide_form")
    code = election.village_id
    context = {
        "election": election,
        "notice": found,
        "clear": notice_clear(found, request.now),
        "running": localtime(request.now).date() <= found.ends,
        "not_approved": not_approved(found),
        "objections": [(each, shown_receipt(each.receipt)) for each in objections_to(found)],
        "takes": may(request.user, "notice.object", code),
        "decides": may(request.user, "notice.decide", code),
        "form": faulty or NoticeWordsForm(found),
        "decide_form": decided or DecideForm(),
        "deciding": more.get("deciding"),
    }
    status = 409 if (faulty and faulty.errors) or (decided and decided.errors) else 200
    return render(request, "candidates/notice/notice.html", context, status=status)


@allowed("notice.object")
@require_POST
def take_in(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Take in an objection that somebody brings."""
    election, found = _found(request, village_code, pk)
    form = NoticeWordsForm(found, request.POST)
    if form.is_valid():
        try:
            made = take_in_objection(
                by=request.user,
                notice=found,
                words=form.words(),
                key=form.cleaned_data["key"],
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            told = {"receipt": shown_receipt(made.receipt)}
            messages.success(request, _("Taken in. Receipt number: %(receipt)s") % told)
            return redirect("candidates:notice", village_code, pk)
    return _shown(request, election, found, form=form)


@allowed("notice.decide")
@require_POST
def decide(request: HttpRequest, village_code: str, pk: int, objection: int) -> HttpResponse:
    """Decide one objection."""
    election, found = _found(request, village_code, pk)
    raised = objections_to(found).filter(pk=objection).first()
    if raised is None:
        raise Http404
    raised.notice = found
    form = DecideForm(request.POST)
    if form.is_valid():
        try:
            decide_objection(by=request.user, objection=raised, now=request.now, **form.cleaned_data)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The objection is decided."))
            return redirect("candidates:notice", village_code, pk)
    return _shown(request, election, found, decide_form=form, deciding=raised.pk)
