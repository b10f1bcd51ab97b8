"""What can be wrong or doubtful in a row of the roll sheet: stable codes, what is said, what to do, on what ground."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise


class Fault(NamedTuple):
    """A finding at one cell. `value` is the cell as typed, identity numbers masked; `data` fills the sentence."""

    row: int
    column: str
    code: str
    value: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class FaultKind:
    """A warning may be accepted with a reason; a fault must be mended. `rule` is the path of the rule behind it."""

    what: Sentence
    remedy: Sentence
    rule: str = ""
    warning: bool = False


FAULTS: dict[str, FaultKind] = {
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
    "too_long": FaultKind(_("More than %(limit)s characters"), _("Shorten it.")),
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
    "under_18_on_election_day": FaultKind(
        _("Born on %(born)s, not %(age)s years old on %(day)s"),
        _("Take the row out; on a wrong number or date, mend that."),
        "roll.voter_min_age",
    ),
    "minor_not_registered": FaultKind(
        _("Not %(age)s years old on %(day)s, so without the right to vote"),
        _("People without the right to vote need not be listed."),
        "roll.unregistered_published",
        warning=True,
    ),
    "very_old": FaultKind(
        _("%(years)s years old on election day"), _("Make sure that the person is living."), warning=True
    ),
    # category and record
    "category_missing": FaultKind(_("The category is missing"), _("Choose from the list.")),
    "category_unknown": FaultKind(
        _("No category of this place; they are %(numbers)s"), _("Choose from the list or type its number.")
    ),
    "category_needs_record": FaultKind(
        _("Category %(number)s needs on record: %(needs)s"),
        _("Say when and how it was given, and which meeting agreed."),
    ),
    # across rows and rolls
    "duplicate_in_sheet": FaultKind(
        _("The same identity number as row %(first)s"), _("Keep one of the two rows."), "roll.one_place_only"
    ),
    "same_name_and_birth": FaultKind(
        _("The same name and birth date as row %(first)s, under another number"),
        _("Make sure that they are two people."),
        "roll.one_place_only",
        warning=True,
    ),
    "on_another_roll": FaultKind(
        _("Already on the roll of %(place)s"),
        _("A person votes in one place only: settle with that place where."),
        "roll.one_place_only",
    ),
}

# What a category can need on record.
NEEDS: dict[str, Sentence] = {
    "statement": _("the person's own statement"),
    "application": _("the person's application"),
    "meeting_decision": _("the meeting's decision"),
}


def warns(code: str) -> bool:
    """Whether a finding may be accepted."""
    return FAULTS[code].warning
