"""On what ground each decision stands: the clause of the rulebook that gave the rule; for a bare rule, by body."""

from collections.abc import Mapping
from typing import NamedTuple

from voting.tally.model import Contest, Rule


class Clause(NamedTuple):
    """A clause by its code, and as it is cited in either language; a code cites itself."""

    code: str
    chinese: str = ""
    english: str = ""

    @property
    def zh(self) -> str:
        return self.chinese or self.code

    @property
    def en(self) -> str:
        return self.english or self.code


# The clause of each part of a rule, by the name of the part; what is left out stands in no clause.
Grounds = Mapping[str, Clause]

# What every check cites where no clause says how it is made: a default holds, which the office is to confirm.
UNSTATED: Grounds = dict.fromkeys(("quorum", "balance"), Clause("AMB-38"))

COMMON: Grounds = {
    "balance": Clause("A-CNT-01"),
    "tie": Clause("A-CNT-09"),
    "runoff": Clause("A-CNT-10"),
    "kin": Clause("A-KIN-01"),
    "woman": Clause("A-TGT-04"),
}
PARTY: Grounds = {"quorum": Clause("A-ASM-05"), "threshold": Clause("A-CNT-07")}
CLAUSES: Mapping[str, Grounds] = {
    "village_committee": {"quorum": Clause("A-CNT-12"), "threshold": Clause("A-CNT-13")},
    "party_committee": PARTY,
    "party_secretary": PARTY,
    "representatives": {part: Clause("A-REP-05") for part in ("quorum", "threshold", "tie")},
    "recommendation": {"quorum": Clause("A-NOM-03"), "threshold": Clause("A-NOM-04")},
}
LAW_15: Grounds = {
    "threshold": Clause("组织法第十五条", english="Village Committee Organic Law, Article 15"),
}


def usual_grounds(contest: Contest, rule: Rule) -> Grounds:
    """Where a rule comes without its rulebook: the county plan's, and of a committee's runoff the law's. Of a majority
    that the rule does not ask for no clause is cited.
    """
    grounds = {**COMMON, **CLAUSES[contest.body]}
    if (contest.body, contest.round) == ("village_committee", "runoff"):
        grounds |= LAW_15
    if rule.threshold is None and contest.body != "representatives":
        del grounds["threshold"]
    return grounds
