from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.forms import BaseForm

from accounts.refusals import Refusal, Refusals


class Refused(ValidationError):
    """A form's error that keeps the refusal it came from, for its clause and code."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal), code=refusal.code)
        self.refusal = refusal


class Fault:
    """One error as a page tells it: the sentence, and where it has them the clause and the code."""

    def __init__(self, error: ValidationError) -> None:
        refusal = getattr(error, "refusal", None)
        self.text = " ".join(error.messages)
        self.clause: str | None = refusal.clause if refusal else None
        self.code: str = refusal.code if refusal else ""


def refuse(form: BaseForm, error: Refusal | Refusals) -> None:
    """Put every refusal beside its field, or on top of the form where it has none; what was typed stays."""
    for refusal in error.refusals if isinstance(error, Refusals) else [error]:
        form.add_error(refusal.field if refusal.field in form.fields else None, Refused(refusal))


def told_of(errors: Iterable[ValidationError]) -> list[Fault]:
    """The errors of a form or field, ready to be shown."""
    return [Fault(error) for error in errors]
