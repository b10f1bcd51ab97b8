"""Relatives among those who stand, and of those who sit beside them."""

from candidates.eligibility.facts import Facts, Relative
from candidates.eligibility.kin import Avoidance, Ground, ground_of
from candidates.eligibility.model import GRAVITY, Finding, Outcome
from candidates.eligibility.spoken import gettext as _
from candidates.eligibility.telling import clauses, readings, register
from elections.rulebook import Rulebook
from villages.enums import Body

KEY = "relatives"
Clash = tuple[Relative, Ground]


def relatives(rules: Rulebook, facts: Facts) -> Finding | None:
    """Who of the others must not hold office, or stand, beside this person; who gives way is a decision."""
    kin = rules.kin
    rule = kin.relations if kin.relations.stated else kin.supervisory_barred
    if not rule.stated:
        return None
    clashes = [
        (other, ground)
        for other in facts.relatives
        if (ground := ground_of(rules, facts.body, other.body, other.relation)) is not None
    ]
    outcomes = [_outcome(facts, clash) for clash in clashes] or [Outcome.PASS]
    outcome = min(outcomes, key=GRAVITY.index)
    gravest = next(
        (ground for one, (_other, ground) in zip(outcomes, clashes, strict=False) if one == outcome), None
    )
    return Finding(
        key=KEY,
        outcome=outcome,
        title=_("Relatives among those who stand"),
        why=" ".join(_told(clash) for clash in clashes)
        or _("No relative stands or sits beside this person."),
        clauses=clauses(*(ground.rule for _other, ground in clashes)) or clauses(rule),
        source=register("household"),
        facts={"relatives": [[other.name, other.relation.value, other.post.value] for other, _g in clashes]},
        approver=gravest.approver if gravest and outcome == Outcome.RELAX else None,
        relaxed_by=", ".join(other.settled for other, _g in clashes if other.settled),
        readings=readings(rules, kin.stage),
        people=tuple(other.name for other, _g in clashes),
    )


def _outcome(facts: Facts, clash: Clash) -> Outcome:
    other, ground = clash
    if other.settled:
        return Outcome.PASS
    if ground.avoidance == Avoidance.SUPERVISORY:
        return Outcome.FAIL if facts.body == Body.SUPERVISORY else Outcome.PROOF
    return {Avoidance.BARRED: Outcome.FAIL, Avoidance.CONSENT: Outcome.RELAX}.get(
        ground.avoidance, Outcome.PROOF
    )


def _told(clash: Clash) -> str:
    """One relative in a sentence, with what follows and what is decided."""
    other, ground = clash
    told = _("%(relation)s in %(body)s: %(avoidance)s.") % {
        "relation": other.relation.label,
        "body": other.body.label,
        "avoidance": ground.avoidance.label,
    }
    decided = _("Decided: %(decision)s.") % {"decision": other.settled} if other.settled else ""
    return f"{told} {decided}".strip()
