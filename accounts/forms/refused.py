from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import ValidationError
from django.forms import BaseForm

from accounts.refusals import Refusal, Refusals

_told: ContextVar[list[Refusal] | None] = ContextVar(
    "refusals told by the forms of this request", default=None
)


class Refused(ValidationError):
    """A form's error that keeps the refusal it came from, for its clause and code."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal), code=refusal.code)
        self.refusal = refusal


class Fault:
    """One error as a page tells it: the sentence, and where it has them the clause and the code.

    `kept` tells that what was typed is kept for another try.
    """

    def __init__(self, error: ValidationError) -> None:
        refusal = getattr(error, "refusal", None)
        self.text = " ".join(error.messages)
        self.clause: str | None = refusal.clause if refusal else None
        self.code: str = refusal.code if refusal else ""
        self.kept: bool = bool(refusal and refusal.keeps_input)


def refuse(form: BaseForm, error: Refusal | Refusals) -> None:
    """Put every refusal beside its field, or on top of the form where it has none; what was typed stays."""
    refusals = error.refusals if isinstance(error, Refusals) else [error]
    for refusal in refusals:
        form.add_error(refusal.field if refusal.field in form.fields else None, Refused(refusal))
    told = _told.get()
    if told is not None:
        told.extend(refusals)


@contextmanager
def refusals_told() -> Iterator[list[Refusal]]:
    """The refusals that forms tell while this is open."""
    told: list[Refusal] = []
    token = _told.set(told)
    try:
        yield told
    finally:
        _told.reset(token)


def told_of(errors: Iterable[ValidationError]) -> list[Fault]:
    """The errors of a form or field, ready to be shown."""
    return [Fault(error) for error in errors]
