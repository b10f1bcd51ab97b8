"""What the archive does not keep of this package, found by `elections.retention`."""

from django.utils.translation import gettext_lazy as _

from candidates.services import retention
from elections.retention import Holding, register

register(
    Holding(
        "department_documents",
        _("Documents and sheets of the departments of the joint review"),
        retention.count_documents,
        retention.forget_documents,
    )
)
register(
    Holding(
        "notice_objectors",
        _("Who objected to a public notice, and how to reach them"),
        retention.count_notice_contacts,
        retention.forget_notice_contacts,
    )
)
register(
    Holding(
        "team_facts",
        _("What was stated of members of teams: computer skill, women’s federation, where they come from"),
        retention.count_team_facts,
        retention.forget_team_facts,
    )
)
register(
    Holding(
        "reasons_left_out",
        _("Why members were left out of the number expected at the Party assembly"),
        retention.count_reasons_left_out,
        retention.forget_reasons_left_out,
    )
)
register(
    Holding(
        "cancel_evidence",
        _("What was found of people whose candidacy was cancelled, and on what it rests"),
        retention.count_cancel_evidence,
        retention.forget_cancel_evidence,
    )
)
register(
    Holding(
        "talk_gists",
        _("What was said in talks before the election"),
        retention.count_gists,
        retention.forget_gists,
    )
)
