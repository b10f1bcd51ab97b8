"""What can be wrong or doubtful in a row of the roll sheet, besides a person's own particulars."""

from django.utils.translation import gettext_lazy as _

from documents.importing.faults import FaultKind, Sentence
from villages.importing.faults import PERSON_FAULTS

FAULTS: dict[str, FaultKind] = PERSON_FAULTS | {
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
