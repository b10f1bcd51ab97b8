"""What every objection of a villager has in common: a receipt number, and no identity number in its words."""

import re
import secrets
import unicodedata
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from voting.refusals.appeal import IdentityNumberWritten

# Without 0, 1, I, L, O, U: what is read out and typed must not be mistaken.
RECEIPT_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
RECEIPT_LENGTH = 12
IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def new_receipt(table: type[Model]) -> str:
    """A number that nobody has and nobody can guess: whoever holds it is told how the objection stands.

    `table` has a column `receipt`.
    """
    rows: Any = table._default_manager
    while True:
        receipt = "".join(secrets.choice(RECEIPT_LETTERS) for _place in range(RECEIPT_LENGTH))
        if not rows.filter(receipt=receipt).exists():
            return receipt


def refuse_identity_numbers(text: str, field: str) -> None:
    """Raises IdentityNumberWritten."""
    if IDENTITY_NUMBER.search("".join(unicodedata.normalize("NFKC", text).split())):
        raise IdentityNumberWritten(
            _(
                "Leave the identity number out: what is written here is read by others. "
                "Name and group are enough; the committee finds the person."
            ),
            field=field,
        )
