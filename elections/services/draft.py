"""Drafts of rulebooks: begun, changed place by place, published as an edition or put in force in a cycle.

The text of a draft is always a right rulebook: a change after which it would not be is refused with its faults. Two
may work on one draft; whoever changes it says which state of it was seen (`version`), so that nobody overwrites what
the other did.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.refusals import NotThere
from accounts.rules import offices_with, require
from elections.models import Amendment, Cycle, RulebookDraft, RulebookEdition
from elections.refusals import (
    AmendmentUnderWay,
    CycleClosed,
    DraftChangedMeanwhile,
    EditionExists,
    RulebookFaulty,
    UploadNoText,
    UploadTooLarge,
)
from elections.rulebook import Rulebook, RulebookError, Text, parse_rulebook
from elections.rulebook.editing import with_entry, with_head, with_value
from elections.rulebook.faults import Fault
from elections.rulebook.plain import as_data
from elections.rulebook.shape import LAWS, entries_at, entry_shape, value_shape
from elections.services.rulebook import amend_cycle, make_edition

Data = Mapping[str, Any]
Change = Callable[[str, Rulebook], str]
UPLOAD_BYTES = 500_000
# The clock of a machine may stand still between two changes; their order must not.
TICK = timedelta(microseconds=1)
LAW_KEY = re.compile(r"[A-Z]{2,6}")
BLANK = "# Written in the interface.\n"
OF_A_DRAFT = "A draft of a rulebook: it binds nobody before it is published."


@ungated(OF_A_DRAFT)
def start_draft(*, by: User, text: str, based_on: str, head: Data, now: datetime) -> RulebookDraft:
    """Begin a draft of the own office from the text of a rulebook, under a head of its own. Raises RulebookFaulty."""
    owner = _own_office(by).scope
    made = with_head(text, head)
    _parsed(made)
    return _begun(by, owner, made, based_on, now)


@ungated(OF_A_DRAFT)
def start_blank(*, by: User, head: Data, now: datetime) -> RulebookDraft:
    """Begin a draft that says nothing yet but its head, and stands on the base that the head names."""
    return start_draft(by=by, text=BLANK, based_on=str(head.get("extends") or ""), head=head, now=now)


@ungated(OF_A_DRAFT)
def import_draft(*, by: User, content: bytes, now: datetime) -> RulebookDraft:
    """Begin a draft from an uploaded TOML file, its text as it is.

    Raises UploadTooLarge, UploadNoText, RulebookFaulty (every fault with its path).
    """
    owner = _own_office(by).scope
    if len(content) > UPLOAD_BYTES:
        raise UploadTooLarge(
            _("The file is larger than a rulebook can be: more than %(most)s bytes."),
            {"most": UPLOAD_BYTES},
            field="file",
        )
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UploadNoText(_("The file is no text in UTF-8."), field="file") from error
    rules = _parsed(text)
    return _begun(by, owner, text, f"{rules.name} {rules.version}", now)


@ungated(OF_A_DRAFT)
def start_amendment(*, by: User, cycle: Cycle, now: datetime) -> RulebookDraft:
    """Begin to amend the rulebook of a running cycle: a copy of the edition in force, its version raised.

    Raises CycleClosed, AmendmentUnderWay (one amendment at a time).
    """
    require(by, "rulebook.amend", cycle.township_id)
    with transaction.atomic():
        cycle = Cycle.objects.select_for_update(of=("self",)).select_related("edition").get(pk=cycle.pk)
        if cycle.closed_at is not None:
            raise CycleClosed(_("This cycle is closed already."))
        under_way = cycle.drafts.first()
        if under_way is not None:
            raise AmendmentUnderWay(
                _("The rulebook of this cycle is being amended already; go on with that draft."),
                data={"draft": under_way.pk},
            )
        edition = cycle.edition
        text = with_head(edition.text, {"version": next_version(cycle.township_id, edition)})
        _parsed(text)
        return _begun(by, cycle.township_id, text, str(edition), now, cycle)


def next_version(owner: str, edition: RulebookEdition) -> str:
    """The version after that of an edition: its last number raised until the office has no such version yet."""
    known = set(
        RulebookEdition.objects.filter(owner=owner, name=edition.name).values_list("version", flat=True)
    )
    *rest, last = edition.version.split(".")
    number = int(last) + 1
    while ".".join([*rest, str(number)]) in known:
        number += 1
    return ".".join([*rest, str(number)])


@ungated(OF_A_DRAFT)
def change_head(*, by: User, draft: RulebookDraft, head: Data, version: str, now: datetime) -> RulebookDraft:
    """Change what a draft says of itself; an amendment keeps its name."""
    wanted = {name: found for name, found in head.items() if name != "name" or draft.cycle_id is None}
    return _change(by, draft, version, now, lambda text, rules: with_head(text, wanted))


@ungated(OF_A_DRAFT)
def change_value(
    *, by: User, draft: RulebookDraft, path: str, value: Data, version: str, now: datetime
) -> RulebookDraft:
    """State a value: what it is, its clause, quotation, strength … as the file has them."""
    _value_at(path)
    return _change(by, draft, version, now, lambda text, rules: with_value(text, path, value))


@ungated(OF_A_DRAFT)
def remove_value(*, by: User, draft: RulebookDraft, path: str, version: str, now: datetime) -> RulebookDraft:
    """Take a value out of the draft: the place is its base's again, or silent."""
    _value_at(path)
    return _change(by, draft, version, now, lambda text, rules: with_value(text, path, None))


@ungated(OF_A_DRAFT)
def change_entry(
    *,
    by: User,
    draft: RulebookDraft,
    path: str,
    number: int | None,
    entry: Data,
    version: str,
    now: datetime,
) -> RulebookDraft:
    """Change the entry of a list that stands in this place (from 1), or add one (no number).

    A list that is still the base's is taken over into the draft first.
    """
    _list_at(path)
    return _change(by, draft, version, now, lambda text, rules: _entered(text, rules, path, number, entry))


@ungated(OF_A_DRAFT)
def remove_entry(
    *, by: User, draft: RulebookDraft, path: str, number: int, version: str, now: datetime
) -> RulebookDraft:
    """Take an entry out of a list; a list without entries is its base's again."""
    _list_at(path)
    return _change(by, draft, version, now, lambda text, rules: _entered(text, rules, path, number, None))


@ungated(OF_A_DRAFT)
def change_law(
    *, by: User, draft: RulebookDraft, key: str, law: Data | None, version: str, now: datetime
) -> RulebookDraft:
    """State a law that clauses are cited from by its key, or take it out (None). Raises RulebookFaulty for a bad key."""
    if not LAW_KEY.fullmatch(key):
        text = Text(
            zh="法律的键为2至6个大写字母，如VCOL", en="the key of a law is two to six capitals, such as VCOL"
        )
        raise RulebookFaulty([Fault("key", text)])
    return _change(by, draft, version, now, lambda text, rules: with_value(text, f"{LAWS}.{key}", law))


@ungated("A rulebook by which later gates decide; it belongs to no election.")
def publish_draft(
    *, by: User, draft: RulebookDraft, reason: str, version: str, now: datetime
) -> RulebookEdition:
    """Make an edition of a draft; the draft is gone then. Raises EditionExists, DraftChangedMeanwhile."""
    with transaction.atomic():
        draft = _locked(by, draft, version)
        if draft.cycle_id is not None:
            raise NotThere
        made = make_edition(by=by, owner=draft.owner, text=draft.text, reason=reason, now=now)
        draft.delete()
    return made


@ungated("Changes the rules by which the gates decide; the windows of closed steps are kept.")
def put_in_force(*, by: User, draft: RulebookDraft, reason: str, version: str, now: datetime) -> Amendment:
    """Amend the cycle that a draft is for; the draft is gone then.

    `now` is the time in the cycle. Raises what `amend_cycle` raises, DraftChangedMeanwhile.
    """
    with transaction.atomic():
        draft = _locked(by, draft, version)
        if draft.cycle is None:
            raise NotThere
        made = amend_cycle(by=by, cycle=draft.cycle, text=draft.text, reason=reason, now=now)
        draft.delete()
    return made


@ungated(OF_A_DRAFT)
def discard_draft(*, by: User, draft: RulebookDraft, version: str) -> None:
    """Throw a draft away; no edition and no cycle has seen it."""
    with transaction.atomic():
        _locked(by, draft, version).delete()


def version_of(draft: RulebookDraft) -> str:
    """Which state of a draft a page shows, to be handed back with a change."""
    return draft.changed_at.isoformat()


def _change(by: User, draft: RulebookDraft, version: str, now: datetime, change: Change) -> RulebookDraft:
    with transaction.atomic():
        draft = _locked(by, draft, version)
        text = change(draft.text, _parsed(draft.text))
        rules = _parsed(text)
        _new_version(draft, rules)
        draft.text = text
        draft.changed_at = max(now, draft.changed_at + TICK)
        draft.save(update_fields=["text", "changed_at"])
    return draft


def _new_version(draft: RulebookDraft, rules: Rulebook) -> None:
    """Say at once, not only at the end, that a version is taken."""
    before = _parsed(draft.text)
    if (before.name, before.version) == (rules.name, rules.version):
        return
    if RulebookEdition.objects.filter(owner=draft.owner, name=rules.name, version=rules.version).exists():
        raise EditionExists(
            _("%(name)s %(version)s exists already; give it a new version."),
            {"name": rules.name, "version": rules.version},
            field="version",
        )


def _locked(by: User, draft: RulebookDraft, version: str) -> RulebookDraft:
    """The draft as it stands now, held until the transaction ends, if it is the one that was seen."""
    _editor(by, draft)
    found = (
        RulebookDraft.objects.select_for_update(of=("self",))
        .select_related("cycle__township")
        .filter(pk=draft.pk)
        .first()
    )
    if found is None or found.changed_at != _moment(version):
        raise DraftChangedMeanwhile(
            _(
                "Somebody has changed this draft since you opened the page. Look at it again, then make your change."
            )
        )
    return found


def _moment(version: str) -> datetime | None:
    try:
        return parse_datetime(version)
    except ValueError:
        return None


def _editor(by: User, draft: RulebookDraft) -> Office:
    """The office by which somebody works on a draft: the one that made it, or any over the cycle it amends."""
    if draft.cycle_id is not None:
        return require(by, "rulebook.amend", draft.owner)
    own = [office for office in offices_with(by, "rulebook.edit") if office.scope == draft.owner]
    if not own:
        raise NotThere
    return own[0]


def _own_office(by: User) -> Office:
    found = offices_with(by, "rulebook.edit")
    if not found:
        raise NotThere
    return found[0]


def _begun(
    by: User, owner: str, text: str, based_on: str, now: datetime, cycle: Cycle | None = None
) -> RulebookDraft:
    return RulebookDraft.objects.create(
        owner=owner, text=text, based_on=based_on, cycle=cycle, made_at=now, made_by=by, changed_at=now
    )


def _entered(text: str, rules: Rulebook, path: str, number: int | None, entry: Data | None) -> str:
    entries = [as_data(one) for one in entries_at(rules, path)]
    if number is not None and not 1 <= number <= len(entries):
        raise NotThere
    return with_entry(text, path, entries, number, entry)


def _value_at(path: str) -> None:
    try:
        value_shape(path)
    except LookupError as error:
        raise NotThere from error


def _list_at(path: str) -> None:
    try:
        entry_shape(path)
    except LookupError as error:
        raise NotThere from error


def _parsed(text: str) -> Rulebook:
    try:
        return parse_rulebook(text)
    except RulebookError as error:
        raise RulebookFaulty(error.told) from error
