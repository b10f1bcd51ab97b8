from collections.abc import Mapping, Sequence
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.models import User
from accounts.refusals import Refusal, Refusals
from accounts.rules import may
from candidates.eligibility import Finding, Outcome
from candidates.eligibility.asked.person import headings_of
from candidates.enums import CandidacyState, ReviewLevel
from candidates.forms.review import ReviewForm
from candidates.models import Candidacy
from candidates.queries.candidacy import candidacy_for
from candidates.queries.department import department_lines
from candidates.queries.findings import findings_of
from candidates.queries.review import reviews_decided_by, reviews_returned_by, reviews_waiting_for
from candidates.queries.sheet import sheet_of
from candidates.review_levels import last_level
from candidates.rules import PERMISSION, is_own, levels_of, review_step
from candidates.services.review import review_candidacy
from candidates.source_rules import source_clauses
from candidates.states import SENDABLE, WAITS_FOR
from candidates.told import told_name
from elections.models import Cycle
from elections.queries.progress import progress_of_one

LISTS = {"waiting": reviews_waiting_for, "returned": reviews_returned_by, "decided": reviews_decided_by}


@allowed("review.view", scope=None)
def reviews(request: HttpRequest) -> HttpResponse:
    """Everyone on whom the user's office owes a verdict; those returned and those decided on."""
    shown = request.GET.get("show", "waiting")
    if shown not in LISTS:
        raise Http404
    people = list(LISTS[shown](request.user, request.cycle))
    counts = {name: query(request.user, request.cycle).count() for name, query in LISTS.items()}
    queue = _queue(people, request.cycle, localtime(request.now).date())
    context = {"shown": shown, "counts": counts, "queue": queue}
    return render(request, "candidates/review/queue.html", context)


@allowed("review.view", scope=None)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: facts of the registers, findings with their clauses, and the verdict."""
    found = candidacy_for(request.user, pk)
    if found is None or not levels_of(request.user, found.election.village_id):
        raise Http404
    sheet = sheet_of(found, localtime(request.now).date())
    level = _level(request.user, found)
    lines = (
        department_lines(found, localtime(request.now).date()) if _sees_departments(request, found) else []
    )
    unasked = level == ReviewLevel.COUNTY and any(line.review is None for line in lines)
    form = ReviewForm(request.POST or None, unasked=unasked)
    if request.method == "POST" and form.is_valid():
        try:
            _review(request, found, level, form)
        except (Refusal, Refusals) as error:
            refuse(form, error)
        else:
            told = {"name": told_name(found.name), "verdict": form.cleaned_data["verdict"].label}
            messages.success(request, _("%(name)s: “%(verdict)s” is recorded.") % told)
            return _to_the_next(request, found)
    waiting = reviews_waiting_for(request.user, request.cycle)
    rules = found.election.cycle.rules
    context = {
        "form": form,
        "candidacy": found,
        "election": found.election,
        "sheet": sheet,
        "level": level,
        "last": last_level(rules, found.body, found.post),
        "own": is_own(request.user, found),
        "source_clauses": source_clauses(rules, [found.election.village.kind]),
        "may_state": may(request.user, "team.state", found.election.village_id),
        "headings": headings_of(rules, found.post),
        "sends_back": found.state in SENDABLE,
        "recusal": rules.election_committee.recusal_in_own_review,
        "states": [finding for finding in sheet.stated if finding.vouch == level],
        "lines": lines,
        "feedback": rules.review.written_feedback,
        "step": progress_of_one(found.election, request.now).steps[review_step(found, level)]
        if level
        else None,
        "queue": _queue(list(waiting), request.cycle, localtime(request.now).date()),
        **_around(found, list(waiting.values_list("pk", flat=True))),
    }
    return render(request, "candidates/review/person.html", context, status=409 if form.errors else 200)


def _sees_departments(request: HttpRequest, candidacy: Candidacy) -> bool:
    return may(request.user, PERMISSION[ReviewLevel.COUNTY], candidacy.election.village_id)


def _review(request: HttpRequest, candidacy: Candidacy, level: ReviewLevel | None, form: ReviewForm) -> None:
    """The verdict at the level the page was opened for, though somebody else may have been quicker."""
    cleaned = form.cleaned_data
    review_candidacy(
        by=request.user,
        candidacy=candidacy,
        level=level or levels_of(request.user, candidacy.election.village_id)[0],
        verdict=cleaned["verdict"],
        reason=cleaned["reason"],
        on_paper=cleaned.get("on_paper", ""),
        now=request.now,
    )


def _level(user: User, candidacy: Candidacy) -> ReviewLevel | None:
    """The level at which the user owes a verdict now, or None."""
    waits = WAITS_FOR.get(CandidacyState(candidacy.state))
    if candidacy.state == CandidacyState.RETURNED:
        waits = ReviewLevel.TOWNSHIP
    return waits if waits in levels_of(user, candidacy.election.village_id) else None


def _to_the_next(request: HttpRequest, done: Candidacy) -> HttpResponse:
    following = reviews_waiting_for(request.user, request.cycle).exclude(pk=done.pk).first()
    return redirect("candidates:review", pk=following.pk) if following else redirect("candidates:reviews")


def _queue(people: Sequence[Candidacy], cycle: Cycle, day: date) -> list[tuple[Candidacy, Outcome, int]]:
    """Each person with the gravest finding and how many rules find it; what a verdict states is not counted."""
    found: Mapping[int, Sequence[Finding]] = findings_of(people, cycle.rules, day) if people else {}
    return [(person, *_gravest(found[person.pk])) for person in people]


def _gravest(findings: Sequence[Finding]) -> tuple[Outcome, int]:
    shown = [finding.outcome for finding in findings if not finding.by_verdict]
    return (shown[0], shown.count(shown[0])) if shown else (Outcome.PASS, 0)


def _around(candidacy: Candidacy, waiting: Sequence[int]) -> dict[str, int | None]:
    """Who stands before and after in the queue."""
    if candidacy.pk not in waiting:
        return {"before": None, "after": waiting[0] if waiting else None}
    place = waiting.index(candidacy.pk)
    return {
        "before": waiting[place - 1] if place else None,
        "after": waiting[place + 1] if place + 1 < len(waiting) else None,
    }
