from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allowed
from accounts.refusals import Refusal
from accounts.rules import may
from elections.forms.rulebook import ReasonForm
from elections.models import Cycle
from elections.queries.amendment import history_of, preview_of
from elections.queries.comparison import comparison_of, places_in
from elections.queries.cycle import cycles_for
from elections.refusals import AmendmentUnderWay
from elections.services.draft import put_in_force, start_amendment, version_of
from elections.views.draft import book_of, done, draft_or_404

NEGATIVE_LIST = "qualification.negative_list"


@allowed("rulebook.view", scope=None)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """The editions that were in force in a cycle: who amended, why, and what changed; and the way to amend again."""
    cycle = _cycle(request, pk)
    context = {
        "cycle": cycle,
        "history": history_of(cycle),
        "amends": cycle.closed_at is None and may(request.user, "rulebook.amend", cycle.township_id),
        "under_way": cycle.drafts.first(),
        "added": [(bar, cycle.rules.judges_of(bar)) for bar in cycle.rules.added_bars],
        "listed": NEGATIVE_LIST,
    }
    return render(request, "elections/rulebook/history.html", context)


@allowed("rulebook.amend", scope=None)
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to amend a cycle's rulebook, or go on with the amendment that is under way.

    Sent with `entry`, it goes on at a new entry of the negative list (A-NEG-12).
    """
    cycle = _cycle(request, pk)
    if not may(request.user, "rulebook.amend", cycle.township_id):
        raise Http404
    try:
        draft = start_amendment(by=request.user, cycle=cycle, now=timezone.now())
    except AmendmentUnderWay as refusal:
        messages.error(request, str(refusal))
        return redirect("elections:draft", refusal.data["draft"])
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("elections:cycle_rulebook", cycle.pk)
    if request.POST.get("entry") == NEGATIVE_LIST:
        return redirect("elections:draft_new_entry", draft.pk, NEGATIVE_LIST)
    return redirect("elections:draft", draft.pk)


@allowed("rulebook.amend", scope=None)
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What an amendment changes, which windows it moves and which stay; and putting it in force with a reason."""
    found = draft_or_404(request, pk)
    cycle = found.cycle
    if cycle is None:
        raise Http404
    now = timezone.localtime(cycle.now(timezone.now()))
    form = ReasonForm(request.POST or None, initial={"version": version_of(found)})

    def put() -> None:
        put_in_force(
            by=request.user,
            draft=found,
            reason=form.cleaned_data["reason"],
            version=form.cleaned_data["version"],
            now=now,
        )

    if request.method == "POST" and form.is_valid() and done(form, put):
        messages.success(request, _("The amendment is in force. Closed steps keep their windows."))
        return redirect("elections:cycle_rulebook", cycle.pk)
    book = book_of(found)
    sections = comparison_of(cycle.rules, book.rules)
    context = {
        "form": form,
        "draft": found,
        "book": book,
        "cycle": cycle,
        "sections": sections,
        "places": places_in(sections),
        "preview": preview_of(cycle, book.rules, now),
    }
    return render(request, "elections/rulebook/changes.html", context, status=409 if form.errors else 200)


def _cycle(request: HttpRequest, pk: int) -> Cycle:
    cycle = cycles_for(request.user).select_related("township", "edition").filter(pk=pk).first()
    if cycle is None:
        raise Http404
    return cycle
