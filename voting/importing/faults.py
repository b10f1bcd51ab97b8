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
        _("Say when and how it was given, and which meeting agreed, in their columns or in this one."),
    ),
    "residence_missing": FaultKind(
        _("Category %(number)s needs the day since when the person lives or works here"),
        _("Type the day, such as 2019-05-01."),
    ),
    "residence_too_short": FaultKind(
        _("Not here for %(years)s full years on %(day)s"),
        _("Take the row out, or list the person as not registered; on a wrong date, mend that."),
    ),
    "dwelling_missing": FaultKind(
        _("Category %(number)s needs a fixed dwelling here"),
        _("Say what proves it, such as the deed of the house or the lease."),
    ),
    "confirmation_missing": FaultKind(
        _("Category %(number)s needs the election committee's confirmation"), _("Type the day of it.")
    ),
    "day_unreadable": FaultKind(_("This is no date"), _("Type it as 2020-12-10, or leave it empty.")),
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
    "like_on_another_roll": FaultKind(
        _("Somebody of this name and birth date is on the roll of %(place)s, under another number"),
        _("Make sure that they are two people: compare the identity card, ask that place."),
        "roll.one_place_only",
        warning=True,
    ),
}

# What a category can need on record.
NEEDS: dict[str, Sentence] = {
    "statement": _("the person's own statement"),
    "application": _("the person's application"),
    "meeting_decision": _("the meeting's decision"),
}
