from typing import ClassVar

from accounts.refusals import Refusal


class ProxiesNotAllowed(Refusal):
    """The rulebook lets nobody here vote for another."""

    code: ClassVar[str] = "proxies_not_allowed"


class MethodSilent(Refusal):
    """In communities a proxy needs an election method that allows it, and none is on record (AMB-29)."""

    code: ClassVar[str] = "election_method_silent"


class PrincipalNotOnRoll(Refusal):
    """Who gives the proxy is not on the roll in force."""

    code: ClassVar[str] = "principal_not_on_roll"


class HolderNotOnRoll(Refusal):
    """Who is to hold the proxy has no vote on the roll in force (A-PROXY-03)."""

    code: ClassVar[str] = "holder_not_on_roll"


class HolderIsPrincipal(Refusal):
    """Nobody is the own proxy."""

    code: ClassVar[str] = "holder_is_principal"


class HolderNotNear(Refusal):
    """The holder is no near relative as the rulebook counts them (A-PROXY-03)."""

    code: ClassVar[str] = "holder_not_near"


class RelationUnproved(Refusal):
    """The registers show no relation, and nothing is named that shows the one declared."""

    code: ClassVar[str] = "relation_unproved"


class HolderBarred(Refusal):
    """The rulebook lets this person hold no proxy: a candidate, or a candidate's spouse."""

    code: ClassVar[str] = "holder_barred"


class HolderFull(Refusal):
    """The holder has as many proxies as the rulebook lets one voter accept (A-PROXY-04, C-PROXY-02)."""

    code: ClassVar[str] = "holder_full"


class ProxyChained(Refusal):
    """A holder would hand on what was entrusted: who holds a proxy gives none, who gave one holds none."""

    code: ClassVar[str] = "proxy_chained"


class ProxyGiven(Refusal):
    """The principal has given a proxy already."""

    code: ClassVar[str] = "proxy_given"


class OnMobileList(Refusal):
    """The voter is down for the mobile box; one does not ask for both (A-VOTE-05)."""

    code: ClassVar[str] = "on_mobile_list"


class MediumUnknown(Refusal):
    """The proxy came in a form that the election method does not know (A-PROXY-02)."""

    code: ClassVar[str] = "proxy_medium_unknown"


class FormMissing(Refusal):
    """Nothing of the principal's is on file: neither a scan nor the number of the paper."""

    code: ClassVar[str] = "proxy_form_missing"


class SpecialReasonMissing(Refusal):
    """Another reason than those listed is written down (A-PROXY-01)."""

    code: ClassVar[str] = "proxy_reason_missing"


class ProxyNotRequested(Refusal):
    """The proxy was reviewed already."""

    code: ClassVar[str] = "proxy_reviewed"


class ProxyEnded(Refusal):
    """The proxy was refused or revoked already."""

    code: ClassVar[str] = "proxy_ended"


class NoProxyToPublish(Refusal):
    """No approved proxy waits for its publication."""

    code: ClassVar[str] = "no_proxy_to_publish"


class BoxesOpened(Refusal):
    """Voting has begun: nothing is reviewed, published or revoked while the boxes stand open."""

    code: ClassVar[str] = "boxes_opened"


class MethodKnown(Refusal):
    """What the election method says of proxies is on record already."""

    code: ClassVar[str] = "election_method_known"
