"""What stands against a proxy; every fault is told at once."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal, Refusals
from accounts.said import Listed, Said
from elections.models import Election
from elections.rulebook.wording import word
from elections.services.step import Attached
from voting.barred import Duty, barred_from
from voting.count_sheet import called
from voting.enums import MobileState, ProxyReason
from voting.models import RollEntry
from voting.proxy_rules import ProxyRules
from voting.queries.electors import voters_by_index
from voting.queries.proxy import active_proxies, held_by, method_record
from voting.queries.relation import relation_shown
from voting.refusals import proxy as refusals

MEDIUM, RELATION = "proxy.media", "proxy.relations"


@dataclass(frozen=True, slots=True)
class ProxyDraft:
    """A proxy as it is taken in.

    Principal and holder are entries of any roll; who they are counts, not where they stood. `relation` is declared
    with what shows it where the registers show none; `form` is a scan of what the principal wrote, `form_name` the
    number under which the paper is kept.
    """

    principal: RollEntry
    holder: RollEntry
    reason: str
    medium: str
    note: str = ""
    relation: str = ""
    relation_proof: str = ""
    form: Attached | None = None
    form_name: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Principal and holder on the roll in force, and what the holder is to the principal."""

    principal: RollEntry
    holder: RollEntry
    relation: str
    proof: str


def refuse_if_none_here(election: Election, rules: ProxyRules) -> None:
    """Raises ProxiesNotAllowed, MethodSilent."""
    if not rules.allowed:
        raise refusals.ProxiesNotAllowed(
            _("The rulebook lets nobody here vote for another."), clause=rules.allowed_clause or None
        )
    if rules.needs_method and method_record(election) is None:
        raise refusals.MethodSilent(
            _(
                "Residents may entrust only if the election method says so; put on record first where it does."
            ),
            clause=rules.allowed_clause or None,
        )


def checked(election: Election, rules: ProxyRules, draft: ProxyDraft) -> Pair:
    """The pair that a proxy joins. Raises ProxiesNotAllowed, MethodSilent; Refusals with every other fault."""
    refuse_if_none_here(election, rules)
    one, other = bytes(draft.principal.id_index), bytes(draft.holder.id_index)
    voters = voters_by_index(election, [one, other])
    faults = [*_of_people(rules, draft, voters), *_of_form(rules, draft)]
    if one in voters and other in voters and one != other:
        faults += _of_pair(election, rules, voters[one], voters[other])
        relation, proof, wrong = _relation(election, rules, draft)
        faults += wrong
    if faults:
        raise Refusals(faults)
    return Pair(voters[one], voters[other], relation, proof)


def _of_people(rules: ProxyRules, draft: ProxyDraft, voters: dict[bytes, RollEntry]) -> Iterator[Refusal]:
    one, other = bytes(draft.principal.id_index), bytes(draft.holder.id_index)
    if one == other:
        yield refusals.HolderIsPrincipal(_("Nobody votes for himself by proxy."), field="holder")
    if one not in voters:
        yield refusals.PrincipalNotOnRoll(
            _("%(name)s is not on the roll in force, so there is no vote to entrust."),
            {"name": called(draft.principal.name)},
            clause=rules.allowed_clause or None,
            field="principal",
        )
    if other not in voters:
        yield refusals.HolderNotOnRoll(
            _("%(name)s has no vote on the roll in force here and cannot be entrusted."),
            {"name": called(draft.holder.name)},
            clause=rules.relations_clause or None,
            field="holder",
        )


def _of_form(rules: ProxyRules, draft: ProxyDraft) -> Iterator[Refusal]:
    if draft.medium not in rules.media:
        yield refusals.MediumUnknown(
            _("The election method does not take proxies in this form; it takes: %(media)s."),
            {"media": Listed(Said(word(one, MEDIUM)) for one in rules.media)},
            clause=rules.media_clause or None,
            field="medium",
        )
    if draft.form is None and not draft.form_name.strip():
        yield refusals.FormMissing(
            _("Attach what the principal wrote, or give the number under which the paper is kept."),
            clause=rules.media_clause or None,
            field="form_name",
        )
    if draft.reason not in ProxyReason.values or (
        draft.reason == ProxyReason.OTHER and not draft.note.strip()
    ):
        yield refusals.SpecialReasonMissing(
            _("Write down the special reason for which the principal cannot come."),
            clause=rules.allowed_clause or None,
            field="note",
        )


def _of_pair(
    election: Election, rules: ProxyRules, principal: RollEntry, holder: RollEntry
) -> Iterator[Refusal]:
    one = bytes(principal.id_index)
    yield from barred_holder(election, holder)
    yield from _full(election, rules, holder)
    if active_proxies(election).filter(principal_index=one).exists():
        yield refusals.ProxyGiven(
            _("%(name)s has given a proxy already; it is revoked first."),
            {"name": called(principal.name)},
            field="principal",
        )
    if not rules.chains:
        yield from _chained(election, rules, principal, holder)
    mobile = election.mobile_voters.filter(voter_index=one).exclude(state=MobileState.REFUSED)
    if mobile.exists():
        yield refusals.OnMobileList(
            _("%(name)s is down for the mobile box; one does not ask for both."),
            {"name": called(principal.name)},
            clause=election.cycle.rules.voting.mobile_box.clause or None,
            field="principal",
        )


def barred_holder(election: Election, holder: RollEntry) -> Iterator[Refusal]:
    """Nothing, or why this voter may hold no proxy."""
    bar = barred_from(Duty.PROXY_HOLDER, election, [bytes(holder.id_index)]).get(bytes(holder.id_index))
    if bar is not None:
        yield refusals.HolderBarred(
            _("%(name)s may hold no proxy: %(why)s."),
            {"name": called(holder.name), "why": bar.why},
            clause=bar.clause,
            field="holder",
        )


def _full(election: Election, rules: ProxyRules, holder: RollEntry) -> Iterator[Refusal]:
    held = held_by(election, bytes(holder.id_index))
    if rules.most is not None and held >= rules.most:
        yield refusals.HolderFull(
            _("%(name)s holds %(held)s proxies already; nobody accepts more than %(most)s."),
            {"name": called(holder.name), "held": held, "most": rules.most},
            clause=rules.most_clause or None,
            field="holder",
            data={"held": held, "most": rules.most},
        )


def _chained(
    election: Election, rules: ProxyRules, principal: RollEntry, holder: RollEntry
) -> Iterator[Refusal]:
    if held_by(election, bytes(principal.id_index)):
        yield refusals.ProxyChained(
            _("%(name)s holds proxies of others and so gives none."),
            {"name": called(principal.name)},
            clause=rules.chains_clause,
            field="principal",
        )
    if active_proxies(election).filter(principal_index=bytes(holder.id_index)).exists():
        yield refusals.ProxyChained(
            _("%(name)s has given a proxy and so holds none."),
            {"name": called(holder.name)},
            clause=rules.chains_clause,
            field="holder",
        )


def _relation(election: Election, rules: ProxyRules, draft: ProxyDraft) -> tuple[str, str, list[Refusal]]:
    """What the holder is to the principal, what shows it where the registers do not, and the faults of it."""
    shown = relation_shown(election, bytes(draft.principal.id_index), bytes(draft.holder.id_index))
    relation = shown.relation if shown else draft.relation
    proof = "" if shown else draft.relation_proof.strip()
    if relation not in rules.relations:
        return relation, proof, [_not_near(rules, draft, relation)]
    if shown is None and not proof:
        unproved = refusals.RelationUnproved(
            _("The registers do not show how the two are related; say what shows it."),
            clause=rules.relations_clause or None,
            field="relation_proof",
        )
        return relation, proof, [unproved]
    return relation, proof, []


def _not_near(rules: ProxyRules, draft: ProxyDraft, relation: str) -> Refusal:
    told = Said(word(relation, RELATION)) if relation else _("nothing is declared")
    return refusals.HolderNotNear(
        _("%(name)s is no near relative of the principal (%(relation)s); only these are: %(near)s."),
        {
            "name": called(draft.holder.name),
            "relation": told,
            "near": Listed(Said(word(one, RELATION)) for one in rules.relations),
        },
        clause=rules.relations_clause or None,
        field="relation",
    )
