"""Count sheets as a workbook: the blank to take along, and the filled one to bring back."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals
from voting.converters import PATHS
from voting.count_book import count_book
from voting.forms.count_book import CountBookForm
from voting.queries.contest import boxes_of, voting_over
from voting.services.count_book import XLSX, take_over_book
from voting.views.found import election_or_404, round_or_404


@allowed("count.enter")
@require_GET
def download(request: HttpRequest, village_code: str, body: str, number: int) -> HttpResponse:
    """The blank count sheets of the boxes that are not agreed."""
    contest = round_or_404(election_or_404(request, village_code), number, body)
    answer = HttpResponse(count_book(contest), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="count-{village_code}-{PATHS[body]}-{number}.xlsx"'
    return answer


@allowed("count.enter")
def upload(request: HttpRequest, village_code: str, body: str, number: int) -> HttpResponse:
    """Bring a filled workbook in as one's own sheets of its boxes."""
    contest = round_or_404(election_or_404(request, village_code), number, body)
    form = CountBookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file: UploadedFile = form.cleaned_data["file"]
        try:
            entries = take_over_book(
                by=request.user,
                contest=contest,
                content=file.read(),
                file_name=file.name or "",
                accepted=form.cleaned_data["accepted"],
                now=request.now,
            )
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Sheets entered from the workbook: %(n)s.") % {"n": len(entries)})
            return redirect("voting:votes", village_code, body)
    context = {
        "form": form,
        "contest": contest,
        "election": contest.election,
        "boxes": boxes_of([contest])[contest.pk],
        "over": voting_over(contest, request.now),
    }
    return render(request, "voting/count_book/upload.html", context, status=409 if form.errors else 200)
