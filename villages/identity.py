"""The citizen identity number (GB 11643): 6 digits region, 8 birth date, 3 serial (odd male), 1 check character."""

from datetime import date
from operator import mul

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"


def check_character(first_seventeen: str) -> str:
    """The 18th character that belongs to the first 17 digits."""
    total = sum(map(mul, WEIGHTS, first_seventeen.encode())) - ord("0") * sum(WEIGHTS)
    return CHECK_CHARACTERS[total % 11]


def well_formed(id_number: str) -> bool:
    """18 characters of which the first 17 are ASCII digits and the last a digit or X."""
    body, last = id_number[:17], id_number[17:]
    return len(id_number) == 18 and body.isascii() and body.isdigit() and last in set(CHECK_CHARACTERS)


def check_matches(id_number: str) -> bool:
    """Whether the check character of a well-formed number is right."""
    return check_character(id_number[:17]) == id_number[17]


def birth_date_of(id_number: str) -> date | None:
    """The birth date in a well-formed number, or None if there is no such day."""
    try:
        return date.fromisoformat(id_number[6:14])
    except ValueError:
        return None


def sex_of(id_number: str) -> str:
    """`M` or `F`, from the 17th digit of a well-formed number."""
    return "M" if int(id_number[16]) % 2 else "F"
