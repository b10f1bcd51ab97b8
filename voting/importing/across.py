"""What is wrong between the rows of one sheet: the same number twice, or the same person under two numbers."""

from documents.importing.faults import Fault
from voting.importing.checks import Checked

BIRTH_DATE = slice(6, 14)


class Seen:
    """Remembers the rows of a sheet; tells of each row what it shares with an earlier one."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.people: dict[str, int] = {}

    def check(self, row: Checked) -> list[Fault]:
        if not row.id_number:
            return []
        return self.look(row.number, row.id_number, row.voter.name if row.voter else "")

    def look(self, row: int, id_number: str, name: str) -> list[Fault]:
        """`name` is empty for a row that is faulty otherwise."""
        first = self.ids.setdefault(id_number, row)
        if first != row:
            shown, data = f"…{id_number[-4:]}", {"first": first, "rows": [first, row]}
            return [Fault(row, "id", "duplicate_in_sheet", shown, data)]
        if name:
            first = self.people.setdefault(name + id_number[BIRTH_DATE], row)
            if first != row:
                return [Fault(row, "name", "same_name_and_birth", name, {"first": first})]
        return []
