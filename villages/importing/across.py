"""What is wrong between the rows of one register's sheet: a number twice, a household in two groups, two heads."""

from collections.abc import Iterator

from documents.importing.faults import Fault
from villages.importing.resident import Checked

HEAD = "户主"


class Seen:
    """Remembers the rows of a sheet; tells of each row what does not go with an earlier one."""

    def __init__(self) -> None:
        self.people: dict[bytes, int] = {}
        self.names: dict[tuple[str, str], int] = {}
        self.households: dict[str, tuple[int, int]] = {}
        self.heads: dict[str, int] = {}

    def check(self, checked: Checked) -> Iterator[Fault]:
        if not checked.whom:
            return
        number = checked.number
        first = self.people.setdefault(checked.whom, number)
        if first != number:
            shown = f"…{checked.last4}"
            yield Fault(number, "id", "duplicate_in_sheet", shown, {"first": first, "rows": [first, number]})
        elif checked.row is not None:
            yield from self._same_person(checked)
        if checked.row is not None:
            yield from self._household(checked)

    def _same_person(self, checked: Checked) -> Iterator[Fault]:
        row, number = checked.row, checked.number
        assert row is not None
        first = self.names.setdefault((row.name, row.birth_date.isoformat()), number)
        if first != number:
            yield Fault(number, "name", "same_name_and_birth", row.name, {"first": first})

    def _household(self, checked: Checked) -> Iterator[Fault]:
        row, number = checked.row, checked.number
        assert row is not None
        first, group = self.households.setdefault(row.household, (number, row.group))
        if group != row.group:
            data = {"first": first, "group": group}
            yield Fault(number, "household", "household_in_two_groups", row.household, data)
        if row.relation == HEAD:
            head = self.heads.setdefault(row.household, number)
            if head != number:
                yield Fault(number, "relation", "two_heads", HEAD, {"first": head})
