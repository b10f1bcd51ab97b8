from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.i18n import LANGUAGE_QUERY_PARAMETER, set_language

from accounts.access import public
from accounts.services.language import choose_language


@public
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language and show the same page again; an officer's choice is kept."""
    user: Any = request.user
    chosen = request.POST.get(LANGUAGE_QUERY_PARAMETER, "")
    if user.is_authenticated and chosen in dict(settings.LANGUAGES):
        choose_language(by=user, language=chosen)
    return set_language(request)
