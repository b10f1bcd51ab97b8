"""Deletes what the archive of a cycle does not keep of rolls, appeals and proxies.

Blind indexes stay: they tell no number, and the digests of the rolls are worked out over them.
"""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.exempt import part_of_an_act
from documents.models import Job
from documents.services.file import forget_files
from elections.models import Cycle
from voting.models import Appeal, Proxy, RollEntry, RollUpload

SEALED = ~Q(id_sealed=b"") | ~Q(id_last4="")
WRITTEN = Q(form__isnull=False) | ~Q(note="") | ~Q(form_name="")


def count_numbers(cycle: Cycle) -> int:
    """How many entries of all versions of the cycle's rolls hold a sealed number or last places."""
    return _numbers(cycle).count()


@part_of_an_act
def forget_numbers(cycle: Cycle) -> int:
    """Take sealed numbers and last places out of them."""
    return _numbers(cycle).update(id_sealed=b"", id_last4="")


def count_evidence(cycle: Cycle) -> int:
    """How many entries hold what was on record for a category."""
    return _evidence(cycle).count()


@part_of_an_act
def forget_evidence(cycle: Cycle) -> int:
    """Take the particulars of evidence out; the printed statement of the list stays."""
    return _evidence(cycle).update(evidence={})


def count_sheets(cycle: Cycle) -> int:
    """How many roll sheets were sent in."""
    return _sheets(cycle).count()


@part_of_an_act
def forget_sheets(cycle: Cycle) -> int:
    """Delete them with their rows, faults, files and checks."""
    going = list(_sheets(cycle).values_list("pk", "file", "job"))
    RollUpload.objects.filter(pk__in=[pk for pk, _file, _job in going]).delete()
    forget_files(file for _pk, file, _job in going)
    Job.objects.filter(pk__in=[job for _pk, _file, job in going if job]).delete()
    return len(going)


def count_contacts(cycle: Cycle) -> int:
    """How many appeals hold how to reach somebody."""
    return _contacts(cycle).count()


@part_of_an_act
def forget_contacts(cycle: Cycle) -> int:
    """Take it out of them."""
    return _contacts(cycle).update(contact="")


def count_forms(cycle: Cycle) -> int:
    """How many proxies hold a written form or a note."""
    return _forms(cycle).count()


@part_of_an_act
def forget_forms(cycle: Cycle) -> int:
    """Delete the forms and notes; who voted for whom stays as it was published."""
    files = [file for file in _forms(cycle).values_list("form", flat=True) if file]
    cleared = _forms(cycle).update(form=None, form_name="", note="")
    forget_files(files)
    return cleared


def _of(cycle: Cycle, way: str) -> dict[str, Any]:
    return {f"{way}__cycle": cycle}


def _numbers(cycle: Cycle) -> QuerySet[RollEntry]:
    return RollEntry.objects.filter(SEALED, **_of(cycle, "roll__election"))


def _evidence(cycle: Cycle) -> QuerySet[RollEntry]:
    return RollEntry.objects.filter(**_of(cycle, "roll__election")).exclude(evidence={})


def _sheets(cycle: Cycle) -> QuerySet[RollUpload]:
    return RollUpload.objects.filter(**_of(cycle, "election"))


def _contacts(cycle: Cycle) -> QuerySet[Appeal]:
    return Appeal.objects.filter(**_of(cycle, "election")).exclude(contact="")


def _forms(cycle: Cycle) -> QuerySet[Proxy]:
    return Proxy.objects.filter(WRITTEN, **_of(cycle, "election"))
