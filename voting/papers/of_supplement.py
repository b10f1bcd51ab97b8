"""The notice of what a corrected version of the roll changes, from the two published versions."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from documents.refusals import PaperNotReady
from elections.models import Election
from voting.papers.about import heading_of
from voting.papers.of_roll import appeal_of, refused_groups, roll_in_force
from voting.papers.roll import NameGroup
from voting.papers.supplement import Corrected, RollSupplement
from voting.queries.roll import voters_of
from voting.queries.roll_changes import Change, Kind, changes_between, published_before


def roll_supplement(election: Election, day: date) -> RollSupplement:
    """What the roll in force has otherwise than the version before it. Raises PaperNotReady for a first version."""
    roll = roll_in_force(election)
    before = published_before(roll)
    if before is None:
        raise PaperNotReady(_("The first version of the roll is in force; there is nothing to supplement."))
    assert roll.published_at is not None
    changes = changes_between(before, roll)
    published_on = localtime(roll.published_at).date()
    listed = [change.entry for change in changes.of(Kind.REFUSED, Kind.LISTED)]
    return RollSupplement(
        heading=heading_of(election),
        version=roll.version,
        before=before.version,
        published_on=published_on,
        voters=voters_of(roll).count(),
        added=_by_group(changes.added),
        removed=_by_group(change for change in changes.of(Kind.OFF)),
        refused=refused_groups(listed),
        corrected=tuple(_corrected(changes.of(Kind.CHANGED))),
        appeal=appeal_of(election, roll),
        fingerprint=roll.fingerprint,
    )


def _by_group(changes: Iterable[Change]) -> tuple[NameGroup, ...]:
    people = sorted((change.entry for change in changes), key=lambda entry: (entry.group, entry.number))
    grouped = groupby(people, key=lambda entry: entry.group)
    return tuple(NameGroup(f"第{number}组", tuple(e.name for e in entries)) for number, entries in grouped)


def _corrected(changes: Iterable[Change]) -> Iterable[Corrected]:
    """The names and groups put right; what else was is nobody's business on a wall."""
    for change in changes:
        before, after = change.before, change.after
        assert before is not None and after is not None
        if (before.name, before.group) != (after.name, after.group):
            yield Corrected(f"第{before.group}组 {before.name}", f"第{after.group}组 {after.name}")
