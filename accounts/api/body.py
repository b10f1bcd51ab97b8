"""Reading what is sent: JSON within the limit, however deep somebody nests it."""

from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from django.conf import settings
from rest_framework.parsers import JSONParser

from accounts.api.refusals import BodyTooLarge, BodyUnreadable


def read_whole(stream: IO[bytes]) -> bytes:
    """What was sent, at most DATA_UPLOAD_MAX_MEMORY_SIZE bytes. Raises BodyTooLarge."""
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise BodyTooLarge(limit)
    return data


class JsonBody(JSONParser):
    """A JSON body of at most DATA_UPLOAD_MAX_MEMORY_SIZE bytes. Raises BodyTooLarge, BodyUnreadable."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        data = read_whole(stream)
        try:
            return super().parse(BytesIO(data), media_type, parser_context)
        except RecursionError as error:
            raise BodyUnreadable from error
