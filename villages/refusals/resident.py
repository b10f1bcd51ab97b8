from typing import ClassVar

from accounts.refusals import Refusal


class ResidentTwice(Refusal):
    """The person stands in this village's register already; the data name the row."""

    code: ClassVar[str] = "resident_twice"


class ResidentElsewhere(Refusal):
    """The person stands in the register of another place of the county; the data name the place and nothing else."""

    code: ClassVar[str] = "resident_elsewhere"


class GroupUnknown(Refusal):
    """The village has no such group; the data list those it has."""

    code: ClassVar[str] = "group_unknown"


class HouseholdOfAnotherGroup(Refusal):
    """The household of this number belongs to another group."""

    code: ClassVar[str] = "household_of_another_group"


class IdNumberFaulty(Refusal):
    """No identity number: not 18 places, an impossible day, or a check character that does not fit."""

    code: ClassVar[str] = "id_number_faulty"


class IdNumberDiffers(Refusal):
    """Birth date or sex are not those of the identity number."""

    code: ClassVar[str] = "id_number_differs"


class RegisterDayAhead(Refusal):
    """A day of a register is still to come."""

    code: ClassVar[str] = "register_day_ahead"


class RegisteredWhere(Refusal):
    """Somebody registered elsewhere, and the register does not say where."""

    code: ClassVar[str] = "registered_where"


class LeftAlready(Refusal):
    """The person has left the register."""

    code: ClassVar[str] = "left_already"


class LeftBeforeBirth(Refusal):
    """The day of leaving lies before the birth."""

    code: ClassVar[str] = "left_before_birth"


class StillHere(Refusal):
    """The person stands in the register; nobody returns who has not left."""

    code: ClassVar[str] = "still_here"


class ReasonMissing(Refusal):
    """A full identity number is shown to those who say what for."""

    code: ClassVar[str] = "reason_missing"
