"""The screen in the hall: its link for whoever leads the count, and what it shows to everybody in the room."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed, public
from accounts.refusals import Refusal, Refusals
from voting.hall_pages import hall_pages
from voting.models import Contest
from voting.queries.count import plan_of
from voting.queries.hall import HallStand, contest_of_hall, hall_figures, hall_link_of, hall_stand
from voting.rounds import COMMITTEE
from voting.services.hall import open_hall, revoke_hall
from voting.views.found import election_or_404, round_or_404


@allowed("hall.open")
@require_GET
def hall_link(request: HttpRequest, village_code: str, number: int, body: str = COMMITTEE) -> HttpResponse:
    """Whether the screen of a round is open, to open or close it."""
    contest = round_or_404(election_or_404(request, village_code), number, body)
    return _link_page(request, contest, "")


def _link_page(request: HttpRequest, contest: Contest, address: str) -> HttpResponse:
    context = {
        "election": contest.election,
        "contest": contest,
        "link": hall_link_of(contest),
        "address": address,
        "public_clause": contest.election.cycle.rules.voting.counted_in_public.clause,
    }
    return render(request, "voting/hall/link.html", context)


@allowed("hall.open")
@require_POST
def open_link(request: HttpRequest, village_code: str, number: int, body: str = COMMITTEE) -> HttpResponse:
    """Open the screen; its address is told once."""
    contest = round_or_404(election_or_404(request, village_code), number, body)
    try:
        token = open_hall(by=request.user, contest=contest, now=request.now)
    except (Refusal, Refusals) as error:
        messages.error(request, str(error))
        return redirect("voting:hall_link", village_code, body, number)
    address = settings.PUBLIC_URL + reverse("voting:hall", args=[token])
    return _link_page(request, contest, address)


@allowed("hall.open")
@require_POST
def revoke_link(request: HttpRequest, village_code: str, number: int, body: str = COMMITTEE) -> HttpResponse:
    """Close the screen: its address is dead at once."""
    contest = round_or_404(election_or_404(request, village_code), number, body)
    if revoke_hall(by=request.user, contest=contest, now=request.now):
        messages.success(request, _("The screen in the hall is closed."))
    return redirect("voting:hall_link", village_code, body, number)


@public
@never_cache
@require_GET
def hall(request: HttpRequest, token: str) -> HttpResponse:
    """The screen itself: no sign-in, no cursor; the figures come by themselves."""
    stand = _stand_or_404(token)
    context = {
        "contest": stand.contest,
        "election": stand.contest.election,
        "token": token,
        "pages": hall_pages(plan_of(stand.contest)),
        "counts": stand.counts,
    }
    return render(request, "voting/hall/hall.html", context)


@public
@require_GET
def figures(request: HttpRequest, token: str) -> HttpResponse:
    """The figures so far; 304 while nothing has changed."""
    stand = _stand_or_404(token)
    stamp = f'"{stand.stamp}"'
    if request.headers.get("If-None-Match") == stamp:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = JsonResponse(_told(stand))
    answer["ETag"], answer["Cache-Control"] = stamp, "private, no-cache"
    return answer


def _stand_or_404(token: str) -> HallStand:
    contest = contest_of_hall(token)
    if contest is None:
        raise Http404
    return hall_stand(contest)


def _told(stand: HallStand) -> dict[str, Any]:
    """What the screen shows; of people nothing but the printed names, which stand on the page."""
    shown = hall_figures(stand)
    figures = shown.figures
    return {
        "returned": figures.returned,
        "called": figures.entered,
        "good": figures.good,
        "spoilt": figures.spoilt,
        "aside": figures.aside,
        "left": figures.left,
        "written": shown.written,
        "need": shown.need,
        "complete": shown.complete,
        "elsewhere": [box.number for box in (*stand.by_sheet, *stand.unopened)],
        "votes": {
            f"{post.post}-{choice}": number for post in figures.posts for choice, number in post.votes.items()
        },
        "newest": [f"{post}-{choice}" for post, choices in shown.newest.items() for choice in choices],
    }
