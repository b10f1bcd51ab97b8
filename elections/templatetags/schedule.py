"""What the schedule's pages say of a step: its last day, what it waits for, who does it."""

from datetime import date

from django import template
from django.utils.timezone import localtime

from accounts.enums import Role
from accounts.said import Listed, Said
from accounts.templatetags.interface import axis_day
from elections.queries.progress import StepProgress
from elections.states import last_day

register = template.Library()


@register.filter
def due_day(step: StepProgress) -> date | None:
    """The last day of a step's window; None where it has no end."""
    return last_day(step.window.closes) if step.window.closes else None


@register.filter
def lock_day(step: StepProgress) -> date | None:
    """The last day on which anything can be entered; None where that never ends."""
    return last_day(step.window.locks) if step.window.locks else None


@register.filter
def opening_day(step: StepProgress) -> date | None:
    return localtime(step.window.opens).date() if step.window.opens else None


@register.filter
def missing_steps(step: StepProgress) -> str:
    """The titles of the steps that must be done before."""
    rules = step.election.cycle.rules
    return str(Listed(Said(rules.step(each.step).title) for each in step.missing))


@register.filter
def answering(step: StepProgress) -> str:
    """The office that a step waits for, or else those that do it."""
    waits = step.evidence.waiting_for
    return str(Listed(Role(role).label for role in ([waits] if waits else step.rule.who)))


@register.filter
def extender(step: StepProgress) -> str:
    """The office that may extend the step."""
    return str(Role(step.rule.extender).label)


@register.filter
def task_numbers(step: StepProgress) -> str:
    """The plan's own numbers of a step: 15, 18—19; nothing where it has none."""
    tasks = step.rule.tasks
    if not tasks:
        return ""
    return str(tasks[0]) if len(tasks) == 1 else f"{tasks[0]}—{tasks[-1]}"


@register.filter
def window_words(step: StepProgress) -> str:
    """The window in the short form of tables: 12-14—12-20, —12-31."""
    opens, due = opening_day(step), due_day(step)
    if opens == due:
        return axis_day(due)
    return f"{axis_day(opens)}—{axis_day(due)}" if opens else (f"—{axis_day(due)}" if due else "")
