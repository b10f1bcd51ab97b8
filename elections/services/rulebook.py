"""Editions of rulebooks: a shipped one taken over, one made by an office, and the amendment of a running cycle."""

from datetime import datetime
from functools import cache
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.rules import require
from elections import chain
from elections.enums import Act
from elections.models import Amendment, Cycle, Election, KeptWindow, RulebookEdition
from elections.queries.amendment import closed
from elections.queries.progress import StepProgress, progress_of
from elections.refusals import CycleClosed, EditionExists, NothingAmended, RulebookFaulty
from elections.rulebook import (
    Rulebook,
    RulebookError,
    differences,
    load_rulebook,
    parse_rulebook,
    shipped_text,
)
from elections.services.ledger import record


@ungated("A rulebook as its file reads; it belongs to no election.")
def shipped_edition(name: str, now: datetime) -> RulebookEdition:
    """The edition of a shipped rulebook as its file reads today; kept once. Raises RulebookError for no such file."""
    fields = {**_shipped(name), "made_at": now}
    digest = fields.pop("digest")
    # Two townships may open a cycle under the same file at the same moment.
    kept, _made = RulebookEdition.objects.get_or_create(owner="", digest=digest, defaults=fields)
    return kept


@ungated("A rulebook by which later gates decide; it belongs to no election.")
def make_edition(
    *, by: User, owner: str, text: str, reason: str, now: datetime, amends: RulebookEdition | None = None
) -> RulebookEdition:
    """Keep a rulebook that an office made, from its TOML, for the places that the office covers.

    Raises RulebookFaulty (every fault with its path), EditionExists (a version is never made twice).
    """
    office = require(by, "rulebook.edit", owner)
    rules = _parsed(text)
    with transaction.atomic():
        if RulebookEdition.objects.filter(owner=owner, name=rules.name, version=rules.version).exists():
            raise EditionExists(
                _("%(name)s %(version)s exists already; give it a new version."),
                {"name": rules.name, "version": rules.version},
                field="version",
            )
        made = _kept(rules, owner=owner, text=text, now=now, by=by, reason=reason, amends=amends)
        record(
            by=by,
            office=office,
            act=Act.RULEBOOK_MADE,
            cycle=None,
            place_code=owner,
            subject=f"{made.name} {made.version}",
            data={"name": made.name, "version": made.version, "digest": made.digest, "reason": reason},
            now=now,
        )
    return made


@ungated("Changes the rules by which the gates decide; the windows of closed steps are kept.")
def amend_cycle(*, by: User, cycle: Cycle, text: str, reason: str, now: datetime) -> Amendment:
    """Put an amended rulebook in force in a running cycle: open steps are reckoned anew, closed ones stay as they were.

    Raises CycleClosed, RulebookFaulty, EditionExists, NothingAmended (it demands nothing else).
    """
    office = require(by, "rulebook.amend", cycle.township_id)
    with transaction.atomic():
        cycle = Cycle.objects.select_for_update(of=("self",)).select_related("township").get(pk=cycle.pk)
        if cycle.closed_at is not None:
            raise CycleClosed(_("This cycle is closed already."))
        before = cycle.edition
        if not differences(cycle.rules, _parsed(text)):
            raise NothingAmended(_("The new version demands nothing else than the one in force."))
        after = make_edition(by=by, owner=cycle.township_id, text=text, reason=reason, now=now, amends=before)
        _keep_closed_windows(cycle, now)
        cycle.edition = after
        cycle.save(update_fields=["edition"])
        made = Amendment.objects.create(cycle=cycle, before=before, after=after, made_at=now, made_by=by)
        record(
            by=by,
            office=office,
            act=Act.RULEBOOK_AMENDED,
            cycle=cycle,
            place_code=cycle.township_id,
            subject=f"{after.name} {after.version}",
            data={"before": before.digest, "after": after.digest, "reason": reason, "changed": after.changed},
            now=now,
        )
    return made


def _parsed(text: str) -> Rulebook:
    try:
        return parse_rulebook(text)
    except RulebookError as error:
        raise RulebookFaulty(error.told) from error


def _kept(
    rules: Rulebook,
    *,
    owner: str,
    text: str,
    now: datetime,
    by: User | None = None,
    reason: str = "",
    amends: RulebookEdition | None = None,
) -> RulebookEdition:
    before = Rulebook.thaw(amends.data) if amends else None
    changed = [
        {"path": d.path, "before": d.left, "after": d.right}
        for d in (differences(before, rules) if before else [])
    ]
    return RulebookEdition.objects.create(
        **_said(rules, text=text),
        owner=owner,
        amends=amends,
        reason=reason,
        changed=changed,
        made_at=now,
        made_by=by,
    )


@cache
def _shipped(name: str) -> dict[str, Any]:
    return _said(load_rulebook(name), text=shipped_text(name))


def _said(rules: Rulebook, *, text: str) -> dict[str, Any]:
    """What an edition keeps of a rulebook itself."""
    data = rules.freeze()
    return {
        "name": rules.name,
        "version": rules.version,
        "kind": rules.kind,
        "title": rules.title.model_dump(),
        "text": text,
        "data": data,
        "digest": chain.digest(data),
    }


def _keep_closed_windows(cycle: Cycle, now: datetime) -> None:
    """Write down the windows of all steps that are closed: done, or past their lock."""
    elections = list(
        Election.objects.select_for_update(of=("self",))
        .filter(cycle=cycle)
        .select_related("village")
        .order_by("pk")
    )
    for election in elections:
        election.cycle = cycle
    known = set(KeptWindow.objects.filter(election__cycle=cycle).values_list("election", "step"))
    shut = [
        step
        for progress in progress_of(elections, now)
        for step in progress.steps.values()
        if closed(step, now) and (step.election.pk, step.step) not in known
    ]
    KeptWindow.objects.bulk_create(_kept_window(step, cycle.edition) for step in shut)


def _kept_window(step: StepProgress, edition: RulebookEdition) -> KeptWindow:
    window = step.window
    return KeptWindow(
        election=step.election,
        step=step.step,
        edition=edition,
        opens=window.opens,
        closes=window.closes,
        locks=window.locks,
        clause=window.clause,
        lock_clause=window.lock_clause or "",
        open_clause=window.open_clause or "",
    )
