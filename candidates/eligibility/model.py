from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Outcome(TextChoices):
    """What the facts say of one rule, gravest first."""

    FAIL = "fail", pgettext_lazy("finding", "Fails")
    RELAX = "relax", pgettext_lazy("finding", "May be relaxed")
    PROOF = "proof", pgettext_lazy("finding", "Needs evidence")
    PASS = "pass", pgettext_lazy("finding", "Passes")


GRAVITY = list(Outcome)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the registers say of a person who stands for a post of the committee.

    `on_roll` is None where there is no roll yet. `held` are the posts of the sitting term as (body, post).
    `housemates` are other candidates of the same election in the same household.
    """

    post: str
    place_kind: str
    election_day: date | None
    birth_date: date | None
    education: str
    held: tuple[tuple[str, str], ...] = ()
    on_roll: bool | None = None
    accepted_on: date | None = None
    housemates: tuple[str, ...] = ()

    @property
    def incumbent(self) -> bool:
        """Whether the person sits in one of the two committees now (继续提名); others are new (新进)."""
        return bool(self.held)


@dataclass(frozen=True)
class Finding:
    """One rule asked of one person, never a bare no.

    `key` is stable; `title`, `why` and `source` (who stated the facts) are told in the active language.
    `approver` is the role that may relax the rule, by a document; where there is none a reason is enough.
    `people` are the names of others whom it concerns.
    """

    key: str
    outcome: Outcome
    title: str
    why: str
    clauses: tuple[str, ...]
    source: str
    approver: str | None = None
    people: tuple[str, ...] = ()


def by_gravity(found: Sequence[Finding]) -> list[Finding]:
    """What fails first, then what may be relaxed, needs evidence, passes."""
    return sorted(found, key=lambda finding: GRAVITY.index(finding.outcome))


def full_years(born: date, day: date) -> int:
    """The age in full years (周岁) on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
