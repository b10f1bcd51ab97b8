"""Input that was refused because its step was shut: kept for its officer until it is sent or thrown away."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from accounts.exempt import ungated
from accounts.models import KeptInput, User
from accounts.refusals import Refusal

LARGEST = 200_000
NEVER_KEPT = frozenset({"csrfmiddlewaretoken"})
NOT_TYPED = frozenset({"key", "next", "act"})


@ungated("A draft of an officer's own; nothing of an election is written, which is why it is kept.")
def keep_input(
    *,
    by: User,
    page: str,
    sent_to: str,
    typed: Mapping[str, Sequence[str]],
    refusal: Refusal,
    now: datetime,
) -> KeptInput | None:
    """Keep what an officer had typed on a page; of one page the last is kept. None where there is nothing to keep.

    `sent_to` is the address that refused it. Passwords and tokens are never kept, nor more than LARGEST bytes.
    """
    data = kept_of(typed)
    if data is None:
        return None
    before = KeptInput.objects.filter(user=by, refusal__sent_to=sent_to).first()
    # sent once more from the page that told the refusal, it belongs to the page where it began
    path = before.path if before and page == sent_to else page
    kept, _created = KeptInput.objects.update_or_create(
        user=by,
        path=path,
        defaults={"data": data, "refusal": refusal.problem() | {"sent_to": sent_to}, "kept_at": now},
    )
    return kept


@ungated("A draft of an officer's own; nothing of an election is written.")
def throw_away(*, by: User, kept: KeptInput) -> None:
    """Throw away what was kept, if it is the officer's own."""
    KeptInput.objects.filter(pk=kept.pk, user=by).delete()


@ungated("A draft of an officer's own; nothing of an election is written.")
def forget_sent_to(*, by: User, address: str) -> None:
    """Forget what was kept of an act that has now succeeded."""
    KeptInput.objects.filter(user=by, refusal__sent_to=address).delete()


def kept_of(typed: Mapping[str, Sequence[str]]) -> dict[str, list[str]] | None:
    """What of a form's fields is kept; None where nothing was typed, or too much."""
    data = {name: list(values) for name, values in typed.items() if not _secret(name)}
    if not any(any(values) for name, values in data.items() if name not in NOT_TYPED):
        return None
    return data if len(json.dumps(data)) <= LARGEST else None


def _secret(name: str) -> bool:
    return name in NEVER_KEPT or "password" in name.lower()
