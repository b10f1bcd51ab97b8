"""The papers after the count: ballots under seal, what was declared invalid, certificates that hold no longer."""

from datetime import date

from django.utils import translation
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from documents.models import Paper
from documents.refusals import PaperNotReady
from voting.enums import InvalidGround
from voting.models import Contest, Invalidity
from voting.papers.about import election_of, heading_of
from voting.papers.after import InvalidityNotice, SealingRecord
from voting.papers.of_staff import who_signs
from voting.papers.words import POSTS, further_round
from voting.queries.after import invalidities_of
from voting.queries.giving_way import given_up_in


def sealing_record(contest: Contest, day: date) -> SealingRecord:
    """The record of a round's ballots under seal. Raises PaperNotReady before they are."""
    sealing = contest.sealings.filter(broken_at=None).first()
    if sealing is None:
        raise PaperNotReady(_("The ballots are not under seal yet."))
    box = contest.boxes.order_by("number").first()
    return SealingRecord(
        heading=heading_of(contest.election),
        round=further_round(contest),
        day=contest.day,
        sealed_at=sealing.sealed_at,
        packets=sealing.packets,
        seals=sealing.seals,
        sealed_by=sealing.sealed_by,
        holder=sealing.holder,
        place=sealing.place,
        keep_until=sealing.keep_until,
        signs=who_signs(box) if box is not None else (),
    )


def invalidity_notice(found: Invalidity, day: date) -> InvalidityNotice:
    """The notice that a result, or one person's election, is invalid. Raises PaperNotReady where nothing is void."""
    if not found.void:
        raise PaperNotReady(_("This is a decision on record; nothing is void by it."))
    with translation.override("zh-hans"):
        ground = str(InvalidGround(found.ground).label)
    return InvalidityNotice(
        heading=heading_of(found.contest.election),
        name=found.name,
        post=POSTS[found.post] if found.post else "",
        day=found.contest.day,
        ground=ground,
        decision=found.decision,
        declared_on=localtime(found.declared_at).date(),
        anew=not found.name,
    )


def certificate_withdrawn(paper: Paper) -> Promise | str:
    """Why a certificate of election holds no longer: the person's election, or the whole result, was declared invalid."""
    post = paper.subject.split(":")[2] if paper.subject.count(":") > 1 else ""
    election = election_of(paper)
    for found in [*invalidities_of([election]), *given_up_in(election)]:
        own = found.post == post and paper.title.endswith(f"（{found.name}）")
        if found.void and found.declared_at >= paper.issued_at and (own or not found.name):
            if found.ground == InvalidGround.RELATIVE:
                return _("The person gives way to a relative; the certificate is withdrawn.")
            return _("This election was declared invalid; the certificate is withdrawn.")
    return ""
