"""The door for gunicorn."""

import os
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")


def behind_proxy(application: WSGIApplication) -> WSGIApplication:
    """Take the visitor's address from the proxy, so that one locked-out visitor locks out no other."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        nearest = environ.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if nearest:
            environ["REMOTE_ADDR"] = nearest
        return application(environ, start_response)

    return answer


application: WSGIApplication = get_wsgi_application()
if settings.SECURE_PROXY_SSL_HEADER:
    application = behind_proxy(application)
