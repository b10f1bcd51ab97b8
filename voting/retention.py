"""What the archive does not keep of this package, found by `elections.retention`."""

from django.utils.translation import gettext_lazy as _

from elections.retention import Holding, register
from voting.services import retention

register(
    Holding(
        "identity_numbers",
        _("Sealed identity numbers and their last four places on every version of the rolls"),
        retention.count_numbers,
        retention.forget_numbers,
    )
)
register(
    Holding(
        "evidence",
        _(
            "Particulars of the evidence for categories of the rolls: dwellings, meetings, how somebody stated it"
        ),
        retention.count_evidence,
        retention.forget_evidence,
    )
)
register(
    Holding(
        "roll_sheets",
        _("Roll sheets that were sent in, with their rows and faults"),
        retention.count_sheets,
        retention.forget_sheets,
    )
)
register(
    Holding(
        "contacts",
        _("How to reach those who raised objections"),
        retention.count_contacts,
        retention.forget_contacts,
    )
)
register(
    Holding(
        "proxy_forms",
        _("Written forms of proxies, and notes on them"),
        retention.count_forms,
        retention.forget_forms,
    )
)
