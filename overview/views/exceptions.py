from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import allowed
from accounts.said import Said
from overview.queries.exceptions import Exceptions, MoreTime, Passed, exceptions_of
from overview.views.sheet import as_csv
from villages.templatetags.names import person, place


@allowed("board.view", scope=None)
@require_GET
def exceptions(request: HttpRequest) -> HttpResponse:
    """What went another way than the rulebook says: by force, with a reason, with more time."""
    asked: Any = request
    found = exceptions_of(asked.user, asked.cycle)
    return render(request, "overview/exceptions/report.html", {"found": found})


@allowed("board.view", scope=None)
@require_GET
def exceptions_sheet(request: HttpRequest) -> HttpResponse:
    """The same as a file for spreadsheets, one line for each."""
    asked: Any = request
    heads = [
        _("Code"),
        _("Village or community"),
        _("Kind"),
        _("Step"),
        _("Not done"),
        _("Ground"),
        _("Violation"),
        _("Asked until"),
        _("Granted until"),
        _("Reason"),
        _("Approval or answer"),
        _("Officer"),
        _("Time"),
    ]
    return as_csv("exceptions", asked.now, heads, _lines(exceptions_of(asked.user, asked.cycle)))


def _lines(found: Exceptions) -> Iterator[list[str]]:
    yield from (_passed(each, _("Forced")) for each in found.forced)
    yield from (_passed(each, _("Let pass with a reason")) for each in found.waived)
    yield from (_more_time(each) for each in found.more_time)


def _passed(each: Passed, kind: str) -> list[str]:
    waiver = each.waiver
    return [
        each.election.village_id,
        place(each.election.village.name),
        kind,
        str(Said(each.step)),
        str(Said(each.over)),
        waiver.clause,
        waiver.violation,
        "",
        "",
        waiver.reason,
        waiver.approval,
        person(waiver.made_by.name),
        f"{localtime(waiver.made_at):%Y-%m-%d %H:%M}",
    ]


def _more_time(each: MoreTime) -> list[str]:
    extension = each.extension
    answered = extension.answered_by or extension.asked_by
    at = extension.answered_at or extension.asked_at
    return [
        each.election.village_id,
        place(each.election.village.name),
        f"{_('More time')}{_(': ')}{extension.get_state_display()}",
        str(Said(each.step)),
        "",
        "",
        "",
        extension.wanted.isoformat(),
        extension.until.isoformat() if extension.until else "",
        extension.reason,
        extension.answer,
        person(answered.name),
        f"{localtime(at):%Y-%m-%d %H:%M}",
    ]
