"""What a villager can do about a public notice without signing in: read it, object, ask how an objection stands."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.access import public
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from accounts.throttle import TooOften, count
from candidates.forms.notice import NoticeWordsForm
from candidates.queries.notice import has_run_out, notice_of, objection_by_receipt
from candidates.services.notice import object_publicly
from elections.models import Election
from elections.queries.cycle import public_election
from overview.forms.public_appeal import ReceiptForm
from voting.queries.appeal import shown_receipt

REFUSED, TOO_MANY = 409, 429


@public
@never_cache
def public_notice(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """A posted notice, and an objection to somebody on it; it is answered with a receipt number."""
    election = _election_or_404(village_code)
    notice = notice_of(election, pk)
    if notice is None:
        raise Http404
    now = election.cycle.now(timezone.now())
    form, status = NoticeWordsForm(notice, request.POST or None), 200
    context = {
        "election": election,
        "notice": notice,
        "form": form,
        "over": has_run_out(notice, now),
        "public_now": timezone.localtime(now),
    }
    if request.method == "POST" and form.is_valid():
        try:
            count(request, f"notice:{village_code}", settings.PUBLIC_OBJECTIONS_AN_HOUR)
            made = object_publicly(notice=notice, words=form.words(), key=form.cleaned_data["key"], now=now)
        except Refusal as refusal:
            refuse(form, refusal)
            status = TOO_MANY if isinstance(refusal, TooOften) else REFUSED
        else:
            context["receipt"] = shown_receipt(made.receipt)
            return render(request, "overview/public/notice_objected.html", context)
    elif form.errors:
        status = REFUSED
    return render(request, "overview/public/notice.html", context, status=status)


@public
@never_cache
def notice_objection(request: HttpRequest, village_code: str) -> HttpResponse:
    """How an objection to a notice stands, for whoever has its receipt number: its decision and reason, nothing else."""
    election = _election_or_404(village_code)
    now = election.cycle.now(timezone.now())
    form, status = ReceiptForm(request.POST or None), 200
    context = {"election": election, "form": form, "public_now": timezone.localtime(now)}
    if request.method == "POST" and form.is_valid():
        try:
            count(request, f"receipt:{village_code}", settings.PUBLIC_ENQUIRIES_AN_HOUR)
        except TooOften as refusal:
            refuse(form, refusal)
            status = TOO_MANY
        else:
            context |= {
                "asked": True,
                "found": objection_by_receipt(election, form.cleaned_data["receipt"]),
            }
    elif form.errors:
        status = REFUSED
    return render(request, "overview/public/notice_objection.html", context, status=status)


def _election_or_404(village_code: str) -> Election:
    """The election whose board is public."""
    election = public_election(village_code)
    if election is None:
        raise Http404
    return election
