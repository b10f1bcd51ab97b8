from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Imprint:
    """What proves one sheet: its number in the series, the verification code, and where to check it."""

    number: str
    code: str
    verify_url: str
    issued_on: date
    training: bool

    @property
    def verify_site(self) -> str:
        """The address to type by hand, without scheme and code."""
        return self.verify_url.split("://", 1)[-1].rsplit("/", 2)[0] + "/"
