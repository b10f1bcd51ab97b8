"""The papers of the candidates: nomination, joint review, public notice, signatures above, the formal list."""

from django.utils.translation import gettext_lazy as _

from candidates.papers import of_election, of_joint_review
from voting.papers import paper

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
paper(
    "review_feedback",
    _("Result of the joint review, to the village"),
    of_joint_review.review_feedback,
    of_joint_review.reviewed,
    place=20,
)
paper(
    "public_notice",
    _("Public notice of people"),
    of_joint_review.public_notice,
    of_joint_review.notices,
    place=24,
    posted=True,
    named=of_joint_review.within_election,
)
paper(
    "sign_off_sheet",
    _("Sign-off sheet of the secretary’s candidate"),
    of_joint_review.sign_off_sheet,
    of_joint_review.secretaries,
    place=22,
    named=of_joint_review.within_election,
)
