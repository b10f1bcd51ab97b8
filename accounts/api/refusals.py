"""What the API refuses before a service is asked: who is there, and what can be read of what was sent."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal


class InputFaulty(Refusal):
    """Fields that are missing or no such value; `data.faults` names every one, in both languages."""

    code: ClassVar[str] = "input_faulty"
    status: ClassVar[int] = 400

    def __init__(self, faults: list[dict[str, Any]]) -> None:
        super().__init__(
            _("Fields to be mended: %(n)s. Nothing was written."), {"n": len(faults)}, data={"faults": faults}
        )


class BodyUnreadable(Refusal):
    """The body is not what its media type says."""

    code: ClassVar[str] = "body_unreadable"
    status: ClassVar[int] = 400

    def __init__(self) -> None:
        super().__init__(_("What was sent cannot be read as what it says to be."))


class BodyTooLarge(Refusal):
    code: ClassVar[str] = "body_too_large"
    status: ClassVar[int] = 413

    def __init__(self, limit: int) -> None:
        super().__init__(_("What is sent here has at most %(limit)s bytes."), {"limit": limit})


class NotSignedIn(Refusal):
    code: ClassVar[str] = "not_signed_in"
    status: ClassVar[int] = 401

    def __init__(self) -> None:
        super().__init__(_("Sign in first; the session's cookie goes with every request."))


class CsrfTokenMissing(Refusal):
    """A write without the token that proves it comes from who signed in."""

    code: ClassVar[str] = "csrf_token_missing"
    status: ClassVar[int] = 403

    def __init__(self) -> None:
        super().__init__(_("A write carries the header X-CSRFToken with the value of the cookie csrftoken."))


class MethodUnknown(Refusal):
    code: ClassVar[str] = "method_unknown"
    status: ClassVar[int] = 405

    def __init__(self) -> None:
        super().__init__(_("This address does not know that method."))


class MediaTypeUnknown(Refusal):
    code: ClassVar[str] = "media_type_unknown"
    status: ClassVar[int] = 415

    def __init__(self) -> None:
        super().__init__(_("This address does not read that media type."))


class NotAcceptable(Refusal):
    code: ClassVar[str] = "not_acceptable"
    status: ClassVar[int] = 406

    def __init__(self) -> None:
        super().__init__(_("This address answers in JSON only."))
