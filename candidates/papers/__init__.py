"""The papers of representatives, election committee and candidates: registers, announcements, the formal list."""

from django.utils.translation import gettext_lazy as _

from candidates.papers import of_bodies, of_election
from voting.papers import paper

paper(
    "representative_register",
    _("Register of representatives"),
    of_bodies.representative_register,
    of_bodies.filed_registers,
    place=2,
    long=True,
)
paper(
    "representative_notice",
    _("Announcement of the representatives"),
    of_bodies.representative_notice,
    of_bodies.published_registers,
    place=4,
    posted=True,
)
paper(
    "committee_filing",
    _("Filing form of the election committee"),
    of_bodies.committee_filing,
    of_bodies.filed_committees,
    place=6,
)
paper(
    "committee_notice",
    _("Announcement of the election committee"),
    of_bodies.committee_notice,
    of_bodies.announced_committees,
    place=8,
    posted=True,
)
paper(
    "nomination_result",
    _("Notice of the nomination result"),
    of_election.nomination_result,
    of_election.nominations,
    place=10,
    posted=True,
)
paper(
    "formal_candidates",
    _("Notice of formal candidates"),
    of_election.formal_candidates,
    of_election.formal_lists,
    place=45,
    posted=True,
)
