"""Small numbers as the sheet writes them."""

from collections.abc import Collection

DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}


def chinese_or_plain(number: str) -> int:
    """1 to 99 in digits or Chinese numerals; digits of any length."""
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)


def ranges(numbers: Collection[int]) -> list[str]:
    """The numbers in short: 1—12, 15."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in runs]
