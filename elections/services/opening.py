"""A cycle opened under a plan that was checked first, and moved to other days where it is an older one."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import User
from accounts.rules import require
from elections.models import Cycle, RulebookEdition
from elections.models.rulebook import thawed
from elections.queries.opening import check_for, digest_of, next_version, told_findings
from elections.refusals import PlanCheckNotSeen
from elections.rulebook import Rulebook, Text
from elections.rulebook.dating import redated
from elections.rulebook.moving import PlanWindow, with_windows
from elections.services.cycle import open_cycle
from elections.services.rulebook import make_edition
from villages.models import Division


@ungated("Opens the cycle: there is no step before it.")
def open_checked_cycle(
    *,
    by: User,
    township: Division,
    edition: RulebookEdition,
    windows: Sequence[PlanWindow],
    days: int,
    title: Text,
    name: str,
    training: bool,
    seen: str,
    real: datetime,
    now: datetime,
    clock: datetime | None = None,
) -> Cycle:
    """Open a cycle under an edition with these windows, once the office has read what the check of it found.

    Windows that differ from the edition's make a new edition of the township first, with the next version and the
    reason. `seen` is the digest of the findings that were read; they go into the ledger with the opening. `real` is
    the server's time, `now` that of the new cycle. Raises PlanCheckNotSeen, CycleRunning and what making an edition
    raises; then nothing is kept.
    """
    require(by, "cycle.open", township.code)
    before = thawed(edition.pk)
    rules = with_windows(before, list(windows))
    check = check_for(township.code, rules)
    if digest_of(check) != seen:
        raise PlanCheckNotSeen(_("What the check finds is not what you have read; read it once more."))
    with transaction.atomic():
        if rules != before:
            edition = _moved_edition(by, township, edition, before, windows, days, title, real)
        return open_cycle(
            by=by,
            township=township,
            edition=edition,
            name=name,
            training=training,
            now=now,
            clock=clock,
            acknowledged=told_findings(check),
        )


def _moved_edition(
    by: User,
    township: Division,
    edition: RulebookEdition,
    before: Rulebook,
    windows: Sequence[PlanWindow],
    days: int,
    title: Text,
    real: datetime,
) -> RulebookEdition:
    version = next_version(township.code, before)
    text = redated(edition.text, before, windows, version=version, title=title)
    return make_edition(
        by=by, owner=township.code, text=text, reason=_reason(edition, days), now=real, amends=edition
    )


def _reason(edition: RulebookEdition, days: int) -> str:
    """The reason as it is kept, in Chinese like every record."""
    way = "后移" if days > 0 else "前移"
    moved = f"各时间窗口整体{way}{abs(days)}天" if days else "个别时间窗口调整"
    return f"由{edition.name} {edition.version}{moved}，其余条款不变"
