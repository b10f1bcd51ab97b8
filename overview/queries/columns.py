"""The columns of the progress board: the groups of a rulebook, or each of its steps."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.timezone import localtime

from elections.calendar import group_window, step_head
from elections.queries.progress import Progress, StepProgress
from elections.rulebook import Group, Rulebook, Text


class By(StrEnum):
    """What stands in a column."""

    GROUP = "group"
    STEP = "step"


@dataclass(frozen=True)
class Column:
    """A column as the rulebook gives it: `key` is the group's number or the step's key, `steps` those that it holds.

    `begins` is when the plan begins its tasks, `window` what the head says of its days.
    """

    key: str
    number: int
    title: Text
    window: Text
    group: Group
    steps: tuple[str, ...]
    begins: date | None

    def of(self, progress: Progress) -> list[StepProgress]:
        """The column's steps in one village."""
        return [progress.steps[key] for key in self.steps]


def columns_of(rules: Rulebook, by: By) -> list[Column]:
    """The columns of a rulebook from left to right."""
    return _step_columns(rules) if by == By.STEP else [_group_column(rules, group) for group in rules.groups]


def column_of(rules: Rulebook, key: str) -> Column:
    """The column of a group's number or a step's key. Raises KeyError."""
    by = By.GROUP if key.isdecimal() else By.STEP
    return {column.key: column for column in columns_of(rules, by)}[key]


def steps_by_group(rules: Rulebook) -> list[tuple[Group, list[str]]]:
    """The groups of a rulebook, each with the keys of its steps."""
    return [
        (group, [step.key for step in rules.steps if step.group == group.number]) for group in rules.groups
    ]


def begins_on(column: Column, steps: Collection[StepProgress]) -> date | None:
    """When the work of a column begins in a village: by the steps' windows, or else by the plan's tasks."""
    opens = [localtime(step.window.opens).date() for step in steps if step.window.opens]
    return min(opens, default=column.begins)


def opening_of(step: StepProgress) -> date | None:
    """The day from which a step can be worked on: its window's, or else that of the plan's tasks."""
    opens = step.window.opens
    return localtime(opens).date() if opens else _begins(step.election.cycle.rules, step.rule.tasks)


def _group_column(rules: Rulebook, group: Group) -> Column:
    steps = tuple(step.key for step in rules.steps if step.group == group.number)
    window, begins = group_window(rules, group), _begins(rules, group.tasks)
    return Column(str(group.number), group.number, group.title, window, group, steps, begins)


def _step_columns(rules: Rulebook) -> list[Column]:
    """The steps, those of a group side by side."""
    groups: Mapping[int, Group] = {group.number: group for group in rules.groups}
    order = {number: place for place, number in enumerate(groups)}
    steps = sorted((step for step in rules.steps if step.group in groups), key=lambda step: order[step.group])
    return [
        Column(
            key=step.key,
            number=number,
            title=step.title,
            window=step_head(rules, step),
            group=groups[step.group],
            steps=(step.key,),
            begins=_begins(rules, step.tasks),
        )
        for number, step in enumerate(steps, start=1)
    ]


def _begins(rules: Rulebook, tasks: Collection[int]) -> date | None:
    return min((start for number in tasks if (start := rules.task(number).start)), default=None)
