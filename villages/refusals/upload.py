from typing import ClassVar

from accounts.refusals import Refusal


class LeftOutUnknown(Refusal):
    """This kind of list does not let people go for such a reason."""

    code: ClassVar[str] = "left_out_unknown"
