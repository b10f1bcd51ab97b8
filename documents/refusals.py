from typing import ClassVar

from accounts.refusals import Refusal


class PaperNotReady(Refusal):
    """What the paper would say is not complete or not yet allowed to be printed."""

    code: ClassVar[str] = "paper_not_ready"


class GlyphsMissing(Refusal):
    """A name holds characters that no font of the papers can draw; the data list them."""

    code: ClassVar[str] = "glyphs_missing"


class NotForTheBoard(Refusal):
    """Ballots, forms and certificates are not posted."""

    code: ClassVar[str] = "not_for_the_board"


class PaperReplaced(Refusal):
    """A later paper stands in this one's place."""

    code: ClassVar[str] = "paper_replaced"


class PostedAlready(Refusal):
    code: ClassVar[str] = "posted_already"


class NotPosted(Refusal):
    code: ClassVar[str] = "not_posted"


class UploadNotReady(Refusal):
    """The upload is still being checked, or has faults."""

    code: ClassVar[str] = "upload_not_ready"


class UploadOvertaken(Refusal):
    """Another sheet was taken over, or this one discarded: what the preview showed no longer holds."""

    code: ClassVar[str] = "upload_overtaken"


class WarningsNotAccepted(Refusal):
    """The sheet has warnings, and no reason was given for taking it over with them."""

    code: ClassVar[str] = "warnings_not_accepted"
