from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from candidates.enums import ReviewLevel


class Outcome(TextChoices):
    """What the facts say of one rule, gravest first."""

    FAIL = "fail", pgettext_lazy("finding", "Fails")
    RELAX = "relax", pgettext_lazy("finding", "May be relaxed")
    PROOF = "proof", pgettext_lazy("finding", "Needs evidence")
    PASS = "pass", pgettext_lazy("finding", "Passes")


# A secretary sent by an office above (A-QUAL-05), by the rulebook's code; LOCAL is one of the place.
DISPATCHED, LOCAL = "dispatched", "local"


class StatementKind(TextChoices):
    """What an office may state of a person where no register holds it."""

    NEGATIVE = "negative_list", _("A circumstance of the negative list")
    CRIME = "criminal_punishment", _("Criminal punishment")
    SANCTION = "sanction", _("Party or administrative sanction")
    ENVIRONMENT = "environmental_damage", _("Serious damage to the environment")
    UNQUALIFIED = "unqualified_member", _("Judged an unqualified Party member")
    APPRAISAL = "appraisal_failed", _("Failed the end-of-term appraisal")
    WEAK = "weak_organisation", _("Party organisation listed as weak that year")
    STANDARDS = "standards", _("Meets the standards for candidates")
    EXCLUDED = "excluded", _("Recent violations, low morals or bad influence among the people")


class Weight(TextChoices):
    """How heavy a sanction is: removal from posts and above, or lighter (A-NEG-13)."""

    LIGHTER = "lighter", _("Lighter than removal from posts")
    HEAVIER = "heavier", _("Removal from posts or heavier")


GRAVITY = list(Outcome)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One rule asked of one person, never a bare no.

    `key` is stable; `title`, `why`, `source` (who stated the facts) and `readings` (how an ambiguity is read) are
    told in the active language. `facts` are those used, in the language of machines. `approver` is the role that
    may relax the rule, by a document; where there is none a reason is enough. `relaxed_by` is that document.
    `vouch` is the level of review whose passing verdict itself states what is missing. `people` are the names of
    others whom it concerns.
    """

    key: str
    outcome: Outcome
    title: str
    why: str
    clauses: tuple[str, ...]
    source: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    approver: str | None = None
    relaxed_by: str = ""
    vouch: ReviewLevel | None = None
    readings: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def by_verdict(self) -> bool:
        """Whether nothing is missing but what a verdict states by passing."""
        return self.outcome == Outcome.PROOF and self.vouch is not None

    @cached_property
    def gravity(self) -> tuple[int, bool]:
        """Where it stands among the findings on a person: what a verdict states comes after other missing evidence."""
        return GRAVITY.index(self.outcome), self.by_verdict


def by_gravity(found: Sequence[Finding]) -> list[Finding]:
    """What fails first, then what may be relaxed, needs evidence, is stated by a verdict, passes."""
    return sorted(found, key=attrgetter("gravity"))


def full_years(born: date, day: date) -> int:
    """The age in full years (周岁) on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
