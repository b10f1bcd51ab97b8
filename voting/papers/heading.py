"""What stands at the head and foot of every paper of a committee election."""

from dataclasses import dataclass
from datetime import date

from elections.rulebook.citing import numeral


@dataclass(frozen=True, slots=True)
class Heading:
    """The election a paper belongs to, and who issues it. `sign` is the mark of the place's papers: 棠选."""

    county: str
    township: str
    village: str
    sign: str
    community: bool
    ordinal: int | None
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
    def reviewers(self) -> str:
        """The levels that review candidates, by what these places are: 镇、县."""
        return "、".join(
            "街道" if name.endswith("街道") else name[-1:] for name in (self.township, self.county)
        )

    @property
    def village_party(self) -> str:
        return f"{'社区' if self.community else '村'}党组织"

    @property
    def ordinal_zh(self) -> str:
        """第十一次; nothing where the plan does not count its elections."""
        return f"第{numeral(self.ordinal)}次" if self.ordinal else ""

    @property
    def election(self) -> str:
        """棠兴村第十一次村民委员会换届选举, as the plan counts its elections."""
        return f"{self.village}{self.ordinal_zh}{self.body}换届选举"

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
