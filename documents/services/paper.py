from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from pikepdf import Pdf

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.rules import require
from documents.models import Paper, Posting
from documents.papers import Deed, PaperKind, Sheet, kind_of
from documents.refusals import GlyphsMissing
from documents.services.file import store
from documents.services.numbering import new_code, next_number
from documents.typeset import missing_glyphs, render, typeset
from documents.typeset.imprint import Imprint
from documents.typeset.qr import qr_png
from documents.typeset.underlay import lay_under


@ungated(
    "A paper says what an act that passed the gate has put in force: its kind prints nothing "
    "before, and a print that is lost is made again whenever it is needed."
)
def issue_paper(
    *,
    by: User,
    office: Office,
    kind: str,
    subject: Any,
    place_code: str,
    place_name: str,
    now: datetime,
    training: bool,
    base_url: str | None = None,
) -> Paper:
    """Issue a paper: take its number, print it, keep the very bytes, enter it in the ledger; all or nothing.

    A paper of the same kind on the same subject that was in force is replaced, on the public board too. `base_url` is
    the address in its QR code, PUBLIC_URL if none. Raises NotThere, PaperNotReady, GlyphsMissing.
    """
    require(by, "paper.issue", place_code)
    paper_kind, day = kind_of(kind), localtime(now).date()
    with transaction.atomic():
        sheet = paper_kind.sheet(subject, day)
        series, number = next_number(place_code=place_code, sign=sheet.sign, year=day.year)
        paper = Paper(
            series=series, number=number, kind=kind, title=sheet.title, code=new_code(), training=training
        )
        paper.place_code, paper.place_name = place_code, place_name
        paper.subject = paper_kind.reference(subject)
        paper.issued_at, paper.issued_by, paper.issued_by_office = now, by, office.title
        pdf = print_sheet(paper_kind, sheet, imprint_of(paper, base_url or settings.PUBLIC_URL))
        paper.file, paper.pages = store(pdf, "application/pdf"), page_count(pdf)
        paper.save()
        _replace_earlier(paper)
        paper_kind.record(Deed.ISSUED, paper, by, office, now)
    return paper


def imprint_of(paper: Paper, base_url: str) -> Imprint:
    """What the paper bears to prove itself."""
    return Imprint(
        number=paper.full_number,
        code=paper.printed_code,
        verify_url=base_url.rstrip("/") + reverse("documents:verify_code", args=[paper.code]),
        issued_on=localtime(paper.issued_at).date(),
        training=paper.training,
    )


def print_sheet(kind: PaperKind, sheet: Sheet, imprint: Imprint) -> bytes:
    """The PDF of a sheet. Raises GlyphsMissing when a character would print as an empty box."""
    pictures = {"qr.png": qr_png(imprint.verify_url)}
    context: Mapping[str, Any] = {"sheet": sheet, "imprint": imprint}
    pdf = typeset(_checked(kind.template, context), pictures=pictures)
    if not kind.under:
        return pdf
    return lay_under(pdf, typeset(_checked(kind.under, context), pictures=pictures))


def page_count(pdf: bytes) -> int:
    with Pdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def _checked(template: str, context: Mapping[str, Any]) -> str:
    html = render(template, context)
    missing = missing_glyphs(html)
    if missing:
        raise GlyphsMissing(
            _("The fonts of this computer cannot print: %(characters)s. Install fonts-hanazono."),
            {"characters": " ".join(sorted(missing))},
            data={"characters": sorted(missing)},
        )
    return html


def _replace_earlier(paper: Paper) -> None:
    """The new paper stands in the place of the earlier ones, and on the board where one of them was posted."""
    earlier = Paper.objects.filter(
        place_code=paper.place_code, kind=paper.kind, subject=paper.subject, replaced_by=None
    ).exclude(pk=paper.pk)
    posting = Posting.objects.filter(paper__in=earlier).first()
    if posting is not None:
        posting.paper = paper
        posting.save(update_fields=["paper"])
    earlier.update(replaced_by=paper)
