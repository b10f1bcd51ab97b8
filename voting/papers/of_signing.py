"""The lists that voters sign: the roll of a polling place, and the receipts of the voters' cards."""

from collections.abc import Mapping
from datetime import date

from elections.models import Election
from voting.enums import BoxKind
from voting.models import Box, RollEntry
from voting.papers.about import heading_of
from voting.papers.of_roll import card_name, roll_in_force, roll_of_cards
from voting.papers.of_staff import who_hands_out
from voting.papers.signing import CardReceipts, Signer, SignIn
from voting.papers.words import further_round
from voting.places import groups_of
from voting.proxy_rules import proxy_rules
from voting.queries.mobile import confirmed_mobile
from voting.queries.proxy import usable_proxies
from voting.queries.roll import voters_of


def sign_in(box: Box, day: date) -> SignIn:
    """The roll of one box: its groups, or at a mobile box the confirmed voters. Raises PaperNotReady without a roll."""
    contest = box.contest
    election, boxes = contest.election, list(contest.boxes.all())
    voters = list(voters_of(roll_in_force(election)).order_by("number"))
    every = sorted({voter.group for voter in voters})
    here = groups_of(boxes, box, every)
    mobile = {bytes(index) for index in confirmed_mobile(election).values_list("voter_index", flat=True)}
    if box.kind == BoxKind.MOBILE:
        voters = [voter for voter in voters if bytes(voter.id_index) in mobile]
    else:
        voters = [voter for voter in voters if voter.group in here]
    marks = _marks(election, mobile)
    return SignIn(
        heading=heading_of(election),
        lines=tuple(_line(voter, marks) for voter in voters),
        day=contest.day,
        round=further_round(contest),
        box=box.name,
        groups="、".join(f"第{group}组" for group in here) if here != every else "",
        signs=who_hands_out(box),
    )


def _marks(election: Election, mobile: set[bytes]) -> dict[bytes, str]:
    """Who has entrusted the vote, by the number of the certificate, and who is visited with the box."""
    entrusted = {
        bytes(proxy.principal_index): f"委托{proxy.number}"
        for proxy in usable_proxies(election, proxy_rules(election))
    }
    return dict.fromkeys(mobile, "流动") | entrusted


def card_receipts(election: Election, day: date) -> CardReceipts:
    """The list on which every voter signs for the card. Raises PaperNotReady while cards may not go out."""
    heading = heading_of(election)
    voters = voters_of(roll_of_cards(election)).order_by("number")
    return CardReceipts(
        heading=heading,
        lines=tuple(_line(voter, {}) for voter in voters),
        day=heading.election_day,
        name=card_name(election),
    )


def _line(voter: RollEntry, marks: Mapping[bytes, str]) -> Signer:
    return Signer(voter.number, voter.name, f"{voter.group}组", marks.get(bytes(voter.id_index), ""))
