"""More time for a step: asked for, granted, refused."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.shapes import DayField
from accounts.api.view import OfficersView, described
from elections.api.found import election_here, extension_here
from elections.api.shapes import ExtensionShape
from elections.services.extension import ask_extension, grant_extension, refuse_extension


class AskedShape(serializers.Serializer[Any]):
    """`wanted` is the last day asked for."""

    wanted = DayField()
    reason = serializers.CharField(max_length=500)


class GrantShape(serializers.Serializer[Any]):
    """`until` is the last day granted."""

    until = DayField()
    answer = serializers.CharField(max_length=500)


class RefusalShape(serializers.Serializer[Any]):
    answer = serializers.CharField(max_length=500)


class ExtensionsView(OfficersView):
    access_rule = ("step.ask_extension", "village_code")

    @described(
        "ask_extension", "Ask for more time for a step", takes=AskedShape, gives=ExtensionShape, status=201
    )
    def post(self, request: Request, village_code: str, step: str) -> Response:
        made = ask_extension(
            by=request.user,
            election=election_here(request, village_code),
            step=step,
            now=request.now,
            **self.taken(AskedShape),
        )
        return Response(ExtensionShape(made).data, status=201)


class GrantView(OfficersView):
    access_rule = ("step.extend", "village_code")

    @described("grant_extension", "Grant more time", takes=GrantShape, gives=ExtensionShape)
    def post(self, request: Request, village_code: str, step: str, pk: int) -> Response:
        asked = extension_here(election_here(request, village_code), step, pk)
        answered = grant_extension(
            by=request.user, extension=asked, now=request.now, **self.taken(GrantShape)
        )
        return Response(ExtensionShape(answered).data)


class RefusalView(OfficersView):
    access_rule = ("step.extend", "village_code")

    @described("refuse_extension", "Refuse more time", takes=RefusalShape, gives=ExtensionShape)
    def post(self, request: Request, village_code: str, step: str, pk: int) -> Response:
        asked = extension_here(election_here(request, village_code), step, pk)
        answered = refuse_extension(
            by=request.user, extension=asked, now=request.now, **self.taken(RefusalShape)
        )
        return Response(ExtensionShape(answered).data)
