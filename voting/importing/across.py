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
        first = self.ids.setdefault(row.id_number, row.number)
        if first != row.number:
            shown = f"…{row.id_number[-4:]}"
            return [
                Fault(
                    row.number,
                    "id",
                    "duplicate_in_sheet",
                    shown,
                    {"first": first, "rows": [first, row.number]},
                )
            ]
        return self._same_person(row)

    def _same_person(self, row: Checked) -> list[Fault]:
        if row.voter is None:
            return []
        first = self.people.setdefault(row.voter.name + row.id_number[BIRTH_DATE], row.number)
        if first == row.number:
            return []
        return [Fault(row.number, "name", "same_name_and_birth", row.voter.name, {"first": first})]
