import hashlib
import hmac
from datetime import date
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from villages.identity import WEIGHTS, birth_date_of, check_character, check_matches, sex_of, well_formed
from villages.sealing import blind_index, indexer, masked, seal, sealer, unseal

# The worked example of the standard (GB 11643-1999), a number of nobody.
EXAMPLE = "11010519491231002X"


def test_the_standards_own_example_has_the_right_check_character() -> None:
    assert check_character(EXAMPLE[:17]) == "X"
    assert check_matches(EXAMPLE)
    assert not check_matches(EXAMPLE[:16] + "3X")


@given(st.text("0123456789", min_size=17, max_size=17))
def test_the_check_character_makes_the_weighted_sum_one_modulo_eleven(first: str) -> None:
    last = check_character(first)
    value = 10 if last == "X" else int(last)
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first, strict=True)) + value
    assert total % 11 == 1


def test_birth_date_and_sex_stand_in_the_number() -> None:
    assert birth_date_of(EXAMPLE) == date(1949, 12, 31)
    assert sex_of(EXAMPLE) == "F"
    assert birth_date_of("110105197802300020") is None


@pytest.mark.parametrize(
    "wrong", ["", "11010519491231002", "1101051949123100２X", "11010519491231002x", "A" * 18]
)
def test_what_is_no_number_is_not_well_formed(wrong: str) -> None:
    assert not well_formed(wrong)


def test_a_sealed_number_opens_again_and_shows_nothing() -> None:
    sealed = seal(EXAMPLE)
    assert unseal(sealed) == EXAMPLE
    assert EXAMPLE.encode() not in sealed
    assert seal(EXAMPLE) != sealed
    with pytest.raises(InvalidTag):
        unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_equal_numbers_have_equal_indexes_and_others_do_not() -> None:
    assert blind_index(EXAMPLE) == blind_index(EXAMPLE)
    assert blind_index(EXAMPLE) != blind_index("110105194912310038")
    assert masked(EXAMPLE) == "1101**********002X"


def test_the_index_is_a_keyed_hash_that_may_be_worked_out_anywhere(settings: Any) -> None:
    key = hashlib.blake2b(b"index", key=settings.SEALING_KEY.encode()[:64], digest_size=32).digest()
    assert blind_index(EXAMPLE) == hmac.digest(key, EXAMPLE.encode(), "sha256")[:16]
    index = indexer()
    assert [index(EXAMPLE), index("110105194912310038"), index(EXAMPLE)] == [
        blind_index(EXAMPLE),
        blind_index("110105194912310038"),
        blind_index(EXAMPLE),
    ]


def test_many_numbers_sealed_at_once_never_share_their_random_part() -> None:
    seal_next = sealer()
    sealed = [seal_next(EXAMPLE) for _ in range(2500)]
    assert {unseal(one) for one in sealed} == {EXAMPLE}
    assert len({one[:12] for one in sealed}) == len(sealed)
