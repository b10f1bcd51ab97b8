"""The checks of one row of the sheet of audits. Every fault of a row is told, not the first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from documents.importing.faults import Fault, FaultKind, check_words
from documents.sheets import Line
from documents.sheets.cells import code
from villages.enums import BODY_OF, AuditState, Post
from villages.importing.audit_columns import STATES
from villages.importing.faults import PersonFindings
from villages.importing.whom import WHOM_FAULTS, People, Person, check_day, check_person, check_word
from villages.services.cadre import Audited

FINDING_LENGTH = 300

AUDIT_FAULTS: dict[str, FaultKind] = WHOM_FAULTS | {
    "post_unknown": FaultKind(
        _("No such post; or the word fits several"), _("Choose one post from the list.")
    ),
    "holding_unknown": FaultKind(
        _("The register has no such post of this person with this beginning"),
        _("Compare the list of cadres; a post that is missing there is entered there first."),
    ),
    "state_unknown": FaultKind(_("This is no state of an audit"), _("Choose from the list.")),
    "finding_too_early": FaultKind(
        _("Only an audit that is done has a finding"), _("Mend the state, or take the finding out.")
    ),
    "settled_nothing": FaultKind(
        _("There is no finding to be settled"), _("Write the finding, or take the day out.")
    ),
    "settled_before": FaultKind(
        _("A finding is settled after the report, of %(day)s"), _("Mend whichever day is wrong.")
    ),
    "audits_not_yours": FaultKind(_("The township enters audits"), _("Have the township send the sheet in.")),
    "row_twice": FaultKind(_("The same audit as row %(first)s"), _("Keep one of the two rows.")),
}


class AuditFindings(PersonFindings):
    """The findings of a row of the sheet of audits."""

    kinds = AUDIT_FAULTS


@dataclass(frozen=True)
class Facts:
    """What a row is judged by; `holdings` are ids of posts by person, body and beginning, `audits` who may enter them."""

    today: date
    people: People
    posts: Mapping[str, Post]
    holdings: Mapping[tuple[int, str, date], int]
    audits: bool


class Checked(NamedTuple):
    """A checked row: who is meant, the id of the post held, and the audit where it is sound."""

    number: int
    person: Person | None
    cadre: int | None
    audited: Audited | None
    faults: list[Fault]


def check_line(line: Line, facts: Facts) -> Checked:
    """Everything that is wrong or doubtful within one row."""
    found, cells = AuditFindings(line.number), line.cells
    if not facts.audits:
        found.say("state", "audits_not_yours", cells["state"])
    person = check_person(cells, facts.people, found)
    cadre = _holding(cells, person, facts, found)
    state = check_word("state", cells["state"], STATES, "state_unknown", found)
    on = check_day("on", cells["on"], found, latest=facts.today, needed=True)
    finding = check_words("finding", cells["finding"], FINDING_LENGTH, found)
    settled = check_day("settled_on", cells["settled_on"], found, latest=facts.today)
    _check_finding(cells, state, on, finding, settled, found)
    sound = state is not None and on is not None
    audited = Audited(state, on, finding, settled) if sound and state and on else None
    return Checked(line.number, person, cadre, audited, found.faults)


def _holding(
    cells: Mapping[str, Any], person: Person | None, facts: Facts, found: AuditFindings
) -> int | None:
    post = facts.posts.get(code(cells["post"])) if cells["post"] != "" else None
    if post is None:
        found.say("post", "post_unknown", cells["post"])
    since = check_day("since", cells["since"], found, latest=facts.today, needed=True)
    if person is None or post is None or since is None:
        return None
    cadre = facts.holdings.get((person.pk, BODY_OF[post], since))
    if cadre is None:
        found.say("post", "holding_unknown", cells["post"])
    return cadre


def _check_finding(
    cells: Mapping[str, Any],
    state: AuditState | None,
    on: date | None,
    finding: str,
    settled: date | None,
    found: AuditFindings,
) -> None:
    if finding and state is not None and state != AuditState.DONE:
        found.say("finding", "finding_too_early", cells["finding"])
    if settled is None:
        return
    if not finding:
        found.say("settled_on", "settled_nothing", cells["settled_on"])
    elif on is not None and settled < on:
        found.say("settled_on", "settled_before", cells["settled_on"], day=on.isoformat())
