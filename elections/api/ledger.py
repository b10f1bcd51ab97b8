from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from elections.api.shapes import LedgerEntryShape
from elections.models import LedgerEntry
from elections.queries.ledger import entries_for


class LedgerView(GenericAPIView[LedgerEntry], OfficersView):
    """The acts at the places in the officer's scope, newest first."""

    access_rule: ClassVar[tuple[str, str | None]] = ("ledger.view", None)
    serializer_class = LedgerEntryShape

    def get_queryset(self) -> QuerySet[LedgerEntry]:
        return entries_for(self.request.user)

    @described(
        "ledger",
        "The acts in the officer's scope, newest first",
        gives=LedgerEntryShape(many=True),
        paged=True,
    )
    def get(self, request: Request, **_place: Any) -> Response:
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(LedgerEntryShape(page, many=True).data)


class VillageLedgerView(LedgerView):
    """The acts of one village, newest first."""

    access_rule = ("ledger.view", "village_code")

    def get_queryset(self) -> QuerySet[LedgerEntry]:
        return super().get_queryset().filter(chain=self.kwargs["village_code"])

    @described(
        "village_ledger",
        "The acts of one village, newest first",
        gives=LedgerEntryShape(many=True),
        paged=True,
    )
    def get(self, request: Request, **place: Any) -> Response:
        return super().get(request, **place)
