"""A fit person as facts, and the three plans, for the tests of eligibility."""

from datetime import date
from typing import Any

from candidates.eligibility import Facts, Finding, Outcome, findings
from elections.rulebook import Rulebook, load_rulebook

A, B, C = (load_rulebook(f"{name}-town-2020") for name in ("county", "district", "city"))
FIT: dict[str, Any] = {
    "post": "member",
    "place_kind": "village",
    "election_day": date(2021, 1, 20),
    "review_day": date(2020, 12, 28),
    "birth_date": date(1980, 5, 1),
    "education": "大专",
    "on_roll": True,
    "accepted_on": date(2020, 12, 26),
}
MEMBER = {"joined_on": date(2005, 7, 1)}
HELD = {
    "committee": {"body": "committee", "post": "member", "since": date(2017, 5, 1)},
    "secretary": {"body": "party", "post": "secretary", "since": date(2017, 5, 1)},
}
# A sitting member whose appraisals are on record.
MARKS = tuple({"year": year, "grade": "competent"} for year in (2017, 2018, 2019))


def facts_with(held: tuple[str, ...] = (), **different: Any) -> Facts:
    """Somebody who stands for member of the committee, with these differences; `held` are keys of HELD."""
    sits = {"held": [HELD[each] for each in held], "marks": MARKS} if held else {}
    return Facts(**FIT | sits | different)


def secretary(held: tuple[str, ...] = (), **different: Any) -> Facts:
    """Somebody who stands for Party secretary."""
    return facts_with(held, **{"body": "party", "post": "secretary", "member": MEMBER} | different)


def found(rules: Rulebook, key: str, facts: Facts | None = None, **different: Any) -> Finding:
    """The finding of a rule."""
    asked = findings(rules, facts or facts_with(**different))
    return next(finding for finding in asked if finding.key == key)


def outcome(rules: Rulebook, key: str, facts: Facts | None = None, **different: Any) -> Outcome:
    return found(rules, key, facts, **different).outcome


def rules_with(rules: Rulebook, path: str, **changed: object) -> Rulebook:
    """The rulebook with a value changed: another reading, another strength."""
    data = rules.freeze()
    here = data
    *above, name = path.split(".")
    for part in above:
        here = here[part]
    here.setdefault(name, {"clause": "A-TEST-01"}).update(changed)
    return Rulebook.thaw(data)
