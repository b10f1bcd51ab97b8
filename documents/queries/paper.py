from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO

from django.db.models import DateTimeField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.timezone import localtime

from accounts.models import User
from accounts.rules import offices_with
from documents.models import Paper, Posting
from documents.papers import Occasion, PaperKind, all_kinds


def papers_for(user: User) -> QuerySet[Paper]:
    """The papers of the places the user's offices cover, latest first."""
    covered = Q(pk__in=[])
    for office in offices_with(user, "paper.view"):
        covered |= Q(place_code__startswith=office.scope)
    return _told().filter(covered)


def papers_of(place_code: str) -> QuerySet[Paper]:
    """The papers of one place, latest first, with where they are posted."""
    return _told().filter(place_code=place_code)


def paper_of(place_code: str, pk: int) -> Paper | None:
    """One paper of a place, or None."""
    return papers_of(place_code).filter(pk=pk).first()


def _told() -> QuerySet[Paper]:
    return Paper.objects.select_related(
        "series", "file", "posting", "issued_by", "replaced_by__series"
    ).defer("file__content")


def posted_papers(village_code: str, now: datetime) -> QuerySet[Posting]:
    """What hangs on a village's public board at `now`, latest first; with `last_day`, None where it stays."""
    return posted_in([village_code], now)


def posted_in(village_codes: Collection[str], now: datetime) -> QuerySet[Posting]:
    """What hangs on the public boards of villages at `now`, latest first, as `posted_papers` tells it of one."""
    running = Q(until=None) | Q(until__gt=now)
    end = ExpressionWrapper(F("until") - timedelta(microseconds=1), output_field=DateTimeField())
    return (
        Posting.objects.filter(running, place_code__in=village_codes, posted_at__lte=now)
        .annotate(last_day=TruncDate(end))
        .select_related("paper__series")
        .order_by("-posted_at", "-pk")
    )


def last_days_of(place_codes: Collection[str], now: datetime) -> list[tuple[Posting, date]]:
    """What hangs on the boards of these places at `now` and has a last day, with that day."""
    rows = Posting.objects.filter(place_code__in=list(place_codes), posted_at__lte=now, until__gt=now)
    kept = rows.select_related("paper__series").order_by("until", "pk")
    return [(each, localtime(each.until - timedelta(microseconds=1)).date()) for each in kept if each.until]


def is_posted(paper: Paper, now: datetime) -> bool:
    """Whether the paper hangs on the public board at `now`."""
    return posted_papers(paper.place_code, now).filter(paper=paper).exists()


def paper_by_code(code: str) -> Paper | None:
    """The paper that bears a verification code, however it was typed: 7k3m 92qd, 7K3M-92QD."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return _told().filter(code=typed).first()


def paper_by_digest(sha256: str) -> Paper | None:
    """The paper whose stored bytes have this SHA-256 (hex)."""
    return _told().filter(file__sha256=sha256).first()


@dataclass(frozen=True, slots=True)
class Issuable:
    """A kind of paper that can be issued about something today, and the paper in force about it, if any."""

    kind: PaperKind
    occasion: Occasion
    reference: str
    issued: Paper | None


def issuable(place_code: str) -> Iterator[Issuable]:
    """What can be issued for a place, in the order of the work."""
    in_force = {(p.kind, p.subject): p for p in papers_of(place_code).filter(replaced_by=None)}
    for kind in all_kinds():
        for occasion in kind.occasions(place_code):
            reference = kind.reference(occasion.subject)
            yield Issuable(kind, occasion, reference, in_force.get((kind.key, reference)))


def content_of(paper: Paper) -> BytesIO:
    """The bytes as issued."""
    return BytesIO(bytes(paper.file.content))
