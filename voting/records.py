"""What is on record of an entry, as the clerk's page tells it: what it is, of which day, and the words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voting.evidence import DECLINES, NO_ANSWER, Evidence

# What of a record is its day, and what are its words.
DAYS, TEXTS = (
    ("on", "since", "until"),
    ("how", "body", "proof", "document", "name", "place", "reason", "approval"),
)
TITLES: dict[str, Promise | str] = {
    "statement": _("Said to take part"),
    "application": _("Application"),
    "meeting_decision": _("Decision of the meeting"),
    "one_year": _("Here since"),
    "dwelling": _("Dwelling"),
    "committee_confirmation": _("Confirmed by the committee"),
    "rights": _("Deprived of political rights, until"),
    "guardian": _("The guardian agrees"),
    "elsewhere": _("Registered for the election in"),
    "not_agreed": _("The meeting did not agree"),
    "relocated": _("Votes here though relocated"),
}
RESULTS: dict[str, Promise | str] = {
    DECLINES: _("Will not take part"),
    NO_ANSWER: _("Not reached"),
    "takes_part": _("Will take part"),
}


@dataclass(frozen=True)
class Record:
    """One thing on record."""

    title: Promise | str
    day: date | None
    text: str
    result: Promise | str = ""


def records_of(evidence: Evidence) -> list[Record]:
    """Everything on record, in the order of the page; the tries to reach somebody come last."""
    return [*_proofs(evidence), *_contacts(evidence)]


def _proofs(evidence: Evidence) -> Iterator[Record]:
    for name, title in TITLES.items():
        if record := evidence.get(name):
            yield Record(title, _day(record), _text(record))


def _contacts(evidence: Evidence) -> Iterator[Record]:
    for contact in evidence.get("contacts", ()):
        yield Record(_("Sought"), _day(contact), _text(contact), RESULTS.get(contact.get("result", ""), ""))


def _day(record: dict[str, Any]) -> date | None:
    told = next((record[name] for name in DAYS if record.get(name)), None)
    return date.fromisoformat(told) if told else None


def _text(record: dict[str, Any]) -> str:
    return " ".join(str(record[name]) for name in TEXTS if record.get(name))
