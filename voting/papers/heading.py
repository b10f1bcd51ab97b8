"""What stands at the head and foot of every paper of a committee election."""

from dataclasses import dataclass
from datetime import date

DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """1 to 99 in Chinese numerals: 11 is 十一, 20 is 二十."""
    if not 1 <= number <= 99:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return head + (DIGITS[ones] if ones else "")


@dataclass(frozen=True, slots=True)
class Heading:
    """The election a paper belongs to, and who issues it. `sign` is the mark of the place's papers: 棠选."""

    county: str
    township: str
    village: str
    sign: str
    community: bool
    ordinal: int
    election_day: date

    @property
    def people(self) -> str:
        return "居民" if self.community else "村民"

    @property
    def here(self) -> str:
        return "本社区" if self.community else "本村"

    @property
    def body(self) -> str:
        return f"{self.people}委员会"

    @property
    def committee(self) -> str:
        """The body that runs the election, by its name in law."""
        return f"{self.people}选举委员会"

    @property
    def issuer(self) -> str:
        return f"{self.township}{self.village}{self.committee}"

    @property
    def election(self) -> str:
        """棠兴村第十一次村民委员会换届选举, as the plan counts its elections."""
        return f"{self.village}第{chinese_number(self.ordinal)}次{self.body}换届选举"

    @property
    def law(self) -> str:
        return f"《中华人民共和国{'城市' if self.community else ''}{self.body}组织法》"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionSheet:
    """The part that all contents of papers share; a subclass has its own `title`."""

    heading: Heading

    @property
    def issuer(self) -> str:
        return self.heading.issuer

    @property
    def sign(self) -> str:
        """The series a notice is numbered in: 棠选〔2020〕6号."""
        return self.heading.sign
