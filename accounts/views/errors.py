from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Wrong address, another village's page, a missing right: the answer is the same."""
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def fault(request: HttpRequest) -> HttpResponse:
    """Told without asking the database, which may be what failed."""
    return HttpResponse(render_to_string("500.html"), status=500)
