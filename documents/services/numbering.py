import secrets

from django.db import transaction

from accounts.exempt import part_of_an_act
from documents.models import Paper, Series

# Without 0, 1, I, L, O, U: what is read from paper and typed must not be mistaken.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8


@part_of_an_act
def next_number(*, place_code: str, sign: str, year: int) -> tuple[Series, int]:
    """Take the next number of a series, without gaps: a number taken in a transaction that fails is taken again.

    The series stays locked until the caller's transaction ends, so papers of one series are made one after another.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A number is taken in the transaction that issues its paper.")
    Series.objects.get_or_create(place_code=place_code, sign=sign, year=year)
    series = Series.objects.select_for_update().get(place_code=place_code, sign=sign, year=year)
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return series, series.last_number


def new_code() -> str:
    """A verification code that no paper bears; it cannot be guessed from others."""
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        if not Paper.objects.filter(code=code).exists():
            return code
