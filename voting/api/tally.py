"""POST /api/v1/tally/: what would this count give? Stores nothing, so every signed-in officer may ask."""

from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.body import read_whole
from accounts.api.refusals import BodyTooLarge
from accounts.api.view import OfficersView, described
from accounts.refusals import Refusal
from voting.counting import shipped_counting
from voting.tally import NotACount, tally
from voting.tally.parse import read_json


class NoCount(Refusal):
    """What was sent is no count; `data.faults` names every faulty field by its path."""

    code = "not_a_count"
    status = 400

    def __init__(self, error: NotACount) -> None:
        faults = [{"path": each.path, "text": {"zh": each.zh, "en": each.en}} for each in error.faults]
        message = _("This is not a count. Faulty fields: %(faults)s.")
        super().__init__(message, {"faults": len(faults)}, data={"faults": faults})


class CountTooLarge(Refusal):
    code = "count_too_large"
    status = 413

    def __init__(self, limit: int) -> None:
        super().__init__(_("A count sent here has at most %(limit)s bytes."), {"limit": limit})


class CountParser(BaseParser):
    """JSON as the contract has it: a key given twice is refused, and so is nesting without end."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return read_json(read_whole(stream))
        except BodyTooLarge as error:
            raise CountTooLarge(settings.DATA_UPLOAD_MAX_MEMORY_SIZE) from error
        except NotACount as error:
            raise NoCount(error) from error


class TallyView(OfficersView):
    access_rule = ("signed_in", None)
    parser_classes = [CountParser]

    @described(
        "tally", "Tally a count without storing it", takes=OpenApiTypes.OBJECT, gives=OpenApiTypes.OBJECT
    )
    def post(self, request: Request) -> Response:
        try:
            return Response(tally(request.data, shipped_counting))
        except NotACount as error:
            raise NoCount(error) from error
