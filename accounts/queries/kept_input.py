from typing import Any

from django.db.models import QuerySet

from accounts.models import KeptInput


def kept_inputs_of(user: Any) -> QuerySet[KeptInput]:
    """What is kept for an officer, the newest first. Nobody sees another's."""
    return KeptInput.objects.filter(user=user)


def kept_on(user: Any, path: str) -> KeptInput | None:
    """What is kept for an officer of one page, or None; not asked of one whose session knows that nothing is."""
    return kept_inputs_of(user).filter(path=path).first() if getattr(user, "keeps", True) else None


def kept_input_of(user: Any, pk: int) -> KeptInput | None:
    """Something kept for an officer, or None."""
    return kept_inputs_of(user).filter(pk=pk).first()
