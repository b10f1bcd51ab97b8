"""All papers of a round: issued at once, and given out as one file."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allowed
from accounts.refusals import Refusal
from accounts.said import Listed
from voting.queries.round_papers import packet_of
from voting.rounds import COMMITTEE
from voting.services.round_papers import RoundPapers, issue_round_papers
from voting.views.found import election_or_404, round_or_404


@allowed("paper.issue")
@require_POST
def issue(request: HttpRequest, village_code: str, number: int, body: str = COMMITTEE) -> HttpResponse:
    """Issue every paper of the round that is not in force yet; what cannot be issued is told with its reason."""
    user: Any = request.user
    contest = round_or_404(election_or_404(request, village_code), number, body)
    try:
        _tell(request, issue_round_papers(by=user, contest=contest, now=request.now))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("voting:votes", village_code, body)


def _tell(request: HttpRequest, made: RoundPapers) -> None:
    if made.issued:
        titles = Listed(paper.title for paper in made.issued)
        messages.success(request, _("Issued: %(titles)s.") % {"titles": titles})
    if made.asked:
        told = _("Set by a worker and soon among the papers: %(n)s.")
        messages.success(request, told % {"n": len(made.asked)})
    for each, refusal in made.waiting:
        messages.warning(request, f"{each.kind.label}: {refusal}")
    if not (made.issued or made.asked or made.waiting):
        messages.success(request, _("Every paper of this round is issued already."))


@allowed("paper.view")
@require_GET
def packet(request: HttpRequest, village_code: str, number: int, body: str = COMMITTEE) -> FileResponse:
    """The papers of the round in force, one after the other in one PDF."""
    contest = round_or_404(election_or_404(request, village_code), number, body)
    found = packet_of(contest)
    if found is None:
        raise Http404
    name = _("Papers of round %(n)s") % {"n": number}
    return FileResponse(
        found, content_type="application/pdf", filename=f"{contest.election.village.name} {name}.pdf"
    )
