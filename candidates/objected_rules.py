"""Whether somebody may be added to the Party's lists after an upheld objection, by the reading in force."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from elections.rulebook import PartyStage, Rulebook
from voting.proxy_rules import Reading

FILLED = {
    False: _(
        "The plan does not say whether somebody may be added after an upheld objection. Nobody is, once the prospective "
        "list stands; the list goes on shorter."
    ),
    True: _(
        "The plan does not say whether somebody may be added after an upheld objection. Somebody may be until the "
        "request is handed in, by the same way as everybody else."
    ),
}


def fills(rules: Rulebook) -> bool:
    """Whether the rulebook has a place filled that an upheld objection left free."""
    rule = rules.review.objected_filled
    return bool(rule.stated and rule.value)


def closing(rules: Rulebook) -> list[str]:
    """The stages with which the lists are closed: the request, and the formal list."""
    return [stage.key for stage in rules.party_path if stage.kind == "request" or stage.gives == "formal"]


def built_on(stage: PartyStage) -> bool:
    """Whether it is a list of people who stand already, which names them all."""
    return stage.kind == "list" and not stage.adds and stage.gives != "formal"


def reading_of(rules: Rulebook) -> Reading | None:
    """The reading in force, where the plan has notices and does not say it; None where it does."""
    rule = rules.review.objected_filled
    notices: Collection[str] = [stage.clause for stage in rules.party_path if stage.kind == "notice"]
    if not notices or (rule.stated and not rule.proposed):
        return None
    return Reading(FILLED[fills(rules)], rule.clause or next(iter(notices)))
