from dataclasses import dataclass
from typing import Any

from accounts.said import Said
from elections import chain
from elections.calendar.checking import PlanCheck, check_plan
from elections.models import RulebookEdition
from elections.queries.allowances import COUNTY_DIGITS, TOWNSHIP_DIGITS, holidays_of
from elections.rulebook import Rulebook, available, load_rulebook

SHIPPED, MADE = "shipped:", "edition:"


@dataclass(frozen=True)
class Choice:
    """A rulebook that a cycle can be opened under: its key in the form, and how people read it."""

    key: str
    label: str


def choices_for(township: str) -> list[Choice]:
    """The plans that come with the application, and those that the township or its county made."""
    shipped = [book for name in available() if (book := load_rulebook(name)).kind == "plan"]
    owners = {township[:TOWNSHIP_DIGITS], township[:COUNTY_DIGITS]}
    made = RulebookEdition.objects.filter(owner__in=owners, kind="plan").order_by("name", "pk")
    return [
        *(
            Choice(f"{MADE}{each.pk}", f"{Said(each.title)} {each.version}")
            for each in made.defer("text", "data")
        ),
        *(Choice(f"{SHIPPED}{book.name}", f"{Said(book.title)} {book.version}") for book in shipped),
    ]


def edition_for(township: str, pk: int) -> RulebookEdition | None:
    """An edition that the township may open a cycle under, or None."""
    owners = {"", township[:TOWNSHIP_DIGITS], township[:COUNTY_DIGITS]}
    return RulebookEdition.objects.filter(owner__in=owners, kind="plan", pk=pk).first()


def check_for(township: str, rules: Rulebook) -> PlanCheck:
    """The plan checked by the holidays that hold in the township."""
    return check_plan(rules, work=holidays_of(township))


def told_findings(check: PlanCheck) -> list[dict[str, Any]]:
    """What the check found, as the ledger keeps it."""
    return [
        {
            **finding.conflict.json(),
            "amb": finding.conflict.amb,
            "kinds": finding.kinds,
            "always": check.everywhere(finding),
            "days": [] if check.everywhere(finding) else [day.isoformat() for day in finding.days],
        }
        for finding in check.findings
    ]


def digest_of(check: PlanCheck) -> str:
    """What an office signs that it has read: changes as soon as anything is found that was not there."""
    return chain.digest(told_findings(check))


def next_version(owner: str, rules: Rulebook) -> str:
    """The first version of a rulebook, with one more number, that the office has not made yet: 1.0.1, 1.0.2 …"""
    made = set(RulebookEdition.objects.filter(owner=owner, name=rules.name).values_list("version", flat=True))
    number = 1
    while f"{rules.version}.{number}" in made:
        number += 1
    return f"{rules.version}.{number}"
