"""Rules as data: plans and laws as typed, versioned files. Pure: imports no Django."""

from elections.rulebook.book import Rulebook
from elections.rulebook.citing import Law
from elections.rulebook.compare import Difference, differences, entries
from elections.rulebook.loading import RulebookError, available, load_rulebook, parse_rulebook, shipped_text
from elections.rulebook.measures import Deadline, Range, Threshold
from elections.rulebook.sections.assembly import AgendaItem
from elections.rulebook.sections.party import PartyStage
from elections.rulebook.sections.schedule import Group, Part, Phase, Prerequisite, StepRule, Task
from elections.rulebook.sections.seats import Headcount
from elections.rulebook.value import RuleSilent, Silent, Source, Strength, Text, Value

__all__ = [
    "AgendaItem",
    "Deadline",
    "Difference",
    "Group",
    "Headcount",
    "Law",
    "Part",
    "PartyStage",
    "Phase",
    "Prerequisite",
    "Range",
    "RuleSilent",
    "Rulebook",
    "RulebookError",
    "Silent",
    "Source",
    "StepRule",
    "Strength",
    "Task",
    "Text",
    "Threshold",
    "Value",
    "available",
    "differences",
    "entries",
    "load_rulebook",
    "parse_rulebook",
    "shipped_text",
]
