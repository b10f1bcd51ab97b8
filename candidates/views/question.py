"""The village answers the questions of the departments."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.forms.refused import refuse
from accounts.refusals import Refusal
from candidates.forms.proposal import AnswerForm
from candidates.joint_rules import departments_of
from candidates.queries.department import questions_of
from candidates.services.department import answer_department
from candidates.told import told_name
from voting.views.found import election_or_404


@allowed("department.answer")
@require_GET
def questions(request: HttpRequest, village_code: str) -> HttpResponse:
    """The questions of departments that wait for the village."""
    election = election_or_404(request, village_code)
    departments = departments_of(election.cycle.rules)
    context = {
        "election": election,
        "questions": [(review, departments.get(review.department)) for review in questions_of(election)],
    }
    return render(request, "candidates/department/questions.html", context)


@allowed("department.answer")
def question(request: HttpRequest, village_code: str, pk: int) -> HttpResponse:
    """Answer one question."""
    election = election_or_404(request, village_code)
    found = questions_of(election).filter(pk=pk).first()
    if found is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_department(by=request.user, review=found, text=form.cleaned_data["text"], now=request.now)
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            told = {"name": told_name(found.candidacy.name)}
            messages.success(request, _("%(name)s: the department is answered.") % told)
            return redirect("candidates:questions", village_code=village_code)
    context = {
        "election": election,
        "review": found,
        "form": form,
        "department": departments_of(election.cycle.rules).get(found.department),
    }
    return render(request, "candidates/department/question.html", context, status=409 if form.errors else 200)
