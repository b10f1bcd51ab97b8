"""Rules on Party membership and on secretaries."""

from candidates.eligibility.facts import Facts, Mark, Member
from candidates.eligibility.model import DISPATCHED, Finding, Outcome, StatementKind, full_years
from candidates.eligibility.spoken import gettext as _
from candidates.eligibility.telling import by_whom, clauses, dated, nobody, readings, register, weight
from candidates.enums import ReviewLevel
from candidates.party_rights import PartyRight, party_right, right_clause
from elections.rulebook import Rulebook
from villages.enums import Body, Post

APPRAISAL_FAILED = "appraisal_failed"
RENOMINATION = "renomination"


def membership(rules: Rulebook, facts: Facts) -> Finding | None:
    """Posts of the Party organisation are for members who may vote and stand in the Party."""
    members, voting = rules.qualification.party_members_only, rules.qualification.party_voting_right
    asked = [rule for rule in (members, voting) if rule.stated and rule.value]
    if facts.body != Body.PARTY or not asked:
        return None
    member = facts.member
    right = party_right(rules, member, facts.day) if member else PartyRight.EXPELLED
    return Finding(
        key="party_membership",
        outcome=Outcome.PASS if right == PartyRight.FULL else Outcome.FAIL,
        title=_("Party member with the right to stand"),
        why=_right_told(member, right) if member else _("Does not stand in the Party member register."),
        clauses=tuple(dict.fromkeys((*clauses(*asked), right_clause(rules)))),
        source=register("party"),
        facts={
            "joined_on": member.joined_on if member else None,
            "probationary": bool(member and member.probationary),
            "discipline": member.discipline.value if member else None,
            "discipline_until": member.discipline_until if member else None,
            "counted_on": facts.day,
        },
        readings=() if voting in asked else readings(rules, rules.assembly.without_vote),
    )


def _right_told(member: Member, right: PartyRight) -> str:
    joined = {"day": dated(member.joined_on)}
    if right == PartyRight.PROBATIONARY:
        return _("Probationary member since %(day)s: no right to vote or to stand in the Party.") % joined
    if right == PartyRight.EXPELLED:
        return _("Party member since %(day)s, expelled: no member any more.") % joined
    if right == PartyRight.FULL:
        return _("Party member since %(day)s.") % joined
    if member.discipline_until is None:
        return _("Under probation within the Party, no end on record: no right to vote or to stand in it.")
    told = _("Under probation within the Party until %(day)s: no right to vote or to stand in it.")
    return told % {"day": dated(member.discipline_until)}


def standing(rules: Rulebook, facts: Facts) -> Finding | None:
    """How long a secretary has been in the Party, counted to the day of the review."""
    rule = rules.qualification.secretary_party_standing_years
    if facts.post != Post.SECRETARY or not rule.stated:
        return None
    joined, day = facts.member.joined_on if facts.member else None, facts.day
    if joined is None or day is None:
        outcome, why = (
            Outcome.PROOF,
            _("The day of joining the Party, or the day of the review, is not known."),
        )
    else:
        told = {"years": full_years(joined, day), "day": dated(day), "least": rule.value}
        outcome = Outcome.PASS if full_years(joined, day) >= rule.value else weight(rule)
        why = _("Party standing on %(day)s: %(years)s full years; at least %(least)s.") % told
    return Finding(
        key="party_standing",
        outcome=outcome,
        title=_("Party standing of a secretary"),
        why=why,
        clauses=clauses(rule),
        source=register("party"),
        facts={"joined_on": joined, "counted_on": day},
        approver=rule.approver,
    )


def renomination(rules: Rulebook, facts: Facts) -> Finding | None:
    """The grounds on which a sitting secretary is not named again (C-QUAL-05; AMB-09: a bar, or a reference)."""
    rule, appraisal = (
        rules.qualification.secretary_not_renominated_grounds,
        rules.qualification.secretary_appraisal_failed,
    )
    if facts.post != Post.SECRETARY or not facts.is_secretary or not rule.stated:
        return None
    met = {ground: told for ground in rule.value if (told := _ground(ground, facts)) is not None}
    stated = [facts.said(kind) for kind in (StatementKind.APPRAISAL, StatementKind.WEAK)]
    cleared = [clear for _events, clear in stated if clear is not None]
    if met:
        reference = set(met) == {APPRAISAL_FAILED} and appraisal.stated and appraisal.value == "reference"
        outcome = Outcome.RELAX if reference else weight(rule)
        why, source = " ".join(met.values()), register("cadre")
    elif len(cleared) == len(stated):
        outcome, why = Outcome.PASS, _("None of the grounds holds.")
        source = by_whom(cleared[-1])
    else:
        outcome, source = Outcome.PROOF, nobody()
        why = _("The appraisals on record are no ground; no office has stated the others yet.")
    return Finding(
        key=RENOMINATION,
        outcome=outcome,
        title=_("May be named secretary again"),
        why=why,
        clauses=clauses(rule),
        source=source,
        facts={"grounds": sorted(met), "ranked_last": _years_last(facts.marks)},
        readings=readings(rules, appraisal),
        vouch=ReviewLevel.TOWNSHIP,
    )


def _ground(ground: str, facts: Facts) -> str | None:
    """What is told where a ground holds, or None."""
    if ground == APPRAISAL_FAILED:
        events, _clear = facts.said(StatementKind.APPRAISAL)
        told = _("Failed the end-of-term appraisal, stated by %(office)s.")
        return told % {"office": by_whom(events[-1])} if events else None
    if ground == "ranked_last_two_years":
        years = _running(_years_last(facts.marks))
        told = _("Ranked last in the appraisals of %(first)s and %(second)s.")
        return told % {"first": years[0], "second": years[1]} if years else None
    if ground == "weak_organisation_two_years":
        events, _clear = facts.said(StatementKind.WEAK)
        years = _running(sorted({event.day.year for event in events if event.day}))
        told = _("The Party organisation was listed as weak in %(first)s and %(second)s.")
        return told % {"first": years[0], "second": years[1]} if years else None
    return None


def _years_last(marks: tuple[Mark, ...]) -> list[int]:
    return sorted({mark.year for mark in marks if mark.last})


def _running(years: list[int]) -> tuple[int, int] | None:
    """The latest two years that follow each other."""
    pairs = [(year, year + 1) for year in years if year + 1 in years]
    return pairs[-1] if pairs else None


def one_shoulder(rules: Rulebook, facts: Facts) -> Finding | None:
    """A secretary dispatched from outside is as a rule not director as well (A-ORG-17)."""
    rule = rules.seats.dispatched_secretary_one_shoulder
    both = {facts.post, *facts.stands_for} >= {Post.SECRETARY, Post.CHAIR}
    if not rule.stated or rule.value or facts.origin != DISPATCHED or not both:
        return None
    return Finding(
        key="dispatched_one_shoulder",
        outcome=weight(rule),
        title=_("A dispatched secretary is not director as well"),
        why=_("Dispatched, and stands for secretary and for director."),
        clauses=clauses(rule),
        source=facts.origin_by or nobody(),
        facts={"origin": facts.origin, "stands_for": sorted({facts.post, *facts.stands_for})},
        approver=rule.approver,
    )
