from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from accounts.access import public

SCRIPT = Path(settings.BASE_DIR) / "static" / "js" / "paper-worker.js"


@public
@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page of the papers for a cut line.

    It has an address of its own, without a version in its name, since a worker may look after pages beneath its address
    alone, and since browsers look there for a newer one.
    """
    return HttpResponse(SCRIPT.read_bytes(), content_type="text/javascript; charset=utf-8")
