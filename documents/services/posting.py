from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.exempt import ungated
from accounts.models import Office, User
from accounts.rules import require
from documents.models import Paper, Posting
from documents.papers import Deed, kind_of
from documents.refusals import NotForTheBoard, NotPosted, PaperReplaced


@ungated(
    "Hangs a paper of what is in force already; the deadline was kept by the act that the paper tells of."
)
def post_paper(
    *, by: User, office: Office, paper: Paper, now: datetime, until: datetime | None = None, note: str = ""
) -> Posting:
    """Put a paper on its village's public board from now until a moment (none: it stays).

    Posted again it gets the new period. Raises NotThere, NotForTheBoard, PaperReplaced.
    """
    require(by, "paper.post", paper.place_code)
    kind = kind_of(paper.kind)
    if not kind.posted:
        raise NotForTheBoard(_("Only notices are posted; this is none."))
    with transaction.atomic():
        paper = _locked(paper)
        if paper.replaced_by is not None:
            raise PaperReplaced(
                _("%(number)s stands in the place of this paper."), {"number": paper.replaced_by.full_number}
            )
        posting, _created = Posting.objects.update_or_create(
            paper=paper,
            defaults={"place_code": paper.place_code, "posted_at": now, "until": until, "note": note},
        )
        kind.record(Deed.POSTED, paper, by, office, now)
    return posting


@ungated("What hangs wrongly or too long is taken down at any time.")
def take_down(*, by: User, office: Office, paper: Paper, now: datetime) -> None:
    """Take a paper off the public board. Raises NotThere, NotPosted."""
    require(by, "paper.post", paper.place_code)
    with transaction.atomic():
        paper = _locked(paper)
        posting = Posting.objects.filter(paper=paper).first()
        if posting is None or (posting.until is not None and posting.until <= now):
            raise NotPosted(_("This paper is not on the board."))
        if posting.posted_at >= now:
            posting.delete()
        else:
            posting.until = now
            posting.save(update_fields=["until"])
        kind_of(paper.kind).record(Deed.TAKEN_DOWN, paper, by, office, now)


def _locked(paper: Paper) -> Paper:
    return (
        Paper.objects.select_for_update(of=("self",))
        .select_related("series", "replaced_by__series")
        .get(pk=paper.pk)
    )
