"""Who asks the API: an officer in the session of the pages; and what each view lets in."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.refusals import NotThere
from accounts.rules import may, offices_with


class OfficersSession(SessionAuthentication):
    """The session of whoever signed in on the pages; a visitor is told to sign in."""

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class OfficersSessionScheme(OpenApiAuthenticationExtension):
    target_class = OfficersSession
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}


class Allowed(BasePermission):
    """Keeps the view's `access_rule` as accounts.access does for pages: not yours looks like not there."""

    def has_permission(self, request: Request, view: Any) -> bool:
        permission, scope = view.access_rule
        user: Any = request.user
        if not user.is_authenticated or permission == "signed_in":
            return bool(user.is_authenticated)
        ok = may(user, permission, view.kwargs[scope]) if scope else bool(offices_with(user, permission))
        if not ok:
            raise NotThere
        return True
