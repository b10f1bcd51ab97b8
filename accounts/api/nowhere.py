from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView
from accounts.refusals import NotThere


@extend_schema(exclude=True)
class NowhereView(OfficersView):
    """Every address of the API that is none: told as a problem, like all else."""

    access_rule = ("signed_in", None)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotThere

    def get(self, request: Request, address: str) -> Response:
        raise NotThere
