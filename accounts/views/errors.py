from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from accounts.api.problem import PROBLEM_JSON
from accounts.refusals import NotThere, Refusal


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Wrong address, another village's page, a missing right: the answer is the same."""
    if of_the_api(request):
        return problem(NotThere())
    return render(request, "404.html", status=404)


def of_the_api(request: HttpRequest) -> bool:
    """Whether a program asks, and no browser."""
    return request.path.startswith("/api/")


def problem(refusal: Refusal) -> JsonResponse:
    """A refusal told to a program by what lies outside the framework of the API."""
    return JsonResponse(refusal.problem(), status=refusal.status, content_type=PROBLEM_JSON)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def fault(request: HttpRequest) -> HttpResponse:
    """Told without asking the database, which may be what failed."""
    return HttpResponse(render_to_string("500.html"), status=500)
