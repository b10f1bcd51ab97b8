"""What can be wrong or doubtful with a person's particulars, and the findings that keep identity numbers hidden."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.importing.faults import SHOWN_LENGTH, WORD_FAULTS, FaultKind, Findings
from documents.sheets.cells import text
from villages.sealing import masked

ID_COLUMN = "id"

PERSON_FAULTS: dict[str, FaultKind] = WORD_FAULTS | {
    # the name
    "name_missing": FaultKind(
        _("The name is missing"), _("Type the name as it stands on the identity card.")
    ),
    "name_placeholder": FaultKind(
        _("A sign stands for a character that was not found"),
        _("Type the character itself; input by strokes or by its Unicode number finds rare ones."),
    ),
    "name_unusual": FaultKind(
        _("The name holds signs that names seldom hold"),
        _("Compare it with the identity card."),
        warning=True,
    ),
    "name_private_character": FaultKind(
        _("A character of the name exists on this computer only"),
        _("Type it in its national standard form (GB 18030), or it prints as a blank."),
        warning=True,
    ),
    # group and household
    "group_missing": FaultKind(_("The group is missing"), _("Type the number of the group.")),
    "group_not_number": FaultKind(_("The group is no number"), _("Type the number only, such as 3.")),
    "group_unknown": FaultKind(
        _("There is no such group here; the groups are %(groups)s"),
        _("Type the group the person belongs to."),
    ),
    "household_as_date": FaultKind(
        _("The program made a date of the household number"),
        _("Set the column to text and type the number again."),
    ),
    # the identity number
    "id_missing": FaultKind(
        _("The identity number is missing"), _("Type all 18 places."), "roll.one_place_only"
    ),
    "id_as_number": FaultKind(
        _("The program made a number of the identity number; its last places are lost"),
        _("Set the column to text and type or paste all 18 places again; it cannot be restored from here."),
    ),
    "id_not_18": FaultKind(_("%(count)s places instead of 18"), _("Compare it with the identity card.")),
    "id_characters": FaultKind(
        _("Signs other than digits; only the last place may be X"), _("Compare it with the identity card.")
    ),
    "id_no_such_day": FaultKind(
        _("The number's birth date, %(day)s, does not exist"),
        _("Compare places 7 to 14 with the identity card."),
    ),
    "id_check_digit": FaultKind(
        _("The last place does not fit the others"), _("A place is mistyped or swapped: compare all 18.")
    ),
    # sex and birth date
    "sex_unknown": FaultKind(_("Neither male nor female"), _("Choose from the list, or leave it empty.")),
    "sex_mismatch": FaultKind(_("Does not fit the identity number"), _("Mend whichever is wrong.")),
    "birth_unreadable": FaultKind(_("This is no date"), _("Type it as 1980-05-06, or leave it empty.")),
    "birth_mismatch": FaultKind(
        _("The identity number says %(day)s"), _("The identity card decides: mend whichever is wrong.")
    ),
}


class PersonFindings(Findings):
    """The findings of a row about a person; the column `id` holds the identity number."""

    kinds = PERSON_FAULTS

    def shown(self, column: str, value: Any) -> str:
        typed = text(value)
        return (hidden(typed) if column == ID_COLUMN else typed)[:SHOWN_LENGTH]


def hidden(number: str) -> str:
    """An identity number of any length without its middle; one that is a rounded number holds no person."""
    if "E+" in number:
        return number
    return masked(number) if len(number) >= 14 else number[:2] + "*" * (len(number) - 2)
