"""Small numbers as Chinese words: 第一党支部, 第十二党支部."""

DIGITS = "零一二三四五六七八九"
TENS = 10
HIGHEST = 99


def numeral(number: int) -> str:
    """The word of a number from 1 to 99: `numeral(12) == "十二"`. Raises ValueError for others."""
    if not 1 <= number <= HIGHEST:
        raise ValueError(f"{number} has no word here")
    tens, ones = divmod(number, TENS)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")
