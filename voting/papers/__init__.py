"""The papers of the vote: the roll that hangs, cards, notices, ballots, count sheets, results, certificates."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.models import Paper
from documents.papers import Occasion, PaperKind, Sheet, nothing_withdrawn, register
from voting.papers import (
    occasions,
    of_after,
    of_appeal,
    of_polling_day,
    of_proxy,
    of_result,
    of_roll,
    of_round,
    of_signing,
    of_staff,
    of_supplement,
)
from voting.papers.about import clock, reference, remember


def paper(
    key: str,
    label: Promise | str,
    sheet: Callable[[Any, date], Sheet],
    found: Callable[[str], Iterable[Occasion]],
    *,
    place: int,
    posted: bool = False,
    under: str = "",
    long: bool = False,
    named: Callable[[Any], str] = reference,
    withdrawn: Callable[[Paper], Promise | str] = nothing_withdrawn,
    like: str = "",
    step: str = "",
) -> PaperKind:
    """A kind of paper of an election, entered in its ledger; its template is papers/KEY.html, or the one it is `like`."""
    return register(
        PaperKind(
            key=key,
            label=label,
            template=f"papers/{like or key}.html",
            sheet=sheet,
            occasions=found,
            reference=named,
            record=remember,
            clock=clock,
            place=place,
            under=under,
            long=long,
            posted=posted,
            withdrawn=withdrawn,
            step=step,
        )
    )


def of_certificate(subject: of_result.CertificateFor) -> str:
    return f"{reference(subject.election)}:{subject.person.post}:{subject.place}"


paper(
    "roll_poster",
    _("Voter roll, poster"),
    of_roll.roll_poster,
    occasions.published_rolls,
    place=30,
    posted=True,
)
paper("appeal_receipt", _("Receipt of an objection"), of_appeal.appeal_receipt, occasions.appeals, place=32)
paper(
    "appeal_decision",
    _("Decision on an objection"),
    of_appeal.appeal_decision,
    occasions.decided_appeals,
    place=34,
)
paper(
    "appeal_results",
    _("Notice of how objections were decided"),
    of_appeal.appeal_results,
    occasions.elections_with_decided_appeals,
    place=36,
    posted=True,
)
paper(
    "roll_supplement",
    _("Roll, supplementary notice"),
    of_supplement.roll_supplement,
    occasions.corrected_rolls,
    place=35,
    posted=True,
)
paper(
    "voter_cards",
    _("Voter cards"),
    of_roll.voter_cards,
    occasions.cards,
    place=40,
    under="papers/voter_cards_form.html",
    long=True,
)
paper(
    "card_receipts",
    _("Receipts of the voter cards"),
    of_signing.card_receipts,
    occasions.cards,
    place=42,
    long=True,
)
paper(
    "proxy_notice",
    _("Notice of the proxies"),
    of_proxy.proxy_notice,
    occasions.published_lists,
    place=44,
    posted=True,
)
paper(
    "proxy_certificates",
    _("Certificates of the proxies"),
    of_proxy.proxy_certificates,
    occasions.usable,
    place=46,
    long=True,
)
paper(
    "mobile_notice",
    _("Notice of the mobile box"),
    of_proxy.mobile_notice,
    occasions.routed,
    place=48,
    posted=True,
)
paper(
    "staff_notice",
    _("Notice of the staff of the vote"),
    of_staff.staff_notice,
    occasions.staffed,
    place=49,
    posted=True,
)
paper(
    "voting_notice",
    _("Notice of voting time and place"),
    of_round.voting_notice,
    occasions.fixed_first_rounds,
    place=50,
    posted=True,
)
paper(
    "runoff_notice",
    _("Notice of a further round"),
    of_round.runoff_notice,
    occasions.further_rounds,
    place=60,
    posted=True,
)
paper(
    "sign_in",
    _("Sign-in list of a polling place"),
    of_signing.sign_in,
    occasions.published_boxes,
    place=65,
    long=True,
)
paper(
    "opening_record",
    _("Opening record of a ballot box"),
    of_polling_day.opening_record,
    occasions.shown_boxes,
    place=66,
)
paper(
    "papers_account",
    _("Account of the ballot papers"),
    of_polling_day.papers_account,
    occasions.accounted_rounds,
    place=85,
)
paper("ballot", _("Ballot"), of_round.ballot, occasions.rounds, place=70)
paper("count_sheet", _("Count sheet"), of_round.count_sheet, occasions.boxes, place=80)
paper(
    "result_notice",
    _("Notice of the result"),
    of_result.result_notice,
    occasions.announced_votes,
    place=90,
    posted=True,
)
paper("result_report", _("Result report form"), of_result.result_report, occasions.reported_votes, place=100)
paper(
    of_result.REPLY,
    _("Reply to the report of the result"),
    of_result.result_reply,
    occasions.replied_votes,
    place=101,
)
paper(
    "certificate",
    _("Certificate of election"),
    of_result.certificate,
    occasions.elected_people,
    place=110,
    named=of_certificate,
    withdrawn=of_after.certificate_withdrawn,
)
paper(
    "sealing_record",
    _("Sealing record of the ballots"),
    of_after.sealing_record,
    occasions.sealed_rounds,
    place=95,
)
paper(
    "invalidity_notice",
    _("Notice of an election declared invalid"),
    of_after.invalidity_notice,
    occasions.declared_invalid,
    place=115,
    posted=True,
)
