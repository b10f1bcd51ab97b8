"""What is found when one rule is asked of a team."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from elections.rulebook.value import Strength


class Standing(TextChoices):
    """How a team stands to one rule."""

    UNMET = "unmet", pgettext_lazy("a rule of the team", "Not kept")
    OPEN = "open", pgettext_lazy("a rule of the team", "Not known yet")
    MET = "met", pgettext_lazy("a rule of the team", "Kept")


def standing(kept: bool | None) -> Standing:
    """How a rule stands that is kept, not kept, or not known yet (None)."""
    return Standing.OPEN if kept is None else Standing.MET if kept else Standing.UNMET


@dataclass(frozen=True)
class Finding:
    """One rule asked of a team: how it stands, how it binds, on what clause, and the numbers in a plain sentence.

    `key` is stable. `amb` is the reading in force where the text can be read in more than one way.
    """

    key: str
    standing: Standing
    strength: Strength
    clause: str
    message: str | Promise
    params: dict[str, Any] = field(default_factory=dict)
    amb: str | None = None

    def __str__(self) -> str:
        return str(self.message) % self.params

    @property
    def binds(self) -> bool:
        """Whether a hard rule is not kept."""
        return self.standing == Standing.UNMET and self.strength == Strength.HARD


def finding(key: str, kept: bool | None, rule: Any, message: Any, **params: Any) -> Finding:
    """What is found on one value of a rulebook; `kept` None is not known yet."""
    return Finding(key, standing(kept), rule.strength, rule.clause, message, params, rule.amb)
