"""The one family of refusals: a stable code, a sentence in both languages, the clause, and data."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Message = str | Promise


class Refusal(Exception):
    """An act that the rules do not allow.

    Subclasses set `code` (stable, asserted by tests) and may set `status` (HTTP) and `keeps_input`: what was typed
    would be right at another time, so that it is kept. The message is a lazy sentence with
    named places (%(day)s) and is filled from `params` only when told, so that one refusal speaks both languages;
    dates and numbers in `params` are written in the language's own way. `clause` is the ground (A-ROLL-17), `field`
    the form field it stands beside, `data` what a program needs.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    keeps_input: ClassVar[bool] = False

    def __init__(
        self,
        message: Message,
        params: Mapping[str, Any] | None = None,
        *,
        clause: str | None = None,
        field: str | None = None,
        data: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.params = params or {}
        self.clause = clause
        self.field = field
        self.data = data or {}

    def __str__(self) -> str:
        return str(self.message) % {name: _written(value) for name, value in self.params.items()}

    def text(self, language: str) -> str:
        """The sentence in one language (`zh-hans` or `en`)."""
        with translation.override(language):
            return str(self)

    def problem(self) -> dict[str, Any]:
        """The body of an application/problem+json answer (RFC 9457)."""
        return {
            "type": f"about:blank#{self.code}",
            "title": self.code,
            "status": self.status,
            "code": self.code,
            "detail": str(self),
            "text": {"zh": self.text("zh-hans"), "en": self.text("en")},
            "clause": self.clause,
            "field": self.field,
            "data": self.data,
        }


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return date_format(value, "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, int):
        return f"{value:,}"
    return str(value)


class Refusals(Exception):
    """Several refusals at once: all faults are told, not the first."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = list(refusals)
        super().__init__("; ".join(refusal.code for refusal in self.refusals))


class SeveralRefused(Refusal):
    """Several refusals of one act as one problem; `problems` are their own."""

    code = "refused"

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = list(refusals)
        super().__init__(
            _("Refused for several reasons: %(n)s. Nothing was written."), {"n": len(self.refusals)}
        )

    def problem(self) -> dict[str, Any]:
        return super().problem() | {"problems": [refusal.problem() for refusal in self.refusals]}


class NotThere(Refusal):
    """Not yours looks like not there."""

    code = "not_there"
    status = 404

    def __init__(self) -> None:
        super().__init__(_("There is nothing here for your office."))
